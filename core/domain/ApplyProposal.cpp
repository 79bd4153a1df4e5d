// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Folding.h"

namespace stillgate {

namespace {

/// The action of this ticket that is still only proposed.
Action* proposedAction(const Folding& folding, const ActionId& id)
{
    const auto at = folding.state.actions.find(id);
    const bool fits = at != folding.state.actions.end() && at->second.ticket == folding.header.ticket &&
                      at->second.status == ActionStatus::Proposed;
    return fits ? &at->second : nullptr;
}

} // namespace

bool fold(const Folding& folding, const IdentityChecked& event)
{
    Transition moves =
        folding.on(event.result == IdentityResult::Proven ? Move::IdentityProven : Move::IdentityTooWeak).ticket();
    if (!moves.take()) {
        return false;
    }
    moves.theTicket().identityStrength = event.strength;
    ++moves.theTicket().gatherings;
    return true;
}

bool fold(const Folding& folding, const StateObserved&)
{
    return folding.on(Move::StateObserved).ticket().take();
}

bool fold(const Folding& folding, const ActionProposed& event)
{
    Transition moves = folding.on(Move::ActionProposed).ticket();
    if (folding.state.actions.contains(event.action) || !moves.take()) {
        return false;
    }
    Action action;
    action.id = event.action;
    action.ticket = *folding.header.ticket;
    action.runbook = event.runbook;
    action.runbookVersion = event.runbookVersion;
    action.system = event.system;
    action.operation = event.operation;
    action.amount = event.amount;
    action.proposal = event.proposal;
    action.idempotencyKey = event.idempotencyKey;
    action.expectedVersion = event.expectedVersion;
    action.changes = event.changes;
    action.proposed = folding.header.sequence;
    action.observed = event.observed;
    folding.state.actions.emplace(action.id, std::move(action));
    moves.theTicket().action = event.action;
    return true;
}

bool fold(const Folding& folding, const PolicyDecided& event)
{
    Action* action = proposedAction(folding, event.action);
    if (action == nullptr || !folding.on(Move::PolicyDecided).ticket().take()) {
        return false;
    }
    action->decided = folding.header.sequence;
    action->effect = event.effect;
    action->policy = event.policy;
    return true;
}

bool fold(const Folding& folding, const GateOpened& event)
{
    Action* action = proposedAction(folding, event.action);
    const auto planted = folding.header.personal.find("planted");
    if (action == nullptr || planted == folding.header.personal.end() || folding.state.gates.contains(event.gate) ||
        !folding.on(Move::GateOpened).ticket().take()) {
        return false;
    }
    Gate gate;
    gate.id = event.gate;
    gate.ticket = *folding.header.ticket;
    gate.action = event.action;
    gate.proposal = event.proposal;
    gate.display = event.display;
    gate.policy = event.policy;
    gate.planted = planted->second.commitment;
    gate.opened = folding.header.sequence;
    gate.quorum = event.quorum;
    gate.stakes = event.stakes;
    gate.rule = event.rule;
    gate.expires = event.expires;
    folding.state.gates.emplace(gate.id, std::move(gate));
    action->gate = event.gate;
    return true;
}

bool fold(const Folding& folding, const GateExpired& event)
{
    return folding.on(Move::GateExpired).ticket().gate(event.gate).take();
}

bool fold(const Folding& folding, const GateVoided& event)
{
    Transition moves = folding.on(Move::GateVoided).ticket().gate(event.gate);
    if (!moves.take()) {
        return false;
    }
    moves.theGate().settled.reset();
    moves.theGate().moved = event.moved;
    return true;
}

} // namespace stillgate
