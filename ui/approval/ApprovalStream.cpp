// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/ApprovalStream.h"

#include <algorithm>

#include "ui/approval/ActionWords.h"
#include "ui/approval/ApprovalText.h"
#include "ui/approval/DecisionPresentation.h"
#include "ui/kit/text/OutsideContent.h"

namespace stillgate {

namespace {

constexpr std::size_t kMostSigned = 3;
constexpr Duration kLately = Duration::days(1);

bool asksFor(const GateRow& gate, const std::vector<Role>& roles)
{
    return std::any_of(gate.quorum.begin(), gate.quorum.end(),
                       [&](const QuorumPart& part) { return std::find(roles.begin(), roles.end(), part.role) != roles.end(); });
}

bool isAmong(const std::vector<StreamRow>& rows, const GateId& gate)
{
    return std::any_of(rows.begin(), rows.end(), [&](const StreamRow& row) { return row.gate == gate; });
}

bool isOnItsWay(const TicketRow& ticket)
{
    switch (ticket.stage) {
    case Stage::Gate:
    case Stage::HoldBack:
    case Stage::Execute:
    case Stage::Verify: return true;
    default: return false;
    }
}

} // namespace

ApprovalStream::ApprovalStream(const TicketStore& tickets, const Outbox& outbox, const Formatting& formatting)
    : m_tickets(tickets), m_outbox(outbox), m_formatting(formatting)
{
    reset();
}

void ApprovalStream::reset()
{
    m_open.clear();
    m_tickets.forEachGate([this](const GateRow& gate) { take(gate); });
}

void ApprovalStream::update(const std::vector<GateId>& gates)
{
    for (const GateId& id : gates) {
        if (const auto gate = m_tickets.gate(id)) {
            take(*gate);
        } else {
            m_open.erase(id);
        }
    }
}

void ApprovalStream::take(const GateRow& gate)
{
    if (gate.status == GateStatus::Open) {
        m_open.insert_or_assign(gate.id, gate);
    } else {
        m_open.erase(gate.id);
    }
}

StreamRow ApprovalStream::rowOf(const GateRow& gate, const TicketEntry& ticket) const
{
    StreamRow row;
    row.gate = gate.id;
    row.ticket = gate.ticket;
    row.title = titleOf(gate, m_formatting);
    const QString number = ApprovalText::tr("#%1", "number of a ticket").arg(QString::number(ticket.row.opened));
    row.support = ticket.subject
                      ? ApprovalText::tr("%1 %2", "number and subject").arg(number, apart(outsideLine(*ticket.subject)))
                      : number;
    row.deadline = deadlineMark(ticket.row.movedAt, gate.expires, m_formatting);
    return row;
}

/// What this person has approved here and is not done yet, newest first.
std::vector<StreamRow> ApprovalStream::signedRows() const
{
    std::vector<StreamRow> rows;
    const auto entries = m_outbox.entries();
    for (auto entry = entries.rbegin(); entry != entries.rend() && rows.size() < kMostSigned; ++entry) {
        if (entry->verdict != Verdict::Approve || entry->state != OutboxState::Confirmed || !entry->gate) {
            continue;
        }
        const auto newest = m_outbox.decisionOn(*entry->gate);
        const auto gate = m_tickets.gate(*entry->gate);
        const auto ticket = gate ? m_tickets.ticket(gate->ticket) : std::nullopt;
        const bool stands = gate && (gate->status == GateStatus::Open || gate->status == GateStatus::Approved);
        if (newest && newest->id == entry->id && stands && ticket && isOnItsWay(ticket->row)) {
            StreamRow row = rowOf(*gate, *ticket);
            row.state = StreamState::Signed;
            row.word = ApprovalText::tr("signed");
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

QString ApprovalStream::lately() const
{
    int approved = 0;
    int denied = 0;
    int undone = 0;
    for (const OutboxEntry& entry : m_outbox.entries()) {
        if (entry.state != OutboxState::Confirmed || !entry.verdict || m_formatting.now() - entry.stored > kLately) {
            continue;
        }
        approved += *entry.verdict == Verdict::Approve ? 1 : 0;
        denied += *entry.verdict == Verdict::Deny ? 1 : 0;
        undone += *entry.verdict == Verdict::Withdraw ? 1 : 0;
    }
    if (approved + denied + undone == 0) {
        return {};
    }
    return ApprovalText::tr("%1 approved, %2 denied, %3 undone")
        .arg(m_formatting.count(approved), m_formatting.count(denied), m_formatting.count(undone));
}

bool ApprovalStream::isSending(const GateId& gate) const
{
    const auto decision = m_outbox.decisionOn(gate);
    return decision && (decision->state == OutboxState::Queued || decision->state == OutboxState::Sent);
}

int ApprovalStream::waiting(const LinkStatus& link) const
{
    const std::vector<StreamRow> decided = signedRows();
    const UtcTime now = m_formatting.now();
    return static_cast<int>(std::count_if(m_open.begin(), m_open.end(), [&](const auto& entry) {
        const GateRow& gate = entry.second;
        if (gate.expires <= now || !asksFor(gate, link.roles) || isAmong(decided, gate.id) || isSending(gate.id)) {
            return false;
        }
        const auto ticket = m_tickets.ticket(gate.ticket);
        return ticket && ticket->row.customer != link.person;
    }));
}

StreamValues ApprovalStream::values(const LinkStatus& link) const
{
    StreamValues out;
    out.rows = signedRows();
    std::vector<std::pair<UtcTime, StreamRow>> waiting;
    for (const auto& [id, gate] : m_open) {
        const auto ticket = m_tickets.ticket(gate.ticket);
        if (!ticket || gate.expires <= m_formatting.now()) {
            continue;
        }
        if (isAmong(out.rows, id)) {
            continue;
        }
        const QString title = titleOf(gate, m_formatting);
        if (ticket->row.customer == link.person) {
            out.held.push_back({gate.ticket, ApprovalText::tr("%1: it is about you, so another person decides.").arg(title)});
            continue;
        }
        if (!asksFor(gate, link.roles)) {
            out.held.push_back({gate.ticket, ApprovalText::tr("%1: asks for %2.").arg(title, quorumWords(gate.quorum))});
            continue;
        }
        StreamRow row = rowOf(gate, *ticket);
        if (isSending(id)) {
            row.state = StreamState::Sending;
            row.word = ApprovalText::tr("sending");
        } else {
            ++out.waiting;
        }
        waiting.emplace_back(gate.expires, std::move(row));
    }
    std::stable_sort(waiting.begin(), waiting.end(),
                     [](const auto& one, const auto& other) { return one.first < other.first; });
    for (auto& [expires, row] : waiting) {
        out.rows.push_back(std::move(row));
    }
    out.lately = lately();
    return out;
}

} // namespace stillgate
