// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/domain/StageTable.h"
#include "core/domain/State.h"

namespace stillgate {

/// The things one event moves, checked as a whole before any of them is changed. Action and gate must be those of the event's ticket.
class Transition {
public:
    Transition(State& state, const EventHeader& header, Move move) : m_state(state), m_header(header), m_move(move) {}

    Transition& ticket()
    {
        const auto at = m_header.ticket ? m_state.tickets.find(*m_header.ticket) : m_state.tickets.end();
        m_ticket = at == m_state.tickets.end() ? nullptr : &at->second;
        m_stage = m_ticket != nullptr ? next(m_ticket->stage, m_move) : std::nullopt;
        m_possible = m_possible && m_stage.has_value();
        return *this;
    }
    Transition& action(const ActionId& id)
    {
        const auto at = m_state.actions.find(id);
        m_action = at == m_state.actions.end() ? nullptr : &at->second;
        m_actionStatus =
            m_action != nullptr && m_action->ticket == m_header.ticket ? next(m_action->status, m_move) : std::nullopt;
        m_possible = m_possible && m_actionStatus.has_value();
        return *this;
    }
    Transition& gate(const GateId& id)
    {
        const auto at = m_state.gates.find(id);
        m_gate = at == m_state.gates.end() ? nullptr : &at->second;
        m_gateStatus = m_gate != nullptr && m_gate->ticket == m_header.ticket ? next(m_gate->status, m_move) : std::nullopt;
        m_possible = m_possible && m_gateStatus.has_value();
        return *this;
    }

    /// Makes the moves; false, with nothing changed, when one of them is not in its table.
    [[nodiscard]] bool take()
    {
        if (!m_possible) {
            return false;
        }
        if (m_ticket != nullptr) {
            if (m_ticket->stage != *m_stage) {
                m_ticket->movedAt = m_header.time;
            }
            m_ticket->stage = *m_stage;
            m_ticket->latest = m_header.sequence;
        }
        if (m_action != nullptr) {
            m_action->status = *m_actionStatus;
        }
        if (m_gate != nullptr) {
            m_gate->status = *m_gateStatus;
        }
        return true;
    }

    [[nodiscard]] Ticket& theTicket() const { return *m_ticket; }
    [[nodiscard]] Action& theAction() const { return *m_action; }
    [[nodiscard]] Gate& theGate() const { return *m_gate; }

private:
    State& m_state;
    const EventHeader& m_header;
    Move m_move;
    bool m_possible = true;
    Ticket* m_ticket = nullptr;
    Action* m_action = nullptr;
    Gate* m_gate = nullptr;
    std::optional<Stage> m_stage;
    std::optional<ActionStatus> m_actionStatus;
    std::optional<GateStatus> m_gateStatus;
};

} // namespace stillgate
