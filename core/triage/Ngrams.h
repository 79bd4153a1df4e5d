// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/triage/Words.h"

namespace stillgate::triage {

/// Goes up whenever the same words would give other n-grams or other hashes: models of another version are refused.
inline constexpr std::uint32_t kNgramVersion = 1;

/// Word and character n-grams are two blocks, each brought to length 1 on its own, so that neither drowns the other.
enum class Block : std::uint8_t { Word, Character };
inline constexpr std::size_t kBlocks = 2;

/// One occurrence of an n-gram: a 64-bit hash stands for its text, so that no model holds anybody's words.
struct Ngram {
    std::uint64_t hash = 0;
    std::uint32_t firstWord = 0; ///< index into Words::list
    std::uint8_t wordCount = 1;
    Block block = Block::Word;

    friend bool operator==(const Ngram&, const Ngram&) = default;
};

/// Word 1- to 3-grams, and 2- to 5-grams of characters within each word of kind Text, the blanks around it included. `out` is replaced.
void ngramsOf(const Words& words, std::vector<Ngram>& out);

} // namespace stillgate::triage
