// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/domain/Reasons.h"
#include "tests/gui/approval/Opened.h"
#include "tests/support/gui/GuiMain.h"
#include "ui/approval/AmountInput.h"
#include "ui/approval/DecisionReasons.h"
#include "ui/approval/EnrolledPeople.h"
#include "ui/approval/ReceiptNotice.h"
#include "ui/kit/text/DecisionWords.h"

using namespace stillgate;

class PresenterTest : public QObject {
    Q_OBJECT

private slots:
    void question_refund_namesAmountMeansAndTarget();
    void question_unknownOperation_namesItAsItIs();
    void question_hostileTarget_isShownAsEscapes();
    void changes_ofSignedLines_changedFirstThenUnchanged();
    void lines_all_areKeptAsSigned();
    void hindrance_eachKind_offersNothingAndSaysWhy_data();
    void hindrance_eachKind_offersNothingAndSaysWhy();
    void hindrance_offlineHighStakes_leavesDenialOpen();
    void approve_open_sendsOnceAndFollowsToClosed();
    void approve_twiceFromOneRevision_decidesOnce();
    void approve_fromOlderRevision_isRefusedHere();
    void approve_highStakesWithoutAmount_isRefusedHere();
    void approve_signingFails_saysSoAndCanBeTriedAgain();
    void approve_stateMoved_showsWhatChangedAndGoesOnToNewQuestion();
    void approve_freshStateUnmoved_isCarriedOut();
    void approve_decidedByColleagueBefore_saysWho();
    void people_whoseKeyWasRevoked_areNotAmongThoseWhoMay();
    void approve_whereACodeIsAsked_needsOneAndSendsIt();
    void approve_firstOfTwo_countsAndWaits();
    void reasons_offered_areTheClosedListsInTheirOrder();
    void reasons_otherThanTheClosedList_areRefusedHere();
    void reasons_other_needsASentence();
};

void PresenterTest::question_refund_namesAmountMeansAndTarget()
{
    const Opened opened;
    QCOMPARE(opened.values().phase, DecisionPhase::Open);
    QCOMPARE(plain(opened.values().question), QStringLiteral("Refund 129.00 EUR to card ··4242 for order ORD-7719?"));
    QCOMPARE(plain(opened.values().title), QStringLiteral("Refund 129.00 EUR"));
    QCOMPARE(opened.values().rule, QStringLiteral("refund-over-100 v1"));
    QCOMPARE(opened.values().asksFor, QStringLiteral("1 of L2"));
    QCOMPARE(opened.values().expires, QStringLiteral("expires in 30 min"));
    QCOMPARE(opened.values().fresh.text, QStringLiteral("state read now"));
    QCOMPARE(opened.values().fresh.mood, Mood::Verified);
}

void PresenterTest::question_unknownOperation_namesItAsItIs()
{
    Opened opened;
    Packet packet = opened.desk.packetOf(opened.refund.ticket());
    packet.gate->row.operation = "account.lock";
    packet.gate->lines[0].value = UntrustedText("account.lock");
    opened.presenter->clear();
    opened.presenter->take(packet);
    QCOMPARE(plain(opened.values().question), QStringLiteral("Run account.lock on sandbox with 129.00 EUR for ORD-7719?"));
}

void PresenterTest::question_hostileTarget_isShownAsEscapes()
{
    RefundWords words;
    words.method = "card \u202E2424·· drac";
    const Opened opened(kNormal, words);
    QVERIFY2(!opened.values().question.contains(QChar(0x202E)), "a direction mark from outside acts in our sentence");
    QVERIFY(opened.values().question.contains(QStringLiteral("<U+202E>")));
}

void PresenterTest::changes_ofSignedLines_changedFirstThenUnchanged()
{
    const Opened opened;
    const auto& changes = opened.values().changes;
    QVERIFY(changes.size() > 1);
    QCOMPARE(changes.front().field, QStringLiteral("Order, refunded"));
    QCOMPARE(plain(changes.front().before), QStringLiteral("0.00 EUR"));
    QCOMPARE(plain(changes.front().after), QStringLiteral("129.00 EUR"));
    const auto isChanged = [](const DiffRow& row) { return row.change == Change::Changed; };
    QVERIFY(std::is_partitioned(changes.begin(), changes.end(), isChanged));
}

void PresenterTest::lines_all_areKeptAsSigned()
{
    Opened opened;
    const Packet packet = opened.desk.packetOf(opened.refund.ticket());
    const auto& lines = opened.values().lines;
    QCOMPARE(lines.size(), packet.gate->lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        QCOMPARE(lines[i].detail, packet.gate->lines[i].detail);
        QCOMPARE(lines[i].value, packet.gate->lines[i].value);
        QVERIFY(!lines[i].label.isEmpty());
    }
    QCOMPARE(opened.values().bindings.size(), std::size_t{5});
}

