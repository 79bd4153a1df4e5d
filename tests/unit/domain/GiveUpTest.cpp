// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <functional>

#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

/// Takes a gated refund so many steps far.
void take(Walk& walk, const Agent& agent, int steps)
{
    const std::array<std::function<void()>, 8> all{
        [&] { walk.gather(); }, [&] { walk.decide(agent); }, [&] { walk.beginCall(); },   [&] { walk.loseAnswer(); },
        [&] { walk.lookUp(); }, [&] { walk.verify(); },      [&] { walk.beginNotice(); }, [&] { walk.noticeSent(); }};
    for (int i = 0; i < steps; ++i) {
        all[static_cast<std::size_t>(i)]();
    }
}

} // namespace

/// A ticket can be handed to a person from everywhere, and a call that is under way then is not forgotten.
class GiveUpTest : public QObject {
    Q_OBJECT

private slots:
    void giveUp_atEveryStage_handsTheTicketOver()
    {
        for (int steps = 0; steps <= 8; ++steps) {
            Loop loop;
            const Agent agent = loop.enrol(101);
            Walk walk(loop, chargedTwice(euro(12900)));
            take(walk, agent, steps);
            const Stage from = walk.ticket().stage;
            const Outcome outcome =
                loop.submit(GiveUp{walk.id(), EscalationReason::MissingPermission, "no_such_connector", Tier::L3});
            QVERIFY(!outcome.refusal);
            QVERIFY(outcome.ticket == walk.id());
            QVERIFY(walk.ticket().stage == Stage::Escalated);
            QVERIFY(loop.newestAs<TicketEscalated>().from == from);
            QVERIFY(loop.next(walk.id()).work == Work::Nothing);
            if (steps == 1 || steps == 2) {
                QVERIFY(walk.gate().status == GateStatus::Voided);
                QVERIFY(walk.action().status == ActionStatus::Abandoned);
            } else if (steps > 2) {
                QVERIFY(walk.gate().status == GateStatus::Approved);
                QVERIFY(walk.action().status != ActionStatus::Abandoned);
            }
            QVERIFY(loop.submit(GiveUp{walk.id()}).refusal->code == RefusalCode::NotInThisStage);
            QCOMPARE(loop.fault(), std::string());
        }
    }

    void call_answeredAfterTheHandover_isRecorded()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        take(walk, agent, 3);
        loop.submit(GiveUp{walk.id()});
        QVERIFY(!walk.answer().refusal);
        QVERIFY(walk.action().status == ActionStatus::Executed);
        QCOMPARE(walk.action().artifact, std::string("R-1"));
        QVERIFY(walk.ticket().stage == Stage::Escalated);
        QVERIFY(walk.verify().refusal->code == RefusalCode::NotInThisStage);
        QCOMPARE(loop.fault(), std::string());
    }

    void call_inDoubtAfterTheHandover_canStillBeSettled()
    {
        for (const bool happened : {true, false}) {
            Loop loop;
            const Agent agent = loop.enrol(101);
            Walk walk(loop, chargedTwice(euro(12900)));
            take(walk, agent, 3);
            loop.submit(GiveUp{walk.id()});
            QVERIFY(!(happened ? walk.loseAnswer() : walk.fail(CallFailure::InDoubt)).refusal);
            QVERIFY(walk.action().unsettled);
            QVERIFY(!walk.lookUp().refusal);
            QVERIFY(walk.action().status == (happened ? ActionStatus::Executed : ActionStatus::Abandoned));
            QVERIFY(!walk.action().unsettled);
            QCOMPARE(loop.fault(), std::string());
        }
    }

    void call_failedAfterTheHandover_isNotMadeAgain()
    {
        for (const CallFailure failure : {CallFailure::NotSent, CallFailure::Throttled, CallFailure::Rejected,
                                          CallFailure::StateMoved, CallFailure::KeyReused}) {
            Loop loop;
            const Agent agent = loop.enrol(101);
            Walk walk(loop, chargedTwice(euro(12900)));
            take(walk, agent, 3);
            loop.submit(GiveUp{walk.id()});
            QVERIFY(!walk.fail(failure).refusal);
            QVERIFY(walk.action().status == ActionStatus::Abandoned);
            QVERIFY(walk.ticket().stage == Stage::Escalated);
            loop.clock().advance(Duration::days(1));
            QVERIFY(loop.submit(BeginCall{walk.action().id}).refusal->code == RefusalCode::NotInThisStage);
            QCOMPARE(loop.fault(), std::string());
        }
    }
};

QTEST_GUILESS_MAIN(GiveUpTest)
#include "GiveUpTest.moc"
