// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

const std::string kQuestion = "Did you pay with {order.id} or with another card?";

/// A ticket whose gate one agent may decide.
struct Scene {
    Loop loop;
    Agent agent;
    Agent other;
    Walk walk;

    explicit Scene(std::int64_t cents = 12900)
        : agent(loop.enrol(101)), other(loop.enrol(102)), walk(loop, chargedTwice(euro(cents)))
    {
        walk.gather();
    }

    /// Asked, and the customer has the question.
    void askAndSend()
    {
        walk.ask(agent, kQuestion);
        walk.beginNotice();
        walk.noticeSent();
    }
};

} // namespace

/// Asking the customer in place of deciding: the gate ends, nothing runs, and the answer begins everything anew.
class AskCustomerTest : public QObject {
    Q_OBJECT

private slots:
    void question_onAnOpenGate_endsItAndWaits()
    {
        Scene s;
        const Sequence before = s.loop.state().next;
        QVERIFY(!s.walk.ask(s.agent, kQuestion).refusal);
        QVERIFY((s.loop.codesFrom(before) == std::vector<std::string>{"gate.decided", "action.abandoned"}));
        QVERIFY(s.walk.gate().status == GateStatus::Asked);
        QVERIFY(s.walk.gate().settled->person == s.agent.id);
        QVERIFY(s.walk.gate().settled->verdict == Verdict::AskCustomer);
        QVERIFY(s.walk.action().status == ActionStatus::Abandoned);
        QVERIFY(s.walk.ticket().stage == Stage::WaitingCustomer);
        QVERIFY(s.loop.newestAs<GateDecided>().planted.has_value());
        QCOMPARE(s.loop.opening(s.walk.gate().settled->event, "note").value, kQuestion);
        QVERIFY((s.loop.next(s.walk.id()) == NextStep{Work::BeginNotice, {}}));
        QVERIFY(s.walk.beginCall().refusal->code == RefusalCode::NotInThisStage);
        QVERIFY(s.walk.gather().refusal->code == RefusalCode::NotInThisStage);
        QCOMPARE(s.loop.fault(), std::string());
    }

    void question_itsMessage_isDurableBeforeItIsSent()
    {
        Scene s;
        s.walk.ask(s.agent, kQuestion);
        QVERIFY(!s.walk.beginNotice("de").refusal);
        const auto intended = s.loop.newestAs<NoticeIntended>();
        QVERIFY(intended.purpose == NoticePurpose::Question);
        QVERIFY(intended.action == s.walk.action().id);
        QCOMPARE(intended.language, std::string("de"));
        const Sequence event = s.walk.ticket().notice->first;
        // What a person asks is put in as it is: its braces are no facts.
        QCOMPARE(s.loop.opening(event, "body").value, "Bevor etwas geschieht: " + kQuestion);
        QCOMPARE(s.loop.opening(event, "subject").value, std::string("Eine Frage zu Bestellung ORD-1001"));
        QVERIFY(s.loop.next(s.walk.id()).work == Work::SettleNotice);
        s.walk.noticeFailed(CallFailure::NotSent);
        s.loop.clock().advance(Duration::minutes(1));
        QVERIFY(!s.walk.beginNotice().refusal);
        QVERIFY(s.loop.newestAs<NoticeIntended>().idempotencyKey == intended.idempotencyKey);
        QVERIFY(s.loop.newestAs<NoticeIntended>().purpose == NoticePurpose::Question);
        QVERIFY(!s.walk.noticeSent().refusal);
        QVERIFY((s.loop.next(s.walk.id()) == NextStep{Work::EndWaiting, s.loop.clock().now() + Duration::days(2)}));
        QCOMPARE(s.loop.fault(), std::string());
    }

