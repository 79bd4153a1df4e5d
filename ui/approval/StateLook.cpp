// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/StateLook.h"

namespace stillgate {

StateLook::StateLook(StateReader& states, const Link& link, QObject* parent) : QObject(parent), m_states(states), m_link(link)
{
}

void StateLook::at(const GateView& gate)
{
    if (gate.row.status != GateStatus::Open || m_gate == gate.row.id || m_link.status().state != LinkState::Live) {
        return;
    }
    m_gate = gate.row.id;
    m_held.reset();
    m_states.reread(gate.row.id).then(this, [this, asked = gate.row.id](const Result<FreshState>& read) {
        if (m_gate == asked && read && read->moved.empty()) {
            m_held = read->at;
            emit changed();
        }
    });
}

void StateLook::forget()
{
    m_gate.reset();
    m_held.reset();
}

std::optional<UtcTime> StateLook::heldAt(const GateId& gate) const
{
    return m_gate == gate ? m_held : std::nullopt;
}

} // namespace stillgate
