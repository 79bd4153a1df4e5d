// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/Command.h"
#include "core/domain/State.h"
#include "core/triage/Priority.h"
#include "core/triage/Routing.h"
#include "core/triage/Sla.h"

/// What follows for a ticket from where it stands: how urgent it is now, how its clocks run, and who has it.
namespace stillgate::triage {

struct HandlingRules {
    PriorityBook priority;
    SlaBook sla;
    RoutingBook routing;
    std::map<std::string, std::string> teamOfIntent;

    /// Every customer tier that a rule names.
    [[nodiscard]] std::vector<std::string> tiers() const;
};

/// The next command that the rules ask for, or nothing when the ticket is handled as they say. Pure. Decided and applied, it is not asked
/// for again, so that asking until there is nothing left ends.
[[nodiscard]] std::optional<Command> nextHandling(const HandlingRules& rules, const State& state, const Ticket& ticket,
                                                  UtcTime now);

/// An assignment for one of the tickets that a team holds, now that somebody may have room or has come; nothing when none can be given.
[[nodiscard]] std::optional<Command> nextHeld(const HandlingRules& rules, const State& state, const std::string& team,
                                              UtcTime now);

} // namespace stillgate::triage