void PresenterTest::hindrance_eachKind_offersNothingAndSaysWhy_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("beside");
    QTest::newRow("no key") << "key" << "no key on this console";
    QTest::newRow("no role") << "role" << "asks for 1 of L2";
    QTest::newRow("customer") << "customer" << "this is about you";
    QTest::newRow("unknown event") << "event" << "unknown event";
    QTest::newRow("diverged") << "diverged" << "ledger not trusted";
}

void PresenterTest::hindrance_eachKind_offersNothingAndSaysWhy()
{
    QFETCH(QString, kind);
    QFETCH(QString, beside);
    Opened opened;
    LinkStatus status = opened.desk.link.status();
    if (kind == QStringLiteral("key")) {
        opened.desk.hasKey = false;
    } else if (kind == QStringLiteral("role")) {
        status.roles = {Role::Qa};
    } else if (kind == QStringLiteral("customer")) {
        status.person = samples::person(7);
    } else if (kind == QStringLiteral("event")) {
        opened.desk.loop.receiveUnknown(opened.refund.ticket());
    } else {
        opened.desk.watch.set({LedgerStanding::Diverged, 1, {}, Divergence::OtherRoot, {}});
    }
    opened.desk.link.set(status);
    opened.presenter->open(opened.refund.ticket());
    QCOMPARE(opened.values().approve, (VerdictOffer{false, beside}));
    QVERIFY(!opened.values().deny.isOffered);
    QVERIFY(!opened.values().escalate.isOffered);
    QVERIFY(!opened.values().hindrance.isEmpty());
    QVERIFY(!opened.approve());
    QVERIFY(!opened.presenter->deny(opened.values().revision, "other", {}));
    QCOMPARE(opened.desk.decisions, 0);
}

void PresenterTest::hindrance_offlineHighStakes_leavesDenialOpen()
{
    Opened opened(kHigh);
    QVERIFY(opened.values().approve.isOffered);
    opened.desk.setState(LinkState::Offline);
    QCOMPARE(opened.values().approve.why, QStringLiteral("needs a connection"));
    QCOMPARE(opened.values().hindranceStep, CardStep::TryConnection);
    QVERIFY(opened.values().deny.isOffered);
    opened.presenter->follow(CardStep::TryConnection);
    QCOMPARE(opened.desk.link.retries, 1);
}

void PresenterTest::approve_open_sendsOnceAndFollowsToClosed()
{
    Opened opened;
    QVERIFY(opened.approve());
    QCOMPARE(opened.values().phase, DecisionPhase::Sending);
    opened.deliver();
    QCOMPARE(opened.values().phase, DecisionPhase::Held);
    QCOMPARE(opened.values().outcome->headline, QStringLiteral("Approved, carried out in 9 s"));
    QCOMPARE(opened.values().progress.front().state, ProgressState::Done);
    opened.happens([&] { opened.refund.beginCall(); });
    QCOMPARE(opened.values().phase, DecisionPhase::Executing);
    opened.happens([&] { opened.refund.answer(); });
    QCOMPARE(opened.values().phase, DecisionPhase::Executed);
    opened.happens([&] { opened.refund.verify(); });
    QCOMPARE(opened.values().phase, DecisionPhase::Verified);
    QVERIFY(opened.values().outcome->detail.contains(QStringLiteral("RF-90311")));
    opened.happens([&] { opened.refund.tell(); });
    opened.happens([&] { opened.refund.close(); });
    QCOMPARE(opened.values().phase, DecisionPhase::Closed);
    for (const ProgressStep& step : opened.values().progress) {
        QCOMPARE(step.state, ProgressState::Done);
    }
    QCOMPARE(opened.desk.decisions, 1);
    QCOMPARE(opened.desk.loop.fault(), std::string());
}

void PresenterTest::approve_twiceFromOneRevision_decidesOnce()
{
    Opened opened;
    const int revision = opened.values().revision;
    QVERIFY(opened.presenter->approve(revision, {}));
    QVERIFY(!opened.presenter->approve(revision, {}));
    QVERIFY(!opened.presenter->deny(revision, "other", {}));
    QCOMPARE(opened.desk.decisions, 1);
    // The control: another question takes another decision.
    RefundWords another;
    another.customer = 8;
    SampleRefund& second = opened.desk.refund(kNormal, another);
    opened.desk.sync();
    opened.presenter->open(second.ticket());
    QVERIFY(opened.approve());
    QCOMPARE(opened.desk.decisions, 2);
}

