// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

/// The control of GateRefusalTest and GateFlowTest: with three protections switched off the same attacks succeed, so it is these
/// protections that stop them. The switches exist only in builds with STILLGATE_FAULTS.
class GateControlTest : public QObject {
    Q_OBJECT

private slots:
#ifndef STILLGATE_FAULTS
    void initTestCase() { QSKIP("this build has no switches"); }
#endif

    void usedNonce_protectionOff_isAcceptedAgain()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        const DecideGate first = loop.decision(loop.statement(walk.gate().id, agent, Verdict::Approve), agent, walk.books());
        loop.submit(first, agent.id);
        walk.decide(agent, Verdict::Withdraw);
        QVERIFY(!loop.submit(first, agent.id).refusal);
        QVERIFY(walk.gate().status == GateStatus::Approved);
    }

    void movedState_protectionOff_isApprovedBlindly()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        walk.books().status = "disputed";
        QVERIFY(!walk.decide(agent).refusal);
        QVERIFY(walk.gate().status == GateStatus::Approved);
    }

    void clockSetBack_protectionOff_revivesWhatHadExpired()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        const DecideGate late = loop.decision(loop.statement(walk.gate().id, agent, Verdict::Approve), agent, walk.books());
        loop.clock().advance(Duration::minutes(31));
        Walk elsewhere(loop, chargedTwice(euro(4000)), 8);
        loop.clock().setWall(kMorning);
        QVERIFY(!loop.submit(late, agent.id).refusal);
        QVERIFY(walk.gate().status == GateStatus::Approved);
    }
};

int main(int argc, char** argv)
{
    // Before the first decision, which reads the list once for the whole process.
    qputenv("STILLGATE_DISABLE", "nonce,fresh_state,ledger_time");
    GateControlTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "GateControlTest.moc"
