// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/client/DecisionService.h"
#include "core/client/LedgerWatch.h"
#include "core/client/Link.h"
#include "core/client/Outbox.h"
#include "ui/approval/DecisionValues.h"
#include "ui/approval/GateStory.h"

namespace stillgate {

/// Somebody with a key to sign with, as the ledger has it.
struct EnrolledPerson {
    PersonId id;
    std::vector<Role> roles;

    friend bool operator==(const EnrolledPerson&, const EnrolledPerson&) = default;
};

/// What stands against each verdict; nothing where it may be given.
struct Hindrances {
    std::optional<DecisionHindrance> approve;
    std::optional<DecisionHindrance> deny;
    std::optional<DecisionHindrance> escalate;
    std::optional<DecisionHindrance> ask;
    std::optional<DecisionHindrance> withdraw;

    friend bool operator==(const Hindrances&, const Hindrances&) = default;
};

/// Everything that a decision card is made from, as it is at one instant.
struct DecisionFacts {
    Packet packet; ///< with a gate
    GateStory story; ///< of the packet's events
    GateRow gate; ///< the newest that is known
    TicketRow ticket; ///< the newest that is known
    std::optional<OutboxEntry> entry; ///< this console's newest decision on the gate
    bool isRefusalSeen = false; ///< the person has gone on from a refusal
    LinkStatus link;
    LedgerVerdict ledger;
    Hindrances hindrances;
    std::optional<UtcTime> heldAt; ///< when the state was last read again and found as it was shown
    std::string keyId; ///< of this console's key; empty when it has none
    std::vector<EnrolledPerson> people;
    UtcTime now;
};

[[nodiscard]] DecisionPhase phaseOf(const DecisionFacts& facts);
/// This person's approval counts on the gate right now.
[[nodiscard]] bool isSignedBy(const DecisionFacts& facts, const PersonId& person);

} // namespace stillgate
