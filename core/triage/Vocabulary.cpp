// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Vocabulary.h"

#include <algorithm>
#include <bit>

namespace stillgate::triage {

namespace {

constexpr std::uint32_t kCharacterBit = 0x80000000;
constexpr std::size_t kFirstSlots = 1U << 14U;

} // namespace

Result<Vocabulary> Vocabulary::fromHashes(std::vector<std::uint64_t> hashes, std::uint32_t wordFeatures)
{
    if (wordFeatures > hashes.size()) {
        return fail(ErrorCode::Malformed, "vocabulary", "more word features than features");
    }
    Vocabulary out;
    out.m_slots.assign(std::bit_ceil(hashes.size() * 2 + 1), {});
    out.m_mask = out.m_slots.size() - 1;
    out.m_wordFeatures = wordFeatures;
    for (std::uint32_t id = 0; id < hashes.size(); ++id) {
        std::size_t slot = hashes[id] & out.m_mask;
        while (out.m_slots[slot].id != kFree) {
            if (out.m_slots[slot].hash == hashes[id]) {
                return fail(ErrorCode::Malformed, "vocabulary", "a feature stands twice");
            }
            slot = (slot + 1) & out.m_mask;
        }
        out.m_slots[slot] = {hashes[id], id};
    }
    out.m_hashes = std::move(hashes);
    return out;
}

VocabularyBuilder::VocabularyBuilder() : m_slots(kFirstSlots) {}

VocabularyBuilder::Count& VocabularyBuilder::slotOf(std::uint64_t hash)
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hash & mask;
    while (m_slots[slot].texts != 0 && m_slots[slot].hash != hash) {
        slot = (slot + 1) & mask;
    }
    return m_slots[slot];
}

void VocabularyBuilder::grow()
{
    std::vector<Count> old(m_slots.size() * 2);
    old.swap(m_slots);
    for (const Count& count : old) {
        if (count.texts != 0) {
            slotOf(count.hash) = count;
        }
    }
}

void VocabularyBuilder::add(std::span<const Ngram> text)
{
    ++m_texts;
    for (const Ngram& ngram : text) {
        if (m_used * 4 > m_slots.size() * 3) {
            grow();
        }
        Count& count = slotOf(ngram.hash);
        if (count.texts == 0) {
            ++m_used;
            count = {ngram.hash, 0, ngram.block == Block::Character ? kCharacterBit : 0U};
        }
        if ((count.lastText & ~kCharacterBit) != m_texts) {
            ++count.texts;
            count.lastText = (count.lastText & kCharacterBit) | m_texts;
        }
    }
}

Vocabulary VocabularyBuilder::build(std::size_t most) const
{
    std::vector<Count> counts;
    counts.reserve(m_used);
    std::ranges::copy_if(m_slots, std::back_inserter(counts), [](const Count& count) { return count.texts != 0; });
    const auto moreFrequent = [](const Count& left, const Count& right) {
        return left.texts != right.texts ? left.texts > right.texts : left.hash < right.hash;
    };
    if (counts.size() > most) {
        std::ranges::nth_element(counts, counts.begin() + static_cast<std::ptrdiff_t>(most), moreFrequent);
        counts.resize(most);
    }
    const auto isWord = [](const Count& count) { return (count.lastText & kCharacterBit) == 0; };
    const auto characters = std::ranges::partition(counts, isWord);
    std::sort(counts.begin(), characters.begin(), moreFrequent);
    std::sort(characters.begin(), counts.end(), moreFrequent);

    std::vector<std::uint64_t> hashes;
    hashes.reserve(counts.size());
    std::ranges::transform(counts, std::back_inserter(hashes), &Count::hash);
    // The hashes are keys of a table, so none stands twice.
    return *Vocabulary::fromHashes(std::move(hashes), static_cast<std::uint32_t>(characters.begin() - counts.begin()));
}

} // namespace stillgate::triage
