// SPDX-License-Identifier: GPL-3.0-or-later
#include <QHBoxLayout>
#include <QPainter>
#include <QTest>
#include <QVBoxLayout>

#include "tests/gui/approval/Desk.h"
#include "tests/support/gui/GuiMain.h"
#include "tests/support/gui/Pictures.h"
#include "ui/approval/ApprovalsWorkspace.h"
#include "ui/approval/DecisionCard.h"

using namespace stillgate;

namespace {

RefundWords words(int customer, std::string order, std::string subject)
{
    RefundWords out;
    out.customer = customer;
    out.subject = std::move(subject);
    out.order = std::move(order);
    return out;
}

/// A day at the desk: seven refunds of all sizes, some of them nearly over.
void fill(Desk& desk)
{
    desk.refund(194'000, words(12, "ORD-1107", "Charged twice for a whole pallet"));
    desk.loop.clock().advance(Duration::minutes(3));
    desk.refund(12'900, words(7, "ORD-7719", "Charged twice for order ORD-7719"));
    desk.loop.clock().advance(Duration::minutes(8));
    desk.refund(34'800, words(31, "ORD-7330", "Two payments for one annual plan"));
    desk.loop.clock().advance(Duration::minutes(5));
    desk.refund(15'640, words(22, "ORD-7402", "Double charge"));
    desk.refund(21'200, words(9, "ORD-7273", "paid twice!!"));
    desk.loop.clock().advance(Duration::minutes(6));
    desk.sync();
}

/// The workspace without the frame around it.
class Ground final : public QWidget {
protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), Look::of(*this).colour(Tone::Surface));
    }
};

struct Workspace {
    Workspace()
    {
        fill(desk);
        workspace =
            std::make_unique<ApprovalsWorkspace>(ApprovalsParts{desk.parts(), desk.audit()}, nullptr, HoldTimes{400, 20, 5000});
        workspace->resize(1440, 900);
        workspace->show();
        QVERIFY(QTest::qWaitForWindowActive(workspace.get()));
    }

    template <typename W = QWidget>
    [[nodiscard]] W* find(const char* name) const
    {
        return workspace->findChild<W*>(QLatin1String(name));
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QWidget* target = workspace->focusWidget() != nullptr ? workspace->focusWidget() : workspace.get();
        QTest::keyClick(target, key, modifiers);
    }
    void deliver()
    {
        desk.deliver();
        desk.pass(Duration::seconds(2));
        QTest::qWait(0);
    }

    Desk desk;
    std::unique_ptr<ApprovalsWorkspace> workspace;
};

/// A card of one form in a window of its usual width.
struct Single {
    explicit Single(CardForm form, std::int64_t cents = 12'900)
        : refund(desk.refund(cents, words(7, "ORD-7719", "Charged twice")))
    {
        desk.loop.clock().advance(Duration::minutes(2));
        desk.sync();
        presenter = std::make_unique<DecisionPresenter>(desk.parts());
        auto* layout = new QVBoxLayout(&window);
        layout->setContentsMargins(form == CardForm::Pane ? QMargins(12, 16, 12, 16) : QMargins(24, 16, 24, 16));
        layout->addWidget(new DecisionCard(form, *presenter, desk.formatting.locale(), &window));
        layout->addStretch(1);
        window.resize(form == CardForm::Pane ? QSize(444, 620) : QSize(1392, 700));
        presenter->open(refund.ticket());
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }
    void picture(const QString& name)
    {
        for (const SchemeChoice scheme : {SchemeChoice::Dark, SchemeChoice::Light}) {
            testAppearance().choose(scheme);
            takePicture(window, name + (scheme == SchemeChoice::Light ? QStringLiteral("-light") : QStringLiteral("-dark")));
        }
    }
    void key(Qt::Key key) { QTest::keyClick(window.focusWidget() != nullptr ? window.focusWidget() : &window, key); }
    void happens()
    {
        desk.sync();
        desk.pass(Duration::seconds(1));
    }
    bool approve() { return presenter->approve(presenter->values().revision, {}); }

    Desk desk;
    SampleRefund& refund;
    std::unique_ptr<DecisionPresenter> presenter;
    Ground window;
};

} // namespace

class PicturesTest : public QObject {
    Q_OBJECT

private slots:
    void approvals_waiting_areDrawn();
    void approvals_signed_showsReceipt();
    void approvals_nothing_isDrawn();
    void pane_eachState_isDrawn();
    void page_eachState_isDrawn();
    void page_popovers_areDrawn();
    void page_endings_areDrawn();
    void page_hindrances_areDrawn();
};

void PicturesTest::approvals_waiting_areDrawn()
{
    Workspace shown;
    QTest::keyClicks(shown.find("amountField"), QStringLiteral("1,940.00"));
    takePictures(*shown.workspace, QStringLiteral("approvals"));
}

void PicturesTest::approvals_signed_showsReceipt()
{
    Workspace shown;
    shown.key(Qt::Key_J);
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    shown.deliver();
    QTRY_VERIFY(shown.find("receiptCard")->isVisible());
    shown.desk.pass(Duration::seconds(1)); // until the next question can be decided
    shown.key(Qt::Key_S);
    takePictures(*shown.workspace, QStringLiteral("approvals-receipt"));
}

void PicturesTest::approvals_nothing_isDrawn()
{
    Desk desk;
    ApprovalsWorkspace workspace({desk.parts(), desk.audit()});
    workspace.resize(1440, 900);
    workspace.show();
    takePictures(workspace, QStringLiteral("approvals-empty"));
}

void PicturesTest::pane_eachState_isDrawn()
{
    Single pane(CardForm::Pane);
    pane.picture(QStringLiteral("decision-pane"));
    pane.key(Qt::Key_S);
    pane.picture(QStringLiteral("decision-pane-signed-lines"));
    pane.key(Qt::Key_S);
    QVERIFY(pane.approve());
    pane.desk.deliver();
    pane.happens();
    pane.picture(QStringLiteral("decision-pane-held"));
    pane.refund.beginCall();
    pane.refund.answer();
    pane.refund.verify();
    pane.refund.tell();
    pane.happens();
    pane.picture(QStringLiteral("decision-pane-verified"));

    Single stale(CardForm::Pane);
    stale.refund.books().paid = "270.00";
    QVERIFY(stale.approve());
    stale.desk.deliver();
    stale.happens();
    stale.picture(QStringLiteral("decision-pane-stale"));

    Single diverged(CardForm::Pane);
    diverged.desk.watch.set({LedgerStanding::Diverged, 1, {}, Divergence::OtherRoot, {}});
    diverged.picture(QStringLiteral("decision-pane-diverged"));
}

void PicturesTest::page_eachState_isDrawn()
{
    Single page(CardForm::Page);
    page.picture(QStringLiteral("decision-page"));
    page.key(Qt::Key_D);
    page.key(Qt::Key_2);
    page.picture(QStringLiteral("decision-page-deny"));
    page.key(Qt::Key_Escape);
    QVERIFY(page.approve());
    page.desk.deliver();
    page.happens();
    page.picture(QStringLiteral("decision-page-held"));

    Single high(CardForm::Page, 194'000);
    high.desk.setState(LinkState::Offline);
    high.picture(QStringLiteral("decision-page-offline"));
}

void PicturesTest::page_popovers_areDrawn()
{
    Single page(CardForm::Page);
    page.key(Qt::Key_E);
    page.key(Qt::Key_6);
    page.picture(QStringLiteral("decision-page-escalate"));
    page.key(Qt::Key_Escape);
    page.key(Qt::Key_Q);
    page.picture(QStringLiteral("decision-page-ask"));
    page.key(Qt::Key_Escape);
    page.window.resize(976, 480);
    page.key(Qt::Key_D);
    page.key(Qt::Key_7);
    page.picture(QStringLiteral("decision-page-narrow-deny"));
    page.key(Qt::Key_Escape);
}

void PicturesTest::page_endings_areDrawn()
{
    Single asked(CardForm::Page);
    QVERIFY(asked.presenter->ask(asked.presenter->values().revision, QStringLiteral("Which card did you pay with?")));
    asked.desk.deliver();
    asked.refund.tell();
    asked.happens();
    asked.picture(QStringLiteral("decision-page-asked"));

    Single denied(CardForm::Page);
    denied.refund.decide(denied.desk.colleague, Verdict::Deny);
    denied.happens();
    denied.picture(QStringLiteral("decision-page-colleague"));

    Single expired(CardForm::Page);
    expired.desk.pass(Duration::minutes(31));
    expired.picture(QStringLiteral("decision-page-expired"));

    Single undone(CardForm::Page);
    QVERIFY(undone.approve());
    undone.desk.deliver();
    undone.happens();
    QVERIFY(undone.presenter->withdraw());
    undone.desk.deliver();
    undone.happens();
    undone.picture(QStringLiteral("decision-page-undone"));

    Single counted(CardForm::Page, 194'000);
    QVERIFY(counted.presenter->approve(counted.presenter->values().revision, QStringLiteral("1940")));
    counted.desk.deliver();
    counted.happens();
    counted.picture(QStringLiteral("decision-page-counted"));

    Single moved(CardForm::Page);
    moved.refund.books().paid = "270.00";
    QVERIFY(moved.approve());
    moved.desk.deliver();
    moved.happens();
    moved.picture(QStringLiteral("decision-page-refused"));
}

void PicturesTest::page_hindrances_areDrawn()
{
    Single viewing(CardForm::Page);
    viewing.desk.hasKey = false;
    viewing.presenter->open(viewing.refund.ticket());
    viewing.picture(QStringLiteral("decision-page-no-key"));

    Single waiting(CardForm::Page);
    waiting.desk.setState(LinkState::Offline);
    QVERIFY(waiting.presenter->deny(waiting.presenter->values().revision, "already_refunded", {}));
    waiting.picture(QStringLiteral("decision-page-waits-to-be-sent"));
}

STILLGATE_GUI_MAIN(PicturesTest)
#include "PicturesTest.moc"
