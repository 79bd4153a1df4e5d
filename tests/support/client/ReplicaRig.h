// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>
#include <QTest>

#include "core/client/link/Replica.h"
#include "tests/support/ManualClock.h"
#include "tests/support/client/FakeCaller.h"
#include "tests/support/client/ManualTimers.h"
#include "tests/support/client/PaperLedger.h"

namespace stillgate {

/// A replica with its watch, store and cache, fed by hand from a paper ledger: no session, no network.
struct ReplicaRig {
    static constexpr int kPatience = 30'000; ///< milliseconds; only what hangs takes so long

    ReplicaRig()
        : cache(*Cache::open(dir.path().toStdString() + "/cache.sqlite", *Secret32::from(samples::digest("cache key").view()),
                             clock, timers))
        , watch(clock)
        , replica(watch, store, *cache)
    {
        replica.askOver(calls);
    }

    /// What a session does when a connection is there: greets and subscribes.
    Result<void> begin(const PaperLedger& paper)
    {
        replica.greeted(paper.hello());
        const auto from = replica.resumeFrom();
        if (from && *from > paper.size()) {
            replica.shrunk("it has fewer events");
            return fail(ErrorCode::Corrupt, "ledger", "shrunk");
        }
        return begin(paper, paper.subscribe(from));
    }

    /// The same with a beginning of the test's choice.
    Result<void> begin(const PaperLedger& paper, const rpc::FeedSubscribe::Result& start)
    {
        if (!calls.answer) {
            calls.answer = [&paper](std::string_view method, const Json& params) { return paper.answer(method, params); };
        }
        const auto future = replica.begin(start);
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, kPatience) || future.resultCount() == 0) {
            return fail(ErrorCode::Internal, "rig", "it never began");
        }
        auto begun = future.result();
        return begun && start.start == rpc::FeedStart::Snapshot ? replica.take(paper.rows()) : begun;
    }

    /// The events that are not here yet.
    Result<void> follow(const PaperLedger& paper) { return replica.take(paper.events(*watch.size(), paper.size())); }

    [[nodiscard]] const LedgerVerdict& verdict() const { return watch.verdict(); }

    QTemporaryDir dir;
    ManualClock clock{samples::kMorning};
    ManualTimers timers;
    FakeCaller calls;
    std::unique_ptr<Cache> cache;
    FrontierWatch watch;
    TicketStore store;
    Replica replica;
};

/// Events as they are, but with one header's data changed.
[[nodiscard]] inline rpc::FeedEvents::Params forged(rpc::FeedEvents::Params events, std::size_t which)
{
    Json json = events.headers.at(which).json();
    json.set("actor", samples::person(66).text());
    events.headers.at(which) = *rpc::CarriedHeader::fromJson(json, "$");
    return events;
}

} // namespace stillgate
