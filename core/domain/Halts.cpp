// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Halts.h"

#include <algorithm>

#include "core/base/Failpoint.h"

namespace stillgate {

bool covers(const HaltTarget& target, const Leaving& leaving)
{
    switch (target.scope) {
    case HaltScope::All: return true;
    case HaltScope::Connector: return target.name == leaving.system;
    case HaltScope::Intent: return target.name == leaving.intent;
    case HaltScope::Ticket: return target.name == leaving.ticket.text();
    }
    return true;
}

std::optional<HaltTarget> haltOver(const Halts& halts, const Leaving& leaving)
{
    const auto at =
        std::find_if(halts.begin(), halts.end(), [&](const auto& standing) { return covers(standing.first, leaving); });
    return at == halts.end() || !STILLGATE_PROTECTION_ON("halt") ? std::nullopt : std::optional(at->first);
}

std::optional<Leaving> leavingOf(const State& state, const Rulebook& rules, const Ticket& ticket, Work work)
{
    const auto at = ticket.action ? state.actions.find(*ticket.action) : state.actions.end();
    if (at == state.actions.end()) {
        return std::nullopt;
    }
    const Action& action = at->second;
    if (work == Work::BeginCall) {
        return Leaving{ticket.id, ticket.intent, action.system};
    }
    if (work != Work::BeginNotice) {
        return std::nullopt;
    }
    // A runbook that is gone sends nothing; the other scopes hold all the same.
    const Runbook* runbook = rules.named(action.runbook, action.runbookVersion);
    return Leaving{ticket.id, ticket.intent, runbook != nullptr ? runbook->notice.system : std::string()};
}

NextStep nextStepUnlessHalted(const State& state, const Rulebook& rules, const Ticket& ticket)
{
    const NextStep step = nextStep(state, ticket);
    const auto leaving = leavingOf(state, rules, ticket, step.work);
    return leaving && haltOver(state.halts, *leaving) ? NextStep{} : step;
}

} // namespace stillgate
