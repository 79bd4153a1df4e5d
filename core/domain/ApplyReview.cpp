// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/domain/Folding.h"

namespace stillgate {

namespace {

const Ticket* ticketOf(const Folding& folding)
{
    const auto at = folding.header.ticket ? folding.state.tickets.find(*folding.header.ticket) : folding.state.tickets.end();
    return at == folding.state.tickets.end() ? nullptr : &at->second;
}

/// Whether the ticket has an action that was not given up: with one it can never begin anew.
bool hasOpenAction(const Folding& folding)
{
    const Ticket* ticket = ticketOf(folding);
    return ticket != nullptr && ticket->action && folding.state.actions.at(*ticket->action).status != ActionStatus::Abandoned;
}

} // namespace

bool fold(const Folding& folding, const ClassificationReviewed& event)
{
    const Ticket* ticket = ticketOf(folding);
    const bool isOfIt = ticket != nullptr && ticket->reading && ticket->reading->event == event.classified;
    Transition moves = folding.on(Move::ClassificationReviewed).ticket();
    if (!isOfIt || !moves.take()) {
        return false;
    }
    moves.theTicket().reviews.push_back({folding.header.sequence, folding.header.actor, event.verdict, event.intent});
    return true;
}

bool fold(const Folding& folding, const ReviewWithdrawn& event)
{
    Transition moves = folding.on(Move::ReviewWithdrawn).ticket();
    const auto isIt = [&](const Review& review) { return review.event == event.review; };
    const Ticket* ticket = ticketOf(folding);
    const bool stands = ticket != nullptr && std::any_of(ticket->reviews.begin(), ticket->reviews.end(), isIt);
    if (!stands || !moves.take()) {
        return false;
    }
    std::erase_if(moves.theTicket().reviews, isIt);
    return true;
}

bool fold(const Folding& folding, const TicketRerouted& event)
{
    Transition moves = folding.on(Move::TicketRerouted).ticket();
    if (hasOpenAction(folding) || !moves.take()) {
        return false;
    }
    Ticket& ticket = moves.theTicket();
    ticket.intent = event.intent;
    ticket.confidence = event.confidence;
    ticket.team = event.team;
    ticket.band = event.band;
    ticket.labelFlags = event.redFlags;
    ticket.handling.category = event.category;
    ticket.relabelled = event.review;
    ticket.runbook.clear();
    ticket.gatherings = 0;
    ticket.notice.reset();
    ticket.reason.reset();
    ticket.detail.clear();
    return true;
}

} // namespace stillgate
