// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "core/ledger/sqlite/SqliteLedgerStore.h"
#include "core/server/Orchestrator.h"
#include "core/server/feed/FeedHub.h"
#include "core/server/transport/WebSocketHost.h"
#include "tests/support/ManualClock.h"

namespace stillgate::wire {

/// A writer on a ledger in a folder, and a host that serves its feed: what the orchestrator is made of, without intake and effects.
class FeedStand {
public:
    struct Limits {
        FeedLimits feed;
        TransportLimits transport;
    };

    explicit FeedStand(const std::filesystem::path& folder, const Limits& limits = {});
    ~FeedStand();

    /// Messages of as many new customers, each of which opens a ticket with four events. Waits until they are committed.
    void receive(int count);
    /// The same, without waiting. `done` is called on the writer's thread.
    void receiveSoon(int count, const std::function<void()>& done = {});
    /// A message with these words. Its ticket.
    [[nodiscard]] TicketId receive(int customer, const std::string& redacted, const std::string& name);
    /// Proposes the refund of the ticket that was opened n-th here, which opens a gate.
    void propose(const TicketId& ticket);
    void erase(int customer);

    [[nodiscard]] WebSocketHost& host() { return *m_host; }
    [[nodiscard]] LedgerReader& reader() { return *m_reader; }
    [[nodiscard]] std::uint64_t size();

private:
    /// Waits for the reply, with the event loop running.
    Reply submit(Command command);

    ManualClock m_wall;
    LedgerClock m_clock;
    std::unique_ptr<SqliteLedgerStore> m_store;
    std::unique_ptr<LedgerReader> m_reader;
    std::unique_ptr<ReadingThread> m_reading;
    std::unique_ptr<FeedHub> m_feed;
    std::unique_ptr<Orchestrator> m_orchestrator;
    std::unique_ptr<WebSocketHost> m_host;
    int m_received = 0;
};

} // namespace stillgate::wire
