// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/PacketFlow.h"

#include <algorithm>

namespace stillgate {

namespace {

/// What is read again within this time is not worth a notice that comes and goes.
constexpr Duration kBehindFor{600};

} // namespace

PacketFlow::PacketFlow(TicketStore& tickets, PacketReader& packets, Timers& timers, DecisionPresenter& decision,
                       PacketFace face)
    : m_tickets(tickets), m_packets(packets), m_timers(timers), m_decision(decision), m_face(std::move(face))
{
    // The decision keeps itself fresh; what it read is what the face shows.
    connect(&m_decision, &DecisionPresenter::packetRead, this, [this](const Packet& packet) {
        if (m_ticket == packet.entry.row.id) {
            showPacket(packet);
        }
    });
    connect(&m_tickets, &TicketStore::ticketsChanged, this, &PacketFlow::onTickets);
}

PacketFlow::~PacketFlow() = default;

void PacketFlow::open(const TicketId& ticket)
{
    m_ticket = ticket;
    m_shown.reset();
    m_behind.reset();
    m_decision.clear();
    if (const auto entry = m_tickets.ticket(ticket)) {
        m_face.showLoading(*entry);
    }
    read();
}

void PacketFlow::close()
{
    m_ticket.reset();
    m_shown.reset();
    m_behind.reset();
    m_decision.clear();
}

void PacketFlow::read()
{
    m_packets.read(*m_ticket).then(this, [this, ticket = *m_ticket](const Result<Packet>& packet) { show(ticket, packet); });
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
    showPacket(*packet);
    m_decision.take(*packet);
}

void PacketFlow::showPacket(const Packet& packet)
{
    m_shown = std::max(packet.entry.row.latest, packet.events.empty() ? 0 : packet.events.back().header.sequence);
    m_behind.reset();
    m_face.showPacket(packet);
    onTickets({packet.entry.row.id});
}

bool PacketFlow::isBehind() const
{
    const auto known = m_ticket && m_shown ? m_tickets.ticket(*m_ticket) : std::nullopt;
    return known && known->row.latest > *m_shown;
}

void PacketFlow::onTickets(const std::vector<TicketId>& tickets)
{
    if (m_behind || !m_ticket || std::find(tickets.begin(), tickets.end(), *m_ticket) == tickets.end() || !isBehind()) {
        return;
    }
    m_behind = m_timers.after(kBehindFor, [this] {
        if (isBehind()) {
            m_face.markStale();
        }
    });
}

} // namespace stillgate
