// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Projection.h"
#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

struct Scene {
    Loop loop;
    Agent agent = loop.enrol(101);
    Agent qa = loop.enrol(104, {Role::Qa});
    Walk walk{loop, chargedTwice(euro(12900))};

    void approve()
    {
        walk.gather();
        walk.decide(agent);
    }
    void finish()
    {
        walk.beginCall();
        walk.answer();
        walk.verify();
        walk.beginNotice();
        walk.noticeSent();
        walk.closeSilent();
    }
    [[nodiscard]] TicketRow row() const { return rowOf(loop.state(), walk.ticket()); }
};

} // namespace

/// Where a corrected label leads, at every point of a ticket's way.
class CorrectionTest : public QObject {
    Q_OBJECT

private slots:
    void openGate_isVoided_andTheRightRunbookBegins()
    {
        Scene s;
        s.walk.gather();
        const GateId gate = s.walk.gate().id;
        const ActionId action = s.walk.action().id;
        const DecideGate signedBefore =
            s.loop.decision(s.loop.statement(gate, s.agent, Verdict::Approve), s.agent, s.walk.books());
        const Sequence before = s.loop.state().next;
        QVERIFY(!s.walk.correct(s.qa, "refund_request").refusal);
        QVERIFY(
            (s.loop.codesFrom(before) == std::vector<std::string>{"classification.reviewed", "gate.voided", "action.abandoned",
                                                                  "ticket.rerouted", "runbook.chosen"}));
        QCOMPARE(s.loop.newestAs<GateVoided>().why, std::string("corrected"));
        QVERIFY(s.loop.state().gates.at(gate).status == GateStatus::Voided);
        QVERIFY(s.loop.state().actions.at(action).status == ActionStatus::Abandoned);
        QCOMPARE(s.walk.ticket().runbook, std::string("refund_goodwill"));
        QVERIFY((s.loop.next(s.walk.id()) == NextStep{Work::Gather, {}}));
        QCOMPARE(s.row().intent, std::string("refund_request"));
        QCOMPARE(s.row().team, std::string("refunds"));
        QCOMPARE(s.row().confidence, 10'000);
        QVERIFY(s.row().band == Band::Assisted);

        // The approval that was signed for the old action counts no more.
        const Outcome late = s.loop.submit(signedBefore, s.agent.id);
        QVERIFY(late.refusal->code == RefusalCode::GateNotOpen);
        QCOMPARE(late.refusal->detail, std::string("voided"));

        s.walk.gather();
        QVERIFY(s.walk.gate().id != gate);
        QCOMPARE(s.walk.action().runbook, std::string("refund_goodwill"));
        s.walk.decide(s.agent);
        s.finish();
        const auto closed = s.loop.newestAs<TicketClosed>();
        QCOMPARE(closed.resolution, std::string("goodwill_refund"));
        QVERIFY(closed.attribution == Attribution::Assisted);
        QVERIFY(closed.automated.front() != "triage");
        QCOMPARE(s.loop.fault(), std::string());
    }

    /// A refund that nobody has to approve is still assisted when a person said what the ticket is about.
    void attribution_ofACorrectedTicket_isAssisted()
    {
        Scene s;
        s.walk.books() = chargedTwice(euro(4000));
        s.walk.correct(s.qa, "refund_request");
        s.walk.gather();
        s.finish();
        QVERIFY(s.loop.newestAs<TicketClosed>().attribution == Attribution::Assisted);
        QVERIFY(!s.walk.action().gate);
        QCOMPARE(s.loop.fault(), std::string());
    }

    void holdBack_isStopped()
    {
        Scene s;
        s.approve();
        QVERIFY(s.walk.ticket().stage == Stage::HoldBack);
        const ActionId action = s.walk.action().id;
        QVERIFY(!s.walk.correct(s.qa, "delivery_status").refusal);
        QVERIFY(s.walk.ticket().stage == Stage::Escalated);
        QCOMPARE(s.walk.ticket().detail, std::string("no_runbook"));
        QCOMPARE(s.row().team, std::string("logistics"));
        s.loop.clock().advance(Duration::minutes(5));
        QVERIFY(s.loop.submit(BeginCall{action}).refusal.has_value());
        QCOMPARE(s.loop.fault(), std::string());
    }

    /// The control is in ReviewControlTest.
    void callUnderWay_isLeftAlone()
    {
        for (const bool inDoubt : {false, true}) {
            Scene s;
            s.approve();
            s.walk.beginCall();
            if (inDoubt) {
                s.walk.loseAnswer();
            }
            const TicketRow before = s.row();
            QVERIFY(s.walk.correct(s.qa, "refund_request").refusal->code == RefusalCode::ActionUnderWay);
            QVERIFY(s.row() == before);
            // To say that the model was right changes nothing, so it is taken at any time.
            QVERIFY(!s.walk.accept(s.qa).refusal);
            if (inDoubt) {
                QVERIFY(!s.walk.lookUp().refusal);
            } else {
                s.walk.answer();
            }
            QVERIFY(s.walk.ticket().stage == Stage::Verify);
            QCOMPARE(s.loop.fault(), std::string());
        }
    }

    void callThatFailedForCertain_isNotMadeAgain()
    {
        Scene s;
        s.approve();
        s.walk.beginCall();
        s.walk.fail(CallFailure::NotSent);
        QVERIFY(s.walk.action().status == ActionStatus::Waiting);
        QVERIFY(!s.walk.correct(s.qa, "refund_request").refusal);
        QVERIFY(s.walk.ticket().stage == Stage::Identity);
        QCOMPARE(s.loop.fault(), std::string());
    }

    void executedOrClosed_onlyTheLabelIsRecorded()
    {
        Scene s;
        s.approve();
        s.walk.beginCall();
        s.walk.answer();
        const auto onlyRecords = [&](const std::string& intent) {
            TicketRow before = s.row();
            const Sequence first = s.loop.state().next;
            QVERIFY(!s.walk.correct(s.qa, intent).refusal);
            QVERIFY((s.loop.codesFrom(first) == std::vector<std::string>{"classification.reviewed"}));
            QCOMPARE(s.row().reviewed->intent, intent);
            before.reviewed = s.row().reviewed;
            before.latest = s.row().latest;
            QVERIFY(s.row() == before);
        };
        onlyRecords("refund_request");
        s.walk.verify();
        onlyRecords("delivery_status");
        s.walk.beginNotice();
        s.walk.noticeSent();
        s.walk.closeSilent();
        onlyRecords("account_takeover");
        QVERIFY(!s.walk.takeBack(s.qa).refusal);
        QVERIFY(s.walk.ticket().stage == Stage::Closed);
        QVERIFY(s.loop.newestAs<TicketClosed>().attribution == Attribution::Assisted);
        QCOMPARE(s.loop.fault(), std::string());
    }

    void escalated_comesBackIntoTheLoop()
    {
        Loop loop;
        const Agent qa = loop.enrol(104, {Role::Qa});
        Classified unsure = classified();
        unsure.band = Band::Manual;
        unsure.labels = {{"delivery_status", 4000}, {"charged_twice", 3900}};
        unsure.team = "logistics";
        const TicketId ticket = *loop.submit(ReceiveMessage{message(1, person(7)), unsure}).ticket;
        QVERIFY(loop.ticket(ticket).reason == EscalationReason::LowConfidence);
        const RecordReview review{
            qa.id,        ticket,      loop.ticket(ticket).reading->event, ReviewVerdict::Correct, "charged_twice",
            std::nullopt, std::nullopt};
        QVERIFY(!loop.submit(review, qa.id).refusal);
        QVERIFY(loop.ticket(ticket).stage == Stage::Identity);
        QVERIFY(!loop.ticket(ticket).reason);
        QVERIFY(loop.ticket(ticket).detail.empty());

        const WithdrawReview undo{qa.id, ticket, loop.ticket(ticket).reviews.back().event};
        QVERIFY(!loop.submit(undo, qa.id).refusal);
        QVERIFY(loop.ticket(ticket).reason == EscalationReason::LowConfidence);
        QCOMPARE(loop.ticket(ticket).team, std::string("logistics"));
        QCOMPARE(loop.ticket(ticket).confidence, 4000);
        QCOMPARE(loop.fault(), std::string());
    }

    void sensitiveCategory_isNeverAutomated()
    {
        Scene s;
        s.walk.correct(s.qa, "data_deletion");
        QVERIFY(s.walk.ticket().reason == EscalationReason::PolicyBlock);
        QCOMPARE(s.walk.ticket().detail, std::string("category_manual:sensitive"));
        QCOMPARE(s.row().team, std::string("privacy"));
        QCOMPARE(s.loop.fault(), std::string());
    }

    /// A flag that the corrected intent raises goes with it; one that words raised stays, whatever the label.
    void redFlag_ofTheIntentGoesWithIt_ofTheWordsStays()
    {
        Scene s;
        s.walk.correct(s.qa, "account_takeover");
        QVERIFY(s.walk.ticket().reason == EscalationReason::RedFlag);
        QCOMPARE(s.row().team, std::string("security"));
        QVERIFY(!s.walk.takeBack(s.qa).refusal);
        QVERIFY(s.walk.ticket().stage == Stage::Identity);

        s.walk.write(77, {"legal"});
        QVERIFY(s.walk.ticket().reason == EscalationReason::RedFlag);
        QVERIFY(!s.walk.correct(s.qa, "refund_request").refusal);
        QVERIFY(s.walk.ticket().reason == EscalationReason::RedFlag);
        QCOMPARE(s.walk.ticket().detail, std::string("legal"));
        QCOMPARE(s.row().team, std::string("refunds"));
        QCOMPARE(s.loop.fault(), std::string());
    }

    /// What was read for the old runbook comes too late. The control is in ReviewControlTest.
    void recordsOfTheOldRunbook_areNotTaken()
    {
        Scene s;
        const RecordGathering late = gathering(s.walk.id(), s.walk.books(), s.walk.ticket().runbook);
        s.walk.correct(s.qa, "refund_request");
        const Outcome outcome = s.loop.submit(late);
        QVERIFY(outcome.refusal->code == RefusalCode::NotInThisStage);
        QVERIFY(outcome.events.empty());
        QVERIFY((s.loop.next(s.walk.id()) == NextStep{Work::Gather, {}}));
        QVERIFY(!s.walk.gather().refusal);
        QCOMPARE(s.loop.fault(), std::string());
    }

    void waitingCustomer_isReroutedOnceTheQuestionIsOut()
    {
        Scene s;
        s.walk.gather();
        s.walk.ask(s.agent);
        s.walk.beginNotice();
        QVERIFY(s.walk.correct(s.qa, "refund_request").refusal->code == RefusalCode::ActionUnderWay);
        s.walk.noticeSent();
        QVERIFY(!s.walk.correct(s.qa, "refund_request").refusal);
        QVERIFY(s.walk.ticket().stage == Stage::Identity);
        QVERIFY(!s.walk.ticket().notice);
        s.walk.write(77);
        QVERIFY(s.walk.ticket().stage == Stage::Identity);
        // It was asked about once, so a person decides in the end, whatever the label.
        s.walk.books() = chargedTwice(euro(4000));
        s.walk.gather();
        QVERIFY(s.walk.ticket().stage == Stage::Gate);
        QCOMPARE(s.loop.fault(), std::string());
    }

    void erasedCustomer_onlyTheLabelIsRecorded()
    {
        Scene s;
        s.loop.submit(ErasePerson{s.agent.id, s.walk.ticket().customer, "request"}, s.agent.id);
        QVERIFY(!s.walk.correct(s.qa, "refund_request").refusal);
        QVERIFY(s.walk.ticket().stage == Stage::Escalated);
        QCOMPARE(s.walk.ticket().detail, std::string("person_redacted"));
        QCOMPARE(s.row().reviewed->intent, std::string("refund_request"));
        QCOMPARE(s.loop.fault(), std::string());
    }
};

QTEST_GUILESS_MAIN(CorrectionTest)
#include "CorrectionTest.moc"
