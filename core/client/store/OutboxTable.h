// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/client/Outbox.h"

namespace stillgate {

/// What happens to an entry. Lose: the connection or the answer was lost, so it may have arrived and is sent again.
enum class OutboxInput { Send, Accept, Refuse, Lose };

/// Nothing where an input does not belong to a state.
[[nodiscard]] constexpr std::optional<OutboxState> nextState(OutboxState state, OutboxInput input)
{
    struct Step {
        OutboxState from;
        OutboxInput input;
        OutboxState to;
    };
    constexpr Step kSteps[] = {
        {OutboxState::Queued, OutboxInput::Send, OutboxState::Sent},
        {OutboxState::Queued, OutboxInput::Refuse, OutboxState::Refused}, // this build cannot read it any more
        {OutboxState::Sent, OutboxInput::Send, OutboxState::Sent},
        {OutboxState::Sent, OutboxInput::Lose, OutboxState::Sent},
        {OutboxState::Sent, OutboxInput::Accept, OutboxState::Confirmed},
        {OutboxState::Sent, OutboxInput::Refuse, OutboxState::Refused},
    };
    for (const Step& step : kSteps) {
        if (step.from == state && step.input == input) {
            return step.to;
        }
    }
    return std::nullopt;
}

[[nodiscard]] constexpr bool isAnswered(OutboxState state)
{
    return state == OutboxState::Confirmed || state == OutboxState::Refused;
}

} // namespace stillgate
