// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "core/ledger/Checkpoint.h"
#include "core/protocol/Methods.h"
#include "tests/support/Walk.h"

namespace stillgate {

/// A ledger in memory that real commands were decided into, and the answers an orchestrator would give about it: an honest one, until
/// a test changes what it says.
class PaperLedger {
public:
    explicit PaperLedger(const std::string& name = "sample");

    [[nodiscard]] Loop& loop() { return m_loop; }
    /// A person who may sign, of these roles.
    const Agent& agent(int number, std::vector<Role> roles = {Role::L2Agent});
    /// A customer writes; their ticket.
    TicketId receive(int customer);
    /// ... about a double charge that needs an approval; the gate.
    GateId openGate(int customer, std::int64_t cents = 12'900);
    void erase(int customer);

    [[nodiscard]] std::uint64_t size() const { return m_loop.log().size(); }
    [[nodiscard]] const std::string& origin() const { return m_loop.state().ledger.origin; }
    [[nodiscard]] std::string headerBytes(Sequence sequence) const;
    [[nodiscard]] rpc::CarriedHeader carried(Sequence sequence) const;
    [[nodiscard]] rpc::EventView view(Sequence sequence) const;
    [[nodiscard]] Frontier frontier(std::uint64_t size) const;
    [[nodiscard]] std::string checkpoint(std::uint64_t size) const;
    [[nodiscard]] const SigningKey& key() const { return m_key; }

    [[nodiscard]] rpc::SessionHello::Result hello() const;
    [[nodiscard]] rpc::FeedSubscribe::Result subscribe(std::optional<Sequence> from) const;
    /// All rows, in one page.
    [[nodiscard]] rpc::FeedRows::Params rows() const;
    [[nodiscard]] rpc::FeedEvents::Params events(Sequence from, std::uint64_t to) const;

    /// Answers a call; NotFound for methods that it does not know.
    [[nodiscard]] Result<Json> answer(std::string_view method, const Json& params) const;
    /// Whose terms gates come with.
    void decidesAs(const Agent& agent) { m_decider = &agent; }

private:
    [[nodiscard]] Result<Digest> node(NodeId id) const;
    [[nodiscard]] rpc::TicketTitle titleOf(const TicketId& ticket) const;
    [[nodiscard]] Result<rpc::GateGet::Result> gate(const rpc::GateGet::Params& params) const;
    [[nodiscard]] Result<rpc::TicketGet::Result> ticket(const rpc::TicketGet::Params& params) const;
    [[nodiscard]] rpc::EventsList::Result list(const rpc::EventsList::Params& params) const;

    SigningKey m_key;
    Loop m_loop;
    std::map<int, Agent> m_agents;
    const Agent* m_decider = nullptr;
};

} // namespace stillgate
