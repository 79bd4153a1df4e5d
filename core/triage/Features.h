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

/// A list for each of many texts, one behind the other.
template <typename T>
class TextTable {
public:
    void add(std::span<const T> text)
    {
        m_items.insert(m_items.end(), text.begin(), text.end());
        m_ends.push_back(m_items.size());
    }
    [[nodiscard]] std::size_t size() const { return m_ends.size(); }
    [[nodiscard]] std::span<const T> operator[](std::size_t text) const
    {
        const std::size_t begin = text == 0 ? 0 : m_ends[text - 1];
        return {m_items.data() + begin, m_ends[text] - begin};
    }

    friend bool operator==(const TextTable&, const TextTable&) = default;

private:
    std::vector<T> m_items;
    std::vector<std::size_t> m_ends;
};

using TermTable = TextTable<Term>;

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
    /// How many of a text's n-grams are known here, each occurrence counted.
    [[nodiscard]] std::size_t knownOf(std::span<const Term> terms) const;

    /// Replaces `out` with a feature for each term this space knows, in the order of the terms.
    void weigh(std::span<const Term> terms, std::vector<Feature>& out) const;

private:
    std::vector<float> m_inverse;
    std::uint32_t m_wordFeatures = 0;
};

} // namespace stillgate::triage
