// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Folding.h"

namespace stillgate {

bool fold(const Folding& folding, const LedgerOpened& event)
{
    if (folding.header.sequence != 0) {
        return false;
    }
    folding.state.ledger = event;
    folding.state.packs = event.packs;
    return true;
}

bool fold(const Folding& folding, const PacksChanged& event)
{
    folding.state.packs = event.packs;
    return true;
}

bool fold(const Folding& folding, const KeyEnrolled& event)
{
    folding.state.people[event.person][event.keyId] = EnrolledKey{PublicKey{event.key.bytes}, event.roles};
    return true;
}

bool fold(const Folding& folding, const TicketOpened& event)
{
    if (!folding.header.ticket || folding.state.tickets.contains(*folding.header.ticket)) {
        return false;
    }
    Ticket ticket;
    ticket.id = *folding.header.ticket;
    ticket.customer = event.customer;
    ticket.channel = event.channel;
    ticket.opened = folding.header.sequence;
    ticket.latest = folding.header.sequence;
    ticket.openedAt = folding.header.time;
    ticket.movedAt = folding.header.time;
    folding.state.tickets.emplace(ticket.id, std::move(ticket));
    return true;
}

bool fold(const Folding& folding, const MessageReceived& event)
{
    Transition moves = folding.on(Move::MessageReceived).ticket();
    if (folding.state.messages.contains(event.identity) || !moves.take()) {
        return false;
    }
    Ticket& ticket = moves.theTicket();
    ticket.unread = ticket.messages > 0 && ticket.stage != Stage::Escalated;
    ++ticket.messages;
    folding.state.messages.emplace(event.identity, *folding.header.ticket);
    if (event.thread) {
        folding.state.threads[*event.thread] = *folding.header.ticket;
    }
    return true;
}

bool fold(const Folding& folding, const TicketClassified& event)
{
    Transition moves = folding.on(Move::TicketClassified).ticket();
    if (event.labels.empty() || !moves.take()) {
        return false;
    }
    Ticket& ticket = moves.theTicket();
    ticket.intent = event.labels.front().intent;
    ticket.confidence = event.labels.front().confidence;
    ticket.band = event.band;
    ticket.team = event.team;
    ticket.redFlags = event.redFlags;
    ticket.reading = Reading{folding.header.sequence, ticket.intent, ticket.confidence, event.category, event.team, event.band};
    ticket.reviews.clear();
    ticket.relabelled.reset();
    return true;
}

bool fold(const Folding& folding, const RunbookChosen& event)
{
    Transition moves = folding.on(Move::RunbookChosen).ticket();
    if (!moves.take()) {
        return false;
    }
    moves.theTicket().runbook = event.runbook;
    return true;
}

bool fold(const Folding&, const CommandRefused&)
{
    return true;
}

bool fold(const Folding& folding, const PersonRedacted& event)
{
    return folding.state.erased.insert(event.person).second;
}

} // namespace stillgate
