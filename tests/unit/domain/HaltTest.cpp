// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/domain/Permissions.h"
#include "tests/support/AnyStep.h"
#include "tests/support/Readable.h"
#include "tests/support/World.h"
#include "tests/unit/domain/PeopleOffice.h"

using namespace stillgate;
using namespace stillgate::samples;

Q_DECLARE_METATYPE(stillgate::HaltScope)

namespace {

const PersonId kSupervisor = person(103);

/// A refund that runs without people, ready to be called, and a supervisor.
struct Ready {
    Loop loop;
    Walk walk{loop, chargedTwice(euro(4000))};

    Ready()
    {
        (void)loop.enrol(103, {Role::Supervisor});
        walk.gather();
    }
    [[nodiscard]] HaltTarget target(HaltScope scope) const
    {
        switch (scope) {
        case HaltScope::Connector: return {scope, walk.action().system, HaltOrigin::Person};
        case HaltScope::Intent: return {scope, walk.ticket().intent, HaltOrigin::Person};
        case HaltScope::Ticket: return {scope, walk.id().text(), HaltOrigin::Person};
        case HaltScope::All: break;
        }
        return {};
    }
    Outcome halt(const HaltTarget& target) { return loop.submit(SetHalt{kSupervisor, target, HaltReason::Drill}, kSupervisor); }
    Outcome lift(const HaltTarget& target) { return loop.submit(LiftHalt{kSupervisor, target}, kSupervisor); }
    [[nodiscard]] NextStep next() const { return nextStepUnlessHalted(loop.state(), loop.rules(), walk.ticket()); }
};

State foldedAgain(const std::vector<Event>& log)
{
    State state;
    for (const Event& event : log) {
        RC_ASSERT(apply(state, *decodeHeader(*encodeHeader(event.header))).has_value());
    }
    return state;
}

} // namespace

/// The kill switch: what it stops, who moves it, and that everything goes on where it stood.
class HaltTest : public QObject {
    Q_OBJECT

private slots:
    void call_underAHalt_isNotBegun_data()
    {
        QTest::addColumn<HaltScope>("scope");
        for (const auto& [scope, name] : EnumNames<HaltScope>::kNames) {
            QTest::newRow(std::string(name).c_str()) << scope;
        }
    }
    void call_underAHalt_isNotBegun()
    {
        QFETCH(HaltScope, scope);
        Ready ready;
        QVERIFY(ready.next().work == Work::BeginCall);
        QCOMPARE(codeOf(ready.halt(ready.target(scope))), std::string("carried out"));
        QVERIFY(ready.next().work == Work::Nothing);
        QCOMPARE(codeOf(ready.walk.beginCall()), std::string("not_in_this_stage"));
        QCOMPARE(codeOf(ready.lift(ready.target(scope))), std::string("carried out"));
        QVERIFY(ready.next().work == Work::BeginCall);
        QCOMPARE(codeOf(ready.walk.beginCall()), std::string("carried out"));
        QCOMPARE(ready.loop.fault(), std::string());
    }

    void call_underAHaltOfSomethingElse_isBegun()
    {
        Ready ready;
        Walk other(ready.loop, chargedTwice(euro(3000)), 8);
        other.gather();
        ready.halt({HaltScope::Ticket, other.id().text(), HaltOrigin::Person});
        QCOMPARE(codeOf(ready.walk.beginCall()), std::string("carried out"));
        QCOMPARE(codeOf(other.beginCall()), std::string("not_in_this_stage"));
    }

