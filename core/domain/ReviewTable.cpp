// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/ReviewTable.h"

namespace stillgate {

RelabelEffect relabelEffect(Stage stage, std::optional<ActionStatus> action)
{
    if (stage == Stage::Closed) {
        return RelabelEffect::LabelOnly;
    }
    switch (action.value_or(ActionStatus::Abandoned)) {
    case ActionStatus::Proposed:
    case ActionStatus::Held:
    case ActionStatus::Waiting:
    case ActionStatus::Abandoned: return RelabelEffect::Reroutes;
    case ActionStatus::Intended:
    case ActionStatus::InDoubt: return stage == Stage::Escalated ? RelabelEffect::LabelOnly : RelabelEffect::UnderWay;
    case ActionStatus::Executed:
    case ActionStatus::Verified:
    case ActionStatus::Mismatched: return RelabelEffect::LabelOnly;
    }
    return RelabelEffect::UnderWay;
}

RelabelEffect relabelEffect(const State& state, const Ticket& ticket)
{
    const auto at = ticket.action ? state.actions.find(*ticket.action) : state.actions.end();
    const auto status = at == state.actions.end() ? std::nullopt : std::optional(at->second.status);
    const RelabelEffect effect = relabelEffect(ticket.stage, status);
    if (effect != RelabelEffect::Reroutes) {
        return effect;
    }
    const bool asking = ticket.stage == Stage::WaitingCustomer && ticket.notice && ticket.notice->unsettled;
    return state.erased.contains(ticket.customer) ? RelabelEffect::LabelOnly
           : asking                               ? RelabelEffect::UnderWay
                                                  : RelabelEffect::Reroutes;
}

} // namespace stillgate
