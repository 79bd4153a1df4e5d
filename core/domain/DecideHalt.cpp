// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/domain/Deciding.h"
#include "core/domain/Halts.h"
#include "core/domain/Permissions.h"
#include "core/domain/StageTable.h"

namespace stillgate {

namespace {

/// The file speaks through the orchestrator, everybody else for themselves: refused on record unless a role permits it.
bool mayHalt(Deciding& deciding, const PersonId& actor, const HaltTarget& target, Operation operation)
{
    if ((actor == kOrchestrator) != (target.origin == HaltOrigin::File)) {
        deciding.refuseOnRecord({RefusalCode::RoleMissing, "file", {}, {}});
        return false;
    }
    const bool permitted = actor == kOrchestrator || isPermittedSomewhere(operation, rolesOf(deciding.state, actor));
    if (!permitted) {
        deciding.refuseOnRecord({RefusalCode::RoleMissing, std::string(nameOf(operation)), {}, {}});
    }
    return permitted;
}

bool isConnectorNamed(const Rulebook& rules, const std::string& name)
{
    return std::any_of(rules.runbooks.begin(), rules.runbooks.end(),
                       [&](const Runbook& runbook) { return runbook.action.system == name || runbook.notice.system == name; });
}

/// A halt of something that is not there would stop nothing and look as if it did.
std::optional<RefusalCode> unknownIn(const Deciding& deciding, const HaltTarget& target)
{
    switch (target.scope) {
    case HaltScope::All: return target.name.empty() ? std::nullopt : std::optional(RefusalCode::UnknownConnector);
    case HaltScope::Connector:
        return isConnectorNamed(deciding.rules, target.name) ? std::nullopt : std::optional(RefusalCode::UnknownConnector);
    case HaltScope::Intent: {
        const bool known = deciding.rules.route(target.name) != nullptr || deciding.rules.forIntent(target.name) != nullptr;
        return known ? std::nullopt : std::optional(RefusalCode::UnknownIntent);
    }
    case HaltScope::Ticket: {
        const auto id = TicketId::fromText(target.name);
        return id && deciding.findTicket(*id) != nullptr ? std::nullopt : std::optional(RefusalCode::UnknownTicket);
    }
    }
    return RefusalCode::UnknownConnector;
}

/// Whether the ticket's action was approved by people, has not begun, and the time in which they could approve it is over.
bool isPastItsTime(const Deciding& deciding, const Ticket& ticket, const Action& action)
{
    const Gate* gate = action.gate ? deciding.findGate(*action.gate) : nullptr;
    return gate != nullptr && gate->status == GateStatus::Approved && deciding.draft.time() >= gate->expires &&
           nextStep(deciding.state, ticket).work == Work::BeginCall;
}

/// What stood still past the time of its approval does not run on it: a person looks, as when a gate expires.
void expireHalted(Deciding& deciding, const HaltTarget& target)
{
    Halts left = deciding.state.halts;
    left.erase(target);
    std::vector<const Ticket*> over;
    for (const auto& [id, ticket] : deciding.state.tickets) {
        const Action* action = ticket.action ? deciding.findAction(*ticket.action) : nullptr;
        if (action == nullptr || !isPastItsTime(deciding, ticket, *action)) {
            continue;
        }
        const Leaving leaving{id, ticket.intent, action->system};
        if (covers(target, leaving) && !haltOver(left, leaving)) {
            over.push_back(&ticket);
        }
    }
    std::sort(over.begin(), over.end(), [](const Ticket* a, const Ticket* b) { return a->opened < b->opened; });
    for (const Ticket* ticket : over) {
        deciding.withdrawProposal(*ticket, "halted_past_expiry", Afterwards::Nothing);
        deciding.escalate(*ticket, ticket->stage, EscalationReason::PolicyBlock, "halted_past_expiry");
    }
}

} // namespace

void decideOn(Deciding& deciding, const SetHalt& command)
{
    const bool isOfTicket = command.target.scope == HaltScope::Ticket;
    if (!mayHalt(deciding, command.actor, command.target, isOfTicket ? Operation::HaltTicket : Operation::HaltWork)) {
        return;
    }
    if (const auto unknown = unknownIn(deciding, command.target)) {
        deciding.refuseOnRecord({*unknown, std::string(nameOf(command.target.scope)), {}, {}});
    } else if (!deciding.state.halts.contains(command.target)) {
        deciding.draft.add({}, HaltSet{command.target, command.reason});
    }
}

void decideOn(Deciding& deciding, const LiftHalt& command)
{
    if (!mayHalt(deciding, command.actor, command.target, Operation::LiftHalt)) {
        return;
    }
    const auto standing = deciding.state.halts.find(command.target);
    if (standing == deciding.state.halts.end()) {
        return;
    }
    deciding.draft.add({}, HaltLifted{command.target, standing->second.event});
    expireHalted(deciding, command.target);
}

} // namespace stillgate
