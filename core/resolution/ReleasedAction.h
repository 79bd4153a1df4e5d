// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/State.h"

namespace stillgate {

/// An event with the personal values that are still there.
struct OpenedEvent {
    EventHeader header;
    std::map<std::string, Opening> values;
};

/// Keys by person and key id, each with the roles that its person has now.
using Signers = std::map<PersonId, std::map<std::string, EnrolledKey>>;
[[nodiscard]] Signers signersOf(const State& state);

/// Proof that a gate's action was no planted check. Made only by opening the gate's commitment as "no".
class NotPlanted {
public:
    /// Refused when the opening does not fit the commitment or says anything else.
    [[nodiscard]] static Result<NotPlanted> open(const EventHeader& gateOpened, const Opening& opening);

private:
    NotPlanted() = default;
};

/// An action that may be sent: the only thing the executor takes. It is built from the ticket's own events, by checking again, right
/// before the call, what the gate had checked: the proposal's digest over what is about to be sent, the policy's decision, every
/// signature of the quorum, and that the gate was not planted.
class ReleasedAction {
public:
    /// Refused, with the check that failed in `where`, when anything is missing or does not fit.
    [[nodiscard]] static Result<ReleasedAction> from(const std::vector<OpenedEvent>& ticket, const ActionId& action,
                                                     const Signers& signers);

    [[nodiscard]] const ActionProposed& action() const { return m_action; }
    [[nodiscard]] const Json& parameters() const { return m_parameters; }

private:
    ReleasedAction() = default;
    ActionProposed m_action;
    Json m_parameters;
    std::optional<NotPlanted> m_notPlanted; ///< of a gated action
};

} // namespace stillgate