    void call_claimedAndThenStopped_goesOnAndUsesUpNoAttempt()
    {
        Ready ready;
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(codeOf(ready.walk.beginCall()), std::string("carried out"));
            ready.halt({});
            QCOMPARE(codeOf(ready.walk.fail(CallFailure::Halted)), std::string("carried out"));
            QVERIFY(ready.walk.action().status == ActionStatus::Waiting);
            QVERIFY(!ready.walk.action().unsettled);
            QVERIFY(ready.next().work == Work::Nothing);
            ready.lift({});
        }
        QCOMPARE(codeOf(ready.walk.beginCall()), std::string("carried out"));
        ready.walk.answer();
        QCOMPARE(codeOf(ready.walk.verify()), std::string("carried out"));
        QCOMPARE(ready.loop.fault(), std::string());
    }

    /// What left before is still found out, and the customer is told after the lift.
    void readsGoOn_noticesDoNot()
    {
        Ready ready;
        ready.walk.beginCall();
        ready.walk.loseAnswer();
        ready.halt({});
        QVERIFY(ready.next().work == Work::SettleCall);
        ready.walk.lookUp();
        QVERIFY(ready.next().work == Work::Verify);
        ready.walk.verify();
        QVERIFY(ready.next().work == Work::Nothing);
        QCOMPARE(codeOf(ready.walk.beginNotice()), std::string("not_in_this_stage"));
        ready.lift({});
        QCOMPARE(codeOf(ready.walk.beginNotice()), std::string("carried out"));
        QCOMPARE(codeOf(ready.walk.noticeSent()), std::string("carried out"));
        QCOMPARE(ready.loop.fault(), std::string());
    }

    void notice_stoppedManyTimes_isSentAtLast()
    {
        Ready ready;
        ready.walk.beginCall();
        ready.walk.answer();
        ready.walk.verify();
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(codeOf(ready.walk.beginNotice()), std::string("carried out"));
            ready.walk.noticeFailed(CallFailure::Halted);
            ready.loop.clock().advance(*ready.walk.ticket().notice->due - ready.loop.clock().now());
        }
        ready.walk.beginNotice();
        QCOMPARE(codeOf(ready.walk.noticeSent()), std::string("carried out"));
    }

    void approval_whoseTimeRanOutUnderTheHalt_isForAPersonAgain()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        (void)loop.enrol(103, {Role::Supervisor});
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        walk.decide(agent);
        loop.submit(SetHalt{kSupervisor, {}, HaltReason::Drill}, kSupervisor);
        loop.clock().advance(walk.gate().expires - loop.clock().now());
        loop.submit(LiftHalt{kSupervisor, {}}, kSupervisor);
        QVERIFY(walk.gate().status == GateStatus::Voided);
        QVERIFY(walk.action().status == ActionStatus::Abandoned);
        QVERIFY(walk.ticket().stage == Stage::Escalated);
        QCOMPARE(loop.newestAs<TicketEscalated>().detail, std::string("halted_past_expiry"));
        QCOMPARE(loop.fault(), std::string());
    }

    void approval_liftedInTime_runs()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        (void)loop.enrol(103, {Role::Supervisor});
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        walk.decide(agent);
        loop.submit(SetHalt{kSupervisor, {}, HaltReason::Drill}, kSupervisor);
        QCOMPARE(codeOf(walk.beginCall()), std::string("not_in_this_stage"));
        loop.submit(LiftHalt{kSupervisor, {}}, kSupervisor);
        QCOMPARE(codeOf(walk.beginCall()), std::string("carried out"));
    }

    void halt_setTwiceOrLiftedTwice_leavesOneEventOfEach()
    {
        Ready ready;
        QCOMPARE(ready.halt({}).events.size(), std::size_t(1));
        const Outcome again = ready.halt({});
        QVERIFY(!again.refusal && again.events.empty());
        QCOMPARE(ready.lift({}).events.size(), std::size_t(1));
        const Outcome lifted = ready.lift({});
        QVERIFY(!lifted.refusal && lifted.events.empty());
    }

    /// A typing error must not look like a halt.
    void halt_ofWhatIsNotThere_isRefused()
    {
        Ready ready;
        QCOMPARE(codeOf(ready.halt({HaltScope::Connector, "sandbx", HaltOrigin::Person})), std::string("unknown_connector"));
        QCOMPARE(codeOf(ready.halt({HaltScope::Intent, "no_such", HaltOrigin::Person})), std::string("unknown_intent"));
        QCOMPARE(codeOf(ready.halt({HaltScope::Ticket, person(1).text(), HaltOrigin::Person})), std::string("unknown_ticket"));
        QCOMPARE(codeOf(ready.halt({HaltScope::All, "x", HaltOrigin::Person})), std::string("unknown_connector"));
        QVERIFY(ready.loop.state().halts.empty());
    }

    void everyRole_setsAndLifts_asTheTableSays()
    {
        for (const auto& [role, name] : EnumNames<Role>::kNames) {
            Ready ready;
            const Agent who = ready.loop.enrol(150, {role});
            const auto mayDo = [&, one = role](const Command& command, Operation operation) {
                return !ready.loop.submit(command, who.id).refusal == isPermitted(operation, one);
            };
            QVERIFY(mayDo(SetHalt{who.id, ready.target(HaltScope::Ticket), HaltReason::Drill}, Operation::HaltTicket));
            QVERIFY(mayDo(SetHalt{who.id, ready.target(HaltScope::Intent), HaltReason::Drill}, Operation::HaltWork));
            QVERIFY(mayDo(SetHalt{who.id, ready.target(HaltScope::Connector), HaltReason::Drill}, Operation::HaltWork));
            QVERIFY(mayDo(SetHalt{who.id, {}, HaltReason::Drill}, Operation::HaltWork));
            QVERIFY(mayDo(LiftHalt{who.id, ready.target(HaltScope::Ticket)}, Operation::LiftHalt));
            QCOMPARE(ready.loop.fault(), std::string());
        }
    }

    void file_isTheOrchestratorsAlone()
    {
        Ready ready;
        const HaltTarget file{HaltScope::All, {}, HaltOrigin::File};
        QCOMPARE(codeOf(ready.halt(file)), std::string("role_missing"));
        QCOMPARE(codeOf(ready.loop.submit(SetHalt{kOrchestrator, {}, HaltReason::Other})), std::string("role_missing"));
        QCOMPARE(codeOf(ready.loop.submit(SetHalt{kOrchestrator, file, HaltReason::Other})), std::string("carried out"));
        QCOMPARE(codeOf(ready.lift(file)), std::string("role_missing"));
        ready.halt({});
        ready.lift({});
        QVERIFY(ready.next().work == Work::Nothing);
        QCOMPARE(codeOf(ready.loop.submit(LiftHalt{kOrchestrator, file})), std::string("carried out"));
        QVERIFY(ready.next().work == Work::BeginCall);
    }

    /// Halts of every scope come and go in any order of commands; the loop watches that nothing is begun under one. Lifted, all comes to
    /// its end, and the log folds to the same state.
    void anyRun_withHalts_letsNothingLeaveAndEnds()
    {
        QVERIFY(rc::check("nothing leaves under a halt", [] {
            World world;
            std::size_t set = 0;
            for (const Step& step : *rc::gen::resize(120, rc::gen::arbitrary<std::vector<Step>>())) {
                const bool isMoved = step.how % 5 == 0;
                if (isMoved) {
                    world.moveHalts(step);
                }
                world.take(step);
                set += world.loop().state().halts.size();
                RC_ASSERT(world.loop().fault() == std::string());
                for (const TicketId& id : isMoved ? world.tickets() : std::vector<TicketId>()) {
                    const Ticket& ticket = world.loop().ticket(id);
                    const NextStep next = nextStepUnlessHalted(world.loop().state(), world.loop().rules(), ticket);
                    const auto leaving = leavingOf(world.loop().state(), world.loop().rules(), ticket, next.work);
                    RC_ASSERT((!leaving || !haltOver(world.loop().state().halts, *leaving)));
                }
            }
            RC_CLASSIFY(set > 0, "halted");
            world.liftHalts();
            RC_ASSERT(foldedAgain(world.loop().log()) == world.loop().state());
            for (const TicketId& id : world.tickets()) {
                int steps = 0;
                while (world.carryOn(id)) {
                    RC_ASSERT(world.hindrance() == std::string());
                    RC_ASSERT(++steps < 40);
                }
            }
            RC_ASSERT(world.loop().fault() == std::string());
        }));
    }
};

QTEST_GUILESS_MAIN(HaltTest)
#include "HaltTest.moc"
