// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Reasons.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stillgate::triage {

namespace {

/// The sum of the products, in an order that does not depend on the width of the registers.
float product(std::span<const Lane> left, std::span<const Lane> right)
{
    Lane sums;
    for (std::size_t lane = 0; lane < left.size(); ++lane) {
        for (std::size_t i = 0; i < Lane::kWidth; ++i) {
            sums.weight[i] += left[lane].weight[i] * right[lane].weight[i];
        }
    }
    float out = 0;
    for (const float sum : sums.weight) {
        out += sum;
    }
    return out;
}

/// What one occurrence of each term contributed.
std::vector<double> sharesOf(const Contrast& contrast, const Terms& terms, std::span<const Feature> features)
{
    // Counted here, because a Term counts to 255 only.
    std::vector<std::uint32_t> occurrences(features.size());
    for (const std::uint32_t term : terms.ofNgram) {
        if (term != Terms::kUnknown) {
            ++occurrences[term];
        }
    }
    std::vector<double> shares;
    shares.reserve(features.size());
    for (std::size_t i = 0; i < features.size(); ++i) {
        const float counted = product(contrast.weights.row(features[i].id), contrast.columns);
        shares.push_back(static_cast<double>(features[i].value * counted) / occurrences[i]);
    }
    return shares;
}

void keepStrongest(std::vector<Reason>& reasons, std::size_t most)
{
    std::ranges::sort(reasons, [](const Reason& left, const Reason& right) {
        const auto strength = [](const Reason& reason) { return std::abs(reason.contribution); };
        return strength(left) != strength(right) ? strength(left) > strength(right) : left.range.begin < right.range.begin;
    });
    reasons.resize(std::min(reasons.size(), most));
}

} // namespace

Contrast contrastOf(const SoftmaxWeights& weights, std::span<const Lane> logits, std::size_t labels, LabelIndex label,
                    float temperature, Link link)
{
    Contrast out{weights, std::vector<Lane>(logits.size())};
    const auto columns = numbersOf(out.columns);
    if (link == Link::Softmax) {
        std::ranges::copy(logits, out.columns.begin());
        columns[label] = -std::numeric_limits<float>::max();
        softmaxInPlace(out.columns, labels, temperature);
        for (float& column : columns) {
            column /= -temperature;
        }
    }
    columns[label] = 1 / temperature;
    return out;
}

Reasons reasonsOf(const Contrast& contrast, const Words& words, std::span<const Ngram> ngrams, const Terms& terms,
                  std::span<const Feature> features, ReasonLimits limits)
{
    const std::vector<double> shares = sharesOf(contrast, terms, features);
    std::vector<double> ofWord(words.list.size());
    for (std::size_t i = 0; i < ngrams.size(); ++i) {
        const std::uint32_t term = terms.ofNgram[i];
        if (term == Terms::kUnknown) {
            continue;
        }
        const Ngram& ngram = ngrams[i];
        for (std::uint32_t word = 0; word < ngram.wordCount; ++word) {
            ofWord[ngram.firstWord + word] += shares[term] / ngram.wordCount;
        }
    }
    Reasons out;
    for (std::size_t i = 0; i < ofWord.size(); ++i) {
        const auto contribution = static_cast<std::int32_t>(std::lround(ofWord[i] * 1000));
        const Reason reason{{words.list[i].begin, words.list[i].end}, contribution};
        if (contribution > 0) {
            out.forLabel.push_back(reason);
        } else if (contribution < 0) {
            out.against.push_back(reason);
        }
    }
    keepStrongest(out.forLabel, limits.forLabel);
    keepStrongest(out.against, limits.against);
    return out;
}

} // namespace stillgate::triage
