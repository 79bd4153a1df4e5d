// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>

#include "core/ledger/Merkle.h"
#include "core/protocol/FeedMethods.h"
#include "tests/support/wire/Harness.h"

namespace stillgate::wire {

/// What is known from the feed alone. Every message is held to what docs/protocol.md says of it; the first that breaks it is the fault.
class FeedView {
public:
    void answered(const rpc::FeedSubscribe::Result& answer);
    void take(const std::string& message);

    [[nodiscard]] const std::string& fault() const { return m_fault; }
    /// The sequence of the event that is to come.
    [[nodiscard]] Sequence next() const { return m_frontier.size(); }
    [[nodiscard]] bool isSynced() const { return m_phase == Phase::Events; }
    [[nodiscard]] rpc::FeedStart start() const { return m_start; }
    [[nodiscard]] std::size_t answers() const { return m_answers; }
    [[nodiscard]] std::size_t events() const { return m_events; }
    [[nodiscard]] std::size_t messages() const { return m_messages; }
    [[nodiscard]] std::size_t checkpoints() const { return m_checkpoints; }
    [[nodiscard]] std::size_t longest() const { return m_longest; } ///< bytes of a message
    [[nodiscard]] Digest root() const { return m_frontier.root(); }
    [[nodiscard]] const std::map<TicketId, TicketRow>& tickets() const { return m_tickets; }
    [[nodiscard]] const std::map<GateId, GateRow>& gates() const { return m_gates; }
    [[nodiscard]] const std::map<TicketId, rpc::TicketTitle>& titles() const { return m_titles; }

private:
    enum class Phase { Asked, Rows, Events };

    void takeRows(const rpc::FeedRows::Params& rows);
    void takeEvents(const rpc::FeedEvents::Params& events);
    void checkCheckpoint(const rpc::FeedEvents::Params& events);
    template <typename Params>
    void merge(const Params& params);
    void blame(const std::string& fault);

    Phase m_phase = Phase::Asked;
    rpc::FeedStart m_start = rpc::FeedStart::Events;
    Frontier m_frontier;
    std::size_t m_answers = 0;
    std::size_t m_events = 0;
    std::size_t m_messages = 0;
    std::size_t m_checkpoints = 0;
    std::size_t m_longest = 0;
    std::map<TicketId, TicketRow> m_tickets;
    std::map<GateId, GateRow> m_gates;
    std::map<TicketId, rpc::TicketTitle> m_titles;
    std::string m_fault;
};

/// A WebSocket of Qt that follows the feed.
class FeedClient {
public:
    explicit FeedClient(const WebSocketHost& host) : m_plain(host) {}

    /// Asks, once the connection is there.
    void subscribe(std::optional<Sequence> from = {});
    /// What has come so far.
    [[nodiscard]] const FeedView& view();
    /// The error that the newest call was answered with.
    [[nodiscard]] int errorCode();
    [[nodiscard]] Plain& plain() { return m_plain; }

private:
    Plain m_plain;
    FeedView m_view;
    std::size_t m_taken = 0;
    int m_errorCode = 0;
};

} // namespace stillgate::wire
