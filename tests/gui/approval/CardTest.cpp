// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>
#include <QVBoxLayout>

#include "tests/gui/approval/Desk.h"
#include "tests/gui/approval/PaintedText.h"
#include "tests/support/gui/GuiMain.h"
#include "ui/approval/DecisionCard.h"
#include "ui/approval/SignedFold.h"
#include "ui/kit/widget/DiffTable.h"
#include "ui/kit/widget/KitLabel.h"

using namespace stillgate;

namespace {

constexpr std::int64_t kNormal = 12'900;
constexpr std::int64_t kHigh = 194'000;
constexpr HoldTimes kShort{200, 20, 5000};

/// A window with a card in it, as a person has it.
struct Shown {
    explicit Shown(CardForm form = CardForm::Stream, std::int64_t cents = kNormal, RefundWords words = {})
        : refund(desk.refund(cents, std::move(words)))
    {
        desk.sync();
        presenter = std::make_unique<DecisionPresenter>(desk.parts());
        window = std::make_unique<QWidget>();
        auto* layout = new QVBoxLayout(window.get());
        card = new DecisionCard(form, *presenter, desk.formatting.locale(), window.get(), kShort);
        layout->addWidget(card);
        layout->addStretch(1);
        window->resize(form == CardForm::Pane ? 444 : 900, 900);
        presenter->open(refund.ticket());
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }

    template <typename W = QWidget>
    [[nodiscard]] W* find(const char* name) const
    {
        return window->findChild<W*>(QLatin1String(name));
    }
    [[nodiscard]] HoldButton* approve() const { return find<HoldButton>("approveButton"); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QWidget* target = window->focusWidget() != nullptr ? window->focusWidget() : window.get();
        QTest::keyClick(target, key, modifiers);
    }
    void hold(int ms) const
    {
        QTest::mousePress(approve(), Qt::LeftButton);
        QTest::qWait(ms);
        QTest::mouseRelease(approve(), Qt::LeftButton);
    }
    void deliver()
    {
        desk.deliver();
        desk.pass(Duration::seconds(1));
    }
    [[nodiscard]] QString words(const char* name) const { return find<KitLabel>(name)->text(); }

    Desk desk;
    SampleRefund& refund;
    std::unique_ptr<DecisionPresenter> presenter;
    std::unique_ptr<QWidget> window;
    DecisionCard* card = nullptr;
};

constexpr int kLongHold = 400;
constexpr int kShortHold = 60;

} // namespace

class CardTest : public QObject {
    Q_OBJECT

private slots:
    void lines_allThatIsSigned_isPainted_data();
    void lines_allThatIsSigned_isPainted();
    void lines_foldClosed_areNotAllPainted();
    void hold_toTheEnd_approvesOnce();
    void hold_releasedEarly_decidesNothing();
    void hold_windowClosedMeanwhile_decidesNothing();
    void hold_questionReadAgainMeanwhile_decidesNothing();
    void click_double_decidesNothing();
    void keys_confirmTwice_approveOnce();
    void keys_confirmOnce_decideNothing();
    void keys_confirmFourTimes_approveOnce();
    void highStakes_amountNotTyped_cannotBeHeld();
    void highStakes_amountTyped_canBeHeld();
    void deny_byKeys_sendsCodeAndNote();
    void deny_escape_closesAndGivesFocusBack();
    void deny_withoutReason_cannotBeConfirmed();
    void deny_enterTwice_deniesOnce();
    void deny_questionSettledMeanwhile_closes();
    void escalate_byKeys_sendsCode();
    void stale_approved_showsWhatChanged();
    void undo_byKey_takesTheApprovalBack();
    void hindrance_shown_inWordsBesideDisabledButtons();
    void names_everyControl_areAccessible();
};

void CardTest::lines_allThatIsSigned_isPainted_data()
{
    QTest::addColumn<int>("form");
    QTest::newRow("pane") << static_cast<int>(CardForm::Pane);
    QTest::newRow("page") << static_cast<int>(CardForm::Page);
    QTest::newRow("stream") << static_cast<int>(CardForm::Stream);
}

void CardTest::lines_allThatIsSigned_isPainted()
{
    QFETCH(int, form);
    RefundWords words;
    words.method = "a means of payment with a name that is long enough to be cut somewhere if it were ever cut ··4242";
    Shown shown(static_cast<CardForm>(form), kNormal, words);
    shown.key(Qt::Key_S);
    QTRY_VERIFY(shown.find("signedLines") != nullptr);
    QTest::qWait(0);
    const QString painted = paintedText(*shown.card);
    const Packet packet = shown.desk.packetOf(shown.refund.ticket());
    QVERIFY(packet.gate->lines.size() >= 15);
    for (const OpenedLine& line : packet.gate->lines) {
        for (const std::string& text : {line.detail, line.value}) {
            const QString wanted = withoutSpaces(QString::fromStdString(text));
            QVERIFY2(painted.contains(wanted), qPrintable(QStringLiteral("not painted: %1").arg(wanted)));
        }
    }
    QVERIFY(painted.contains(withoutSpaces(shown.presenter->values().question)));
}

