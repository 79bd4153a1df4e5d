// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Deciding.h"
#include "core/domain/Records.h"

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

/// Whether an action's call may begin now: allowed without people, or approved and held long enough, or waited long enough.
bool isDue(const Deciding& deciding, const Action& action)
{
    const bool waited = action.due && deciding.draft.time() >= *action.due;
    switch (action.status) {
    case ActionStatus::Proposed: return action.effect == PolicyEffect::Allow && !action.gate;
    case ActionStatus::Held: return waited && deciding.state.gates.at(*action.gate).status == GateStatus::Approved;
    case ActionStatus::Waiting: return waited;
    default: return false;
    }
}

const Runbook* runbookOf(const Deciding& deciding, const Action& action)
{
    return deciding.rules.named(action.runbook, action.runbookVersion);
}

void abandonToEngineering(Deciding& deciding, const Action& action, const std::string& detail)
{
    deciding.draft.add(action.ticket, ActionAbandoned{action.id, detail, Afterwards::Nothing});
    deciding.escalate(deciding.state.tickets.at(action.ticket), Stage::Execute, EscalationReason::BackendError, detail, Tier::L3);
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
    const bool again = failure == CallFailure::NotSent || failure == CallFailure::Throttled;
    const bool left = runbook != nullptr && command.attempt < runbook->action.attempts;
    ActionFailed event{action.id, command.attempt, failure, command.detail, std::nullopt};
    if (again && left) {
        event.retryAt = deciding.draft.time() + backOff(runbook->action.backOff, command.attempt, command.retryAfter);
    }
    deciding.draft.add(action.ticket, event);
    if (failure == CallFailure::StateMoved) {
        supersede(deciding, action);
    } else if (failure != CallFailure::InDoubt && !event.retryAt) {
        abandonToEngineering(deciding, action, std::string(nameOf(failure)) + ":" + command.detail);
    }
}

void recordExecuted(Deciding& deciding, const Action& action, int attempt, const std::string& artifact, Learned learned,
                    const Json& answer)
{
    deciding.draft.add(action.ticket, ActionExecuted{action.id, attempt, artifact, learned});
    deciding.draft.value(deciding.state.tickets.at(action.ticket).customer, "response", canonicalJson(answer));
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
    const Runbook* runbook = runbookOf(deciding, *action);
    if (runbook == nullptr || action->attempts >= runbook->action.attempts) {
        abandonToEngineering(deciding, *action, runbook == nullptr ? "runbook_withdrawn" : "attempts_used");
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
    const Runbook* runbook = runbookOf(deciding, *action);
    if (!open || action->attempts != command.attempt || runbook == nullptr) {
        deciding.refuse(RefusalCode::NotInThisStage, "no such call is in doubt");
    } else if (command.found) {
        recordExecuted(deciding, *action, command.attempt, command.artifact, Learned::FromRead, *command.found);
    } else {
        const UtcTime again = deciding.draft.time() + backOff(runbook->action.backOff, command.attempt, std::nullopt);
        deciding.draft.add(action->ticket, ActionReconciled{action->id, command.attempt, again});
    }
}

void decideOn(Deciding& deciding, const RecordVerification& command)
{
    const Action* action = currentAction(deciding, command.action);
    if (action == nullptr) {
        return;
    }
    const Runbook* runbook = runbookOf(deciding, *action);
    if (action->status != ActionStatus::Executed || runbook == nullptr) {
        deciding.refuse(RefusalCode::NotInThisStage);
        return;
    }
    const Ticket& ticket = deciding.state.tickets.at(action->ticket);
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
