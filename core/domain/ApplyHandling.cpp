// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/domain/Folding.h"

namespace stillgate {

namespace {

/// The ticket of an event that says how it is handled, with the event noted; null when it takes none any more.
Ticket* handled(const Folding& folding)
{
    const auto at = folding.header.ticket ? folding.state.tickets.find(*folding.header.ticket) : folding.state.tickets.end();
    if (at == folding.state.tickets.end() || at->second.stage == Stage::Closed) {
        return nullptr;
    }
    return &at->second;
}

/// The clock that an event is about: it runs, and is not yet in that state.
SlaClock* runningClock(Ticket* ticket, SlaMetric metric, SlaState before)
{
    if (ticket == nullptr || !ticket->handling.sla || ticket->handling.sla->pausedAt) {
        return nullptr;
    }
    auto& clocks = ticket->handling.sla->clocks;
    const auto at = std::find_if(clocks.begin(), clocks.end(), [&](const SlaClock& clock) {
        return clock.metric == metric && !hasEnded(clock) && clock.state <= before;
    });
    return at == clocks.end() ? nullptr : &*at;
}

bool moveClock(const Folding& folding, SlaMetric metric, SlaState before, SlaState after)
{
    Ticket* ticket = handled(folding);
    SlaClock* clock = runningClock(ticket, metric, before);
    if (clock == nullptr) {
        return false;
    }
    clock->state = after;
    ticket->latest = folding.header.sequence;
    return true;
}

bool endClaim(const Folding& folding, const PersonId& person)
{
    Ticket* ticket = handled(folding);
    if (ticket == nullptr || !ticket->handling.claim || ticket->handling.claim->person != person) {
        return false;
    }
    Handling& handling = ticket->handling;
    handling.claim.reset();
    handling.gaveBack.push_back(person);
    if (!handling.teams.empty() && handling.teams.front().person == person) {
        handling.teams.front().person.reset();
    }
    ticket->latest = folding.header.sequence;
    return true;
}

/// Whether whoever works on the ticket keeps it at this stage. Automation has it at the others, and whoever is needed next is found anew.
bool keepsPeople(Stage stage)
{
    return stage == Stage::Gate || stage == Stage::Escalated || stage == Stage::WaitingCustomer || stage == Stage::Closed;
}

std::vector<PersonId> peopleOf(const Handling& handling)
{
    std::vector<PersonId> out;
    for (const TeamPart& part : handling.teams) {
        if (part.person) {
            out.push_back(*part.person);
        }
    }
    return out;
}

std::vector<std::string> holdingTeams(const Handling& handling)
{
    std::vector<std::string> out;
    for (const TeamPart& part : handling.teams) {
        if (part.held) {
            out.push_back(part.team);
        }
    }
    return out;
}

void countLoads(State& state, Handling& handling, std::vector<PersonId> people)
{
    if (handling.counted == people) {
        return;
    }
    for (const PersonId& person : handling.counted) {
        const auto at = state.loads.find(person);
        if (--at->second == 0) {
            state.loads.erase(at);
        }
    }
    for (const PersonId& person : people) {
        ++state.loads[person];
    }
    handling.counted = std::move(people);
}

void queue(State& state, Ticket& ticket, std::vector<std::string> teams)
{
    Handling& handling = ticket.handling;
    const Priority priority = handling.priority ? handling.priority->priority : Priority::P4;
    if (handling.queuedIn == teams && (teams.empty() || handling.queuedAs == priority)) {
        return;
    }
    for (const std::string& team : handling.queuedIn) {
        const auto at = state.held.find(team);
        at->second.erase({handling.queuedAs, ticket.opened, ticket.id});
        if (at->second.empty()) {
            state.held.erase(at);
        }
    }
    for (const std::string& team : teams) {
        state.held[team].insert({priority, ticket.opened, ticket.id});
    }
    handling.queuedIn = std::move(teams);
    handling.queuedAs = priority;
}

} // namespace

bool needsPerson(const Ticket& ticket)
{
    return ticket.stage == Stage::Gate || ticket.stage == Stage::Escalated;
}

void noteMessage(Ticket& ticket, UtcTime at)
{
    ++ticket.handling.unanswered;
    if (!ticket.handling.unansweredSince) {
        ticket.handling.unansweredSince = at;
    }
}

void noteMood(Ticket& ticket, const TicketClassified& event)
{
    Handling& handling = ticket.handling;
    handling.language = event.language.value_or(handling.language);
    handling.urgency = event.urgency.value_or(0);
    handling.sentiment = event.sentiment.value_or(0);
}

void noteReading(Ticket& ticket, const TicketClassified& event)
{
    Handling& handling = ticket.handling;
    handling.category = event.category;
    handling.further.clear();
    for (const ScoredLabel& label : event.further) {
        handling.further.push_back(label.intent);
    }
}

void noteAnswer(Ticket& ticket, UtcTime at)
{
    // A message that crossed the answer on its way is still to be answered.
    if (!ticket.unread) {
        ticket.handling.unanswered = 0;
        ticket.handling.unansweredSince.reset();
    }
    if (ticket.handling.sla) {
        answer(*ticket.handling.sla, at);
    }
}

void recount(State& state, Ticket& ticket)
{
    Handling& handling = ticket.handling;
    if (!keepsPeople(ticket.stage)) {
        handling.claim.reset();
        handling.gaveBack.clear();
        for (TeamPart& part : handling.teams) {
            part = TeamPart{std::move(part.team), std::nullopt, std::nullopt, false};
        }
    }
    const bool needed = needsPerson(ticket);
    countLoads(state, handling, needed ? peopleOf(handling) : std::vector<PersonId>{});
    queue(state, ticket, needed ? holdingTeams(handling) : std::vector<std::string>{});
}

bool fold(const Folding& folding, const CustomerRecognised& event)
{
    Ticket* ticket = handled(folding);
    if (ticket == nullptr) {
        return false;
    }
    ticket->handling.tier = event.tier;
    ticket->latest = folding.header.sequence;
    return true;
}

bool fold(const Folding& folding, const PrioritySet& event)
{
    Ticket* ticket = handled(folding);
    if (ticket == nullptr) {
        return false;
    }
    ticket->handling.priority = PriorityStanding{event.score, event.priority, folding.header.sequence};
    ticket->latest = folding.header.sequence;
    return true;
}

bool fold(const Folding& folding, const SlaSet& event)
{
    Ticket* ticket = handled(folding);
    if (ticket == nullptr) {
        return false;
    }
    ticket->handling.sla =
        SlaStanding{event.target, event.calendar, folding.header.time, {}, event.clocks, folding.header.sequence};
    ticket->latest = folding.header.sequence;
    return true;
}

bool fold(const Folding& folding, const SlaAtRisk& event)
{
    return moveClock(folding, event.metric, SlaState::Running, SlaState::AtRisk);
}

bool fold(const Folding& folding, const SlaBreached& event)
{
    return moveClock(folding, event.metric, SlaState::AtRisk, SlaState::Breached);
}

bool fold(const Folding& folding, const TicketAssigned& event)
{
    Ticket* ticket = handled(folding);
    if (ticket == nullptr || event.teams.empty()) {
        return false;
    }
    Handling& handling = ticket->handling;
    handling.teams = event.teams;
    if (handling.claim && handling.teams.front().person != handling.claim->person) {
        handling.claim.reset();
    }
    ticket->latest = folding.header.sequence;
    return true;
}

bool fold(const Folding& folding, const TicketClaimed& event)
{
    Ticket* ticket = handled(folding);
    if (ticket == nullptr || !keepsPeople(ticket->stage)) {
        return false;
    }
    Handling& handling = ticket->handling;
    if (handling.teams.empty()) {
        handling.teams.push_back({ticket->team, {}, {}, false});
    }
    TeamPart& primary = handling.teams.front();
    primary = TeamPart{std::move(primary.team), event.person, std::nullopt, false};
    handling.claim = Claim{event.person, event.until};
    std::erase(handling.gaveBack, event.person);
    ticket->latest = folding.header.sequence;
    return true;
}

bool fold(const Folding& folding, const ClaimReleased& event)
{
    return endClaim(folding, event.person);
}

bool fold(const Folding& folding, const ClaimExpired& event)
{
    return endClaim(folding, event.person);
}

} // namespace stillgate
