// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "core/domain/Words.h"

/// The state machines as tables: an event (by its code) moves a ticket, gate or action as listed; what is not listed is refused.
namespace stillgate {

/// What an event does to a machine, beyond its code where one code has several outcomes.
enum class Move {
    TicketClassified,
    RunbookChosen,
    IdentityProven,
    IdentityTooWeak,
    StateObserved,
    ActionProposed,
    PolicyDecided,
    GateOpened,
    GateApproved, ///< one more approval, quorum not reached
    GateSatisfied,
    GateDenied,
    GateEscalated,
    CustomerAsked,
    ApprovalWithdrawn,
    GateExpired,
    GateVoided,
    ActionHeld,
    ActionIntended,
    ActionFailed, ///< certain that nothing happened; another call follows
    ActionInDoubt,
    ActionReconciled,
    ActionExecuted,
    ActionVerified,
    ActionMismatched,
    ActionAbandoned,
    ActionSuperseded, ///< abandoned, to be gathered and proposed anew
    NoticeIntended,
    NoticeFailed,
    NoticeSent,
    MessageReceived,
    TicketResumed,
    ClassificationReviewed,
    ReviewWithdrawn,
    TicketRerouted,
    TicketEscalated,
    TicketClosed
};
inline constexpr Move kLastMove = Move::TicketClosed;

[[nodiscard]] std::optional<Stage> next(Stage stage, Move move);
[[nodiscard]] std::optional<GateStatus> next(GateStatus status, Move move);
[[nodiscard]] std::optional<ActionStatus> next(ActionStatus status, Move move);

} // namespace stillgate
