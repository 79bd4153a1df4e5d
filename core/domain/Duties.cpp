// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Duties.h"

#include <algorithm>

#include "core/base/Failpoint.h"
#include "core/domain/Permissions.h"

namespace stillgate {

namespace {

std::optional<Refusal> because(RefusalCode code, std::string detail = {})
{
    return Refusal{code, std::move(detail), {}, {}};
}

/// Who gave the label that the action stands on asked for it, as much as the orchestrator did.
bool askedForIt(const Ticket& ticket, const PersonId& person)
{
    return ticket.relabelled && std::any_of(ticket.reviews.begin(), ticket.reviews.end(), [&](const Review& review) {
               return review.event == *ticket.relabelled && review.person == person;
           });
}

bool hasEdited(const State& state, const Decider& decider)
{
    return state.published && decider.now < state.published->at + kEditorsPause &&
           (state.published->editor == decider.person || state.published->second == decider.person);
}

std::optional<Refusal> alreadyApproved(const Gate& gate, const PersonId& person)
{
    const auto mine = std::find_if(gate.approvals.begin(), gate.approvals.end(),
                                   [&](const CountedDecision& decision) { return decision.approver == person; });
    if (mine == gate.approvals.end() || !STILLGATE_PROTECTION_ON("duty_distinct")) {
        return std::nullopt;
    }
    return Refusal{
        RefusalCode::AlreadyDecided, {}, {}, DecisionMade{mine->approver, Verdict::Approve, mine->time, mine->event}};
}

} // namespace

std::optional<Refusal> dutyAgainst(const State& state, const Gate& gate, const Decider& decider)
{
    const Ticket& ticket = state.tickets.at(gate.ticket);
    if (decider.person == ticket.customer && STILLGATE_PROTECTION_ON("duty_beneficiary")) {
        return because(RefusalCode::BeneficiaryMayNot);
    }
    if (decider.person == kOrchestrator) {
        return because(RefusalCode::RequesterMayNot);
    }
    if (decider.verdict != Verdict::Approve) {
        return std::nullopt;
    }
    if (askedForIt(ticket, decider.person) && STILLGATE_PROTECTION_ON("duty_requester")) {
        return because(RefusalCode::RequesterMayNot, "label");
    }
    if (hasEdited(state, decider) && STILLGATE_PROTECTION_ON("duty_editor")) {
        return because(RefusalCode::EditorMayNot);
    }
    return alreadyApproved(gate, decider.person);
}

bool needsStepUp(const State& state, const Gate& gate, const PersonId& person, Verdict verdict)
{
    const auto known = state.persons.find(person);
    return gate.stakes == Stakes::High && verdict == Verdict::Approve && known != state.persons.end() &&
           known->second.origin != kDemonstration && STILLGATE_PROTECTION_ON("step_up");
}

std::vector<Role> slotsOf(const State& state, const Gate& gate, const PersonId& person, Verdict verdict)
{
    std::vector<Role> out;
    for (const Role role : rolesOf(state, person)) {
        const bool asked =
            std::any_of(gate.quorum.begin(), gate.quorum.end(), [&](const QuorumPart& part) { return part.role == role; });
        if (asked && isPermittedSomewhere(operationOf(verdict), std::span(&role, 1))) {
            out.push_back(role);
        }
    }
    return out;
}

} // namespace stillgate
