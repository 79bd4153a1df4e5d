// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/StageTable.h"

#include <algorithm>
#include <span>

namespace stillgate {

namespace {

template <typename S>
struct Row {
    S from;
    Move move;
    S to;
};

template <typename S>
std::optional<S> lookUp(std::span<const Row<S>> rows, S state, Move move)
{
    for (const Row<S>& row : rows) {
        if (row.from == state && row.move == move) {
            return row.to;
        }
    }
    return std::nullopt;
}

constexpr Row<Stage> kStages[] = {
    {Stage::Triage, Move::TicketClassified, Stage::Triage},
    {Stage::Triage, Move::RunbookChosen, Stage::Identity},
    {Stage::Triage, Move::MessageReceived, Stage::Triage},
    {Stage::Triage, Move::TicketRerouted, Stage::Triage},
    {Stage::Triage, Move::TicketEscalated, Stage::Escalated},

    {Stage::Identity, Move::IdentityProven, Stage::Policy},
    {Stage::Identity, Move::IdentityTooWeak, Stage::Identity},
    {Stage::Identity, Move::MessageReceived, Stage::Identity},
    {Stage::Identity, Move::TicketClassified, Stage::Identity},
    {Stage::Identity, Move::TicketRerouted, Stage::Triage},
    {Stage::Identity, Move::TicketEscalated, Stage::Escalated},

    {Stage::Policy, Move::StateObserved, Stage::Policy},
    {Stage::Policy, Move::ActionProposed, Stage::Policy},
    {Stage::Policy, Move::PolicyDecided, Stage::Policy},
    {Stage::Policy, Move::GateOpened, Stage::Gate},
    {Stage::Policy, Move::ActionIntended, Stage::Execute},
    {Stage::Policy, Move::ActionAbandoned, Stage::Policy},
    {Stage::Policy, Move::MessageReceived, Stage::Policy},
    {Stage::Policy, Move::TicketClassified, Stage::Policy},
    {Stage::Policy, Move::TicketRerouted, Stage::Triage},
    {Stage::Policy, Move::TicketEscalated, Stage::Escalated},

    {Stage::Gate, Move::StateObserved, Stage::Gate},
    {Stage::Gate, Move::GateApproved, Stage::Gate},
    {Stage::Gate, Move::GateSatisfied, Stage::Gate},
    {Stage::Gate, Move::GateDenied, Stage::Gate},
    {Stage::Gate, Move::GateEscalated, Stage::Gate},
    {Stage::Gate, Move::CustomerAsked, Stage::WaitingCustomer},
    {Stage::Gate, Move::ApprovalWithdrawn, Stage::Gate},
    {Stage::Gate, Move::GateExpired, Stage::Gate},
    {Stage::Gate, Move::GateVoided, Stage::Gate},
    {Stage::Gate, Move::ActionAbandoned, Stage::Gate},
    {Stage::Gate, Move::ActionSuperseded, Stage::Identity},
    {Stage::Gate, Move::ActionHeld, Stage::HoldBack},
    {Stage::Gate, Move::MessageReceived, Stage::Gate},
    {Stage::Gate, Move::TicketClassified, Stage::Gate},
    {Stage::Gate, Move::TicketRerouted, Stage::Triage},
    {Stage::Gate, Move::TicketEscalated, Stage::Escalated},

    {Stage::WaitingCustomer, Move::ActionAbandoned, Stage::WaitingCustomer},
    {Stage::WaitingCustomer, Move::NoticeIntended, Stage::WaitingCustomer},
    {Stage::WaitingCustomer, Move::NoticeFailed, Stage::WaitingCustomer},
    {Stage::WaitingCustomer, Move::NoticeSent, Stage::WaitingCustomer},
    {Stage::WaitingCustomer, Move::MessageReceived, Stage::WaitingCustomer},
    {Stage::WaitingCustomer, Move::TicketClassified, Stage::WaitingCustomer},
    {Stage::WaitingCustomer, Move::TicketResumed, Stage::Identity},
    {Stage::WaitingCustomer, Move::TicketRerouted, Stage::Triage},
    {Stage::WaitingCustomer, Move::TicketEscalated, Stage::Escalated},

    {Stage::HoldBack, Move::ApprovalWithdrawn, Stage::Gate},
    {Stage::HoldBack, Move::GateVoided, Stage::HoldBack},
    {Stage::HoldBack, Move::ActionIntended, Stage::Execute},
    {Stage::HoldBack, Move::ActionAbandoned, Stage::HoldBack},
    {Stage::HoldBack, Move::MessageReceived, Stage::HoldBack},
    {Stage::HoldBack, Move::TicketClassified, Stage::HoldBack},
    {Stage::HoldBack, Move::TicketRerouted, Stage::Triage},
    {Stage::HoldBack, Move::TicketEscalated, Stage::Escalated},

    {Stage::Execute, Move::ActionIntended, Stage::Execute},
    {Stage::Execute, Move::ActionFailed, Stage::Execute},
    {Stage::Execute, Move::ActionInDoubt, Stage::Execute},
    {Stage::Execute, Move::ActionReconciled, Stage::Execute},
    {Stage::Execute, Move::ActionExecuted, Stage::Verify},
    {Stage::Execute, Move::ActionAbandoned, Stage::Execute},
    {Stage::Execute, Move::ActionSuperseded, Stage::Identity},
    {Stage::Execute, Move::GateVoided, Stage::Execute},
    {Stage::Execute, Move::MessageReceived, Stage::Execute},
    {Stage::Execute, Move::TicketClassified, Stage::Execute},
    {Stage::Execute, Move::TicketRerouted, Stage::Triage},
    {Stage::Execute, Move::TicketEscalated, Stage::Escalated},

    {Stage::Verify, Move::StateObserved, Stage::Verify},
    {Stage::Verify, Move::ActionVerified, Stage::Confirm},
    {Stage::Verify, Move::ActionMismatched, Stage::Verify},
    {Stage::Verify, Move::MessageReceived, Stage::Verify},
    {Stage::Verify, Move::TicketClassified, Stage::Verify},
    {Stage::Verify, Move::TicketEscalated, Stage::Escalated},

    {Stage::Confirm, Move::NoticeIntended, Stage::Confirm},
    {Stage::Confirm, Move::NoticeFailed, Stage::Confirm},
    {Stage::Confirm, Move::NoticeSent, Stage::Confirm},
    {Stage::Confirm, Move::MessageReceived, Stage::Confirm},
    {Stage::Confirm, Move::TicketClassified, Stage::Confirm},
    {Stage::Confirm, Move::TicketEscalated, Stage::Escalated},
    {Stage::Confirm, Move::TicketClosed, Stage::Closed},

    {Stage::Escalated, Move::MessageReceived, Stage::Escalated},
    {Stage::Escalated, Move::TicketClassified, Stage::Escalated},
    // What becomes of a call that was under way is recorded wherever the ticket stands.
    {Stage::Escalated, Move::ActionFailed, Stage::Escalated},
    {Stage::Escalated, Move::ActionInDoubt, Stage::Escalated},
    {Stage::Escalated, Move::ActionReconciled, Stage::Escalated},
    {Stage::Escalated, Move::ActionExecuted, Stage::Escalated},
    {Stage::Escalated, Move::ActionAbandoned, Stage::Escalated},
    {Stage::Escalated, Move::TicketRerouted, Stage::Triage},
};

/// What people make of a label moves nothing by itself, and is taken at every stage.
constexpr Move kAnywhere[] = {Move::ClassificationReviewed, Move::ReviewWithdrawn};

constexpr Row<GateStatus> kGates[] = {
    {GateStatus::Open, Move::GateApproved, GateStatus::Open},
    {GateStatus::Open, Move::GateSatisfied, GateStatus::Approved},
    {GateStatus::Open, Move::GateDenied, GateStatus::Denied},
    {GateStatus::Open, Move::GateEscalated, GateStatus::Escalated},
    {GateStatus::Open, Move::CustomerAsked, GateStatus::Asked},
    {GateStatus::Open, Move::ApprovalWithdrawn, GateStatus::Open},
    {GateStatus::Open, Move::GateExpired, GateStatus::Expired},
    {GateStatus::Open, Move::GateVoided, GateStatus::Voided},
    {GateStatus::Approved, Move::ApprovalWithdrawn, GateStatus::Open},
    {GateStatus::Approved, Move::GateVoided, GateStatus::Voided},
};

constexpr Row<ActionStatus> kActions[] = {
    {ActionStatus::Proposed, Move::ActionHeld, ActionStatus::Held},
    {ActionStatus::Proposed, Move::ActionIntended, ActionStatus::Intended},
    {ActionStatus::Proposed, Move::ActionAbandoned, ActionStatus::Abandoned},
    {ActionStatus::Proposed, Move::ActionSuperseded, ActionStatus::Abandoned},
    {ActionStatus::Held, Move::ApprovalWithdrawn, ActionStatus::Proposed},
    {ActionStatus::Held, Move::ActionIntended, ActionStatus::Intended},
    {ActionStatus::Held, Move::ActionAbandoned, ActionStatus::Abandoned},
    {ActionStatus::Intended, Move::ActionExecuted, ActionStatus::Executed},
    {ActionStatus::Intended, Move::ActionFailed, ActionStatus::Waiting},
    {ActionStatus::Intended, Move::ActionInDoubt, ActionStatus::InDoubt},
    {ActionStatus::Intended, Move::ActionReconciled, ActionStatus::Waiting},
    {ActionStatus::InDoubt, Move::ActionExecuted, ActionStatus::Executed},
    {ActionStatus::InDoubt, Move::ActionReconciled, ActionStatus::Waiting},
    {ActionStatus::Waiting, Move::ActionIntended, ActionStatus::Intended},
    {ActionStatus::Waiting, Move::ActionAbandoned, ActionStatus::Abandoned},
    {ActionStatus::Waiting, Move::ActionSuperseded, ActionStatus::Abandoned},
    {ActionStatus::Executed, Move::ActionVerified, ActionStatus::Verified},
    {ActionStatus::Executed, Move::ActionMismatched, ActionStatus::Mismatched},
};

} // namespace

std::optional<Stage> next(Stage stage, Move move)
{
    if (std::find(std::begin(kAnywhere), std::end(kAnywhere), move) != std::end(kAnywhere)) {
        return stage;
    }
    return lookUp<Stage>(kStages, stage, move);
}

std::optional<GateStatus> next(GateStatus status, Move move)
{
    return lookUp<GateStatus>(kGates, status, move);
}

std::optional<ActionStatus> next(ActionStatus status, Move move)
{
    return lookUp<ActionStatus>(kActions, status, move);
}

} // namespace stillgate
