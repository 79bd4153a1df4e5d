// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include "core/base/Log.h"
#include "core/client/TicketStore.h"
#include "core/client/ledger/FrontierWatch.h"
#include "core/client/link/FeedOpening.h"
#include "core/client/link/FeedSink.h"
#include "core/client/store/Cache.h"

namespace stillgate {

/// The console's copy of what the orchestrator shows: brings the feed to the watch first, and then to store and cache. What it is made
/// from outlives it.
class Replica final : public FeedSink {
public:
    Replica(FrontierWatch& watch, TicketStore& store, Cache& cache);

    /// What begin() asks with. Before the first begin().
    void askOver(RpcCaller& calls) { m_calls = &calls; }
    /// Called when a halt was set or lifted, after the events were taken.
    void tellOfHalts(std::function<void()> moved) { m_haltsMoved = std::move(moved); }

    void greeted(const rpc::SessionHello::Result& hello) override;
    [[nodiscard]] std::optional<Sequence> resumeFrom() const override;
    void shrunk(const std::string& detail) override;
    [[nodiscard]] QFuture<Result<void>> begin(const rpc::FeedSubscribe::Result& start) override;
    [[nodiscard]] Result<void> take(const rpc::FeedRows::Params& rows) override;
    [[nodiscard]] Result<void> take(const rpc::FeedEvents::Params& events) override;

private:
    [[nodiscard]] Result<std::vector<PersonId>> fold(const std::vector<rpc::CarriedHeader>& headers);
    void beginSnapshot();
    /// Nothing of a ledger that is not to be trusted is shown or kept.
    void forgetIfDiverged();
    [[nodiscard]] LedgerMemory memoryToKeep() const;

    FrontierWatch& m_watch;
    TicketStore& m_store;
    Cache& m_cache;
    RpcCaller* m_calls = nullptr;
    std::function<void()> m_haltsMoved;
    std::map<std::string, LedgerMemory> m_ledgers; ///< those of other connections, by origin
    std::unique_ptr<FeedOpening> m_opening;
    bool m_isWhole = true; ///< no snapshot is under way: the rows are those of the fold
    Log m_log{"client"};
};

} // namespace stillgate
