// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "tests/support/Readable.h"
#include "tests/support/client/ReplicaRig.h"

using namespace stillgate;

namespace {

constexpr bool diverged(const LedgerVerdict& verdict, Divergence why)
{
    return verdict.standing == LedgerStanding::Diverged && verdict.divergence == why;
}

} // namespace

/// Honest feeds and forged ones. ClientControlTest shows that the forged ones pass where the protection is off.
class ReplicaTest : public QObject {
    Q_OBJECT

private slots:
    void firstSight_pinsTheKeyAndMatches()
    {
        PaperLedger paper;
        paper.openGate(7);
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        QVERIFY(rig.watch.memory().key == paper.key().publicKey());
        QVERIFY(rig.verdict().standing == LedgerStanding::Matching);
        QCOMPARE(rig.verdict().size, paper.size());
        QVERIFY(rig.verdict().at == rig.clock.now());
        QCOMPARE(rig.store.size(), std::size_t{1});
        QCOMPARE(rig.store.gateCount(GateStatus::Open), std::size_t{1});
        QCOMPARE(rig.replica.resumeFrom().value(), paper.size());
    }

    void events_folded_leadToTheNextCheckpoint()
    {
        PaperLedger paper;
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        for (int customer = 1; customer <= 5; ++customer) {
            const TicketId ticket = paper.receive(customer);
            STILLGATE_VERIFY_VALUE(rig.follow(paper));
            QCOMPARE(rig.verdict().size, paper.size());
            QVERIFY(rig.store.ticket(ticket)->subject == ShownText(UntrustedText("Subject of " + ticket.text())));
        }
        QVERIFY(rig.watch.memory().fold->root() == paper.frontier(paper.size()).root());
    }

    void checkpoint_aheadOfTheEvents_isComparedWhenTheyAreThere()
    {
        PaperLedger paper;
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        const std::uint64_t before = paper.size();
        paper.receive(7);
        STILLGATE_VERIFY_VALUE(rig.begin(paper)); // resumes at `before`; the checkpoint is over all
        QCOMPARE(rig.verdict().size, before);
        auto first = paper.events(before, before + 1);
        STILLGATE_VERIFY_VALUE(rig.replica.take(first));
        QCOMPARE(rig.verdict().size, before);
        auto rest = paper.events(before + 1, paper.size());
        rest.checkpoint.reset(); // the one that came first is enough
        STILLGATE_VERIFY_VALUE(rig.replica.take(rest));
        QCOMPARE(rig.verdict().size, paper.size());
    }

    void event_changed_isFoundAndNothingOfItIsKept()
    {
        PaperLedger paper;
        paper.receive(7);
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        const auto seen = rig.watch.memory().seen;
        paper.receive(8);
        const auto events = paper.events(*rig.watch.size(), paper.size());
        for (std::size_t which = 0; which < events.headers.size(); ++which) {
            ReplicaRig each;
            each.watch.remember(rig.watch.memory());
            STILLGATE_VERIFY_CODE(each.replica.take(forged(events, which)), ErrorCode::Corrupt);
            QVERIFY(diverged(each.verdict(), Divergence::OtherRoot));
            QCOMPARE(each.store.size(), std::size_t{0});
            QVERIFY(each.watch.memory().seen == seen); // the remembered checkpoint stays
            QVERIFY(!each.replica.resumeFrom());
        }
    }

    void event_missingTwiceOrSwapped_isRefused()
    {
        PaperLedger paper;
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        paper.receive(7);
        auto events = paper.events(*rig.watch.size(), paper.size());
        auto missing = events;
        missing.headers.erase(missing.headers.begin());
        STILLGATE_VERIFY_CODE(rig.replica.take(missing), ErrorCode::Malformed);
        auto swapped = events;
        std::swap(swapped.headers.front(), swapped.headers.back());
        STILLGATE_VERIFY_CODE(rig.replica.take(swapped), ErrorCode::Malformed);
        STILLGATE_VERIFY_VALUE(rig.replica.take(events));
        STILLGATE_VERIFY_CODE(rig.replica.take(events), ErrorCode::Malformed);
        QCOMPARE(rig.watch.size().value(), paper.size());
    }

