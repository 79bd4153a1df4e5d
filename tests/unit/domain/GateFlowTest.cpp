// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

/// What decisions do to a gate, one after another.
class GateFlowTest : public QObject {
    Q_OBJECT

private slots:
    void approval_twiceByOnePerson_countsOnce()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(120000)));
        walk.gather();
        QVERIFY(!walk.decide(agent).refusal);
        QVERIFY(walk.decide(agent).refusal->code == RefusalCode::AlreadyDecided);
        QCOMPARE(walk.gate().approvals.size(), std::size_t{1});
        QVERIFY(walk.gate().status == GateStatus::Open);
        QCOMPARE(loop.fault(), std::string());
    }

    void quorumOfTwo_secondPerson_satisfiesIt()
    {
        Loop loop;
        const Agent first = loop.enrol(101);
        const Agent second = loop.enrol(102);
        Walk walk(loop, chargedTwice(euro(120000)));
        walk.gather();
        walk.decide(first);
        QVERIFY(walk.ticket().stage == Stage::Gate);
        QVERIFY(!loop.newestAs<GateDecided>().planted);
        walk.decide(second);
        QVERIFY(walk.ticket().stage == Stage::HoldBack);
        QVERIFY(loop.newestAs<GateDecided>().planted == loop.opening(walk.gate().opened, "planted"));
        QVERIFY(*walk.action().due == loop.clock().now() + Duration::seconds(60));
        QCOMPARE(loop.fault(), std::string());
    }

    void quorumOfTwo_oneDenial_vetoes()
    {
        Loop loop;
        const Agent first = loop.enrol(101);
        const Agent second = loop.enrol(102);
        Walk walk(loop, chargedTwice(euro(120000)));
        walk.gather();
        walk.decide(first);
        walk.decide(second, Verdict::Deny);
        QVERIFY(walk.gate().status == GateStatus::Denied);
        QVERIFY(walk.action().status == ActionStatus::Abandoned);
        QVERIFY(walk.ticket().stage == Stage::Escalated);
        QVERIFY(walk.ticket().reason == EscalationReason::PolicyBlock);
        QCOMPARE(walk.ticket().detail, std::string("denied:wrong_target"));
        QVERIFY(loop.newestAs<GateDecided>().planted.has_value());
        QCOMPARE(loop.fault(), std::string());
    }

    void quorumOfTwo_changeOfMind_vetoesToo()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(120000)));
        walk.gather();
        walk.decide(agent);
        QVERIFY(!walk.decide(agent, Verdict::Deny).refusal);
        QVERIFY(walk.gate().status == GateStatus::Denied);
        QCOMPARE(loop.fault(), std::string());
    }

    void quorumOfTwoRoles_onePersonWithBoth_isNotEnough()
    {
        Rulebook rules = rulebook();
        rules.policy.rules[1].quorum = {{Role::L2Agent, 1}, {Role::Supervisor, 1}};
        Loop loop(rules);
        const Agent both = loop.enrol(101, {Role::L2Agent, Role::Supervisor});
        const Agent supervisor = loop.enrol(102, {Role::Supervisor});
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        walk.decide(both);
        Statement again = loop.statement(walk.gate().id, both, Verdict::Approve);
        again.slot = Role::Supervisor;
        QVERIFY(loop.submit(loop.decision(again, both, walk.books()), both.id).refusal->code == RefusalCode::AlreadyDecided);
        QVERIFY(walk.gate().status == GateStatus::Open);
        walk.decide(supervisor);
        QVERIFY(walk.gate().status == GateStatus::Approved);
        QCOMPARE(loop.fault(), std::string());
    }

    void escalation_byAPerson_endsTheGate()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        walk.decide(agent, Verdict::Escalate);
        QVERIFY(walk.gate().status == GateStatus::Escalated);
        QCOMPARE(walk.ticket().detail, std::string("escalated:needs_specialist"));
        QVERIFY(walk.ticket().stage == Stage::Escalated);
        QCOMPARE(loop.fault(), std::string());
    }

    void expiry_inTime_isRefused_andLate_isRecorded()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        loop.clock().advance(Duration{Duration::minutes(30).ms - 1});
        QVERIFY(loop.submit(ExpireGate{walk.gate().id}).refusal->code == RefusalCode::GateNotOpen);
        loop.clock().advance(Duration{1});
        QVERIFY(walk.decide(agent).refusal->code == RefusalCode::GateExpired);
        QVERIFY(!loop.submit(ExpireGate{walk.gate().id}).refusal);
        QVERIFY(walk.gate().status == GateStatus::Expired);
        QVERIFY(walk.action().status == ActionStatus::Abandoned);
        QCOMPARE(walk.ticket().detail, std::string("gate_expired"));
        QVERIFY(loop.submit(ExpireGate{walk.gate().id}).refusal->code == RefusalCode::GateNotOpen);
        QCOMPARE(loop.fault(), std::string());
    }

    /// The wall clock goes back: what has expired stays so, since ledger time never does.
    void expiry_clockSetBack_revivesNothing()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        const DecideGate late = loop.decision(loop.statement(walk.gate().id, agent, Verdict::Approve), agent, walk.books());
        loop.clock().advance(Duration::minutes(31));
        Walk elsewhere(loop, chargedTwice(euro(4000)), 8);
        loop.clock().setWall(kMorning);
        QVERIFY(loop.submit(late, agent.id).refusal->code == RefusalCode::StatementExpired);
        QVERIFY(!loop.submit(ExpireGate{walk.gate().id}).refusal);
        QCOMPARE(loop.fault(), std::string());
    }

    void withdrawal_inTheHoldBack_opensTheGateAgain()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        const Statement first = loop.statement(walk.gate().id, agent, Verdict::Approve);
        loop.submit(loop.decision(first, agent, walk.books()), agent.id);
        QVERIFY(!walk.decide(agent, Verdict::Withdraw).refusal);
        QVERIFY(walk.gate().status == GateStatus::Open);
        QVERIFY(walk.gate().approvals.empty());
        QVERIFY(walk.action().status == ActionStatus::Proposed);
        QVERIFY(!walk.action().due);
        QVERIFY(walk.ticket().stage == Stage::Gate);
        QVERIFY(walk.beginCall().refusal->code == RefusalCode::NotInThisStage);

        // The signed approval of before cannot be sent again: its nonce was for the first decision.
        QVERIFY(loop.submit(loop.decision(first, agent, walk.books()), agent.id).refusal->code == RefusalCode::NonceMismatch);
        QVERIFY(!walk.decide(agent).refusal);
        QVERIFY(walk.ticket().stage == Stage::HoldBack);
        QCOMPARE(walk.gate().decisionsBy.at(agent.id), 3);
        QCOMPARE(loop.fault(), std::string());
    }

    void withdrawal_ofOneOfTwo_takesThatOneAway()
    {
        Loop loop;
        const Agent first = loop.enrol(101);
        const Agent second = loop.enrol(102);
        Walk walk(loop, chargedTwice(euro(120000)));
        walk.gather();
        walk.decide(first);
        walk.decide(first, Verdict::Withdraw);
        QVERIFY(walk.gate().approvals.empty());
        walk.decide(second);
        QVERIFY(walk.gate().status == GateStatus::Open);
        walk.decide(first);
        QVERIFY(walk.gate().status == GateStatus::Approved);
        walk.decide(second, Verdict::Withdraw);
        QVERIFY(walk.gate().status == GateStatus::Open);
        QCOMPARE(walk.gate().approvals.size(), std::size_t{1});
        QVERIFY(walk.gate().approvals.front().approver == first.id);
        QCOMPARE(loop.fault(), std::string());
    }

    void holdBack_untilItIsOver_nothingIsCalled()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        walk.decide(agent);
        loop.clock().advance(Duration{9'999});
        QVERIFY(loop.submit(BeginCall{walk.action().id}).refusal->code == RefusalCode::NotInThisStage);
        loop.clock().advance(Duration{1});
        QVERIFY(!loop.submit(BeginCall{walk.action().id}).refusal);
        QCOMPARE(loop.fault(), std::string());
    }

    void stateMoved_onApproval_voidsAndGathersAnew()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        const GateId firstGate = walk.gate().id;
        const ActionId firstAction = walk.action().id;
        walk.books().status = "disputed";
        ++walk.books().version;
        const Outcome outcome = walk.decide(agent);
        QVERIFY((outcome.refusal->moved ==
                 std::vector<StateChange>{{"order.status", "paid", "disputed"}, {"order.version", "1", "2"}}));
        QVERIFY(loop.newestAs<GateVoided>().moved == outcome.refusal->moved);
        QVERIFY(loop.newestAs<StateObserved>().when == Observation::Fresh);
        QVERIFY(loop.state().gates.at(firstGate).status == GateStatus::Voided);
        QVERIFY(loop.state().actions.at(firstAction).status == ActionStatus::Abandoned);
        QVERIFY((loop.next(walk.id()) == NextStep{Work::Gather, {}}));

        walk.gather();
        QVERIFY(walk.gate().id != firstGate);
        QVERIFY(walk.action().id != firstAction);
        QVERIFY(walk.action().idempotencyKey != loop.state().actions.at(firstAction).idempotencyKey);
        QVERIFY(!walk.decide(agent).refusal);
        QCOMPARE(loop.fault(), std::string());
    }

    void stateMoved_threeTimes_goesToAPerson()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        for (int i = 0; i < 3; ++i) {
            QVERIFY(!walk.gather().refusal);
            ++walk.books().version;
            QVERIFY(walk.decide(agent).refusal->code == RefusalCode::StateMoved);
        }
        walk.gather();
        QVERIFY(walk.ticket().stage == Stage::Escalated);
        QVERIFY(walk.ticket().reason == EscalationReason::BackendError);
        QCOMPARE(walk.ticket().detail, std::string("state_keeps_moving"));
        QCOMPARE(loop.fault(), std::string());
    }

    /// A record that cannot be understood is as good as a moved one for an approval; denying needs no record.
    void stateUnreadable_onApproval_countsAsMoved()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        DecideGate command = loop.decision(loop.statement(walk.gate().id, agent, Verdict::Approve), agent, walk.books());
        command.fresh = Json("gone");
        QVERIFY(loop.submit(command, agent.id).refusal->code == RefusalCode::StateMoved);

        walk.gather();
        DecideGate denial = loop.decision(loop.statement(walk.gate().id, agent, Verdict::Deny), agent, walk.books());
        denial.fresh.reset();
        QVERIFY(!loop.submit(denial, agent.id).refusal);
        QCOMPARE(loop.fault(), std::string());
    }
};

QTEST_GUILESS_MAIN(GateFlowTest)
#include "GateFlowTest.moc"
