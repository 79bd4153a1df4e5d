// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Folding.h"

namespace stillgate {

bool hasLeave(const State& state, const Action& action)
{
    if (!action.gate) {
        return action.effect == PolicyEffect::Allow;
    }
    const auto gate = state.gates.find(*action.gate);
    return gate != state.gates.end() && gate->second.status == GateStatus::Approved;
}

bool fold(const Folding& folding, const ActionHeld& event)
{
    Transition moves = folding.on(Move::ActionHeld).ticket().action(event.action);
    if (!moves.take()) {
        return false;
    }
    moves.theAction().due = event.until;
    return true;
}

bool fold(const Folding& folding, const ActionIntended& event)
{
    const auto action = folding.state.actions.find(event.action);
    Transition moves = folding.on(Move::ActionIntended).ticket().action(event.action);
    if (action == folding.state.actions.end() || !hasLeave(folding.state, action->second) || !moves.take()) {
        return false;
    }
    moves.theAction().attempts = event.attempt;
    moves.theAction().unsettled = true;
    moves.theAction().due.reset();
    return true;
}

bool fold(const Folding& folding, const ActionFailed& event)
{
    const bool inDoubt = event.failure == CallFailure::InDoubt;
    Transition moves = folding.on(inDoubt ? Move::ActionInDoubt : Move::ActionFailed).ticket().action(event.action);
    if (!moves.take()) {
        return false;
    }
    moves.theAction().unsettled = inDoubt;
    moves.theAction().halted += event.failure == CallFailure::Halted ? 1 : 0;
    moves.theAction().due = event.retryAt;
    return true;
}

bool fold(const Folding& folding, const ActionReconciled& event)
{
    Transition moves = folding.on(Move::ActionReconciled).ticket().action(event.action);
    if (!moves.take()) {
        return false;
    }
    moves.theAction().unsettled = false;
    moves.theAction().due = event.retryAt;
    return true;
}

bool fold(const Folding& folding, const ActionExecuted& event)
{
    Transition moves = folding.on(Move::ActionExecuted).ticket().action(event.action);
    if (!moves.take()) {
        return false;
    }
    moves.theAction().unsettled = false;
    moves.theAction().due.reset();
    moves.theAction().artifact = event.artifact;
    return true;
}

bool fold(const Folding& folding, const ActionVerified& event)
{
    return folding.on(event.matches ? Move::ActionVerified : Move::ActionMismatched).ticket().action(event.action).take();
}

bool fold(const Folding& folding, const ActionAbandoned& event)
{
    const bool again = event.afterwards == Afterwards::GatherAgain;
    return folding.on(again ? Move::ActionSuperseded : Move::ActionAbandoned).ticket().action(event.action).take();
}

} // namespace stillgate
