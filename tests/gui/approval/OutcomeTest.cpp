// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/gui/approval/Opened.h"
#include "tests/support/gui/GuiMain.h"
#include "ui/approval/AmountInput.h"
#include "ui/approval/ReceiptNotice.h"

using namespace stillgate;

class OutcomeTest : public QObject {
    Q_OBJECT

private slots:
    void withdraw_inHoldBack_opensTheGateAgain();
    void withdraw_tooLate_saysSo();
    void deny_withReason_isToldWithReason();
    void ask_sent_saysThatTheCustomerIsBeingAskedThenWas();
    void ask_withoutAQuestion_isRefusedHere();
    void gate_settledByColleague_isToldNotSwapped();
    void gate_expired_saysNothingWasDone();
    void execution_inDoubt_saysSo();
    void verification_mismatch_showsDifferences();
    void packet_unreadable_saysNextStepAndRecoversWhenLive();
    void packet_termsRunOut_isReadAgain();
    void receipt_held_offersUndoWithTimeLeft();
    void amount_typed_isComparedInMinorUnits_data();
    void amount_typed_isComparedInMinorUnits();
};

void OutcomeTest::withdraw_inHoldBack_opensTheGateAgain()
{
    Opened opened;
    QVERIFY(opened.approve());
    opened.deliver();
    QVERIFY(opened.values().receipt->canUndo);
    QVERIFY(opened.presenter->withdraw());
    QCOMPARE(opened.values().phase, DecisionPhase::Sending);
    QVERIFY(!opened.presenter->withdraw());
    opened.deliver();
    QCOMPARE(opened.values().phase, DecisionPhase::Open);
    QVERIFY(opened.values().receipt->title.startsWith(QStringLiteral("Taken back")));
    QVERIFY(opened.approve());
    opened.deliver();
    QCOMPARE(opened.values().phase, DecisionPhase::Held);
    QCOMPARE(opened.desk.loop.fault(), std::string());
}

void OutcomeTest::withdraw_tooLate_saysSo()
{
    Opened opened;
    QVERIFY(opened.approve());
    opened.deliver();
    QVERIFY(opened.presenter->withdraw());
    opened.refund.beginCall(); // begins before the withdrawal arrives
    opened.deliver();
    QCOMPARE(opened.values().phase, DecisionPhase::Refused);
    QCOMPARE(opened.values().outcome->headline, QStringLiteral("Not undone: it was too late"));
}

void OutcomeTest::deny_withReason_isToldWithReason()
{
    Opened opened;
    QVERIFY(!opened.presenter->deny(opened.values().revision, {}, {}));
    QVERIFY(opened.presenter->deny(opened.values().revision, "already_refunded", QStringLiteral("Sample note")));
    opened.deliver();
    QCOMPARE(opened.values().phase, DecisionPhase::Denied);
    QVERIFY(opened.values().outcome->detail.contains(QStringLiteral("Already refunded")));
    QVERIFY(opened.values().progress.empty());
    QVERIFY(!opened.values().receipt->canUndo);
}

void OutcomeTest::ask_sent_saysThatTheCustomerIsBeingAskedThenWas()
{
    Opened opened;
    QVERIFY(opened.presenter->ask(opened.values().revision, QStringLiteral("Which card did you pay with?")));
    opened.deliver();
    QCOMPARE(opened.values().phase, DecisionPhase::Asked);
    QCOMPARE(opened.values().outcome->headline, QStringLiteral("The customer is being asked"));
    QVERIFY(opened.values().outcome->detail.startsWith(QStringLiteral("You asked the customer at")));
    QVERIFY(opened.values().outcome->detail.contains(QStringLiteral("Nothing was done")));
    opened.happens([&] { opened.refund.tell(); });
    QCOMPARE(opened.desk.loop.fault(), std::string());
    QCOMPARE(opened.values().phase, DecisionPhase::Asked);
    QCOMPARE(opened.values().outcome->headline, QStringLiteral("The customer was asked"));
    QVERIFY(opened.values().outcome->detail.contains(QStringLiteral("without one a person takes the ticket in")));
    QVERIFY(opened.values().receipt->title.startsWith(QStringLiteral("Customer asked")));
    QVERIFY(opened.values().progress.empty());
}

void OutcomeTest::ask_withoutAQuestion_isRefusedHere()
{
    Opened opened;
    QVERIFY(!opened.presenter->ask(opened.values().revision, QStringLiteral(" \n ")));
    QCOMPARE(opened.desk.decisions, 0);
}

void OutcomeTest::gate_settledByColleague_isToldNotSwapped()
{
    Opened opened;
    opened.happens([&] { opened.refund.decide(opened.desk.colleague, Verdict::Deny); });
    QCOMPARE(opened.values().phase, DecisionPhase::Denied);
    QVERIFY(!opened.values().receipt.has_value());
    QVERIFY(!opened.approve());
    QCOMPARE(opened.desk.decisions, 0);
}