    void checkpoint_ofAnotherKey_diverges()
    {
        PaperLedger paper;
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        paper.receive(7);
        auto events = paper.events(*rig.watch.size(), paper.size());
        events.checkpoint = signCheckpoint({paper.origin(), paper.frontier(paper.size()).head()}, SigningKey::generate());
        STILLGATE_VERIFY_CODE(rig.replica.take(events), ErrorCode::Corrupt);
        QVERIFY(diverged(rig.verdict(), Divergence::BadSignature));
    }

    void checkpoint_ofAnotherLedger_diverges()
    {
        PaperLedger paper;
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        paper.receive(7);
        auto events = paper.events(*rig.watch.size(), paper.size());
        events.checkpoint = signCheckpoint({"other.example/ledger", paper.frontier(paper.size()).head()}, paper.key());
        STILLGATE_VERIFY_CODE(rig.replica.take(events), ErrorCode::Corrupt);
        QVERIFY(diverged(rig.verdict(), Divergence::OtherOrigin));
    }

    void ledger_shorterThanSeen_diverges()
    {
        PaperLedger old;
        PaperLedger grown;
        grown.receive(7);
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(grown));
        STILLGATE_VERIFY_CODE(rig.begin(old), ErrorCode::Corrupt);
        QVERIFY(diverged(rig.verdict(), Divergence::Shrunk));

