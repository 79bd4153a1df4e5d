// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/triage/Vocabulary.h"

namespace stillgate::triage {

/// A known n-gram and how often a text holds it, in four bytes, so that large sets stay in memory: 24 bits of id, 8 of count.
class Term {
public:
    static constexpr std::uint32_t kMostIds = 1U << 24U;

    constexpr explicit Term(std::uint32_t id) : m_packed(id << 8U | 1U) {}
    [[nodiscard]] constexpr std::uint32_t id() const { return m_packed >> 8U; }
    [[nodiscard]] constexpr std::uint32_t count() const { return m_packed & 0xFFU; }
    /// Counts on; what occurs more than 255 times occurs often.
    constexpr void again() { m_packed += count() < 0xFF ? 1U : 0U; }

    friend constexpr auto operator<=>(const Term&, const Term&) = default;

private:
    std::uint32_t m_packed;
};

/// The known terms of one text in the order of their first occurrence.
struct Terms {
    static constexpr std::uint32_t kUnknown = 0xFFFFFFFF;

    std::vector<Term> list;
    std::vector<std::uint32_t> ofNgram; ///< for each n-gram its index in `list`, or kUnknown
};

[[nodiscard]] Terms termsOf(const Vocabulary& vocabulary, std::span<const Ngram> ngrams);

/// Many texts as terms, one behind the other.
class TermTable {
public:
    void add(std::span<const Term> text)
    {
        m_terms.insert(m_terms.end(), text.begin(), text.end());
        m_ends.push_back(m_terms.size());
    }
    [[nodiscard]] std::size_t size() const { return m_ends.size(); }
    [[nodiscard]] std::span<const Term> operator[](std::size_t text) const
    {
        const std::size_t begin = text == 0 ? 0 : m_ends[text - 1];
        return {m_terms.data() + begin, m_ends[text] - begin};
    }

private:
    std::vector<Term> m_terms;
    std::vector<std::size_t> m_ends;
};

/// One coordinate of a text's vector.
struct Feature {
    std::uint32_t id = 0;
    float value = 0;
};

/// Turns terms into vectors: (1 + ln count) x inverse document frequency, each block brought to length 1.
class FeatureSpace {
public:
    FeatureSpace() = default;
    /// `inverseFrequencies` by id; 0 marks a feature this space does not know.
    FeatureSpace(std::vector<float> inverseFrequencies, std::uint32_t wordFeatures)
        : m_inverse(std::move(inverseFrequencies)), m_wordFeatures(wordFeatures)
    {
    }

    /// Document frequencies over the chosen texts: ln((1 + texts) / (1 + texts that hold it)) + 1.
    [[nodiscard]] static FeatureSpace fit(const Vocabulary& vocabulary, const TermTable& table,
                                          std::span<const std::uint32_t> chosen);

    [[nodiscard]] const std::vector<float>& inverseFrequencies() const { return m_inverse; }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(m_inverse.size()); }

    /// Replaces `out` with a feature for each term this space knows, in the order of the terms.
    void weigh(std::span<const Term> terms, std::vector<Feature>& out) const;

private:
    std::vector<float> m_inverse;
    std::uint32_t m_wordFeatures = 0;
};

} // namespace stillgate::triage