    void answer_opensANewGateFromFreshState()
    {
        Scene s;
        const GateId asked = s.walk.gate().id;
        const Action old = s.walk.action();
        s.askAndSend();
        ++s.walk.books().version;
        const Sequence before = s.loop.state().next;
        s.walk.write(77);
        QVERIFY(
            (s.loop.codesFrom(before) == std::vector<std::string>{"message.received", "ticket.classified", "ticket.resumed"}));
        QVERIFY((s.loop.next(s.walk.id()) == NextStep{Work::Gather, {}}));
        QVERIFY(!s.walk.ticket().notice);
        QVERIFY(!s.walk.gather().refusal);
        QVERIFY(s.walk.gate().id != asked);
        QVERIFY(s.walk.action().id != old.id && s.walk.action().idempotencyKey != old.idempotencyKey);
        QVERIFY(s.walk.action().expectedVersion != old.expectedVersion);
        QVERIFY(s.loop.newestAs<StateObserved>().when == Observation::Before);

        // What is signed for the old gate says so, and whose decision ended it.
        Statement late = s.loop.statement(asked, s.other, Verdict::Approve);
        const Outcome refused = s.loop.submit(s.loop.decision(late, s.other, s.walk.books()), s.other.id);
        QVERIFY(refused.refusal->code == RefusalCode::GateNotOpen);
        QCOMPARE(refused.refusal->detail, std::string("asked"));
        QVERIFY(refused.refusal->decided->person == s.agent.id);
        QVERIFY(refused.refusal->decided->verdict == Verdict::AskCustomer);

        QVERIFY(!s.walk.decide(s.agent).refusal);
        QVERIFY(!s.walk.beginCall().refusal);
        s.walk.answer();
        s.walk.verify();
        QVERIFY(!s.walk.beginNotice().refusal);
        QVERIFY(s.loop.newestAs<NoticeIntended>().purpose == NoticePurpose::Confirmation);
        s.walk.noticeSent();
        QVERIFY(!s.walk.closeSilent().refusal);
        QCOMPARE(s.loop.fault(), std::string());
    }

    void question_besideAnApproval_takesItAway()
    {
        Scene s(120000);
        s.walk.decide(s.agent);
        QVERIFY(!s.walk.ask(s.other).refusal);
        s.walk.beginNotice();
        s.walk.noticeSent();
        s.walk.write(77);
        s.walk.gather();
        QVERIFY(s.walk.gate().approvals.empty());
        s.walk.decide(s.other);
        QVERIFY(s.walk.gate().status == GateStatus::Open);
        QCOMPARE(s.loop.fault(), std::string());
    }

    /// A message that crossed the question may hold the answer: the new gate waits for the question to be out, and no longer.
    void message_beforeTheQuestionIsSent_countsWhenItIs()
    {
        Scene s;
        s.walk.ask(s.agent, kQuestion);
        s.walk.write(77);
        QVERIFY(s.walk.ticket().stage == Stage::WaitingCustomer);
        s.walk.beginNotice();
        s.walk.write(78);
        QVERIFY(s.walk.ticket().stage == Stage::WaitingCustomer);
        s.walk.noticeSent();
        QVERIFY(s.walk.ticket().stage == Stage::Identity);
        QCOMPARE(s.loop.codesFrom(s.loop.state().next - 1).front(), std::string("ticket.resumed"));
        QCOMPARE(s.loop.fault(), std::string());
    }

    void answer_withARedFlag_goesToAPerson()
    {
        for (const bool sent : {true, false}) {
            Scene s;
            s.walk.ask(s.agent, kQuestion);
            s.walk.beginNotice();
            if (sent) {
                s.walk.noticeSent();
            }
            s.walk.write(77, {"legal"});
            QVERIFY(s.walk.ticket().stage == Stage::Escalated);
            QVERIFY(s.walk.ticket().reason == EscalationReason::RedFlag);
            QVERIFY(s.loop.newestAs<TicketEscalated>().from == Stage::WaitingCustomer);
            QCOMPARE(s.loop.fault(), std::string());
        }
    }

