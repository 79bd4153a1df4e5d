// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/triage/Redaction.h"

namespace stillgate::history {

/// Finds texts that say nearly the same, each in time that does not grow with the number of texts. Two are similar when the sets of their
/// words and word pairs (of the first 256 words; numbers count by their length) overlap by four fifths or more: Jaccard's measure, estimated by
/// MinHash (Broder 1997) over 64 permutations, which is right to within 0.1 nineteen times in twenty; candidates come from 16 bands of 4.
class SimilarTexts {
public:
    struct Match {
        std::uint32_t first = 0; ///< the text, counted from 0, that the group began with
        bool isEqual = false; ///< the words are the same, so far as 64 permutations tell
    };

    SimilarTexts();
    /// The next text. Nothing when none before is similar: it may then begin a group. A text without words is similar to none.
    [[nodiscard]] std::optional<Match> add(const triage::Redaction& text);

private:
    static constexpr std::size_t kPermutations = 64;
    static constexpr std::size_t kBands = 16;
    using Signature = std::array<std::uint32_t, kPermutations>;

    /// False when the text has no words.
    [[nodiscard]] bool sign(const triage::Redaction& text, Signature& out) const;

    struct First {
        std::uint32_t text = 0;
        Signature signature;
    };

    std::array<std::uint64_t, kPermutations> m_factors{};
    std::vector<First> m_firsts;
    std::unordered_map<std::uint64_t, std::uint32_t> m_buckets; ///< of a band and what stands in it, to the first there
    std::uint32_t m_texts = 0;
};

} // namespace stillgate::history
