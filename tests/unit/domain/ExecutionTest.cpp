// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

/// A refund that the policy allows, with its first call begun.
struct Called {
    Loop loop;
    Walk walk{loop, chargedTwice(euro(4000))};

    Called()
    {
        walk.gather();
        walk.beginCall();
    }

    [[nodiscard]] UtcTime after(Duration span) { return loop.clock().now() + span; }
    [[nodiscard]] bool isWith(Tier tier, const std::string& detail) const
    {
        const auto escalated = loop.newestAs<TicketEscalated>();
        return walk.ticket().stage == Stage::Escalated && walk.ticket().reason == EscalationReason::BackendError &&
               escalated.tier == tier && escalated.detail == detail;
    }
};

} // namespace

/// What becomes of a call.
class ExecutionTest : public QObject {
    Q_OBJECT

private slots:
    void notSent_eachTime_waitsTwiceAsLong()
    {
        Called called;
        for (const std::int64_t wait : {500, 1000, 2000, 4000}) {
            called.walk.fail(CallFailure::NotSent);
            QVERIFY(called.walk.action().status == ActionStatus::Waiting);
            QVERIFY(*called.walk.action().due == called.after(Duration{wait}));
            QVERIFY(called.loop.submit(BeginCall{called.walk.action().id}).refusal->code == RefusalCode::NotInThisStage);
            QVERIFY(!called.walk.beginCall().refusal);
        }
        QCOMPARE(called.walk.action().attempts, 5);
        QVERIFY(called.walk.action().unsettled);
        called.walk.fail(CallFailure::NotSent);
        QVERIFY(called.walk.action().status == ActionStatus::Abandoned);
        QVERIFY(called.isWith(Tier::L3, "not_sent:sample"));
        QCOMPARE(called.loop.fault(), std::string());
    }

    void throttled_theSystemsWish_isAtLeastTheWait()
    {
        Called called;
        called.walk.fail(CallFailure::Throttled, Duration::seconds(7));
        QVERIFY(*called.walk.action().due == called.after(Duration::seconds(7)));
        called.walk.beginCall();
        called.walk.fail(CallFailure::Throttled, Duration{1});
        QVERIFY(*called.walk.action().due == called.after(Duration::seconds(1)));
        QCOMPARE(called.loop.fault(), std::string());
    }

    void rejected_isNotTriedAgain()
    {
        Called called;
        called.walk.fail(CallFailure::Rejected);
        QVERIFY(called.isWith(Tier::L3, "rejected:sample"));
        QVERIFY(called.walk.action().status == ActionStatus::Abandoned);
        QCOMPARE(called.loop.fault(), std::string());
    }

    void keyReused_isNotTriedAgain()
    {
        Called called;
        called.walk.fail(CallFailure::KeyReused);
        QVERIFY(called.isWith(Tier::L3, "key_reused:sample"));
        QCOMPARE(called.loop.fault(), std::string());
    }

