// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/domain/Folding.h"

namespace stillgate {

namespace {

/// Whether what a ticket is taken for may still change: not once the effect of the old label may have begun.
bool mayTakeLabel(Stage stage)
{
    switch (stage) {
    case Stage::Triage:
    case Stage::Identity:
    case Stage::Policy:
    case Stage::Gate:
    case Stage::WaitingCustomer:
    case Stage::HoldBack:
    case Stage::Escalated: return true;
    case Stage::Execute:
    case Stage::Verify:
    case Stage::Confirm:
    case Stage::Closed: break;
    }
    return false;
}

} // namespace

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
    noteMessage(ticket, folding.header.time);
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
    for (const std::string& flag : event.redFlags) {
        if (std::find(ticket.redFlags.begin(), ticket.redFlags.end(), flag) == ticket.redFlags.end()) {
            ticket.redFlags.push_back(flag);
        }
    }
    noteMood(ticket, event);
    const bool isFirst = !ticket.reading;
    // What a person said of the ticket stands against whatever the model says of later messages.
    if (!isFirst && (!ticket.reviews.empty() || !speaksForTicket(event.band, event.bandReason))) {
        return true;
    }
    const ScoredLabel& primary = event.labels.front();
    ticket.reading =
        Reading{folding.header.sequence, primary.intent, primary.confidence, event.category, event.team, event.band};
    if (isFirst || mayTakeLabel(ticket.stage)) {
        // On the way to an effect a further message may make a band stricter and never looser.
        const bool isOnItsWay = !isFirst && ticket.stage != Stage::Escalated;
        ticket.band = isOnItsWay ? std::max(ticket.band, event.band) : event.band;
        ticket.intent = primary.intent;
        ticket.confidence = primary.confidence;
        ticket.team = event.team;
    }
    noteReading(ticket, event);
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