        ReplicaRig snapshot; // without a fold to go on from, the remembered checkpoint alone tells
        snapshot.watch.remember(rig.watch.memory());
        STILLGATE_VERIFY_CODE(snapshot.begin(old), ErrorCode::Corrupt);
        QVERIFY(diverged(snapshot.verdict(), Divergence::Shrunk));
    }

    void snapshot_ofARewrittenHistory_diverges()
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
        STILLGATE_VERIFY_CODE(later.begin(rewritten), ErrorCode::Corrupt);
        QVERIFY(diverged(later.verdict(), Divergence::NotConsistent));
        QVERIFY(later.watch.memory().seen == rig.watch.memory().seen);
        QCOMPARE(later.verdict().size, seen.size());
    }

    void snapshot_ofTheSameSizeAndAnotherRoot_diverges()
    {
        PaperLedger seen;
        seen.receive(7);
        PaperLedger other;
        other.receive(8);
        QCOMPARE(other.size(), seen.size());
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(seen));
        rig.watch.dropFold();
        rig.calls.answer = nullptr;
        STILLGATE_VERIFY_CODE(rig.begin(other), ErrorCode::Corrupt);
        QVERIFY(diverged(rig.verdict(), Divergence::NotConsistent));
    }

    void resume_whereAnotherTreeStands_diverges()
    {
        PaperLedger seen;
        seen.receive(7);
        PaperLedger other;
        other.receive(8);
        other.receive(9);
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(seen));
        STILLGATE_VERIFY_CODE(rig.begin(other), ErrorCode::Corrupt);
        QVERIFY(diverged(rig.verdict(), Divergence::OtherRoot));
    }

    void snapshot_whoseFrontierIsNotTheCheckpoints_diverges()
    {
        PaperLedger paper;
        paper.receive(7);
        ReplicaRig rig;
        rig.replica.greeted(paper.hello());
        auto start = paper.subscribe(std::nullopt);
        start.frontier.front() = samples::digest("another subtree");
        STILLGATE_VERIFY_CODE(rig.begin(paper, start), ErrorCode::Corrupt);
        QVERIFY(diverged(rig.verdict(), Divergence::OtherRoot));
    }

    void firstSight_ofAKeyThatStandsInNoLedger_diverges()
    {
        PaperLedger paper;
        paper.receive(7);
        PaperLedger thief("thief"); // names a key of its own in its first event
        ReplicaRig rig;
        rig.calls.answer = [&](std::string_view method, const Json& params) {
            return method == rpc::EventsList::kName ? thief.answer(method, params) : paper.answer(method, params);
        };
        rig.replica.greeted(paper.hello());
        auto start = paper.subscribe(std::nullopt);
        STILLGATE_VERIFY_CODE(rig.begin(paper, start), ErrorCode::Corrupt);
        QVERIFY(diverged(rig.verdict(), Divergence::BadSignature));
        start.checkpoint = signCheckpoint({paper.origin(), paper.frontier(paper.size()).head()}, thief.key());
        STILLGATE_VERIFY_CODE(rig.begin(paper, start), ErrorCode::Corrupt);
        QVERIFY(diverged(rig.verdict(), Divergence::OtherRoot)); // its first event is not in the tree
        QVERIFY(rig.verdict().size == 0);
    }

    void diverged_thenHonestAgain_isShownWithTheOldPin()
    {
        PaperLedger paper;
        paper.receive(7);
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        paper.receive(8);
        const auto events = paper.events(*rig.watch.size(), paper.size());
        STILLGATE_VERIFY_CODE(rig.replica.take(forged(events, 0)), ErrorCode::Corrupt);
        rig.calls.asked.clear();
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        QVERIFY(rig.calls.asked == std::vector<std::string>{"ledger.consistency"});
        QVERIFY(rig.verdict().standing == LedgerStanding::Matching);
        QCOMPARE(rig.store.size(), std::size_t{2});
    }

    void connectionLost_duringASnapshot_beginsAnew()
    {
        PaperLedger paper;
        paper.receive(7);
        paper.receive(8);
        ReplicaRig rig;
        rig.replica.greeted(paper.hello());
        auto first = paper.rows();
        first.tickets.pop_back();
        first.last = false;
        const auto begun = rig.replica.begin(paper.subscribe(std::nullopt));
        rig.calls.answer = [&](std::string_view method, const Json& params) { return paper.answer(method, params); };
        while (!begun.isFinished() && !rig.calls.waiting.empty()) {
            const auto call = rig.calls.waiting.front();
            rig.calls.waiting.pop_front();
            call.end(paper.answer(call.method, call.params));
            QTest::qWait(0);
        }
        QTRY_VERIFY(begun.isFinished());
        STILLGATE_VERIFY_VALUE(begun.result());
        STILLGATE_VERIFY_VALUE(rig.replica.take(first));
        QVERIFY(!rig.replica.resumeFrom()); // half of the rows are missing
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        QCOMPARE(rig.store.size(), std::size_t{2});
        QVERIFY(rig.replica.resumeFrom());
    }

    void personErased_isErasedHereAtOnce()
    {
        PaperLedger paper;
        paper.agent(1);
        const TicketId ticket = paper.receive(7);
        const TicketId other = paper.receive(8);
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        paper.erase(7);
        auto events = paper.events(*rig.watch.size(), paper.size());
        events.titles.clear(); // the event alone is enough
        STILLGATE_VERIFY_VALUE(rig.replica.take(events));
        QVERIFY(rig.store.ticket(ticket)->subject.error() == Withheld::Erased);
        QVERIFY(rig.store.ticket(ticket)->customer.error() == Withheld::Erased);
        QVERIFY(rig.store.ticket(other)->subject.has_value());
    }

    void otherLedger_leavesNothingOfTheFirst_whichIsKnownAgain()
    {
        PaperLedger first;
        first.receive(7);
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(first));
        const auto pinned = rig.watch.memory().key;
        auto hello = first.hello();
        hello.origin = "other.example/ledger";
        rig.replica.greeted(hello);
        QCOMPARE(rig.store.size(), std::size_t{0});
        QVERIFY(!rig.watch.memory().key && !rig.replica.resumeFrom());
        rig.replica.greeted(first.hello());
        QVERIFY(rig.watch.memory().key == pinned);
        QVERIFY(rig.watch.memory().seen.has_value());
        QVERIFY(!rig.replica.resumeFrom());
    }

    void verdict_changes_areTold()
    {
        PaperLedger paper;
        ReplicaRig rig;
        const QSignalSpy changed(&rig.watch, &LedgerWatch::verdictChanged);
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        QVERIFY(changed.last().at(0).value<LedgerVerdict>() == rig.verdict());
        paper.receive(7);
        const auto before = changed.count();
        STILLGATE_VERIFY_VALUE(rig.follow(paper));
        QCOMPARE(changed.count(), before + 1);
    }

    void eventOfALaterBuild_isFoldedLikeAnyOther()
    {
        PaperLedger paper;
        const TicketId ticket = paper.receive(7);
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        paper.loop().receiveUnknown(ticket);
        STILLGATE_VERIFY_VALUE(rig.follow(paper));
        QCOMPARE(rig.verdict().size, paper.size());
    }
};

QTEST_GUILESS_MAIN(ReplicaTest)
#include "ReplicaTest.moc"
