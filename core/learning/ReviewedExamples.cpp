// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/ReviewedExamples.h"

#include <algorithm>
#include <map>

namespace stillgate {

ReviewedExamples examplesWithReviews(const triage::TriagePack& pack, std::span<const ReviewedText> reviewed)
{
    ReviewedExamples out;
    std::map<std::string, const StandingReview*> byText; // the review that counts for each text
    for (const ReviewedText& one : reviewed) {
        if (one.redacted.empty()) {
            ++out.erased;
        } else if (pack.taxonomy.intent(one.review.intent) == nullptr) {
            ++out.unknownIntent;
        } else {
            const auto [at, isNew] = byText.emplace(one.redacted, &one.review);
            at->second = isNew || at->second->event < one.review.event ? &one.review : at->second;
        }
    }
    for (triage::Example& example : triage::examplesOf(pack)) {
        if (byText.contains(triage::redact(example.text).text())) {
            ++out.replaced;
        } else {
            out.examples.push_back(std::move(example));
        }
    }
    std::vector<std::pair<const StandingReview*, std::string>> ordered;
    for (auto& [text, review] : byText) {
        ordered.emplace_back(review, text);
    }
    std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.first->event < b.first->event; });
    for (auto& [review, text] : ordered) {
        const bool accepted = review->verdict == ReviewVerdict::Accept;
        out.examples.push_back(
            {std::move(text), review->intent, accepted ? triage::ExampleSource::Accepted : triage::ExampleSource::Corrected});
    }
    return out;
}

} // namespace stillgate
