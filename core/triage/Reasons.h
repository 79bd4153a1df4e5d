// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/triage/Features.h"
#include "core/triage/Model.h"

namespace stillgate::triage {

/// The two labels a reason weighs against each other.
struct Contrast {
    const SoftmaxWeights& weights;
    LabelIndex label = 0;
    LabelIndex runnerUp = 0;
    float temperature = 1;
};

/// Folds what each feature contributed (value x difference of the two labels' weights / temperature) back onto the words it came
/// from: an n-gram's share goes to its occurrences evenly, an occurrence's share to its words evenly. `features` stand in the order
/// of `terms.list`.
[[nodiscard]] Reasons reasonsOf(const Contrast& contrast, const Words& words, std::span<const Ngram> ngrams, const Terms& terms,
                                std::span<const Feature> features, ReasonLimits limits);

} // namespace stillgate::triage
