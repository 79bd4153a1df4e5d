// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Folding.h"

#include <algorithm>

namespace stillgate {

namespace {

int approvalsIn(const Gate& gate, Role role)
{
    const auto inRole = [&](const CountedDecision& decision) { return decision.slot == role; };
    return static_cast<int>(std::count_if(gate.approvals.begin(), gate.approvals.end(), inRole));
}

DecisionMade madeBy(const Folding& folding, const GateDecided& event)
{
    return {event.statement.approver, event.statement.verdict, folding.header.time, folding.header.sequence};
}

bool foldApproval(const Folding& folding, const GateDecided& event, Gate& gate)
{
    Gate with = gate;
    with.approvals.push_back({event.statement.approver, event.statement.slot, digestOf(event.statement),
                              folding.header.sequence, folding.header.time, event.statement.keyId});
    const bool satisfied = isSatisfied(with);
    Transition moves = folding.on(satisfied ? Move::GateSatisfied : Move::GateApproved);
    if (!moves.ticket().gate(gate.id).take()) {
        return false;
    }
    moves.theTicket().unread = moves.theTicket().unread && !satisfied;
    gate.approvals = std::move(with.approvals);
    if (satisfied) {
        gate.settled = madeBy(folding, event);
    }
    return true;
}

/// A single decision that ends the gate.
bool foldEnding(const Folding& folding, const GateDecided& event, Gate& gate, Move move)
{
    Transition moves = folding.on(move).ticket().gate(gate.id);
    if (!moves.take()) {
        return false;
    }
    gate.settled = madeBy(folding, event);
    if (move == Move::CustomerAsked) {
        ++moves.theTicket().asked;
        moves.theTicket().unread = false;
        moves.theTicket().notice.reset();
    }
    return true;
}

} // namespace

bool takeApproval(const Folding& folding, const GateId& id, const std::optional<Digest>& statement)
{
    const auto at = folding.state.gates.find(id);
    if (at == folding.state.gates.end()) {
        return false;
    }
    Gate& gate = at->second;
    const auto taken = std::find_if(gate.approvals.begin(), gate.approvals.end(),
                                    [&](const CountedDecision& decision) { return decision.statement == statement; });
    if (taken == gate.approvals.end()) {
        return false;
    }
    Action& action = folding.state.actions.at(gate.action);
    Transition moves = folding.on(Move::ApprovalWithdrawn);
    moves.ticket().gate(gate.id);
    if (action.status == ActionStatus::Held) {
        moves.action(gate.action);
    }
    if (!moves.take()) {
        return false;
    }
    gate.approvals.erase(taken);
    gate.settled.reset();
    action.due.reset();
    return true;
}

bool isSatisfied(const Gate& gate)
{
    return !gate.quorum.empty() && std::all_of(gate.quorum.begin(), gate.quorum.end(), [&](const QuorumPart& part) {
        return approvalsIn(gate, part.role) >= part.count;
    });
}

bool fold(const Folding& folding, const GateDecided& event)
{
    const auto at = folding.state.gates.find(event.gate);
    if (at == folding.state.gates.end()) {
        return false;
    }
    Gate& gate = at->second;
    bool taken = false;
    switch (event.statement.verdict) {
    case Verdict::Approve: taken = foldApproval(folding, event, gate); break;
    case Verdict::Deny: taken = foldEnding(folding, event, gate, Move::GateDenied); break;
    case Verdict::Escalate: taken = foldEnding(folding, event, gate, Move::GateEscalated); break;
    case Verdict::AskCustomer: taken = foldEnding(folding, event, gate, Move::CustomerAsked); break;
    case Verdict::Withdraw: taken = takeApproval(folding, event.gate, event.statement.withdraws); break;
    }
    if (taken) {
        ++gate.decisionsBy[event.statement.approver];
    }
    return taken;
}

} // namespace stillgate
