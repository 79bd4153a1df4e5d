// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "core/client/ServerAccess.h"
#include "core/ledger/sqlite/SqliteLedgerStore.h"
#include "core/server/Handlers.h"
#include "core/server/transport/WebSocketHost.h"
#include "tests/support/ManualClock.h"
#include "tests/support/Samples.h"

namespace stillgate::wire {

/// An orchestrator in this process on a ledger in a folder: writer, feed and calls as they are served, but no intake and no systems of
/// record. It can be ended and begun again on the same ledger.
class OrchestratorStand {
public:
    static constexpr std::string_view kToken = "sample-token";
    static constexpr std::string_view kOperatorToken = "sample-operator-token"; ///< of a ready file

    explicit OrchestratorStand(std::filesystem::path folder, const FeedLimits& feed = {});
    ~OrchestratorStand();

    /// On the port it had before, unless that is taken by now.
    void start();
    void stop();
    [[nodiscard]] bool isRunning() const { return m_host != nullptr; }
    /// NotFound while it does not run.
    [[nodiscard]] Result<ServerAccess> access() const;
    [[nodiscard]] WebSocketHost& host() { return *m_host; }

    /// Who the token stands for, with the key to decide.
    [[nodiscard]] PersonId person() const { return samples::person(101); }
    [[nodiscard]] const SigningKey& key() const { return m_key; }

    /// Messages of as many new customers; waits until they are committed.
    void receive(int count);
    /// A double charge of this customer that needs an approval. The gate.
    GateId openGate(int customer);
    void erase(int customer);
    /// Whoever has the ready file may make the first admin.
    void enrolOperator();
    [[nodiscard]] ManualClock& wall() { return m_wall; }
    [[nodiscard]] LedgerClock& clock() { return m_clock; }
    [[nodiscard]] std::uint64_t size() const;
    [[nodiscard]] LedgerReader& reader() { return *m_reader; }

private:
    Reply submit(std::variant<Command, Arrival> command);
    void enrol();
    void startWriter();
    void serve();
    void endConnections();

    std::filesystem::path m_folder;
    FeedLimits m_limits;
    SigningKey m_key;
    ManualClock m_wall{samples::kMorning};
    LedgerClock m_clock{m_wall, samples::kMorning};
    std::unique_ptr<SqliteLedgerStore> m_store;
    std::unique_ptr<LedgerReader> m_reader;
    std::unique_ptr<ReadingThread> m_reading;
    Roster m_roster;
    std::unique_ptr<SignInDesk> m_signIn;
    HashingThread m_hashing;
    std::unique_ptr<FeedHub> m_feed;
    std::unique_ptr<IntakeDesk> m_desk;
    std::unique_ptr<Orchestrator> m_orchestrator;
    std::unique_ptr<Effects> m_effects;
    std::unique_ptr<WebSocketHost> m_host;
    std::unique_ptr<QObject> m_context; ///< of the handlers
    std::uint16_t m_port = 0;
    int m_received = 0;
};

} // namespace stillgate::wire
