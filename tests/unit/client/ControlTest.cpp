// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/packet/LivePacketReader.h"
#include "tests/support/Readable.h"
#include "tests/support/client/DecisionRig.h"

using namespace stillgate;

/// The control of ReplicaTest, PacketReaderTest and DecisionServiceTest: with their protections switched off the same forgeries pass,
/// so it is these protections that stop them. The switches exist only in builds with STILLGATE_FAULTS.
class ControlTest : public QObject {
    Q_OBJECT

private slots:
#ifndef STILLGATE_FAULTS
    void initTestCase() { QSKIP("this build has no switches"); }
#endif

    void changedEvent_withoutCheckpoints_isTaken()
    {
        PaperLedger paper;
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        paper.receive(7);
        STILLGATE_VERIFY_VALUE(rig.replica.take(forged(paper.events(*rig.watch.size(), paper.size()), 0)));
        QCOMPARE(rig.store.size(), std::size_t{1});
    }

    void rewrittenHistory_withoutConsistency_isTaken()
    {
        PaperLedger seen;
        seen.receive(7);
        PaperLedger rewritten;
        rewritten.receive(8);
        rewritten.receive(9);
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(seen));
        ReplicaRig later;
        later.watch.remember(rig.watch.memory());
        later.watch.dropFold();
        STILLGATE_VERIFY_VALUE(later.begin(rewritten));
        QVERIFY(later.verdict().standing == LedgerStanding::Matching);
    }

    void anotherText_withoutOpenings_isShown()
    {
        PaperLedger paper;
        const TicketId ticket = paper.receive(7);
        rpc::TicketGet::Result page =
            *fromJson<rpc::TicketGet::Result>(*paper.answer(rpc::TicketGet::kName, toJson(rpc::TicketGet::Params{ticket, {}})));
        for (rpc::EventView& event : page.events) {
            for (auto& [field, value] : event.values) {
                value->value = "what nobody wrote";
            }
        }
        STILLGATE_VERIFY_VALUE(packetFrom({page.row, page.events, std::nullopt, 0}));
    }

    void wrongPath_withoutInclusion_isProven()
    {
        PaperLedger paper;
        paper.receive(7);
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        InclusionProver prover(rig.calls, rig.watch, rig.timers);
        const auto proof = prover.prove(1, samples::digest("an event that never was"));
        QTRY_VERIFY_WITH_TIMEOUT(proof.isFinished(), ReplicaRig::kPatience);
        QVERIFY(proof.result()->state == ProofState::Proven);
    }

    void divergedLedger_withoutTheRule_isDecidedOn()
    {
        DecisionRig desk;
        (void)desk.rig.watch.diverge(Divergence::OtherRoot, "sample");
        STILLGATE_VERIFY_VALUE(desk.service->decide(desk.view(), {Verdict::Approve, {}, {}}));
    }

    void highStakesOffline_withoutTheRule_waitsInTheOutbox()
    {
        DecisionRig desk;
        GateView view = desk.view();
        view.row.stakes = Stakes::High;
        desk.link.enter(LinkState::Offline);
        STILLGATE_VERIFY_VALUE(desk.service->decide(view, {Verdict::Approve, {}, {}}));
        QCOMPARE(desk.outbox->unanswered(), std::size_t{1});
    }
};

int main(int argc, char** argv)
{
    // Before the first question, which reads the list once for the whole process.
    qputenv("STILLGATE_DISABLE", "client.checkpoints,client.consistency,client.openings,client.inclusion,client.diverged,"
                                 "client.offline_stakes");
    const QCoreApplication app(argc, argv);
    ControlTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "ControlTest.moc"
