// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/triage/Softmax.h"

namespace stillgate::triage {

/// What tells a message that belongs to no label from the others: how far the largest logit reaches, what share of the n-grams the
/// model knows, and how far the largest logit is over that of the background class (talk that is no request to anybody).
struct ScopeSigns {
    static constexpr std::size_t kCount = 3;
    std::array<float, kCount> values{}; ///< in the order above

    friend bool operator==(const ScopeSigns&, const ScopeSigns&) = default;
};

/// How many of a text's n-grams a model knows.
struct KnownNgrams {
    std::size_t known = 0;
    std::size_t all = 0;
};

/// Reads the signs off the logits of a text; the column behind the labels, if there is one, is that of the background class.
[[nodiscard]] ScopeSigns scopeSignsOf(std::span<const Lane> logits, std::size_t labels, std::size_t columns,
                                      KnownNgrams ngrams);

/// How the signs add up. A message whose score lies under the threshold is out of scope.
struct Scope {
    std::array<float, ScopeSigns::kCount> weights{1, 1, 1};
    float offset = 0;
    float threshold = 0;

    [[nodiscard]] float score(const ScopeSigns& signs) const;
    [[nodiscard]] bool isForeign(float score) const { return !(score >= threshold); }

    friend bool operator==(const Scope&, const Scope&) = default;
};

/// Logistic regression of inside against outside on the signs, each brought to the mean 0 and deviation 1 of the inside. A pull towards
/// equal weights decides where there is little or nothing outside. The threshold is that under which `lost` of the inside lie.
[[nodiscard]] Scope fitScope(std::span<const ScopeSigns> inside, std::span<const ScopeSigns> outside, double lost);

} // namespace stillgate::triage
