// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/learning/StandingReviews.h"
#include "core/triage/Taxonomy.h"
#include "core/triage/Training.h"

namespace stillgate {

/// A review with the text it is about; the text is empty when its person was erased.
struct ReviewedText {
    StandingReview review;
    std::string redacted;

    friend bool operator==(const ReviewedText&, const ReviewedText&) = default;
};

/// What a model is trained on when people have reviewed an older one.
struct ReviewedExamples {
    std::vector<triage::Example> examples;
    std::size_t replaced = 0; ///< examples of the pack that gave way to what people said of the same text
    std::size_t erased = 0; ///< reviews whose text is gone
    std::size_t unknownIntent = 0; ///< reviews for an intent that the taxonomy does not have

    friend bool operator==(const ReviewedExamples&, const ReviewedExamples&) = default;
};

/// The pack's examples and behind them the reviewed texts, oldest review first. People have the last word on a text: an example of the
/// pack that redacts to the same one is left out, and of two reviews of equal texts the newer one counts.
[[nodiscard]] ReviewedExamples examplesWithReviews(const triage::TriagePack& pack, std::span<const ReviewedText> reviewed);

} // namespace stillgate