void PresenterTest::approve_fromOlderRevision_isRefusedHere()
{
    Opened opened;
    const int older = opened.values().revision;
    opened.presenter->follow(CardStep::ReadAgain);
    QVERIFY(opened.values().revision > older);
    QVERIFY(!opened.presenter->approve(older, {}));
    QCOMPARE(opened.desk.decisions, 0);
    QVERIFY(opened.approve());
}

void PresenterTest::approve_highStakesWithoutAmount_isRefusedHere()
{
    Opened opened(kHigh);
    QVERIFY(opened.values().amount.has_value());
    QVERIFY(!opened.approve());
    QVERIFY(!opened.approve(QStringLiteral("194.00")));
    QCOMPARE(opened.desk.decisions, 0);
    QVERIFY(opened.approve(QStringLiteral("1,940.00")));
    // Below, nothing is typed.
    Opened normal;
    QVERIFY(!normal.values().amount.has_value());
    QVERIFY(normal.approve());
}

void PresenterTest::approve_signingFails_saysSoAndCanBeTriedAgain()
{
    Opened opened;
    opened.desk.signingFails = Error{ErrorCode::Io, "outbox", "disk full"};
    QVERIFY(!opened.approve());
    QVERIFY(opened.values().trouble.startsWith(QStringLiteral("Not sent")));
    QCOMPARE(opened.values().phase, DecisionPhase::Open);
    opened.desk.signingFails.reset();
    QVERIFY(opened.approve());
    QVERIFY(opened.values().trouble.isEmpty());
}

void PresenterTest::approve_stateMoved_showsWhatChangedAndGoesOnToNewQuestion()
{
    Opened opened;
    const GateId shown = opened.values().gate;
    opened.refund.books().paid = "270.00";
    QVERIFY(opened.approve());
    opened.deliver();
    QCOMPARE(opened.values().phase, DecisionPhase::Refused);
    const CardOutcome refused = *opened.values().outcome;
    QCOMPARE(refused.moved.size(), std::size_t{1});
    QCOMPARE(refused.moved.front().field, QStringLiteral("Order, paid"));
    QCOMPARE(plain(refused.moved.front().before), QStringLiteral("258.00 EUR"));
    QCOMPARE(plain(refused.moved.front().after), QStringLiteral("270.00 EUR"));
    QCOMPARE(refused.next, CardStep::ShowNewQuestion);
    QCOMPARE(opened.values().fresh.text, QStringLiteral("no longer holds"));
    QVERIFY(opened.desk.loop.log().back().header.code == ActionAbandoned::kCode);

    opened.happens([&] { opened.refund.gather(); });
    QCOMPARE(opened.values().gate, shown); // never swapped under somebody's fingers
    opened.presenter->follow(CardStep::ShowNewQuestion);
    QVERIFY(opened.values().gate != shown);
    QCOMPARE(opened.values().phase, DecisionPhase::Open);
    QCOMPARE(opened.values().fresh.mood, Mood::Verified);
    QVERIFY(opened.approve());
    opened.deliver();
    QCOMPARE(opened.values().phase, DecisionPhase::Held);
}

void PresenterTest::approve_freshStateUnmoved_isCarriedOut()
{
    // The control of the test above: the same without the change.
    Opened opened;
    QVERIFY(opened.approve());
    opened.deliver();
    QCOMPARE(opened.values().phase, DecisionPhase::Held);
}

void PresenterTest::approve_decidedByColleagueBefore_saysWho()
{
    Opened opened;
    QVERIFY(opened.approve());
    opened.refund.decide(opened.desk.colleague, Verdict::Deny); // arrives first
    opened.deliver();
    QCOMPARE(opened.values().phase, DecisionPhase::Refused);
    const QString who = QString::fromStdString(opened.desk.colleague.id.text()).right(4);
    QVERIFY2(opened.values().outcome->detail.contains(who), qPrintable(opened.values().outcome->detail));
    QVERIFY(opened.values().outcome->detail.contains(QStringLiteral("denied")));
}

void PresenterTest::people_whoseKeyWasRevoked_areNotAmongThoseWhoMay()
{
    Desk desk;
    const EnrolledPeople before(desk.link, desk.audit());
    QCoreApplication::processEvents();
    QCOMPARE(before.people().size(), std::size_t{3});
    const Agent& gone = desk.colleague;
    desk.loop.submit(RevokeKey{gone.id, gone.id, keyIdOf(gone.key.publicKey()), "lost"}, gone.id);
    const EnrolledPeople after(desk.link, desk.audit());
    QCoreApplication::processEvents();
    QCOMPARE(after.people().size(), std::size_t{2});
    QVERIFY(std::none_of(after.people().begin(), after.people().end(), [&](const auto& one) { return one.id == gone.id; }));
}