    void silence_untilTheTimeIsOver_goesToAPerson()
    {
        Scene s;
        s.askAndSend();
        s.loop.clock().advance(Duration{Duration::days(2).ms - 1});
        QVERIFY(s.loop.submit(EndWaiting{s.walk.id()}).refusal->code == RefusalCode::NotInThisStage);
        QVERIFY(s.loop.submit(CloseSilent{s.walk.id()}).refusal->code == RefusalCode::NotInThisStage);
        QVERIFY(!s.walk.endWaiting().refusal);
        QVERIFY(s.walk.ticket().stage == Stage::Escalated);
        QCOMPARE(s.walk.ticket().detail, std::string("no_answer"));
        // Later the customer answers after all: a person has the ticket and reads it.
        s.walk.write(77);
        QVERIFY(s.walk.ticket().stage == Stage::Escalated);
        QCOMPARE(s.loop.fault(), std::string());
    }

    void question_thatCannotBeSent_goesToAPerson()
    {
        Scene s;
        s.walk.ask(s.agent, kQuestion);
        s.walk.beginNotice();
        while (s.walk.ticket().stage == Stage::WaitingCustomer) {
            s.walk.noticeFailed(CallFailure::NotSent);
            s.loop.clock().advance(Duration::days(1));
            QVERIFY(!s.walk.beginNotice().refusal);
        }
        QCOMPARE(s.walk.ticket().detail, std::string("notice_attempts_used"));
        QVERIFY(s.loop.newestAs<TicketEscalated>().from == Stage::WaitingCustomer);
        QCOMPARE(s.loop.fault(), std::string());
    }

    void question_withoutATextForIt_goesToAPerson()
    {
        Scene s;
        s.walk.ask(s.agent, kQuestion);
        s.loop.rules().runbooks.front().notice.questions.clear();
        QVERIFY(!s.walk.beginNotice().refusal);
        QCOMPARE(s.walk.ticket().detail, std::string("notice_text"));
        QCOMPARE(s.loop.fault(), std::string());
    }

    /// Asking again and again is no state that keeps moving.
    void question_askedOften_isAnsweredOften()
    {
        Scene s;
        for (int round = 0; round < 5; ++round) {
            s.askAndSend();
            s.walk.write(100 + round);
            QVERIFY(!s.walk.gather().refusal);
            QVERIFY(s.walk.ticket().stage == Stage::Gate);
        }
        QCOMPARE(s.walk.ticket().asked, 5);
        QCOMPARE(s.loop.fault(), std::string());
    }

    /// The control is in ReviewControlTest: without the rule the refund runs, although the answer may have been "please do not".
    void answer_afterWhichPolicyAllows_stillNeedsAPerson()
    {
        Scene s;
        s.askAndSend();
        s.walk.books() = chargedTwice(euro(4000));
        s.walk.write(77);
        s.walk.gather();
        QVERIFY(s.walk.ticket().stage == Stage::Gate);
        const auto decided = s.loop.newestAs<PolicyDecided>();
        QVERIFY(decided.effect == PolicyEffect::RequireApproval);
        QCOMPARE(*decided.rule, std::string("customer_was_asked"));
        QVERIFY(!s.walk.decide(s.agent).refusal);
        QCOMPARE(s.loop.fault(), std::string());
    }

    void erasure_whileWaiting_endsIt_butNotWhileBeingSent()
    {
        Scene s;
        s.walk.ask(s.agent, kQuestion);
        s.walk.beginNotice();
        const ErasePerson erase{s.agent.id, s.walk.ticket().customer, "request"};
        QVERIFY(s.loop.submit(erase, s.agent.id).refusal->code == RefusalCode::ActionUnderWay);
        s.walk.noticeSent();
        QVERIFY(!s.loop.submit(erase, s.agent.id).refusal);
        QVERIFY(s.walk.ticket().stage == Stage::Escalated);
        QCOMPARE(s.loop.fault(), std::string());
    }
};

QTEST_GUILESS_MAIN(AskCustomerTest)
#include "AskCustomerTest.moc"
