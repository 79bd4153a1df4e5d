// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/server/CommitGroup.h"

namespace stillgate {

namespace {

/// More follow-ups than any ticket ever needs; a rule that asks for ever would otherwise hold the writer.
constexpr int kMostFollowUps = 8;
/// One commit takes in so many held tickets of a team; the next opening or room takes the others.
constexpr int kMostRecalled = 256;

} // namespace

std::unordered_set<PersonId> Orchestrator::busyWith(const std::unordered_set<TicketId>& tickets) const
{
    std::unordered_set<PersonId> out;
    if (!m_handling) {
        return out;
    }
    for (const TicketId& id : tickets) {
        if (const auto ticket = m_fold->state().tickets.find(id); ticket != m_fold->state().tickets.end()) {
            out.insert(ticket->second.handling.counted.begin(), ticket->second.handling.counted.end());
        }
    }
    return out;
}

Result<void> Orchestrator::attend(const Command& command, const std::unordered_set<TicketId>& moved,
                                  const std::unordered_set<PersonId>& busyBefore, Group& group)
{
    if (const auto* moment = std::get_if<PassMoment>(&command)) {
        // Refused or not, the ticket's next moment has to be announced anew.
        group.touched.insert(moment->ticket);
    }
    if (!m_handling) {
        return {};
    }
    for (const TicketId& id : moved) {
        if (auto attended = attendTicket(id, group); !attended) {
            return attended;
        }
    }
    std::set<std::string> teams;
    const State& state = m_fold->state();
    if (std::holds_alternative<RecallHeld>(command)) {
        for (const auto& [team, queue] : state.held) {
            teams.insert(team);
        }
    } else if (!state.held.empty() && !busyBefore.empty()) {
        const auto busyNow = busyWith(moved);
        for (const triage::RosterPerson& person : m_handling->routing.roster.people) {
            if (busyBefore.contains(person.id) && !busyNow.contains(person.id)) {
                teams.insert(person.teams.begin(), person.teams.end());
            }
        }
    }
    for (const std::string& team : teams) {
        if (auto attended = attendHeld(team, group); !attended) {
            return attended;
        }
    }
    return {};
}

Result<void> Orchestrator::attendTicket(const TicketId& id, Group& group)
{
    for (int count = 0; count < kMostFollowUps; ++count) {
        const State& state = m_fold->state();
        const auto ticket = state.tickets.find(id);
        const Stamp stamp{m_clock.now(), Secret32::random()};
        const auto command = ticket == state.tickets.end()
                                 ? std::nullopt
                                 : triage::nextHandling(*m_handling, state, ticket->second, std::max(stamp.time, state.time));
        if (!command) {
            return {};
        }
        if (auto followed = follow(*command, stamp, group); !followed) {
            return followed;
        }
    }
    return {};
}

Result<void> Orchestrator::attendHeld(const std::string& team, Group& group)
{
    for (int count = 0; count < kMostRecalled; ++count) {
        const State& state = m_fold->state();
        const Stamp stamp{m_clock.now(), Secret32::random()};
        const auto command = triage::nextHeld(*m_handling, state, team, std::max(stamp.time, state.time));
        if (!command) {
            return {};
        }
        if (auto followed = follow(*command, stamp, group); !followed) {
            return followed;
        }
    }
    return {};
}

Result<void> Orchestrator::follow(const Command& command, const Stamp& stamp, Group& group)
{
    Outcome outcome = decide(m_fold->state(), m_rules, command, {stamp, kOrchestrator, std::nullopt});
    if (auto added = addToFold(outcome.events, group); !added) {
        return added;
    }
    std::move(outcome.events.begin(), outcome.events.end(), std::back_inserter(group.batch.events));
    return {};
}

void Orchestrator::addMoments(const Group& group, Commit& done)
{
    const State& state = m_fold->state();
    for (const TicketId& id : group.touched) {
        if (const auto ticket = state.tickets.find(id); ticket != state.tickets.end()) {
            done.moments.push_back({id, nextMoment(ticket->second)});
        }
    }
    const UtcTime now = m_clock.now();
    if (m_handling && !state.held.empty() && m_recallAt <= now) {
        if (const auto opening = m_handling->routing.roster.nextOpening(now)) {
            m_recallAt = *opening;
            done.recallAt = opening;
        }
    }
}

} // namespace stillgate
