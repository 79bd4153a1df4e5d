// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "core/triage/Training.h"

namespace stillgate::history {

/// What a model that did not learn from an example says of it.
struct HeldOutGuess {
    triage::LabelIndex given = 0; ///< the example's own label
    triage::LabelIndex best = 0; ///< what the model says
    triage::Confidence ofGiven;
    triage::Confidence ofBest;

    friend bool operator==(const HeldOutGuess&, const HeldOutGuess&) = default;
};

struct HeldOutGuesses {
    std::vector<std::string> labels; ///< sorted; the indexes above count in it
    std::vector<std::size_t> texts; ///< of each label: how many groups its examples are of
    std::vector<HeldOutGuess> rows; ///< one for each example, in their order
};

/// Five folds; those of one group (`groups` has for each example a number below their count) stay together, or a wrong label would be
/// confirmed by its copy.
/// Malformed as trainModel().
[[nodiscard]] Result<HeldOutGuesses> heldOutGuesses(std::span<const triage::Example> examples,
                                                    std::span<const std::uint32_t> groups, std::uint64_t seed,
                                                    const std::function<void(triage::TrainingProgress)>& progress = {});

/// An example whose label is probably wrong.
struct Suspect {
    std::uint32_t example = 0;
    triage::LabelIndex suggested = 0;
    triage::Confidence confidence; ///< in the suggested label

    friend bool operator==(const Suspect&, const Suspect&) = default;
};

/// Confident learning (Northcutt, Jiang, Chuang 2021): an example is suspect when the model says another label and is at least as sure of
/// it as it is on average of the examples that carry that label. Those come first where the model is surest of the other label and
/// least sure of the given one. Labels of fewer than ten different texts are not judged.
[[nodiscard]] std::vector<Suspect> suspectsIn(const HeldOutGuesses& guesses);

} // namespace stillgate::history
