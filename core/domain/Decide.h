// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/domain/Command.h"
#include "core/domain/Draft.h"
#include "core/domain/Policy.h"
#include "core/domain/Runbook.h"
#include "core/domain/State.h"

namespace stillgate {

/// What the taxonomy says of an intent, as far as decisions need it.
struct IntentRoute {
    std::string intent;
    std::string category;
    std::string team;
    bool alwaysManual = false; ///< its category is never automated
    std::vector<std::string> redFlags; ///< that the intent raises whatever the words say

    friend bool operator==(const IntentRoute&, const IntentRoute&) = default;
};

/// What decisions are made by: the loaded packs and the orchestrator's nonce key.
struct Rulebook {
    Policy policy;
    std::vector<Runbook> runbooks;
    Secret32 nonceKey;
    std::vector<IntentRoute> intents;
    Duration claim = Duration::minutes(240); ///< how long a person may keep a ticket for themselves
    std::vector<std::string> tiers{}; ///< customer tiers that any rule knows

    [[nodiscard]] const Runbook* forIntent(std::string_view intent) const;
    [[nodiscard]] const IntentRoute* route(std::string_view intent) const;
    [[nodiscard]] const Runbook* named(std::string_view id, int version) const;
};

struct Refusal {
    RefusalCode code = RefusalCode::NotInThisStage;
    std::string detail;
    std::vector<StateChange> moved; ///< what is no longer as it was shown: before as shown, after as found
    std::optional<DecisionMade> decided; ///< of gate_not_open and already_decided: the decision that counts instead

    friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// Events to record, and for a person's command whether it was carried out. A refused one may leave events too.
struct Outcome {
    std::vector<Event> events;
    std::optional<Refusal> refusal;
    std::optional<TicketId> ticket; ///< the one it was about
};

struct CommandContext {
    Stamp stamp;
    PersonId actor = kOrchestrator;
    std::optional<CommandRef> command; ///< set for commands of people
};

/// The policy that counts: the one published last, or the pack's where none was.
[[nodiscard]] const Policy& policyInForce(const State& state, const Rulebook& rules);

/// What of an action's shown state (version included) reads otherwise in the record now: before as shown, after as found.
[[nodiscard]] std::vector<StateChange> movedFacts(const Rulebook& rules, const Action& action, const Json& record);

/// Decides a command against the state. Pure. The events apply to this state in their order.
[[nodiscard]] Outcome decide(const State& state, const Rulebook& rules, const Command& command, const CommandContext& context);

} // namespace stillgate