void OutcomeTest::gate_expired_saysNothingWasDone()
{
    Opened opened;
    opened.desk.pass(Duration::minutes(31));
    QCOMPARE(opened.values().phase, DecisionPhase::Expired);
    QVERIFY(opened.values().outcome->detail.contains(QStringLiteral("nothing was done")));
    QVERIFY(!opened.approve());
}

void OutcomeTest::execution_inDoubt_saysSo()
{
    Opened opened;
    QVERIFY(opened.approve());
    opened.deliver();
    opened.happens([&] { opened.refund.beginCall(); });
    opened.happens([&] { opened.refund.loseCall(); });
    QCOMPARE(opened.values().phase, DecisionPhase::Executing);
    QCOMPARE(opened.values().outcome->headline, QStringLiteral("In doubt, being looked up"));
}

void OutcomeTest::verification_mismatch_showsDifferences()
{
    Opened opened;
    QVERIFY(opened.approve());
    opened.deliver();
    opened.happens([&] { opened.refund.beginCall(); });
    opened.happens([&] { opened.refund.answer(); });
    opened.refund.books().refunded = "12.00";
    opened.happens([&] { opened.refund.verify(); });
    QCOMPARE(opened.values().phase, DecisionPhase::Stopped);
    QCOMPARE(opened.values().outcome->moved.size(), std::size_t{1});
    QCOMPARE(opened.values().outcome->movedHead.before, QStringLiteral("Intended"));
    QCOMPARE(opened.values().progress[3].state, ProgressState::Failed);
}

void OutcomeTest::packet_unreadable_saysNextStepAndRecoversWhenLive()
{
    Opened opened;
    opened.desk.isReadable = false;
    opened.desk.setState(LinkState::Offline);
    opened.presenter->open(opened.refund.ticket());
    QCOMPARE(opened.values().phase, DecisionPhase::Unreadable);
    QCOMPARE(opened.values().outcome->next, CardStep::TryConnection);
    opened.desk.isReadable = true;
    opened.desk.setState(LinkState::Live);
    opened.desk.pass(Duration::seconds(1));
    QCOMPARE(opened.values().phase, DecisionPhase::Open);
}

void OutcomeTest::packet_termsRunOut_isReadAgain()
{
    Opened opened;
    const int reads = opened.desk.reads;
    const int revision = opened.values().revision;
    opened.desk.pass(Duration::minutes(5));
    QCOMPARE(opened.desk.reads, reads + 1);
    QVERIFY(opened.values().revision > revision);
    QVERIFY(opened.values().approve.isOffered);
    // Offline it stays as it is and says so.
    opened.desk.setState(LinkState::Offline);
    opened.desk.pass(Duration::minutes(6));
    QCOMPARE(opened.values().approve.why, QStringLiteral("read too long ago"));
}

void OutcomeTest::receipt_held_offersUndoWithTimeLeft()
{
    Opened opened;
    QVERIFY(opened.approve());
    opened.deliver();
    const auto notice = receiptNotice(opened.values());
    QVERIFY(notice.has_value());
    QCOMPARE(plain(notice->title), QStringLiteral("Approved: Refund 129.00 EUR"));
    QCOMPARE(notice->action, QStringLiteral("Undo"));
    QCOMPARE(notice->note, QStringLiteral("not executed yet, 9 s to undo"));
    QCOMPARE(notice->facts.size(), std::size_t{2});
    opened.desk.pass(Duration::seconds(10));
    QVERIFY(receiptNotice(opened.values())->action.isEmpty());
}

void OutcomeTest::amount_typed_isComparedInMinorUnits_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("right");
    QTest::newRow("plain") << "1940" << true;
    QTest::newRow("decimals") << "1940.00" << true;
    QTest::newRow("as shown") << "1,940.00 EUR" << true;
    QTest::newRow("arabic digits") << QStringLiteral("١٩٤٠") << true;
    QTest::newRow("empty") << "" << false;
    QTest::newRow("a cent off") << "1940.01" << false;
    QTest::newRow("ten times") << "19400" << false;
    QTest::newRow("other currency") << "1940 USD" << false;
    QTest::newRow("negative") << "-1940" << false;
    QTest::newRow("words") << "all of it" << false;
}

void OutcomeTest::amount_typed_isComparedInMinorUnits()
{
    QFETCH(QString, typed);
    QFETCH(bool, right);
    QCOMPARE(isAmount(typed, samples::euro(kHigh), QLocale(QLocale::English, QLocale::UnitedKingdom)), right);
}

STILLGATE_GUI_MAIN(OutcomeTest)
#include "OutcomeTest.moc"
