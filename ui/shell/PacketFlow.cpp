// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/PacketFlow.h"

namespace stillgate {

PacketFlow::PacketFlow(LocalCore& core, DecisionPresenter& decision, PacketFace face)
    : m_core(core), m_decision(decision), m_face(std::move(face))
{
    // The decision keeps itself fresh; what it read is what the face shows.
    connect(&m_decision, &DecisionPresenter::packetRead, this, [this](const Packet& packet) {
        if (m_ticket == packet.entry.row.id) {
            m_face.showPacket(packet);
        }
    });
}

void PacketFlow::open(const TicketId& ticket)
{
    m_ticket = ticket;
    m_decision.clear();
    if (const auto entry = m_core.tickets().ticket(ticket)) {
        m_face.showLoading(*entry);
    }
    read();
}

void PacketFlow::close()
{
    m_ticket.reset();
    m_decision.clear();
}

void PacketFlow::read()
{
    m_core.packets().read(*m_ticket).then(this,
                                          [this, ticket = *m_ticket](const Result<Packet>& packet) { show(ticket, packet); });
}

void PacketFlow::show(const TicketId& ticket, const Result<Packet>& packet)
{
    if (m_ticket != ticket) {
        return;
    }
    if (!packet) {
        m_face.showError(ticket, packet.error());
        return;
    }
    m_face.showPacket(*packet);
    m_decision.take(*packet);
}

} // namespace stillgate
