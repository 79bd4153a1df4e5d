// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/client/Values.h"
#include "core/domain/GateEvents.h"

namespace stillgate {

/// A signed decision on a gate, as its event tells it.
struct SignedDecision {
    PersonId person;
    Role slot = Role::L2Agent;
    Verdict verdict = Verdict::Deny;
    std::string reason; ///< code; may be empty
    std::string keyId;
    Digest statement; ///< of the signed bytes
    CheckpointSeen checkpoint; ///< the newest one that the signer had seen
    Sequence event = 0;
    UtcTime at;
    bool isWithdrawn = false; ///< taken back by its signer

    friend bool operator==(const SignedDecision&, const SignedDecision&) = default;
};

/// When and where something happened.
struct StoryPoint {
    Sequence event = 0;
    UtcTime at;

    friend bool operator==(const StoryPoint&, const StoryPoint&) = default;
};

/// What the events of a ticket tell about one gate and the action that it holds.
struct GateStory {
    std::optional<StoryPoint> opened;
    std::vector<SignedDecision> decisions; ///< oldest first
    std::optional<StoryPoint> held;
    std::optional<UtcTime> heldUntil; ///< end of the hold-back; absent again once an approval was taken back
    std::optional<StoryPoint> intended; ///< the newest call
    int calls = 0;
    std::optional<CallFailure> failure; ///< of the newest call, until another one begins
    std::optional<StoryPoint> executed;
    std::string artifact; ///< id that the system of record gave
    std::optional<StoryPoint> verified;
    bool matches = false; ///< of the verification
    std::vector<StateChange> differences; ///< of the verification: intended, found
    std::optional<StoryPoint> told; ///< the customer was
    std::optional<StoryPoint> asked; ///< the customer was, and that was sent
    std::optional<UtcTime> silenceAt; ///< without an answer the ticket closes then; after a question it goes to a person
    std::optional<StoryPoint> closed;
    std::string resolution;
    std::optional<StoryPoint> expired;
    std::optional<StoryPoint> voided;
    std::vector<StateChange> moved; ///< of a voided gate: as shown, as found
    std::optional<StoryPoint> escalated;
    std::string escalationDetail; ///< code
    Sequence latest = 0; ///< of all events that were read

    friend bool operator==(const GateStory&, const GateStory&) = default;

    /// The newest decision of a person that was not taken back; null without one.
    [[nodiscard]] const SignedDecision* standingOf(const PersonId& person) const;
    /// The newest decision on the gate; null without one.
    [[nodiscard]] const SignedDecision* newest() const;
};

/// Events that this build does not know are passed over: see GateView::hasUnknownEvents. Oldest first.
[[nodiscard]] GateStory storyOf(const GateRow& gate, const std::vector<ShownEvent>& events);

} // namespace stillgate
