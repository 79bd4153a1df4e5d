// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/NextStep.h"

#include <algorithm>

namespace stillgate {

namespace {

NextStep stepOfExecution(const Action& action)
{
    switch (action.status) {
    case ActionStatus::Intended:
    case ActionStatus::InDoubt: return {Work::SettleCall, {}};
    case ActionStatus::Waiting: return {Work::BeginCall, action.due.value_or(UtcTime{})};
    default: return {};
    }
}

/// Confirmations and questions alike: begun, settled, and then the customer's turn until `silence` says otherwise.
NextStep stepOfNotice(const Ticket& ticket, Work silence)
{
    if (!ticket.notice) {
        return {Work::BeginNotice, {}};
    }
    if (ticket.notice->sent) {
        return {silence, ticket.notice->due.value_or(UtcTime{})};
    }
    return {ticket.notice->unsettled ? Work::SettleNotice : Work::BeginNotice, ticket.notice->due.value_or(UtcTime{})};
}

} // namespace

NextStep nextStep(const State& state, const Ticket& ticket)
{
    const auto at = ticket.action ? state.actions.find(*ticket.action) : state.actions.end();
    const Action* action = at == state.actions.end() ? nullptr : &at->second;
    switch (ticket.stage) {
    case Stage::Identity: return {Work::Gather, {}};
    case Stage::Policy:
        return action != nullptr && action->status == ActionStatus::Proposed && action->effect == PolicyEffect::Allow
                   ? NextStep{Work::BeginCall, {}}
                   : NextStep{};
    case Stage::Gate:
        return action != nullptr && action->gate ? NextStep{Work::ExpireGate, state.gates.at(*action->gate).expires}
                                                 : NextStep{};
    case Stage::HoldBack: return {Work::BeginCall, action != nullptr ? action->due.value_or(UtcTime{}) : UtcTime{}};
    case Stage::Execute: return action != nullptr ? stepOfExecution(*action) : NextStep{};
    case Stage::Verify: return {Work::Verify, {}};
    case Stage::WaitingCustomer: return stepOfNotice(ticket, Work::EndWaiting);
    case Stage::Confirm: return stepOfNotice(ticket, Work::CloseSilent);
    case Stage::Triage:
    case Stage::Closed:
    case Stage::Escalated: break;
    }
    return {};
}

std::optional<UtcTime> nextMoment(const Ticket& ticket)
{
    const Handling& handling = ticket.handling;
    std::optional<UtcTime> first;
    const auto consider = [&](UtcTime at) { first = first ? std::min(*first, at) : at; };
    if (handling.claim) {
        consider(handling.claim->until);
    }
    if (handling.sla && !handling.sla->pausedAt) {
        for (const SlaClock& clock : handling.sla->clocks) {
            if (hasEnded(clock) || clock.state == SlaState::Breached) {
                continue;
            }
            consider(clock.state == SlaState::Running ? std::min(clock.atRisk, clock.due) : clock.due);
        }
    }
    return first;
}

} // namespace stillgate
