// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/HandlingRules.h"

#include <algorithm>
#include <set>

namespace stillgate::triage {

namespace {

/// The most urgent held tickets that are looked at for one place: what they need may be missing where a later one needs less.
constexpr int kMostLookedAt = 8;

PriorityInputs priorityInputs(const Ticket& ticket)
{
    const Handling& handling = ticket.handling;
    PriorityInputs out;
    out.urgency = handling.urgency;
    out.sentiment = handling.sentiment;
    out.unanswered = handling.unanswered;
    out.category = handling.category;
    out.tier = handling.tier;
    out.sla = handling.sla ? worstOf(*handling.sla) : SlaState::Met;
    out.redFlags = ticket.redFlags;
    out.redFlags.insert(out.redFlags.end(), ticket.labelFlags.begin(), ticket.labelFlags.end());
    return out;
}

RoutingInputs routingInputs(const HandlingRules& rules, const Ticket& ticket, UtcTime now)
{
    const Handling& handling = ticket.handling;
    RoutingInputs out;
    out.intent = ticket.intent;
    out.category = handling.category;
    out.categoryTeam = ticket.team;
    if (const auto team = rules.teamOfIntent.find(ticket.intent); team != rules.teamOfIntent.end()) {
        out.categoryTeam = team->second;
    }
    for (const std::string& label : handling.further) {
        if (const auto team = rules.teamOfIntent.find(label); team != rules.teamOfIntent.end()) {
            out.labelTeams.push_back(team->second);
        }
    }
    out.redFlags = ticket.redFlags;
    out.redFlags.insert(out.redFlags.end(), ticket.labelFlags.begin(), ticket.labelFlags.end());
    out.tier = handling.tier;
    out.language = handling.language.substr(0, handling.language.find('-'));
    out.priority = handling.priority ? handling.priority->priority : Priority::P4;
    out.gaveBack = handling.gaveBack;
    out.now = now;
    return out;
}

bool sameTeams(const std::vector<TeamPart>& left, const std::vector<TeamPart>& right)
{
    return std::ranges::equal(left, right, {}, &TeamPart::team, &TeamPart::team);
}

/// Whether the classification has said as much: while automation has the ticket, that is no event of its own.
bool isImplied(const TicketAssigned& planned, const Ticket& ticket)
{
    return planned.rule == kNoRule && planned.teams.size() == 1 && planned.teams.front().team == ticket.team;
}

/// Why a ticket is assigned now.
std::string whyNow(const Ticket& ticket, bool others)
{
    if (ticket.handling.teams.empty()) {
        return needsPerson(ticket) ? "needs_person" : "triage";
    }
    return others ? "relabelled" : ticket.handling.gaveBack.empty() ? "needs_person" : "gave_back";
}

/// Whether a team has neither a person nor said why not, though one is needed.
bool lacksPerson(const Ticket& ticket)
{
    return needsPerson(ticket) &&
           std::ranges::any_of(ticket.handling.teams, [](const TeamPart& part) { return !part.person && !part.held; });
}

bool isHeld(const Ticket& ticket)
{
    return needsPerson(ticket) &&
           std::ranges::any_of(ticket.handling.teams, [](const TeamPart& part) { return part.held.has_value(); });
}

/// Held, and become so urgent since that those on call are asked: who of them takes it, if anybody.
std::optional<Command> nextOnCall(const HandlingRules& rules, const State& state, const Ticket& ticket, RoutingInputs inputs)
{
    const auto& urgent = rules.routing.onCall;
    if (!isHeld(ticket) || std::ranges::find(urgent, inputs.priority) == urgent.end()) {
        return std::nullopt;
    }
    inputs.wanted = Wanted::Person;
    inputs.standing = ticket.handling.teams;
    TicketAssigned assigned = route(rules.routing, inputs, state.loads, "urgent");
    // Asked again it must end: only somebody new is worth an event.
    const bool found = assigned.teams != ticket.handling.teams &&
                       std::ranges::any_of(assigned.teams, [](const TeamPart& part) { return part.onCall; });
    return found ? std::optional<Command>(AssignTicket{ticket.id, std::move(assigned)}) : std::nullopt;
}

std::optional<Command> nextAssignment(const HandlingRules& rules, const State& state, const Ticket& ticket, UtcTime now)
{
    const Handling& handling = ticket.handling;
    RoutingInputs inputs = routingInputs(rules, ticket, now);
    const TicketAssigned planned = route(rules.routing, inputs, state.loads, {});
    if (handling.teams.empty() && !needsPerson(ticket) && isImplied(planned, ticket)) {
        return std::nullopt;
    }
    const bool others = !sameTeams(planned.teams, handling.teams);
    if (!others && !lacksPerson(ticket)) {
        return nextOnCall(rules, state, ticket, std::move(inputs));
    }
    inputs.wanted = needsPerson(ticket) ? Wanted::Person : Wanted::Team;
    inputs.standing = handling.teams;
    return AssignTicket{ticket.id, route(rules.routing, inputs, state.loads, whyNow(ticket, others))};
}

} // namespace

std::vector<std::string> HandlingRules::tiers() const
{
    std::set<std::string> out;
    for (const Share& tier : priority.tiers) {
        out.insert(tier.name);
    }
    for (const SlaTarget& target : sla.targets) {
        if (target.tier) {
            out.insert(*target.tier);
        }
    }
    for (const RoutingRule& rule : routing.rules) {
        if (rule.tiers) {
            out.insert(rule.tiers->begin(), rule.tiers->end());
        }
    }
    return {out.begin(), out.end()};
}

std::optional<Command> nextHandling(const HandlingRules& rules, const State& state, const Ticket& ticket, UtcTime now)
{
    if (ticket.stage == Stage::Closed) {
        return std::nullopt;
    }
    const Handling& handling = ticket.handling;
    const PriorityInputs inputs = priorityInputs(ticket);
    const PriorityStanding found = standingOf(rules.priority, inputs);
    if (!handling.priority || handling.priority->score != found.score || handling.priority->priority != found.priority) {
        return SetPriority{ticket.id, priorityOf(rules.priority, inputs)};
    }
    const std::string& team = handling.teams.empty() ? ticket.team : handling.teams.front().team;
    const bool awaits = ticket.notice && ticket.notice->sent && !handling.unansweredSince &&
                        (ticket.stage == Stage::WaitingCustomer || ticket.stage == Stage::Confirm);
    // A clock at risk makes the ticket more urgent; a tighter target for that would break what it warns of.
    PriorityInputs calm = inputs;
    calm.sla = SlaState::Met;
    const Priority aimedAt = standingOf(rules.priority, calm).priority;
    auto clocks = nextClocks(rules.sla, handling.sla,
                             {aimedAt, team, handling.tier, ticket.openedAt, now, awaits, handling.unansweredSince});
    if (clocks) {
        return SetClocks{ticket.id, std::move(*clocks)};
    }
    return nextAssignment(rules, state, ticket, now);
}

std::optional<Command> nextHeld(const HandlingRules& rules, const State& state, const std::string& team, UtcTime now)
{
    const auto queue = state.held.find(team);
    if (queue == state.held.end()) {
        return std::nullopt;
    }
    int looked = 0;
    for (const HeldTicket& held : queue->second) {
        if (++looked > kMostLookedAt) {
            break;
        }
        const Ticket& ticket = state.tickets.at(held.ticket);
        RoutingInputs inputs = routingInputs(rules, ticket, now);
        inputs.wanted = Wanted::Person;
        inputs.standing = ticket.handling.teams;
        TicketAssigned assigned = route(rules.routing, inputs, state.loads, "room");
        const auto part = std::ranges::find(assigned.teams, team, &TeamPart::team);
        if (part != assigned.teams.end() && part->person) {
            return AssignTicket{ticket.id, std::move(assigned)};
        }
    }
    return std::nullopt;
}

} // namespace stillgate::triage
