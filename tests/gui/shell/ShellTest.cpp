// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/gui/GuiMain.h"
#include "tests/support/gui/Pictures.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/shell/CommandPalette.h"
#include "ui/shell/MainWindow.h"

using namespace stillgate;

namespace {

/// A workspace with one command that counts how often it ran, and one that cannot be used.
class Desk : public QWidget {
public:
    explicit Desk(const QString& title)
    {
        setWindowTitle(title);
        setFocusPolicy(Qt::StrongFocus);
        auto* run = new QAction(QStringLiteral("Sharpen the pencils"), this);
        run->setShortcut(Qt::Key_P);
        run->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(run, &QAction::triggered, this, [this] { ++runs; });
        addAction(run);
        auto* barred = new QAction(QStringLiteral("Empty the bin"), this);
        barred->setEnabled(false);
        barred->setStatusTip(QStringLiteral("The bin is empty"));
        addAction(barred);
    }

    int runs = 0;
};

ShellState liveState()
{
    ShellState state;
    state.link.state = LinkState::Live;
    state.link.origin = "stillgate.local/sample";
    state.link.roles = {Role::L2Agent};
    state.link.name = "Sample Agent 01";
    state.ledger = {LedgerStanding::Matching, 1'204, UtcTime{1'000}, Divergence::None, {}};
    return state;
}

} // namespace

class ShellTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_window = std::make_unique<MainWindow>();
        m_first = new Desk(QStringLiteral("Queues"));
        m_second = new Desk(QStringLiteral("Approvals"));
        m_behind = new Desk(QStringLiteral("Ticket"));
        m_window->addPlace({Icon::Inbox, RailButton::Kind::Plain, QStringLiteral("queuesButton"), m_first});
        m_window->addPlace({Icon::Sign, RailButton::Kind::Yours, QStringLiteral("approvalsButton"), m_second});
        m_window->addPageBehind(0, m_behind);
        m_window->showState(liveState(), QStringLiteral("14:02"));
        m_window->resize(1440, 900);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    void focus_ofWhatGoesFromView_staysInTheWorkspace()
    {
        auto* inner = new QWidget(m_first);
        inner->setFocusPolicy(Qt::StrongFocus);
        inner->show();
        inner->setFocus();
        QCOMPARE(QApplication::focusWidget(), inner);
        inner->hide();
        QCOMPARE(QApplication::focusWidget(), m_first);
        // The control: who moves it out by hand is not held back.
        auto* place = m_window->findChild<QWidget*>(QStringLiteral("approvalsButton"));
        place->setFocus();
        QCOMPARE(QApplication::focusWidget(), place);
    }

    void window_closedWhileSomethingInItHasTheFocus_ends()
    {
        auto* inner = new QLineEdit(m_first);
        inner->show();
        inner->setFocus();
        QCOMPARE(QApplication::focusWidget(), inner);
        m_window.reset();
        QVERIFY(QApplication::focusWidget() == nullptr);
    }

    void place_chosenByKeyAndClick_isShown()
    {
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(m_window->page(), m_second);
        QTest::mouseClick(m_window->findChild<QAbstractButton*>(QStringLiteral("queuesButton")), Qt::LeftButton);
        QCOMPARE(m_window->page(), m_first);
    }

    void pageBehind_left_goesBackToItsPlace()
    {
        m_window->open(m_behind);
        QCOMPARE(m_window->page(), m_behind);
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(m_window->page(), m_first);
    }

    void listPlace_ofAPage_isShownThereWithTheWayOn()
    {
        auto* stepper = m_window->findChild<TicketStepper*>();
        m_window->setListPlace(m_behind, ListPlace{1, 17});
        QVERIFY(!stepper->isVisible());
        m_window->open(m_behind);
        QVERIFY(stepper->isVisible());
        QCOMPARE(stepper->findChild<KitLabel*>(QStringLiteral("ticketPlace"))->text(), QStringLiteral("1 of 17"));
        QVERIFY(!stepper->findChild<QAbstractButton*>(QStringLiteral("previousTicketButton"))->isEnabled());
        const QSignalSpy steps(m_window.get(), &MainWindow::stepAsked);
        QTest::mouseClick(stepper->findChild<QAbstractButton*>(QStringLiteral("nextTicketButton")), Qt::LeftButton);
        QCOMPARE(steps.size(), 1);
        QCOMPARE(steps.front().front().toInt(), 1);
        m_window->setListPlace(m_behind, ListPlace{17, 17});
        QVERIFY(!stepper->findChild<QAbstractButton*>(QStringLiteral("nextTicketButton"))->isEnabled());
        m_window->setListPlace(m_behind, std::nullopt);
        QVERIFY(!stepper->isVisible());
    }

    void palette_commandTyped_runsOnceInTheWorkspaceInView()
    {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto* palette = m_window->findChild<CommandPalette*>();
        QVERIFY(palette->isVisible());
        auto* input = palette->findChild<QLineEdit*>(QStringLiteral("paletteInput"));
        QTest::keyClicks(input, QStringLiteral("sharpen pen"));
        QTest::keyClick(input, Qt::Key_Return);
        QVERIFY(!palette->isVisible());
        QCOMPARE(m_first->runs, 1);
        QCOMPARE(m_second->runs, 0);
    }

    /// The control to the above: what is disabled does not run, and says why.
    void palette_commandDisabled_cannotBeRun()
    {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto* palette = m_window->findChild<CommandPalette*>();
        auto* input = palette->findChild<QLineEdit*>(QStringLiteral("paletteInput"));
        QTest::keyClicks(input, QStringLiteral("empty"));
        QTest::keyClick(input, Qt::Key_Return);
        QVERIFY(palette->isVisible());
        const auto* list = palette->findChild<QListView*>(QStringLiteral("paletteList"));
        QVERIFY(
            list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("The bin is empty")));
        QTest::keyClick(input, Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
    }

    void paletteModel_typedInto_keepsTheContractOfModels()
    {
        PaletteModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.offer({{QStringLiteral("Go to Queues"), QStringLiteral("Anywhere"), {}, true, {}, [] {}}},
                    [](const QString& typed) {
                        return typed.startsWith(u'#') ? std::vector<PaletteEntry>{{typed, {}, {}, true, {}, [] {}}}
                                                      : std::vector<PaletteEntry>{};
                    });
        QCOMPARE(model.rowCount(), 1);
        model.type(QStringLiteral("#12"));
        QCOMPARE(model.entry(0).text, QStringLiteral("#12"));
        model.type(QStringLiteral("ueues"));
        QCOMPARE(model.rowCount(), 0);
    }

    void offline_shown_bannerOffersToTryNow()
    {
        ShellState state = liveState();
        state.link.state = LinkState::Offline;
        state.link.cause = LinkCause::Lost;
        m_window->showState(state, QStringLiteral("14:02"));
        QSignalSpy asked(m_window.get(), &MainWindow::tryNowAsked);
        QTest::mouseClick(m_window->findChild<QAbstractButton*>(QStringLiteral("tryNowButton")), Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
        m_window->showState(liveState(), QStringLiteral("14:02"));
        QVERIFY(!m_window->findChild<QWidget*>(QStringLiteral("banner"))->isVisible());
    }

    void pictures()
    {
        m_window->setWaiting(0, 37);
        m_window->setWaiting(1, 7);
        m_window->addTool(Icon::Settings, QStringLiteral("Settings"), QStringLiteral("settingsButton"));
        m_window->setCrumbs(m_first, {QStringLiteral("Queues"), QStringLiteral("Approvals waiting")});
        takePictures(*m_window, QStringLiteral("shell"));
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        takePictures(*m_window, QStringLiteral("shell-palette"));
        QTest::keyClick(m_window->findChild<QLineEdit*>(QStringLiteral("paletteInput")), Qt::Key_Escape);
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        takePictures(*m_window, QStringLiteral("shell-keys"));
        ShellState state = liveState();
        state.link.state = LinkState::Offline;
        state.link.cause = LinkCause::Lost;
        state.link.nextTry = UtcTime{4'000};
        state.unanswered = 2;
        m_window->showState(state, QStringLiteral("14:02"));
        takePictures(*m_window, QStringLiteral("shell-offline"));
        state.link.state = LinkState::Refused;
        state.link.cause = LinkCause::UnknownAuthority;
        state.link.environment = Environment::Prod;
        m_window->showState(state, QStringLiteral("14:02"));
        takePictures(*m_window, QStringLiteral("shell-refused"));
    }

private:
    std::unique_ptr<MainWindow> m_window;
    Desk* m_first = nullptr;
    Desk* m_second = nullptr;
    Desk* m_behind = nullptr;
};

STILLGATE_GUI_MAIN(ShellTest)
#include "ShellTest.moc"
