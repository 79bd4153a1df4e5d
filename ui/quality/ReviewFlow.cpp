// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/ReviewFlow.h"

namespace stillgate {

namespace {
constexpr int kReadAhead = 3; ///< tickets
constexpr std::size_t kMostAhead = 8;
} // namespace

ReviewFlow::ReviewFlow(QualityParts parts, QObject* parent)
    : QObject(parent), m_parts(parts), m_samples(parts.tickets), m_session(parts.reviews, parts.outbox, parts.formatting)
{
    connect(&m_samples, &ReviewSampler::countsChanged, this, [this] {
        emit countsChanged();
        if (m_phase == ReviewPhase::Empty) {
            show(m_samples.first(m_sampler));
        }
    });
    connect(&m_session, &ReviewSession::changed, this, &ReviewFlow::sessionChanged);
    connect(&m_session, &ReviewSession::reopened, &m_samples, &ReviewSampler::bringBack);
    connect(&m_parts.tickets, &TicketStore::ticketsChanged, this, &ReviewFlow::onTicketsChanged);
    connect(&m_parts.link, &Link::statusChanged, this, [this](const LinkStatus& status) {
        if (status.state == LinkState::Live) {
            if (m_phase == ReviewPhase::Failed) {
                retry();
            }
            if (m_taxonomy.intents.empty()) {
                readTaxonomy();
            }
        }
    });
    setAsideWhatIsUnderWay();
    readTaxonomy();
    show(m_samples.first(m_sampler));
}

void ReviewFlow::setAsideWhatIsUnderWay()
{
    for (const OutboxEntry& entry : m_parts.outbox.entries()) {
        const bool isUnderWay = entry.state == OutboxState::Queued || entry.state == OutboxState::Sent;
        if (entry.kind == OutboxKind::Review && isUnderWay && entry.ticket) {
            m_samples.setAside(*entry.ticket);
        }
    }
    connect(&m_parts.outbox, &Outbox::entryChanged, this, [this](const OutboxEntry& entry) {
        if (entry.kind == OutboxKind::Review && entry.state == OutboxState::Refused && entry.ticket) {
            m_samples.bringBack(*entry.ticket);
        }
    });
}

void ReviewFlow::onTicketsChanged(const std::vector<TicketId>& tickets)
{
    for (const TicketId& ticket : tickets) {
        m_ahead.erase(ticket); // what was read is older than what is there now
        if (m_current == ticket && m_phase == ReviewPhase::Ready) {
            read(ticket);
        }
    }
}

void ReviewFlow::readTaxonomy()
{
    m_parts.taxonomy.read().then(this, [this](const Result<ShownTaxonomy>& taxonomy) {
        if (taxonomy) {
            m_taxonomy = *taxonomy;
            emit taxonomyChanged();
        }
    });
}

void ReviewFlow::choose(Sampler sampler)
{
    m_sampler = sampler;
    show(m_samples.first(sampler));
}

void ReviewFlow::goOn()
{
    if (const auto next = m_current ? m_samples.after(m_sampler, *m_current) : m_samples.first(m_sampler)) {
        show(next);
    }
}

void ReviewFlow::goBack()
{
    if (const auto before = m_current ? m_samples.before(m_sampler, *m_current) : std::nullopt) {
        show(before);
    }
}

void ReviewFlow::open(const TicketId& ticket)
{
    show(ticket);
}

void ReviewFlow::retry()
{
    show(m_current ? m_current : m_samples.first(m_sampler));
}

void ReviewFlow::setPhase(ReviewPhase phase)
{
    m_phase = phase;
    emit ticketChanged();
}

void ReviewFlow::show(std::optional<TicketId> ticket)
{
    m_current = ticket;
    m_ticket.reset();
    m_error.reset();
    if (!ticket) {
        setPhase(ReviewPhase::Empty);
        return;
    }
    if (const auto ahead = m_ahead.find(*ticket); ahead != m_ahead.end()) {
        present(ahead->second);
        return;
    }
    setPhase(ReviewPhase::Reading);
    read(*ticket);
}

void ReviewFlow::read(const TicketId& ticket)
{
    if (!m_reading.insert(ticket).second) {
        return;
    }
    m_parts.packets.read(ticket)
        .then(this, [this, ticket](const Result<Packet>& packet) { take(ticket, packet); })
        .onCanceled(this, [this, ticket] { take(ticket, fail(ErrorCode::Unavailable, "packet", "cancelled")); });
}

void ReviewFlow::take(const TicketId& ticket, const Result<Packet>& packet)
{
    m_reading.erase(ticket);
    if (packet && isOlder(*packet)) {
        read(ticket); // it moved while it was read
        return;
    }
    if (packet) {
        if (m_ahead.size() >= kMostAhead) {
            m_ahead.clear();
        }
        m_ahead.insert_or_assign(ticket, *packet);
    }
    if (m_current == ticket && m_phase == ReviewPhase::Ready && packet) {
        refresh(*packet);
    }
    if (m_current != ticket || m_phase != ReviewPhase::Reading) {
        return;
    }
    if (packet) {
        present(*packet);
    } else {
        m_error = packet.error();
        setPhase(ReviewPhase::Failed);
    }
}

bool ReviewFlow::isOlder(const Packet& packet) const
{
    const auto entry = m_parts.tickets.ticket(packet.entry.row.id);
    return packet.source == PacketSource::Orchestrator && entry && entry->row.latest > packet.entry.row.latest;
}

void ReviewFlow::refresh(const Packet& packet)
{
    auto now = reviewTicket(packet, m_parts.formatting);
    if (!now) {
        return;
    }
    const bool isReadAnew = now->classified != m_ticket->classified;
    m_ticket = std::move(now);
    isReadAnew ? emit ticketChanged() : emit ticketMoved();
}

void ReviewFlow::present(const Packet& packet)
{
    m_ticket = reviewTicket(packet, m_parts.formatting);
    if (!m_ticket) {
        m_error = Error{ErrorCode::NotFound, "ticket.classified", "the packet has no classification"};
        setPhase(ReviewPhase::Failed);
        return;
    }
    setPhase(ReviewPhase::Ready);
    readAhead();
}

void ReviewFlow::readAhead()
{
    std::optional<TicketId> next = m_current;
    for (int i = 0; i < kReadAhead && next; ++i) {
        next = m_samples.after(m_sampler, *next);
        if (next && !m_ahead.contains(*next)) {
            read(*next);
        }
    }
}

void ReviewFlow::review(const std::string& intent, const std::string& tag)
{
    if (m_phase != ReviewPhase::Ready || m_ticket->labels.empty()) {
        return;
    }
    const TicketId ticket = m_ticket->ticket;
    const bool isAccepted = intent == m_ticket->labels.front().intent;
    const auto verdict = isAccepted ? ReviewVerdict::Accept : ReviewVerdict::Correct;
    const ReviewWish wish{ticket, m_ticket->classified, verdict, intent, isAccepted ? std::string() : tag, {}};
    // Before it leaves the sampler, where its neighbours can still be told.
    auto next = m_samples.after(m_sampler, ticket);
    m_samples.setAside(ticket);
    const auto stored = m_session.record(wish, m_ticket->number, isAccepted ? ReviewKind::Accepted : ReviewKind::Corrected);
    if (!stored) {
        m_samples.bringBack(ticket);
        emit notStored(stored.error());
        return;
    }
    show(next ? next : m_samples.first(m_sampler));
}

void ReviewFlow::undo()
{
    if (const auto ticket = m_session.undo()) {
        m_ahead.erase(*ticket);
        show(*ticket);
    }
}

} // namespace stillgate
