// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Ngrams.h"

#include <algorithm>

namespace stillgate::triage {

namespace {

constexpr std::size_t kLongestWordNgram = 3;
constexpr std::size_t kShortestCharacterNgram = 2;
constexpr std::size_t kLongestCharacterNgram = 5;
/// Of a word longer than any real one (a pasted token) the beginning counts.
constexpr std::size_t kMostCharacters = 64;

// FNV-1a over the bytes (draft-eastlake-fnv), then the finaliser of MurmurHash3, which spreads what FNV leaves clustered.
constexpr std::uint64_t kSeed = 14695981039346656037U;

std::uint64_t step(std::uint64_t hash, char byte)
{
    return (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
}

std::uint64_t finish(std::uint64_t hash)
{
    hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdU;
    hash = (hash ^ (hash >> 33U)) * 0xc4ceb9fe1a85ec53U;
    return hash ^ (hash >> 33U);
}

bool continuesCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

void addWordNgrams(const Words& words, std::vector<Ngram>& out)
{
    std::vector<std::uint64_t> hashes;
    hashes.reserve(words.list.size());
    for (const Word& word : words.list) {
        std::uint64_t hash = kSeed;
        for (const char byte : words.foldedText(word)) {
            hash = step(hash, byte);
        }
        hashes.push_back(finish(hash));
    }
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        std::uint64_t hash = 0;
        const std::size_t most = std::min(kLongestWordNgram, hashes.size() - i);
        for (std::size_t n = 1; n <= most; ++n) {
            hash = finish(hash * 31 + hashes[i + n - 1]);
            out.push_back({hash + n, static_cast<std::uint32_t>(i), static_cast<std::uint8_t>(n), Block::Word});
        }
    }
}

/// All n-grams that begin at one character; the hash grows with them.
void addFrom(std::string_view padded, std::size_t begin, std::uint32_t word, std::vector<Ngram>& out)
{
    std::uint64_t hash = kSeed;
    std::size_t at = begin;
    for (std::size_t n = 1; n <= kLongestCharacterNgram && at < padded.size(); ++n) {
        do {
            hash = step(hash, padded[at++]);
        } while (at < padded.size() && continuesCharacter(padded[at]));
        if (n >= kShortestCharacterNgram) {
            out.push_back({finish(hash + n), word, 1, Block::Character});
        }
    }
}

void addCharacterNgrams(const Words& words, std::vector<Ngram>& out)
{
    for (std::size_t i = 0; i < words.list.size(); ++i) {
        const Word& word = words.list[i];
        if (word.kind != WordKind::Text) {
            continue;
        }
        // The blanks on both sides are in `folded` already.
        const auto padded = std::string_view(words.folded).substr(word.foldedBegin - 1, word.foldedEnd - word.foldedBegin + 2);
        std::size_t characters = 0;
        for (std::size_t at = 0; at < padded.size() && characters < kMostCharacters; ++at) {
            if (!continuesCharacter(padded[at])) {
                addFrom(padded, at, static_cast<std::uint32_t>(i), out);
                ++characters;
            }
        }
    }
}

} // namespace

void ngramsOf(const Words& words, std::vector<Ngram>& out)
{
    out.clear();
    out.reserve(words.list.size() * kLongestWordNgram + words.folded.size() * (kLongestCharacterNgram - 1));
    addWordNgrams(words, out);
    addCharacterNgrams(words, out);
}

} // namespace stillgate::triage
