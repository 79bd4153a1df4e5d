// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/triage/Features.h"
#include "core/triage/Model.h"

namespace stillgate::triage {

/// What a reason weighs: how much each column of the weights counts, the label's own for it and the others against it.
struct Contrast {
    const SoftmaxWeights& weights;
    std::vector<Lane> columns;
};

/// The label against the others as `logits` divide what it leaves among them, or for itself where labels are independent.
[[nodiscard]] Contrast contrastOf(const SoftmaxWeights& weights, std::span<const Lane> logits, std::size_t labels,
                                  LabelIndex label, float temperature, Link link);

/// Folds what each feature contributed (value x its weights as the contrast counts them) back onto the words it came
/// from: an n-gram's share goes to its occurrences evenly, an occurrence's share to its words evenly. `features` stand in the order
/// of `terms.list`.
[[nodiscard]] Reasons reasonsOf(const Contrast& contrast, const Words& words, std::span<const Ngram> ngrams, const Terms& terms,
                                std::span<const Feature> features, ReasonLimits limits);

} // namespace stillgate::triage
