// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>

#include "core/domain/Event.h"
#include "core/domain/GateEvents.h"
#include "core/domain/HaltEvents.h"
#include "core/domain/HandlingEvents.h"
#include "core/domain/IntakeEvents.h"
#include "core/domain/PeopleEvents.h"
#include "core/domain/ResolutionEvents.h"
#include "core/domain/ReviewEvents.h"

namespace stillgate {

/// Every event this build knows, in its newest version. docs/events.md lists them; a test holds the list to this one.
using Payload = std::variant<LedgerOpened, PacksChanged, KeyEnrolled, TicketOpened, MessageReceived, TicketClassified,
                             RunbookChosen, IdentityChecked, StateObserved, ActionProposed, PolicyDecided, ActionHeld,
                             ActionIntended, ActionFailed, ActionReconciled, ActionExecuted, ActionVerified, ActionAbandoned,
                             NoticeIntended, NoticeFailed, NoticeSent, TicketEscalated, TicketClosed, GateOpened, GateDecided,
                             GateExpired, GateVoided, CommandRefused, PersonRedacted, TicketResumed, ClassificationReviewed,
                             ReviewWithdrawn, TicketRerouted, CustomerRecognised, PrioritySet, SlaSet, SlaAtRisk, SlaBreached,
                             TicketAssigned, TicketClaimed, ClaimReleased, ClaimExpired, PersonEnrolled, PersonRolesChanged,
                             PersonDisabled, PersonEnabled, KeyRevoked, ApprovalVoided, PolicyPublished, HaltSet, HaltLifted>;

/// Decodes a header's data by code and version. An older version is lifted by its upcasters; Unsupported for a code or a newer
/// version that this build does not know.
[[nodiscard]] Result<Payload> payloadOf(const EventHeader& header);

/// An older version of an event's data made into the next one. Pure; never edited once released.
struct Upcaster {
    std::string_view code;
    int from = 1;
    Json (*lift)(const Json& data) = nullptr;
};

/// A header's data as version `newest` of its code has it, lifted step by step. Unsupported where a step is missing, or for a version
/// that is newer still.
[[nodiscard]] Result<Json> liftedData(const EventHeader& header, int newest, std::span<const Upcaster> upcasters);

/// Sets code, version and data of a header from a payload.
template <typename P>
void setPayload(EventHeader& header, const P& payload)
{
    header.code = P::kCode;
    header.version = P::kVersion;
    header.data = toJson(payload);
}

} // namespace stillgate