void CardTest::lines_foldClosed_areNotAllPainted()
{
    // The control: the recording sees what is painted and nothing else.
    Shown shown;
    QVERIFY(!paintedText(*shown.card).contains(QStringLiteral("PAY-2")));
}

void CardTest::hold_toTheEnd_approvesOnce()
{
    Shown shown;
    shown.hold(kLongHold);
    QCOMPARE(shown.desk.decisions, 1);
    QCOMPARE(shown.presenter->values().phase, DecisionPhase::Sending);
    QVERIFY(!shown.approve()->isVisible());
    shown.deliver();
    QTRY_COMPARE(shown.presenter->values().phase, DecisionPhase::Held);
    QVERIFY(shown.find("undoButton")->isVisible());
}

void CardTest::hold_releasedEarly_decidesNothing()
{
    Shown shown;
    shown.hold(kShortHold);
    shown.hold(kShortHold);
    shown.hold(kShortHold);
    QTest::qWait(kLongHold);
    QCOMPARE(shown.desk.decisions, 0);
}

void CardTest::hold_windowClosedMeanwhile_decidesNothing()
{
    Shown shown;
    QTest::mousePress(shown.approve(), Qt::LeftButton);
    QTest::qWait(kShortHold);
    shown.window->close();
    QTest::qWait(kLongHold);
    QCOMPARE(shown.desk.decisions, 0);
}

void CardTest::hold_questionReadAgainMeanwhile_decidesNothing()
{
    Shown shown;
    QTest::mousePress(shown.approve(), Qt::LeftButton);
    QTest::qWait(kShortHold);
    shown.presenter->follow(CardStep::ReadAgain);
    QTest::qWait(kLongHold);
    QTest::mouseRelease(shown.approve(), Qt::LeftButton);
    QCOMPARE(shown.desk.decisions, 0);
}

void CardTest::click_double_decidesNothing()
{
    Shown shown;
    QTest::mouseDClick(shown.approve(), Qt::LeftButton);
    QTest::mouseClick(shown.approve(), Qt::LeftButton);
    QTest::qWait(kLongHold);
    QCOMPARE(shown.desk.decisions, 0);
}

void CardTest::keys_confirmTwice_approveOnce()
{
    Shown shown;
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(shown.approve()->isArmed());
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(shown.desk.decisions, 1);
}

void CardTest::keys_confirmOnce_decideNothing()
{
    Shown shown;
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(shown.desk.decisions, 0);
}

void CardTest::keys_confirmFourTimes_approveOnce()
{
    Shown shown;
    for (int i = 0; i < 4; ++i) {
        shown.key(Qt::Key_Return, Qt::ControlModifier);
    }
    QCOMPARE(shown.desk.decisions, 1);
}

void CardTest::highStakes_amountNotTyped_cannotBeHeld()
{
    Shown shown(CardForm::Stream, kHigh);
    QVERIFY(!shown.approve()->isEnabled());
    QVERIFY(shown.approve()->text().contains(QStringLiteral("type the amount first")));
    shown.hold(kLongHold);
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(shown.desk.decisions, 0);
}

void CardTest::highStakes_amountTyped_canBeHeld()
{
    Shown shown(CardForm::Stream, kHigh);
    QTest::keyClicks(shown.find("amountField"), QStringLiteral("1940.00"));
    QVERIFY(shown.approve()->isEnabled());
    shown.hold(kLongHold);
    QCOMPARE(shown.desk.decisions, 1);
}

void CardTest::deny_byKeys_sendsCodeAndNote()
{
    Shown shown;
    shown.key(Qt::Key_D);
    QTRY_VERIFY(shown.find("reasonPopover") != nullptr);
    QVERIFY(!shown.find("reasonConfirm")->isEnabled());
    shown.key(Qt::Key_2);
    QVERIFY(shown.find<QAbstractButton>("reason2")->isChecked());
    QTest::keyClicks(shown.find("reasonNote"), QStringLiteral("Sample note 12"));
    QTest::keyClick(shown.find("reasonNote"), Qt::Key_Return);
    QCOMPARE(shown.desk.decisions, 1);
    shown.deliver();
    const auto decided = shown.desk.loop.newestAs<GateDecided>();
    QCOMPARE(decided.statement.verdict, Verdict::Deny);
    QCOMPARE(decided.statement.reason, std::string("already_refunded"));
    QVERIFY(decided.statement.note.has_value());
    QTRY_COMPARE(shown.words("outcomeHeadline"), QStringLiteral("Denied"));
}

void CardTest::deny_escape_closesAndGivesFocusBack()
{
    Shown shown;
    shown.key(Qt::Key_D);
    QTRY_VERIFY(shown.find("reasonPopover") != nullptr);
    shown.key(Qt::Key_1);
    shown.key(Qt::Key_Escape);
    QTRY_VERIFY(shown.find("reasonPopover") == nullptr);
    QCOMPARE(shown.window->focusWidget(), shown.find("denyButton"));
    QCOMPARE(shown.desk.decisions, 0);
}

