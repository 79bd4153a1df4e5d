// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Transition.h"

#include <algorithm>

namespace stillgate {

namespace {

int approvalsIn(const Gate& gate, Role role)
{
    const auto inRole = [&](const CountedDecision& decision) { return decision.slot == role; };
    return static_cast<int>(std::count_if(gate.approvals.begin(), gate.approvals.end(), inRole));
}

bool applyApproval(State& state, const EventHeader& header, const GateDecided& event, Gate& gate)
{
    Gate with = gate;
    with.approvals.push_back({event.statement.approver, event.statement.slot, digestOf(event.statement), header.sequence});
    const bool satisfied = isSatisfied(with);
    Transition moves(state, header, satisfied ? Move::GateSatisfied : Move::GateApproved);
    if (!moves.ticket().gate(gate.id).take()) {
        return false;
    }
    moves.theTicket().unread = moves.theTicket().unread && !satisfied;
    gate.approvals = std::move(with.approvals);
    return true;
}

bool applyWithdrawal(State& state, const EventHeader& header, const GateDecided& event, Gate& gate)
{
    const auto taken = std::find_if(gate.approvals.begin(), gate.approvals.end(), [&](const CountedDecision& decision) {
        return decision.statement == event.statement.withdraws;
    });
    if (taken == gate.approvals.end()) {
        return false;
    }
    Action& action = state.actions.at(gate.action);
    Transition moves(state, header, Move::ApprovalWithdrawn);
    moves.ticket().gate(gate.id);
    if (action.status == ActionStatus::Held) {
        moves.action(gate.action);
    }
    if (!moves.take()) {
        return false;
    }
    gate.approvals.erase(taken);
    action.due.reset();
    return true;
}

} // namespace

bool isSatisfied(const Gate& gate)
{
    return !gate.quorum.empty() && std::all_of(gate.quorum.begin(), gate.quorum.end(), [&](const QuorumPart& part) {
        return approvalsIn(gate, part.role) >= part.count;
    });
}

bool applyDecision(State& state, const EventHeader& header, const GateDecided& event)
{
    const auto at = state.gates.find(event.gate);
    if (at == state.gates.end()) {
        return false;
    }
    Gate& gate = at->second;
    bool taken = false;
    switch (event.statement.verdict) {
    case Verdict::Approve: taken = applyApproval(state, header, event, gate); break;
    case Verdict::Deny: taken = Transition(state, header, Move::GateDenied).ticket().gate(gate.id).take(); break;
    case Verdict::Escalate: taken = Transition(state, header, Move::GateEscalated).ticket().gate(gate.id).take(); break;
    case Verdict::Withdraw: taken = applyWithdrawal(state, header, event, gate); break;
    }
    if (taken) {
        ++gate.decisionsBy[event.statement.approver];
    }
    return taken;
}

} // namespace stillgate
