// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/Transition.h"

namespace stillgate {

/// An event being folded into the state. Inner to apply().
struct Folding {
    State& state;
    const EventHeader& header;

    [[nodiscard]] Transition on(Move move) const { return {state, header, move}; }
};

/// Takes an approval out of its gate, which is open again then. False where it is not there or was acted on.
[[nodiscard]] bool takeApproval(const Folding& folding, const GateId& id, const std::optional<Digest>& statement);

/// One overload an event. False: it is not possible in this state, and nothing was changed.
[[nodiscard]] bool fold(const Folding& folding, const LedgerOpened& event);
[[nodiscard]] bool fold(const Folding& folding, const PacksChanged& event);
[[nodiscard]] bool fold(const Folding& folding, const KeyEnrolled& event);
[[nodiscard]] bool fold(const Folding& folding, const TicketOpened& event);
[[nodiscard]] bool fold(const Folding& folding, const MessageReceived& event);
[[nodiscard]] bool fold(const Folding& folding, const TicketClassified& event);
[[nodiscard]] bool fold(const Folding& folding, const RunbookChosen& event);
[[nodiscard]] bool fold(const Folding& folding, const IdentityChecked& event);
[[nodiscard]] bool fold(const Folding& folding, const StateObserved& event);
[[nodiscard]] bool fold(const Folding& folding, const ActionProposed& event);
[[nodiscard]] bool fold(const Folding& folding, const PolicyDecided& event);
[[nodiscard]] bool fold(const Folding& folding, const ActionHeld& event);
[[nodiscard]] bool fold(const Folding& folding, const ActionIntended& event);
[[nodiscard]] bool fold(const Folding& folding, const ActionFailed& event);
[[nodiscard]] bool fold(const Folding& folding, const ActionReconciled& event);
[[nodiscard]] bool fold(const Folding& folding, const ActionExecuted& event);
[[nodiscard]] bool fold(const Folding& folding, const ActionVerified& event);
[[nodiscard]] bool fold(const Folding& folding, const ActionAbandoned& event);
[[nodiscard]] bool fold(const Folding& folding, const NoticeIntended& event);
[[nodiscard]] bool fold(const Folding& folding, const NoticeFailed& event);
[[nodiscard]] bool fold(const Folding& folding, const NoticeSent& event);
[[nodiscard]] bool fold(const Folding& folding, const TicketEscalated& event);
[[nodiscard]] bool fold(const Folding& folding, const TicketClosed& event);
[[nodiscard]] bool fold(const Folding& folding, const GateOpened& event);
[[nodiscard]] bool fold(const Folding& folding, const GateDecided& event);
[[nodiscard]] bool fold(const Folding& folding, const GateExpired& event);
[[nodiscard]] bool fold(const Folding& folding, const GateVoided& event);
[[nodiscard]] bool fold(const Folding& folding, const CommandRefused& event);
[[nodiscard]] bool fold(const Folding& folding, const PersonRedacted& event);
[[nodiscard]] bool fold(const Folding& folding, const TicketResumed& event);
[[nodiscard]] bool fold(const Folding& folding, const ClassificationReviewed& event);
[[nodiscard]] bool fold(const Folding& folding, const ReviewWithdrawn& event);
[[nodiscard]] bool fold(const Folding& folding, const TicketRerouted& event);
[[nodiscard]] bool fold(const Folding& folding, const CustomerRecognised& event);
[[nodiscard]] bool fold(const Folding& folding, const PrioritySet& event);
[[nodiscard]] bool fold(const Folding& folding, const SlaSet& event);
[[nodiscard]] bool fold(const Folding& folding, const SlaAtRisk& event);
[[nodiscard]] bool fold(const Folding& folding, const SlaBreached& event);
[[nodiscard]] bool fold(const Folding& folding, const TicketAssigned& event);
[[nodiscard]] bool fold(const Folding& folding, const TicketClaimed& event);
[[nodiscard]] bool fold(const Folding& folding, const ClaimReleased& event);
[[nodiscard]] bool fold(const Folding& folding, const ClaimExpired& event);

/// What earlier events mean for how a ticket is handled.
void noteMessage(Ticket& ticket, UtcTime at);
/// Language, urgency and sentiment of the newest message, whether or not it speaks for the ticket.
void noteMood(Ticket& ticket, const TicketClassified& event);
/// Labels of a message that speaks for the ticket.
void noteReading(Ticket& ticket, const TicketClassified& event);
void noteAnswer(Ticket& ticket, UtcTime at);
/// After any event of the ticket: whose load it is, and in which queues it waits for room.
void recount(State& state, Ticket& ticket);
[[nodiscard]] bool fold(const Folding& folding, const PersonEnrolled& event);
[[nodiscard]] bool fold(const Folding& folding, const PersonRolesChanged& event);
[[nodiscard]] bool fold(const Folding& folding, const PersonDisabled& event);
[[nodiscard]] bool fold(const Folding& folding, const PersonEnabled& event);
[[nodiscard]] bool fold(const Folding& folding, const KeyRevoked& event);
[[nodiscard]] bool fold(const Folding& folding, const ApprovalVoided& event);
[[nodiscard]] bool fold(const Folding& folding, const PolicyPublished& event);
[[nodiscard]] bool fold(const Folding& folding, const HaltSet& event);
[[nodiscard]] bool fold(const Folding& folding, const HaltLifted& event);

} // namespace stillgate
