// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Deciding.h"
#include "core/domain/Halts.h"
#include "core/domain/Records.h"
#include "core/domain/StageTable.h"

namespace stillgate {

namespace {

/// The action of a command that is still on its ticket, or a refusal.
const Action* currentAction(Deciding& deciding, const ActionId& id)
{
    const Action* action = deciding.findAction(id);
    if (action == nullptr) {
        deciding.refuse(RefusalCode::UnknownAction);
        return nullptr;
    }
    deciding.ticket = action->ticket;
    if (deciding.state.tickets.at(action->ticket).action != id) {
        deciding.refuse(RefusalCode::NotInThisStage, "another action has taken its place");
        return nullptr;
    }
    return action;
}

const Ticket& ticketOf(const Deciding& deciding, const Action& action)
{
    return deciding.state.tickets.at(action.ticket);
}

/// Whether an action's call may begin now: the tables have it, the action has leave, and a hold-back or a wait is over.
bool isDue(const Deciding& deciding, const Action& action)
{
    const bool possible =
        next(ticketOf(deciding, action).stage, Move::ActionIntended) && next(action.status, Move::ActionIntended);
    const bool waited = action.status == ActionStatus::Proposed || (action.due && deciding.draft.time() >= *action.due);
    return possible && waited && hasLeave(deciding.state, action);
}

const Runbook* runbookOf(const Deciding& deciding, const Action& action)
{
    return deciding.rules.named(action.runbook, action.runbookVersion);
}

/// Nothing more is called: engineers go on from here, unless a person has the ticket already.
void stopCalling(Deciding& deciding, const Action& action, const std::string& detail)
{
    const Ticket& ticket = ticketOf(deciding, action);
    deciding.draft.add(ticket.id, ActionAbandoned{action.id, detail, Afterwards::Nothing});
    if (ticket.stage != Stage::Escalated) {
        deciding.escalate(ticket, ticket.stage, EscalationReason::BackendError, detail, Tier::L3);
    }
}

/// The system says that the state is no longer the approved one: nothing was done, so the proposal is made anew.
void supersede(Deciding& deciding, const Action& action)
{
    if (action.gate) {
        deciding.draft.add(action.ticket, GateVoided{*action.gate, "state_moved", {}});
    }
    deciding.draft.add(action.ticket, ActionAbandoned{action.id, "state_moved", Afterwards::GatherAgain});
}

void recordFailure(Deciding& deciding, const Action& action, const RecordCall& command)
{
    const Runbook* runbook = runbookOf(deciding, action);
    const CallFailure failure = *command.failure;
    const bool escalated = ticketOf(deciding, action).stage == Stage::Escalated;
    const bool halted = failure == CallFailure::Halted; // no attempt was used up
    const bool again = !escalated && (halted || failure == CallFailure::NotSent || failure == CallFailure::Throttled);
    const bool left = runbook != nullptr && (halted || command.attempt - action.halted < runbook->action.attempts);
    ActionFailed event{action.id, command.attempt, failure, command.detail, std::nullopt};
    if (again && left) {
        event.retryAt =
            deciding.draft.time() + backOff(runbook, halted ? 1 : command.attempt - action.halted, command.retryAfter);
    }
    deciding.draft.add(action.ticket, event);
    if (failure == CallFailure::StateMoved && !escalated) {
        supersede(deciding, action);
    } else if (failure != CallFailure::InDoubt && !event.retryAt) {
        stopCalling(deciding, action, std::string(nameOf(failure)) + ":" + command.detail);
    }
}

void recordExecuted(Deciding& deciding, const Action& action, int attempt, const std::string& artifact, Learned learned,
                    const Json& answer)
{
    deciding.draft.add(action.ticket, ActionExecuted{action.id, attempt, artifact, learned});
    deciding.draft.value(ticketOf(deciding, action).customer, "response", canonicalJson(answer));
}

} // namespace

void decideOn(Deciding& deciding, const BeginCall& command)
{
    const Action* action = currentAction(deciding, command.action);
    if (action == nullptr) {
        return;
    }
    if (!isDue(deciding, *action)) {
        deciding.refuse(RefusalCode::NotInThisStage);
        return;
    }
    if (haltOver(deciding.state.halts, {action->ticket, ticketOf(deciding, *action).intent, action->system})) {
        deciding.refuse(RefusalCode::NotInThisStage, "halted");
        return;
    }
    const Runbook* runbook = runbookOf(deciding, *action);
    if (runbook == nullptr || action->attempts - action->halted >= runbook->action.attempts) {
        stopCalling(deciding, *action, runbook == nullptr ? "runbook_withdrawn" : "attempts_used");
        return;
    }
    deciding.draft.add(action->ticket, ActionIntended{action->id, action->attempts + 1});
}

void decideOn(Deciding& deciding, const RecordCall& command)
{
    const Action* action = currentAction(deciding, command.action);
    if (action == nullptr) {
        return;
    }
    if (action->status != ActionStatus::Intended || action->attempts != command.attempt) {
        deciding.refuse(RefusalCode::NotInThisStage, "no such call is under way");
    } else if (command.answer) {
        recordExecuted(deciding, *action, command.attempt, command.artifact, command.learned, *command.answer);
    } else if (command.failure) {
        recordFailure(deciding, *action, command);
    }
}

void decideOn(Deciding& deciding, const RecordLookup& command)
{
    const Action* action = currentAction(deciding, command.action);
    if (action == nullptr) {
        return;
    }
    const bool open = action->status == ActionStatus::Intended || action->status == ActionStatus::InDoubt;
    if (!open || action->attempts != command.attempt) {
        deciding.refuse(RefusalCode::NotInThisStage, "no such call is in doubt");
    } else if (command.found) {
        recordExecuted(deciding, *action, command.attempt, command.artifact, Learned::FromRead, *command.found);
    } else {
        const UtcTime again =
            deciding.draft.time() + backOff(runbookOf(deciding, *action), command.attempt - action->halted, std::nullopt);
        deciding.draft.add(action->ticket, ActionReconciled{action->id, command.attempt, again});
        if (ticketOf(deciding, *action).stage == Stage::Escalated) {
            stopCalling(deciding, *action, "escalated");
        }
    }
}

void decideOn(Deciding& deciding, const RecordVerification& command)
{
    const Action* action = currentAction(deciding, command.action);
    if (action == nullptr) {
        return;
    }
    const Ticket& ticket = ticketOf(deciding, *action);
    if (ticket.stage != Stage::Verify) {
        deciding.refuse(RefusalCode::NotInThisStage);
        return;
    }
    const Runbook* runbook = runbookOf(deciding, *action);
    if (runbook == nullptr) {
        deciding.escalate(ticket, Stage::Verify, EscalationReason::BackendError, "runbook_withdrawn", Tier::L3);
        return;
    }
    const auto found = shownFacts(*runbook, command.record);
    StateObserved seen{Observation::After, action->system, {}, {}};
    ActionVerified verified{action->id, 0, found.has_value(), {}};
    for (const StateChange& change : action->changes) {
        const auto fact = found ? found->find(change.fact) : Facts::const_iterator{};
        const std::string now = found && fact != found->end() ? factText(fact->second) : "absent";
        seen.facts[change.fact] = now;
        if (now != change.after) {
            verified.matches = false;
            verified.differences.push_back({change.fact, change.after, now});
        }
    }
    verified.observed = deciding.draft.add(ticket.id, seen);
    deciding.draft.value(ticket.customer, "record", canonicalJson(command.record));
    deciding.draft.add(ticket.id, verified);
    if (!verified.matches) {
        deciding.escalate(ticket, Stage::Verify, EscalationReason::BackendError, "verification_mismatch", Tier::L3);
    }
}

} // namespace stillgate
