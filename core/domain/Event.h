// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/Json.h"
#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/domain/Commitment.h"
#include "core/domain/Ids.h"

namespace stillgate {

/// Which command an event answers, so that the same command id gives the same answer after a restart.
struct CommandRef {
    CommandId id;
    Digest body; ///< SHA-256 of the canonical command as it was submitted

    friend bool operator==(const CommandRef&, const CommandRef&) = default;
};

/// A personal value as the header knows it: whose it is and the commitment to it.
struct PersonalRef {
    PersonId person;
    Digest commitment;
    std::optional<std::string> context; ///< set where the commitment is not tied to this event's sequence

    friend bool operator==(const PersonalRef&, const PersonalRef&) = default;
};

/// What is hashed into the ledger: facts that are nobody's personal data, and commitments to those that are.
/// Canonical bytes are RFC 8785; they hold no floating-point number.
struct EventHeader {
    Sequence sequence = 0;
    std::string code; ///< permanent, e.g. "gate.opened"; see docs/events.md
    int version = 1;
    UtcTime time; ///< ledger time: never before that of the event in front
    PersonId actor;
    std::optional<TicketId> ticket;
    std::optional<CommandRef> command;
    Json data = Json::object(); ///< the described fields of the code's payload
    std::map<std::string, PersonalRef> personal; ///< by field; names of fields are ASCII

    friend bool operator==(const EventHeader&, const EventHeader&) = default;
};

/// A personal value on its way into the ledger; it is stored under the person's key beside the header.
struct PersonalValue {
    std::string field;
    PersonId person;
    Opening opening;

    friend bool operator==(const PersonalValue&, const PersonalValue&) = default;
};

/// A decided event: its header, and the personal values that its commitments stand for.
struct Event {
    EventHeader header;
    std::vector<PersonalValue> values;

    friend bool operator==(const Event&, const Event&) = default;
};

/// The bytes that are stored and hashed. A header with a floating-point number is a broken invariant (Internal).
[[nodiscard]] Result<std::string> encodeHeader(const EventHeader& header);
/// Strict; Malformed names the path. Unknown extra fields pass, as in every decoder.
[[nodiscard]] Result<EventHeader> decodeHeader(std::string_view bytes);
[[nodiscard]] Result<EventHeader> headerFromJson(const Json& json);
[[nodiscard]] Json headerToJson(const EventHeader& header);

/// Opens one value against the header that commits to it: Corrupt when it is not the committed one.
[[nodiscard]] Result<void> checkOpening(const EventHeader& header, const std::string& field, const Opening& opening);

} // namespace stillgate