    void stateMoved_atTheCall_gathersAnew()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        walk.decide(agent);
        walk.beginCall();
        const GateId gate = walk.gate().id;
        walk.fail(CallFailure::StateMoved);
        QVERIFY(loop.state().gates.at(gate).status == GateStatus::Voided);
        QVERIFY(walk.action().status == ActionStatus::Abandoned);
        QVERIFY(walk.ticket().stage == Stage::Identity);
        walk.gather();
        QVERIFY(walk.gate().id != gate);
        QVERIFY(walk.gate().status == GateStatus::Open);
        QCOMPARE(loop.fault(), std::string());
    }

    void inDoubt_effectThere_isFoundByReading()
    {
        Called called;
        called.walk.loseAnswer();
        QVERIFY(called.walk.action().status == ActionStatus::InDoubt);
        QVERIFY(called.walk.action().unsettled);
        QVERIFY(called.walk.beginCall().refusal->code == RefusalCode::NotInThisStage);
        called.walk.lookUp();
        QVERIFY(called.walk.action().status == ActionStatus::Executed);
        QVERIFY(called.loop.newestAs<ActionExecuted>().learned == Learned::FromRead);
        QVERIFY(!called.walk.action().unsettled);
        called.walk.verify();
        QVERIFY(called.walk.ticket().stage == Stage::Confirm);
        QCOMPARE(called.walk.books().refunded, std::string("40.00"));
        QCOMPARE(called.loop.fault(), std::string());
    }

    void inDoubt_effectNotThere_isCalledAgainAfterTheWait()
    {
        Called called;
        called.walk.fail(CallFailure::InDoubt);
        called.walk.lookUp();
        QVERIFY(called.walk.action().status == ActionStatus::Waiting);
        QVERIFY(!called.walk.action().unsettled);
        QVERIFY(*called.walk.action().due == called.after(Duration{500}));
        QVERIFY(!called.walk.beginCall().refusal);
        called.walk.answer();
        QVERIFY(called.loop.newestAs<ActionExecuted>().learned == Learned::FromAnswer);
        QCOMPARE(called.loop.newestAs<ActionExecuted>().attempt, 2);
        QCOMPARE(called.loop.fault(), std::string());
    }

    /// After a crash between intent and answer nobody knows whether the call was made: it is settled by reading as well.
    void intended_afterACrash_isSettledByReading()
    {
        Called called;
        QVERIFY((called.loop.next(called.walk.id()) == NextStep{Work::SettleCall, {}}));
        called.walk.lookUp();
        QVERIFY(called.walk.action().status == ActionStatus::Waiting);
        QCOMPARE(called.loop.fault(), std::string());
    }

    void inDoubt_atTheLastAttempt_isReadButNotCalledAgain()
    {
        Called called;
        for (int i = 1; i < 5; ++i) {
            called.walk.fail(CallFailure::NotSent);
            called.walk.beginCall();
        }
        called.walk.fail(CallFailure::InDoubt);
        called.walk.lookUp();
        QVERIFY(called.walk.action().status == ActionStatus::Waiting);
        called.walk.beginCall();
        QVERIFY(called.isWith(Tier::L3, "attempts_used"));
        QVERIFY(called.loop.newestAs<TicketEscalated>().from == Stage::Execute);
        QCOMPARE(called.walk.action().attempts, 5);
        QCOMPARE(called.loop.fault(), std::string());
    }

    void answer_ofAnotherAttempt_isRefused()
    {
        Called called;
        RecordCall stale;
        stale.action = called.walk.action().id;
        stale.attempt = 2;
        stale.answer = Json();
        QVERIFY(called.loop.submit(stale).refusal->code == RefusalCode::NotInThisStage);
        QVERIFY(called.loop.submit(RecordLookup{stale.action, 2, std::nullopt, {}}).refusal->code ==
                RefusalCode::NotInThisStage);
        stale.attempt = 1;
        QVERIFY(!called.loop.submit(stale).refusal);
        QVERIFY(called.loop.submit(stale).refusal->code == RefusalCode::NotInThisStage);
        QCOMPARE(called.loop.fault(), std::string());
    }

    void answer_ofASupersededAction_isRefused()
    {
        Called called;
        const ActionId old = called.walk.action().id;
        called.walk.fail(CallFailure::StateMoved);
        called.walk.gather();
        RecordCall late;
        late.action = old;
        late.answer = Json();
        QVERIFY(called.loop.submit(late).refusal->code == RefusalCode::NotInThisStage);
        QCOMPARE(called.loop.fault(), std::string());
    }

    void answer_keptByTheSystem_saysSo()
    {
        Called called;
        RecordCall replayed;
        replayed.action = called.walk.action().id;
        replayed.answer = Json().set("id", "R-1");
        replayed.artifact = "R-1";
        replayed.learned = Learned::FromReplay;
        called.loop.submit(replayed);
        QVERIFY(called.loop.newestAs<ActionExecuted>().learned == Learned::FromReplay);
        QCOMPARE(called.loop.opening(called.loop.state().next - 1, "response").value, std::string(R"({"id":"R-1"})"));
        QCOMPARE(called.loop.fault(), std::string());
    }

    void verification_otherwiseThanIntended_goesToEngineering()
    {
        Called called;
        called.walk.answer();
        called.walk.books().refunded = "41.00";
        called.walk.verify();
        QVERIFY(called.walk.action().status == ActionStatus::Mismatched);
        QVERIFY(called.isWith(Tier::L3, "verification_mismatch"));
        const auto verified = called.loop.newestAs<ActionVerified>();
        QVERIFY(!verified.matches);
        QVERIFY((verified.differences == std::vector<StateChange>{{"order.refunded", "40.00 EUR", "41.00 EUR"}}));
        QCOMPARE(called.loop.fault(), std::string());
    }

    void verification_unreadableRecord_isNoMatch()
    {
        Called called;
        called.walk.answer();
        called.loop.submit(RecordVerification{called.walk.action().id, Json("gone")});
        QVERIFY(called.isWith(Tier::L3, "verification_mismatch"));
        QCOMPARE(called.loop.newestAs<ActionVerified>().differences.size(), std::size_t{4});
        QCOMPARE(called.loop.fault(), std::string());
    }

    void runbook_withdrawnMeanwhile_losesNoEffect()
    {
        Called called;
        called.walk.loseAnswer();
        called.loop.rules().runbooks.clear();
        called.walk.lookUp();
        QVERIFY(called.walk.action().status == ActionStatus::Executed);
        called.walk.verify();
        QVERIFY(called.isWith(Tier::L3, "runbook_withdrawn"));
        QCOMPARE(called.loop.fault(), std::string());
    }

    void runbook_withdrawnBeforeTheCall_isNotCalled()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        walk.decide(agent);
        loop.rules().runbooks.clear();
        walk.beginCall();
        QVERIFY(walk.action().status == ActionStatus::Abandoned);
        QCOMPARE(walk.ticket().detail, std::string("runbook_withdrawn"));
        QVERIFY(loop.newestAs<TicketEscalated>().from == Stage::HoldBack);
        QCOMPARE(loop.fault(), std::string());
    }
};

QTEST_GUILESS_MAIN(ExecutionTest)
#include "ExecutionTest.moc"
