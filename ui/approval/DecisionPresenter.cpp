// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/DecisionPresenter.h"

#include <algorithm>

#include "core/domain/Reasons.h"
#include "ui/approval/AmountInput.h"
#include "ui/approval/DecisionPresentation.h"
#include "ui/approval/ReadingWords.h"

namespace stillgate {

namespace {

constexpr Duration kSlow{400}; ///< a read that takes longer says so
constexpr Duration kReadTogether{150}; ///< events that come so close are read together
constexpr Duration kSecond = Duration::seconds(1);
constexpr int kLookForKey = 3; ///< seconds

/// Whether a code of the closed list was picked, and what it leaves open was said.
bool isComplete(Verdict verdict, const std::string& reason, const QString& note)
{
    return isReasonOf(verdict, reason) && (!needsNote(verdict, reason) || !note.trimmed().isEmpty());
}

} // namespace

DecisionPresenter::DecisionPresenter(const CardParts& parts, QObject* parent)
    : QObject(parent), m_parts(parts), m_look(parts.states, parts.link)
{
    connect(&m_look, &StateLook::changed, this, &DecisionPresenter::refresh);
    connect(&m_parts.tickets, &TicketStore::ticketsChanged, this, &DecisionPresenter::onTickets);
    connect(&m_parts.tickets, &TicketStore::gatesChanged, this, &DecisionPresenter::refresh);
    connect(&m_parts.tickets, &TicketStore::reset, this, &DecisionPresenter::refresh);
    connect(&m_parts.outbox, &Outbox::entryChanged, this, &DecisionPresenter::onEntry);
    connect(&m_parts.link, &Link::statusChanged, this, &DecisionPresenter::onLink);
    connect(&m_parts.watch, &LedgerWatch::verdictChanged, this, &DecisionPresenter::refresh);
}

DecisionPresenter::~DecisionPresenter() = default;

void DecisionPresenter::open(const TicketId& ticket)
{
    clear();
    m_ticket = ticket;
    read(Arrival::ReplacesGate);
    onTick();
}

void DecisionPresenter::take(const Packet& packet)
{
    if (m_ticket != packet.entry.row.id) {
        clear();
        m_ticket = packet.entry.row.id;
        accept(packet, Arrival::ReplacesGate);
        onTick();
    } else {
        accept(packet, Arrival::KeepsGate);
    }
}

void DecisionPresenter::clear()
{
    m_ticket.reset();
    m_packet.reset();
    m_next.reset();
    m_error.reset();
    m_story = {};
    m_look.forget();
    ++m_revision;
    m_refusalSeen.reset();
    m_goesOn = false;
    m_trouble.clear();
    m_reading = 0;
    m_isSlow = false;
    m_slow.reset();
    m_soon.reset();
    m_tick.reset();
    refresh();
}

void DecisionPresenter::setPeople(std::vector<EnrolledPerson> people)
{
    m_people = std::move(people);
    refresh();
}

void DecisionPresenter::read(Arrival arrival)
{
    const int number = ++m_reads;
    m_reading = number;
    m_soon.reset();
    if (!m_packet) {
        m_error.reset();
        m_slow = m_parts.timers.after(kSlow, [this] {
            m_isSlow = true;
            refresh();
        });
    }
    refresh();
    m_parts.packets.read(*m_ticket).then(this, [this, number, arrival](const Result<Packet>& packet) {
        if (number == m_reading) {
            m_reading = 0;
            onRead(packet, arrival);
        }
    });
}

void DecisionPresenter::readSoon()
{
    if (!m_soon && m_ticket) {
        m_soon = m_parts.timers.after(kReadTogether, [this] { read(Arrival::KeepsGate); });
    }
}

void DecisionPresenter::onRead(const Result<Packet>& packet, Arrival arrival)
{
    m_slow.reset();
    m_isSlow = false;
    if (packet) {
        accept(*packet, arrival);
        emit packetRead(*packet);
        return;
    }
    // What was read before stays in view, except when it is known to be wrong.
    if (!m_packet || packet.error().code == ErrorCode::Corrupt) {
        m_packet.reset();
        m_error = packet.error();
    }
    refresh();
}

void DecisionPresenter::accept(const Packet& packet, Arrival arrival)
{
    m_error.reset();
    const bool hadGate = m_packet && m_packet->gate;
    const bool isAnother = hadGate && packet.gate && packet.gate->row.id != m_packet->gate->row.id;
    if (isAnother && arrival == Arrival::KeepsGate && !m_goesOn) {
        // Never swap the question under somebody's fingers: what became of this one is told first.
        m_next = packet;
        m_packet->events = packet.events;
        m_packet->entry = packet.entry;
    } else {
        m_goesOn = m_goesOn && !isAnother;
        m_packet = packet;
        m_next.reset();
    }
    m_story = m_packet->gate ? storyOf(m_packet->gate->row, m_packet->events) : GateStory{};
    ++m_revision;
    m_trouble.clear();
    lookAtState();
    refresh();
    readWhenOutdated();
}

void DecisionPresenter::lookAtState()
{
    if (m_packet && m_packet->gate) {
        m_look.at(*m_packet->gate);
    }
}

void DecisionPresenter::onTickets(const std::vector<TicketId>& tickets)
{
    if (m_ticket && std::find(tickets.begin(), tickets.end(), *m_ticket) != tickets.end()) {
        refresh();
        readWhenOutdated();
    }
}

Sequence DecisionPresenter::latestRead() const
{
    return std::max(m_packet->entry.row.latest, m_packet->events.empty() ? 0 : m_packet->events.back().header.sequence);
}

void DecisionPresenter::readWhenOutdated()
{
    const auto known = m_ticket ? m_parts.tickets.ticket(*m_ticket) : std::nullopt;
    const bool live = m_parts.link.status().state == LinkState::Live;
    if (known && live && m_packet && known->row.latest > latestRead() && m_reading == 0) {
        readSoon();
    }
}

void DecisionPresenter::onEntry(const OutboxEntry& entry)
{
    if (!m_packet || !m_packet->gate || entry.gate != m_packet->gate->row.id) {
        return;
    }
    refresh();
    if (entry.state == OutboxState::Confirmed || entry.state == OutboxState::Refused) {
        readSoon();
    }
}

void DecisionPresenter::onLink()
{
    lookAtState();
    refresh();
    const bool live = m_parts.link.status().state == LinkState::Live;
    const bool isOld = m_error || (m_packet && m_packet->source == PacketSource::Cache);
    if (live && isOld && m_ticket && m_reading == 0) {
        readSoon();
    }
    readWhenOutdated();
}

void DecisionPresenter::onTick()
{
    refresh();
    const bool canRead = m_parts.link.status().state == LinkState::Live && m_reading == 0;
    if (canRead && haveTermsRunOut() && m_refreshedFrom != m_revision) {
        m_refreshedFrom = m_revision;
        read(Arrival::KeepsGate);
    } else if (canRead && waitsForKey() && ++m_ticksWithoutKey >= kLookForKey) {
        m_ticksWithoutKey = 0;
        read(Arrival::KeepsGate);
    }
    if (m_ticket) {
        m_tick = m_parts.timers.after(kSecond, [this] { onTick(); });
    }
}

/// What could be decided was read too long ago to be signed.
bool DecisionPresenter::haveTermsRunOut() const
{
    if (!m_packet || !m_packet->gate) {
        return false;
    }
    const auto ranOut = [&](Verdict verdict) {
        return m_parts.decisions.hindrance(*m_packet->gate, verdict) == DecisionHindrance::TermsExpired;
    };
    return (m_values.phase == DecisionPhase::Open && ranOut(Verdict::Approve)) ||
           (m_values.phase == DecisionPhase::Counted && ranOut(Verdict::Withdraw));
}

/// That an admin has countersigned the key is no event of the ticket.
bool DecisionPresenter::waitsForKey() const
{
    return m_packet && m_packet->gate &&
           m_parts.decisions.hindrance(*m_packet->gate, Verdict::Deny) == DecisionHindrance::KeyWaiting;
}

Hindrances DecisionPresenter::hindrances(const GateView& gate) const
{
    const auto against = [&](Verdict verdict) { return m_parts.decisions.hindrance(gate, verdict); };
    return {against(Verdict::Approve), against(Verdict::Deny), against(Verdict::Escalate), against(Verdict::AskCustomer),
            against(Verdict::Withdraw)};
}

DecisionFacts DecisionPresenter::facts() const
{
    DecisionFacts out;
    out.packet = *m_packet;
    out.story = m_story;
    const GateView& view = *m_packet->gate;
    const auto row = m_parts.tickets.ticket(*m_ticket);
    const bool feedIsAhead = row && row->row.latest > latestRead();
    out.ticket = feedIsAhead ? row->row : m_packet->entry.row;
    // A gate's row has no sequence of its own; of a gate that is no longer the packet's, the feed alone knows.
    const bool fromFeed = feedIsAhead || m_next;
    out.gate = fromFeed ? m_parts.tickets.gate(view.row.id).value_or(view.row) : view.row;
    out.entry = m_parts.outbox.decisionOn(view.row.id);
    out.isRefusalSeen = out.entry && out.entry->id == m_refusalSeen;
    out.link = m_parts.link.status();
    out.ledger = m_parts.watch.verdict();
    out.hindrances = hindrances(view);
    out.heldAt = m_look.heldAt(view.row.id);
    out.keyId = m_parts.keyId;
    out.people = m_people;
    out.now = m_parts.formatting.now();
    return out;
}

void DecisionPresenter::showWithoutGate()
{
    m_values = {};
    if (!m_ticket) {
        return;
    }
    m_values.ticket = *m_ticket;
    if (m_error) {
        m_values.phase = DecisionPhase::Unreadable;
        m_values.outcome = unreadableOutcome(*m_error);
    } else if (m_packet) {
        m_values.phase = DecisionPhase::NoGate;
    } else {
        m_values.phase = DecisionPhase::Reading;
        m_values.outcome = m_isSlow ? std::optional(readingOutcome()) : std::nullopt;
    }
}

void DecisionPresenter::refresh()
{
    const DecisionValues before = std::move(m_values);
    if (m_packet && m_packet->gate) {
        m_values = presentDecision(facts(), m_parts.formatting);
        m_values.trouble = m_trouble;
        if (m_values.hindranceStep == CardStep::OpenKeys && !m_parts.hasKeysPage) {
            m_values.hindranceStep = CardStep::None;
            m_values.hindranceStepWords.clear();
        }
    } else {
        showWithoutGate();
    }
    m_values.revision = m_revision;
    if (m_values != before) {
        emit changed();
    }
}

bool DecisionPresenter::decide(int revision, const DecisionWish& wish)
{
    if (revision != m_revision || revision == m_decidedFrom || !m_packet || !m_packet->gate || m_next) {
        return false;
    }
    m_decidedFrom = revision;
    const auto sent = m_parts.decisions.decide(*m_packet->gate, wish);
    if (!sent) {
        m_decidedFrom = -1;
        m_trouble = troubleWords(sent.error());
        refresh();
        return false;
    }
    m_trouble.clear();
    refresh();
    emit decided(wish.verdict);
    return true;
}

bool DecisionPresenter::approve(int revision, const QString& typedAmount, const QString& code)
{
    if (m_values.phase != DecisionPhase::Open || !m_values.approve.isOffered) {
        return false;
    }
    if (m_values.amount && !isAmount(typedAmount, m_values.amount->amount, m_parts.formatting.locale())) {
        return false;
    }
    if (!m_values.codeWords.isEmpty() && code.isEmpty()) {
        return false;
    }
    return decide(revision, {Verdict::Approve, {}, {}, code.toStdString()});
}

bool DecisionPresenter::deny(int revision, const std::string& reason, const QString& note)
{
    return m_values.phase == DecisionPhase::Open && m_values.deny.isOffered && isComplete(Verdict::Deny, reason, note) &&
           decide(revision, {Verdict::Deny, reason, note.trimmed().toStdString(), {}});
}

bool DecisionPresenter::escalate(int revision, const std::string& reason, const QString& note)
{
    return m_values.phase == DecisionPhase::Open && m_values.escalate.isOffered &&
           isComplete(Verdict::Escalate, reason, note) &&
           decide(revision, {Verdict::Escalate, reason, note.trimmed().toStdString(), {}});
}

bool DecisionPresenter::ask(int revision, const QString& question)
{
    const QString words = question.trimmed();
    return m_values.phase == DecisionPhase::Open && m_values.ask.isOffered && !words.isEmpty() &&
           decide(revision, {Verdict::AskCustomer, {}, words.toStdString(), {}});
}

bool DecisionPresenter::withdraw()
{
    return m_values.receipt && m_values.receipt->canUndo && decide(m_revision, {Verdict::Withdraw, {}, {}, {}});
}

void DecisionPresenter::follow(CardStep step)
{
    switch (step) {
    case CardStep::None: return;
    case CardStep::ReadAgain:
    case CardStep::ShowNewQuestion:
        if (m_packet && m_packet->gate) {
            const auto entry = m_parts.outbox.decisionOn(m_packet->gate->row.id);
            m_refusalSeen = entry ? std::optional(entry->id) : std::nullopt;
        }
        m_goesOn = step == CardStep::ShowNewQuestion;
        if (m_next) {
            accept(Packet(*m_next), Arrival::ReplacesGate);
        } else if (m_ticket) {
            read(Arrival::ReplacesGate);
        }
        return;
    case CardStep::TryConnection: m_parts.link.retryNow(); return;
    case CardStep::OpenKeys: emit keysAsked(); return;
    case CardStep::OpenTicket:
        if (m_ticket) {
            emit ticketOpened(*m_ticket);
        }
        return;
    }
}

} // namespace stillgate
