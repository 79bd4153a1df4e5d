// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "core/domain/Halts.h"
#include "tests/support/ManualClock.h"
#include "tests/support/Samples.h"

namespace stillgate {

/// A person who may sign.
struct Agent {
    PersonId id;
    SigningKey key;
    std::vector<Role> roles;
};

/// decide() and apply() in a loop, as the orchestrator runs them but with no store and no process: each command is decided against
/// the state and each event is encoded, decoded and applied. What must never happen is kept as a fault: an event that apply() refuses,
/// a header that changes on its way, an action that is executed twice or called without leave, something that leaves under a halt, a value of an erased person, time
/// that goes back.
class Loop {
public:
    explicit Loop(Rulebook rules = samples::rulebook(), const Digest& checkpointKey = samples::digest("sample checkpoint key"));

    Outcome submit(const Command& command, const PersonId& actor = kOrchestrator);
    /// Appends an event of a later build, which this one does not know, to a ticket.
    void receiveUnknown(const TicketId& ticket);

    [[nodiscard]] const State& state() const { return m_state; }
    [[nodiscard]] const std::vector<Event>& log() const { return m_log; }
    [[nodiscard]] const Rulebook& rules() const { return m_rules; }
    [[nodiscard]] Rulebook& rules() { return m_rules; }
    [[nodiscard]] ManualClock& clock() { return m_clock; }
    /// Empty while nothing went wrong that must not.
    [[nodiscard]] const std::string& fault() const { return m_fault; }

    [[nodiscard]] const Ticket& ticket(const TicketId& id) const { return m_state.tickets.at(id); }
    /// The newest action of a ticket, and the gate of that action.
    [[nodiscard]] const Action& action(const TicketId& id) const { return m_state.actions.at(*ticket(id).action); }
    [[nodiscard]] const Gate& gate(const TicketId& id) const { return m_state.gates.at(*action(id).gate); }
    [[nodiscard]] NextStep next(const TicketId& id) const { return nextStep(m_state, ticket(id)); }
    /// The codes of the events from a sequence on.
    [[nodiscard]] std::vector<std::string> codesFrom(Sequence first) const;
    /// The newest event of a code. There must be one.
    [[nodiscard]] const Event& newest(std::string_view code) const;
    template <typename P>
    [[nodiscard]] P newestAs() const
    {
        return std::get<P>(*payloadOf(newest(P::kCode).header));
    }
    /// A personal value of an event.
    [[nodiscard]] const Opening& opening(Sequence event, std::string_view field) const;

    /// A person with a key of their own.
    Agent enrol(int number, std::vector<Role> roles = {Role::L2Agent});

    /// The nonce that the orchestrator would give this person now.
    [[nodiscard]] NonceTerms termsFor(const GateId& gate, const Agent& agent) const;
    /// A statement about a gate as its agent would sign it, from what the gate's events show.
    [[nodiscard]] Statement statement(const GateId& gate, const Agent& agent, Verdict verdict) const;
    /// A decision ready to submit: signed, with the record as it reads now.
    [[nodiscard]] DecideGate decision(const Statement& statement, const Agent& agent, const samples::Books& books) const;
    /// The same with a note, which the statement then commits to.
    [[nodiscard]] DecideGate notedDecision(Statement statement, const Agent& agent, const samples::Books& books,
                                           const std::string& note) const;

private:
    void record(const Event& event);
    void watch(const EventHeader& header);

    Rulebook m_rules;
    ManualClock m_clock;
    State m_state;
    std::vector<Event> m_log;
    std::string m_fault;
    int m_stamps = 0;
    std::set<ActionId> m_executed;
};

} // namespace stillgate
