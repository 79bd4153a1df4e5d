// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/domain/State.h"

namespace stillgate {

/// What follows when people give a ticket another label than the one in force.
enum class RelabelEffect {
    Reroutes, ///< what was proposed is given up and the ticket goes through triage again
    LabelOnly, ///< the label is recorded and nothing else: what is done is done
    UnderWay ///< refused: an effect may be about to happen, and what it was for must not change under it
};
template <>
struct EnumNames<RelabelEffect> {
    static constexpr std::array<std::pair<RelabelEffect, std::string_view>, 3> kNames{{{RelabelEffect::Reroutes, "reroutes"},
                                                                                       {RelabelEffect::LabelOnly, "label_only"},
                                                                                       {RelabelEffect::UnderWay, "under_way"}}};
};

/// By the stage of the ticket and the status of its newest action:
///
///     action                                     closed        escalated     any other stage
///     none, proposed, held, waiting, abandoned   label_only    reroutes      reroutes
///     intended, in_doubt                         label_only    label_only    under_way
///     executed, verified, mismatched             label_only    label_only    label_only
[[nodiscard]] RelabelEffect relabelEffect(Stage stage, std::optional<ActionStatus> action);

/// The same for a ticket as it stands. A customer who was erased has nothing left to gather from: label_only. A question that is just
/// being sent is under way.
[[nodiscard]] RelabelEffect relabelEffect(const State& state, const Ticket& ticket);

} // namespace stillgate
