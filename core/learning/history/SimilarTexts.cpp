// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/history/SimilarTexts.h"

#include <algorithm>
#include <limits>

#include "core/triage/Ngrams.h"
#include "core/triage/Shuffle.h"

namespace stillgate::history {

namespace {

constexpr std::uint64_t kSeed = 20260302; // any will do, so long as it stays: the same file gives the same report
constexpr std::uint32_t kCountedWords = 256;
constexpr std::size_t kLeastEqual = 51; // of 64 permutations: four fifths

std::uint64_t bucketOf(std::size_t band, std::span<const std::uint32_t> values)
{
    std::uint64_t hash = band + 1;
    for (const std::uint32_t value : values) {
        hash = (hash ^ value) * 0x9E3779B97F4A7C15U;
        hash ^= hash >> 29U;
    }
    return hash;
}

} // namespace

SimilarTexts::SimilarTexts()
{
    triage::Random random(kSeed);
    std::ranges::generate(m_factors, [&random] { return random() | 1U; });
}

bool SimilarTexts::sign(const triage::Redaction& text, Signature& out) const
{
    std::vector<triage::Ngram> ngrams;
    triage::ngramsOf(triage::splitWords(text.text()), ngrams);
    out.fill(std::numeric_limits<std::uint32_t>::max());
    bool hasWords = false;
    for (const triage::Ngram& ngram : ngrams) {
        if (ngram.block != triage::Block::Word || ngram.wordCount > 2 || ngram.firstWord >= kCountedWords) {
            continue;
        }
        hasWords = true;
        for (std::size_t i = 0; i < kPermutations; ++i) {
            out[i] = std::min(out[i], static_cast<std::uint32_t>((ngram.hash * m_factors[i]) >> 32U));
        }
    }
    return hasWords;
}

std::optional<SimilarTexts::Match> SimilarTexts::add(const triage::Redaction& text)
{
    const std::uint32_t self = m_texts++;
    First next{self, {}};
    if (!sign(text, next.signature)) {
        return std::nullopt;
    }
    constexpr std::size_t kWidth = kPermutations / kBands;
    const auto here = static_cast<std::uint32_t>(m_firsts.size());
    std::array<std::uint64_t, kBands> buckets{};
    for (std::size_t band = 0; band < kBands; ++band) {
        buckets[band] = bucketOf(band, std::span(next.signature).subspan(band * kWidth, kWidth));
        const auto found = m_buckets.find(buckets[band]);
        if (found == m_buckets.end()) {
            continue;
        }
        const First& first = m_firsts[found->second];
        std::size_t equal = 0;
        for (std::size_t i = 0; i < kPermutations; ++i) {
            equal += first.signature[i] == next.signature[i] ? 1U : 0U;
        }
        if (equal >= kLeastEqual) {
            return Match{first.text, equal == kPermutations};
        }
    }
    for (const std::uint64_t bucket : buckets) {
        m_buckets.emplace(bucket, here);
    }
    m_firsts.push_back(next);
    return std::nullopt;
}

} // namespace stillgate::history