void PresenterTest::approve_whereACodeIsAsked_needsOneAndSendsIt()
{
    Opened opened;
    opened.desk.permit = GatePermit{{}, true};
    opened.presenter->follow(CardStep::ReadAgain);
    QVERIFY(!opened.values().codeWords.isEmpty());
    QVERIFY(!opened.approve());
    QVERIFY(opened.presenter->approve(opened.values().revision, {}, QStringLiteral("123456")));
    QCOMPARE(opened.desk.code, std::string("123456"));
}

void PresenterTest::approve_firstOfTwo_countsAndWaits()
{
    Opened opened(kHigh);
    opened.presenter->setPeople({{opened.desk.me.id, opened.desk.me.roles},
                                 {opened.desk.colleague.id, opened.desk.colleague.roles},
                                 {opened.desk.supervisor.id, opened.desk.supervisor.roles},
                                 {samples::person(7), {Role::L2Agent}}});
    QCOMPARE(opened.values().quorum.needed, 2);
    QCOMPARE(opened.values().quorum.have.front().standing, SignerStanding::Yours);
    QCOMPARE(opened.values().quorum.may.size(), std::size_t{1});
    QCOMPARE(opened.values().quorum.mayNot.size(), std::size_t{2}); // the supervisor, and the customer
    QVERIFY(opened.approve(QStringLiteral("1940")));
    opened.deliver();
    QCOMPARE(opened.values().phase, DecisionPhase::Counted);
    QCOMPARE(opened.values().quorum.given, 1);
    QVERIFY(opened.values().receipt->canUndo);
    opened.happens([&] { opened.refund.decide(opened.desk.colleague, Verdict::Approve); });
    QCOMPARE(opened.values().phase, DecisionPhase::Held);
    QCOMPARE(opened.values().quorum.given, 2);
}

void PresenterTest::reasons_offered_areTheClosedListsInTheirOrder()
{
    const auto check = [](Verdict verdict, const std::vector<ReasonChoice>& offered, const auto& names) {
        QCOMPARE(offered.size(), names.size());
        QSet<QString> words;
        for (std::size_t i = 0; i < offered.size(); ++i) {
            QCOMPARE(offered[i].code, std::string(names[i].second));
            QVERIFY(isReasonOf(verdict, offered[i].code));
            QCOMPARE(offered[i].needsNote, needsNote(verdict, offered[i].code));
            QVERIFY(!offered[i].words.isEmpty());
            QCOMPARE(reasonWords(offered[i].code), offered[i].words);
            words.insert(offered[i].words);
        }
        QCOMPARE(static_cast<std::size_t>(words.size()), offered.size());
    };
    check(Verdict::Deny, denyReasons(), EnumNames<DenyReason>::kNames);
    check(Verdict::Escalate, escalateReasons(), EnumNames<EscalateReason>::kNames);
    QCOMPARE(reasonWords("of_a_later_build\u202E"), QStringLiteral("of_a_later_build<U+202E>"));
}

void PresenterTest::reasons_otherThanTheClosedList_areRefusedHere()
{
    Opened opened;
    const int revision = opened.values().revision;
    QVERIFY(!opened.presenter->deny(revision, "because", QStringLiteral("Sample note")));
    QVERIFY(!opened.presenter->deny(revision, "over_my_authority", QStringLiteral("Sample note")));
    QVERIFY(!opened.presenter->escalate(revision, "not_entitled", QStringLiteral("Sample note")));
    QVERIFY(!opened.presenter->escalate(revision, {}, {}));
    QCOMPARE(opened.desk.decisions, 0);
    // The control: one of its own list.
    QVERIFY(opened.presenter->escalate(revision, "over_my_authority", {}));
    opened.deliver();
    QCOMPARE(opened.values().phase, DecisionPhase::Escalated);
    QVERIFY(opened.values().outcome->detail.contains(QStringLiteral("Over my authority")));
}

void PresenterTest::reasons_other_needsASentence()
{
    Opened opened;
    const int revision = opened.values().revision;
    QVERIFY(!opened.presenter->deny(revision, "other", {}));
    QVERIFY(!opened.presenter->deny(revision, "other", QStringLiteral("  ")));
    QCOMPARE(opened.desk.decisions, 0);
    QVERIFY(opened.presenter->deny(revision, "other", QStringLiteral(" A sample sentence. ")));
    opened.deliver();
    QCOMPARE(opened.values().phase, DecisionPhase::Denied);
    const Sequence event = opened.desk.loop.newest(GateDecided::kCode).header.sequence;
    QCOMPARE(opened.desk.loop.opening(event, "note").value, std::string("A sample sentence."));
}

STILLGATE_GUI_MAIN(PresenterTest)
#include "PresenterTest.moc"
