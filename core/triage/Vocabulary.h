// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/base/Result.h"
#include "core/triage/Ngrams.h"

namespace stillgate::triage {

/// Which n-grams a model knows. Ids are dense: those of the word block first, in each block the most frequent first, so that the rows
/// used most lie together in memory.
class Vocabulary {
public:
    Vocabulary() = default;

    /// `hashes` by id, the first `wordFeatures` of them of the word block. Malformed when one stands twice.
    [[nodiscard]] static Result<Vocabulary> fromHashes(std::vector<std::uint64_t> hashes, std::uint32_t wordFeatures);

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(m_hashes.size()); }
    [[nodiscard]] std::uint32_t wordFeatures() const { return m_wordFeatures; }
    [[nodiscard]] const std::vector<std::uint64_t>& hashes() const { return m_hashes; }
    [[nodiscard]] Block blockOf(std::uint32_t id) const { return id < m_wordFeatures ? Block::Word : Block::Character; }

    [[nodiscard]] std::optional<std::uint32_t> find(std::uint64_t hash) const
    {
        for (std::size_t slot = hash & m_mask;; slot = (slot + 1) & m_mask) {
            const Slot& entry = m_slots[slot];
            if (entry.id == kFree) {
                return std::nullopt;
            }
            if (entry.hash == hash) {
                return entry.id;
            }
        }
    }
    /// Asks the processor to fetch what find() will read.
    void prefetch(std::uint64_t hash) const { __builtin_prefetch(&m_slots[hash & m_mask]); }

private:
    static constexpr std::uint32_t kFree = 0xFFFFFFFF;
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t id = kFree;
    };

    std::vector<std::uint64_t> m_hashes;
    std::vector<Slot> m_slots{1}; ///< open addressing, at most half full
    std::size_t m_mask = 0;
    std::uint32_t m_wordFeatures = 0;
};

/// Counts in how many texts each n-gram occurs, and makes the vocabulary of the most frequent.
class VocabularyBuilder {
public:
    VocabularyBuilder();

    void add(std::span<const Ngram> text);
    /// At most `most` features. The same texts in any order give the same vocabulary.
    [[nodiscard]] Vocabulary build(std::size_t most) const;

private:
    struct Count {
        std::uint64_t hash = 0;
        std::uint32_t texts = 0; ///< 0: the slot is free
        std::uint32_t lastText = 0; ///< an n-gram counts once a text; the highest bit is its block
    };

    Count& slotOf(std::uint64_t hash);
    void grow();

    std::vector<Count> m_slots;
    std::size_t m_used = 0;
    std::uint32_t m_texts = 0;
};

} // namespace stillgate::triage
