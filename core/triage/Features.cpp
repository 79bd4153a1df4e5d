// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Features.h"

#include <bit>
#include <cmath>

namespace stillgate::triage {

namespace {

std::array<float, 256> countWeights()
{
    std::array<float, 256> weights{};
    for (std::size_t count = 1; count < weights.size(); ++count) {
        weights[count] = static_cast<float>(1.0 + std::log(static_cast<double>(count)));
    }
    return weights;
}

} // namespace

Terms termsOf(const Vocabulary& vocabulary, std::span<const Ngram> ngrams)
{
    // The table of the vocabulary is larger than the caches: all its reads are asked for before the first is used.
    for (const Ngram& ngram : ngrams) {
        vocabulary.prefetch(ngram.hash);
    }
    Terms out;
    out.list.reserve(ngrams.size());
    out.ofNgram.reserve(ngrams.size());
    // A small open-addressing table finds the term of an id that occurred before.
    const std::size_t mask = std::bit_ceil(ngrams.size() * 2 + 1) - 1;
    std::vector<std::uint32_t> slots(mask + 1, Terms::kUnknown);
    for (const Ngram& ngram : ngrams) {
        const auto id = vocabulary.find(ngram.hash);
        if (!id) {
            out.ofNgram.push_back(Terms::kUnknown);
            continue;
        }
        std::size_t slot = ngram.hash >> 32U & mask;
        while (slots[slot] != Terms::kUnknown && out.list[slots[slot]].id() != *id) {
            slot = (slot + 1) & mask;
        }
        if (slots[slot] == Terms::kUnknown) {
            slots[slot] = static_cast<std::uint32_t>(out.list.size());
            out.list.emplace_back(*id);
        } else {
            out.list[slots[slot]].again();
        }
        out.ofNgram.push_back(slots[slot]);
    }
    return out;
}

FeatureSpace FeatureSpace::fit(const Vocabulary& vocabulary, const TermTable& table, std::span<const std::uint32_t> chosen)
{
    std::vector<std::uint32_t> texts(vocabulary.size());
    for (const std::uint32_t text : chosen) {
        for (const Term term : table[text]) {
            ++texts[term.id()];
        }
    }
    std::vector<float> inverse(texts.size());
    const double all = static_cast<double>(chosen.size()) + 1;
    for (std::size_t id = 0; id < texts.size(); ++id) {
        inverse[id] = texts[id] > 0 ? static_cast<float>(std::log(all / (texts[id] + 1.0)) + 1.0) : 0.0F;
    }
    return {std::move(inverse), vocabulary.wordFeatures()};
}

std::size_t FeatureSpace::knownOf(std::span<const Term> terms) const
{
    std::size_t known = 0;
    for (const Term term : terms) {
        known += m_inverse[term.id()] > 0 ? term.count() : 0;
    }
    return known;
}

void FeatureSpace::weigh(std::span<const Term> terms, std::vector<Feature>& out) const
{
    static const std::array<float, 256> kCountWeights = countWeights();
    out.clear();
    std::array<float, kBlocks> squares{};
    for (const Term term : terms) {
        const std::uint32_t id = term.id();
        const float value = m_inverse[id] * kCountWeights[term.count()];
        if (value > 0) {
            out.push_back({id, value});
            squares[id < m_wordFeatures ? 0 : 1] += value * value;
        }
    }
    std::array<float, kBlocks> factors{};
    for (std::size_t block = 0; block < kBlocks; ++block) {
        factors[block] = squares[block] > 0 ? 1.0F / std::sqrt(squares[block]) : 0.0F;
    }
    for (Feature& feature : out) {
        feature.value *= factors[feature.id < m_wordFeatures ? 0 : 1];
    }
}

} // namespace stillgate::triage
