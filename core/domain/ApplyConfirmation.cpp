// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/domain/Folding.h"

namespace stillgate {

namespace {

const Notice* noticeOf(const Folding& folding)
{
    const auto at = folding.header.ticket ? folding.state.tickets.find(*folding.header.ticket) : folding.state.tickets.end();
    return at != folding.state.tickets.end() && at->second.notice ? &*at->second.notice : nullptr;
}

bool isFor(const Folding& folding, NoticePurpose purpose)
{
    const auto at = folding.header.ticket ? folding.state.tickets.find(*folding.header.ticket) : folding.state.tickets.end();
    const bool asks = at != folding.state.tickets.end() && at->second.stage == Stage::WaitingCustomer;
    return asks == (purpose == NoticePurpose::Question);
}

bool isUnderWay(const Folding& folding, const NoticeId& id)
{
    const Notice* notice = noticeOf(folding);
    return notice != nullptr && notice->id == id && notice->unsettled;
}

} // namespace

bool fold(const Folding& folding, const NoticeIntended& event)
{
    Transition moves = folding.on(Move::NoticeIntended).ticket();
    const bool another = noticeOf(folding) != nullptr && (noticeOf(folding)->id != event.notice || noticeOf(folding)->sent);
    if (another || !isFor(folding, event.purpose) || !moves.take()) {
        return false;
    }
    auto& told = moves.theTicket().notice;
    if (!told) {
        told = Notice{};
        told->id = event.notice;
        told->purpose = event.purpose;
        told->first = folding.header.sequence;
        told->idempotencyKey = event.idempotencyKey;
    }
    told->intended = folding.header.sequence;
    told->attempts = event.attempt;
    told->unsettled = true;
    told->due.reset();
    return true;
}

bool fold(const Folding& folding, const NoticeFailed& event)
{
    Transition moves = folding.on(Move::NoticeFailed).ticket();
    if (!isUnderWay(folding, event.notice) || !moves.take()) {
        return false;
    }
    moves.theTicket().notice->unsettled = false;
    moves.theTicket().notice->halted += event.failure == CallFailure::Halted ? 1 : 0;
    moves.theTicket().notice->due = event.retryAt;
    return true;
}

bool fold(const Folding& folding, const NoticeSent& event)
{
    Transition moves = folding.on(Move::NoticeSent).ticket();
    if (!isUnderWay(folding, event.notice) || !moves.take()) {
        return false;
    }
    Notice& told = *moves.theTicket().notice;
    told.sent = true;
    told.unsettled = false;
    told.due = event.silenceAt;
    noteAnswer(moves.theTicket(), folding.header.time);
    return true;
}

bool fold(const Folding& folding, const TicketEscalated& event)
{
    Transition moves = folding.on(Move::TicketEscalated).ticket();
    if (!moves.take()) {
        return false;
    }
    Ticket& ticket = moves.theTicket();
    ticket.reason = event.reason;
    ticket.detail = event.detail;
    ticket.team = event.team;
    const auto isIn = [&](const std::vector<std::string>& flags) {
        return std::find(flags.begin(), flags.end(), event.detail) != flags.end();
    };
    // A flag that a later message raised: it stays up, whatever label the ticket is given.
    if (event.reason == EscalationReason::RedFlag && !isIn(ticket.redFlags) && !isIn(ticket.labelFlags)) {
        ticket.redFlags.push_back(event.detail);
    }
    return true;
}

bool fold(const Folding& folding, const TicketResumed&)
{
    Transition moves = folding.on(Move::TicketResumed).ticket();
    if (!moves.take()) {
        return false;
    }
    moves.theTicket().gatherings = 0;
    moves.theTicket().notice.reset();
    return true;
}

bool fold(const Folding& folding, const TicketClosed& event)
{
    Transition moves = folding.on(Move::TicketClosed).ticket();
    if (!moves.take()) {
        return false;
    }
    moves.theTicket().resolution = event.resolution;
    moves.theTicket().attribution = event.attribution;
    if (auto& sla = moves.theTicket().handling.sla) {
        endAll(*sla, folding.header.time);
    }
    return true;
}

} // namespace stillgate