void CardTest::deny_withoutReason_cannotBeConfirmed()
{
    Shown shown;
    shown.key(Qt::Key_D);
    QTRY_VERIFY(shown.find("reasonPopover") != nullptr);
    shown.key(Qt::Key_Return);
    QCOMPARE(shown.desk.decisions, 0);
    QVERIFY(shown.find("reasonPopover")->isVisible());
}

void CardTest::deny_enterTwice_deniesOnce()
{
    Shown shown;
    shown.key(Qt::Key_D);
    QTRY_VERIFY(shown.find("reasonPopover") != nullptr);
    shown.key(Qt::Key_1);
    QWidget* popover = shown.find("reasonPopover");
    QTest::keyClick(popover, Qt::Key_Return);
    QTest::keyClick(popover, Qt::Key_Return);
    QCOMPARE(shown.desk.decisions, 1);
}

void CardTest::deny_questionSettledMeanwhile_closes()
{
    Shown shown;
    shown.key(Qt::Key_D);
    QTRY_VERIFY(shown.find("reasonPopover") != nullptr);
    shown.refund.decide(shown.desk.colleague, Verdict::Deny);
    shown.desk.sync();
    shown.desk.pass(Duration::seconds(1));
    QTRY_VERIFY(shown.find("reasonPopover") == nullptr);
    QCOMPARE(shown.desk.decisions, 0);
}

void CardTest::escalate_byKeys_sendsCode()
{
    Shown shown;
    shown.key(Qt::Key_E);
    QTRY_VERIFY(shown.find("reasonPopover") != nullptr);
    shown.key(Qt::Key_1);
    shown.key(Qt::Key_Return);
    shown.deliver();
    QCOMPARE(shown.desk.loop.newestAs<GateDecided>().statement.verdict, Verdict::Escalate);
    QTRY_COMPARE(shown.words("outcomeHeadline"), QStringLiteral("Escalated"));
}

void CardTest::stale_approved_showsWhatChanged()
{
    Shown shown;
    shown.refund.books().paid = "270.00";
    shown.hold(kLongHold);
    QCOMPARE(shown.desk.decisions, 1);
    shown.deliver();
    QTRY_COMPARE(shown.words("outcomeHeadline"), QStringLiteral("Not carried out: the state has changed"));
    const auto* moved = shown.find<DiffTable>("movedTable");
    QVERIFY(moved->isVisible());
    QCOMPARE(moved->rows().size(), std::size_t{1});
    QVERIFY(shown.find("outcomeStep")->isVisible());
    QVERIFY(!shown.approve()->isVisible());
    // Nothing was called: the action was abandoned before.
    QCOMPARE(shown.desk.loop.newest(ActionAbandoned::kCode).header.code, std::string(ActionAbandoned::kCode));
    shown.refund.gather();
    shown.desk.sync();
    shown.desk.pass(Duration::seconds(1));
    shown.key(Qt::Key_R);
    QTRY_VERIFY(shown.approve()->isVisible());
}

void CardTest::undo_byKey_takesTheApprovalBack()
{
    Shown shown;
    shown.hold(kLongHold);
    shown.deliver();
    QTRY_VERIFY(shown.find("undoButton")->isVisible());
    shown.key(Qt::Key_Z);
    shown.deliver();
    QCOMPARE(shown.desk.loop.newestAs<GateDecided>().statement.verdict, Verdict::Withdraw);
    QTRY_VERIFY(shown.approve()->isVisible());
}

void CardTest::hindrance_shown_inWordsBesideDisabledButtons()
{
    Shown shown;
    shown.desk.watch.set({LedgerStanding::Diverged, 1, {}, Divergence::OtherRoot, {}});
    QVERIFY(!shown.approve()->isEnabled());
    QVERIFY(!shown.find("denyButton")->isEnabled());
    QVERIFY(!shown.find("escalateButton")->isEnabled());
    const QString painted = paintedText(*shown.card);
    QVERIFY(painted.contains(withoutSpaces(QStringLiteral("ledger not trusted"))));
    QVERIFY(shown.words("hindranceWords").contains(QStringLiteral("Nothing is decided on it")));
    shown.hold(kLongHold);
    shown.key(Qt::Key_D);
    QCOMPARE(shown.desk.decisions, 0);
    QVERIFY(shown.find("reasonPopover") == nullptr);
}

void CardTest::names_everyControl_areAccessible()
{
    Shown shown;
    for (const char* name : {"approveButton", "denyButton", "escalateButton", "signedToggle"}) {
        const auto* button = shown.find<QAbstractButton>(name);
        QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), name);
        QVERIFY2(button->focusPolicy() != Qt::NoFocus, name);
    }
    QVERIFY(!shown.card->accessibleName().isEmpty());
    for (const QAction* action : shown.card->actions()) {
        QVERIFY2(!action->text().isEmpty() || !action->isEnabled(), qPrintable(action->objectName()));
        QCOMPARE(action->shortcutContext(), Qt::WidgetWithChildrenShortcut);
    }
}

STILLGATE_GUI_MAIN(CardTest)
#include "CardTest.moc"
