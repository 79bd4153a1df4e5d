// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/Merkle.h"

#include <algorithm>
#include <bit>

namespace stillgate {

namespace {

constexpr std::array<std::uint8_t, 1> kLeafPrefix{0x00};
constexpr std::array<std::uint8_t, 1> kNodePrefix{0x01};

/// The largest power of two below `count`, which is 2 at least.
std::uint64_t splitOf(std::uint64_t count)
{
    return std::bit_floor(count - 1);
}

/// The root over leaves [begin, end), where `begin` is a multiple of the power of two that holds the range.
Result<Digest> rangeRoot(std::uint64_t begin, std::uint64_t end, const NodeSource& node)
{
    std::vector<Digest> parts;
    while (begin < end) {
        const auto level = static_cast<unsigned>(std::bit_width(end - begin) - 1);
        auto part = node({level, begin >> level});
        if (!part) {
            return part;
        }
        parts.push_back(*part);
        begin += std::uint64_t{1} << level;
    }
    Digest root = parts.back();
    for (auto part = std::next(parts.rbegin()); part != parts.rend(); ++part) {
        root = nodeHash(*part, root);
    }
    return root;
}

struct Range {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

/// The roots over `ranges`, which were collected from the tree's root downwards, in the order of a path.
Result<std::vector<Digest>> pathOver(const std::vector<Range>& ranges, const NodeSource& node)
{
    std::vector<Digest> path;
    for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
        auto root = rangeRoot(range->begin, range->end, node);
        if (!root) {
            return tl::make_unexpected(std::move(root.error()));
        }
        path.push_back(*root);
    }
    return path;
}

} // namespace

Digest leafHash(std::string_view entry)
{
    return sha256({kLeafPrefix, asBytes(entry)});
}

Digest nodeHash(const Digest& left, const Digest& right)
{
    return sha256({kNodePrefix, left.view(), right.view()});
}

Digest emptyTreeRoot()
{
    return sha256(std::string_view());
}

Result<Frontier> Frontier::from(std::uint64_t size, std::vector<Digest> roots)
{
    if (static_cast<std::size_t>(std::popcount(size)) != roots.size()) {
        return fail(ErrorCode::Malformed, {}, "a tree of " + std::to_string(size) + " leaves has another number of subtrees");
    }
    Frontier out;
    out.m_size = size;
    out.m_roots = std::move(roots);
    return out;
}

std::vector<NodeId> Frontier::subtrees(std::uint64_t size)
{
    std::vector<NodeId> out;
    std::uint64_t begin = 0;
    while (begin < size) {
        const auto level = static_cast<unsigned>(std::bit_width(size - begin) - 1);
        out.push_back({level, begin >> level});
        begin += std::uint64_t{1} << level;
    }
    return out;
}

std::span<const Digest> Frontier::append(const Digest& leaf)
{
    std::size_t completed = 0;
    m_completed[completed++] = leaf;
    for (std::uint64_t rest = m_size; (rest & 1U) != 0; rest >>= 1U) {
        m_completed[completed] = nodeHash(m_roots.back(), m_completed[completed - 1]);
        ++completed;
        m_roots.pop_back();
    }
    m_roots.push_back(m_completed[completed - 1]);
    ++m_size;
    return std::span(m_completed).first(completed);
}

Digest Frontier::root() const
{
    if (m_roots.empty()) {
        return emptyTreeRoot();
    }
    Digest root = m_roots.back();
    for (auto part = std::next(m_roots.rbegin()); part != m_roots.rend(); ++part) {
        root = nodeHash(*part, root);
    }
    return root;
}

Result<InclusionProof> inclusionProof(std::uint64_t index, std::uint64_t size, const NodeSource& node)
{
    if (index >= size) {
        return fail(ErrorCode::NotFound, {},
                    "a tree of " + std::to_string(size) + " leaves has no leaf " + std::to_string(index));
    }
    std::vector<Range> siblings;
    Range range{0, size};
    while (range.end - range.begin > 1) {
        const std::uint64_t middle = range.begin + splitOf(range.end - range.begin);
        if (index < middle) {
            siblings.push_back({middle, range.end});
            range.end = middle;
        } else {
            siblings.push_back({range.begin, middle});
            range.begin = middle;
        }
    }
    return pathOver(siblings, node).map([&](std::vector<Digest>&& path) {
        return InclusionProof{index, size, std::move(path)};
    });
}

Result<ConsistencyProof> consistencyProof(std::uint64_t oldSize, std::uint64_t newSize, const NodeSource& node)
{
    if (oldSize > newSize) {
        return fail(ErrorCode::NotFound, {},
                    "the ledger has " + std::to_string(newSize) + " events, not " + std::to_string(oldSize));
    }
    if (oldSize == 0) {
        return ConsistencyProof{oldSize, newSize, {}};
    }
    std::vector<Range> parts;
    Range range{0, newSize};
    while (range.end != oldSize) {
        const std::uint64_t middle = range.begin + splitOf(range.end - range.begin);
        if (oldSize <= middle) {
            parts.push_back({middle, range.end});
            range.end = middle;
        } else {
            parts.push_back({range.begin, middle});
            range.begin = middle;
        }
    }
    // Where the old tree is itself a complete subtree the verifier knows its root.
    if (range.begin != 0) {
        parts.push_back(range);
    }
    return pathOver(parts, node).map([&](std::vector<Digest>&& path) {
        return ConsistencyProof{oldSize, newSize, std::move(path)};
    });
}

bool verifyInclusion(const InclusionProof& proof, const Digest& leaf, const Digest& root)
{
    if (proof.index >= proof.size) {
        return false;
    }
    std::uint64_t position = proof.index;
    std::uint64_t last = proof.size - 1;
    Digest hash = leaf;
    for (const Digest& sibling : proof.path) {
        if (last == 0) {
            return false;
        }
        if ((position & 1U) != 0 || position == last) {
            hash = nodeHash(sibling, hash);
            while ((position & 1U) == 0 && position != 0) {
                position >>= 1U;
                last >>= 1U;
            }
        } else {
            hash = nodeHash(hash, sibling);
        }
        position >>= 1U;
        last >>= 1U;
    }
    return last == 0 && hash == root;
}

bool verifyConsistency(const ConsistencyProof& proof, const Digest& oldRoot, const Digest& newRoot)
{
    if (proof.oldSize > proof.newSize) {
        return false;
    }
    if (proof.oldSize == proof.newSize) {
        return proof.path.empty() && oldRoot == newRoot;
    }
    if (proof.oldSize == 0) {
        return proof.path.empty() && oldRoot == emptyTreeRoot();
    }
    std::vector<Digest> path = proof.path;
    if (std::has_single_bit(proof.oldSize)) {
        path.insert(path.begin(), oldRoot);
    }
    if (path.empty()) {
        return false;
    }
    const int shared = std::countr_one(proof.oldSize - 1);
    std::uint64_t position = (proof.oldSize - 1) >> shared;
    std::uint64_t last = (proof.newSize - 1) >> shared;
    Digest older = path.front();
    Digest newer = path.front();
    for (auto sibling = std::next(path.begin()); sibling != path.end(); ++sibling) {
        if (last == 0) {
            return false;
        }
        if ((position & 1U) != 0 || position == last) {
            older = nodeHash(*sibling, older);
            newer = nodeHash(*sibling, newer);
            while ((position & 1U) == 0 && position != 0) {
                position >>= 1U;
                last >>= 1U;
            }
        } else {
            newer = nodeHash(newer, *sibling);
        }
        position >>= 1U;
        last >>= 1U;
    }
    return last == 0 && older == oldRoot && newer == newRoot;
}

} // namespace stillgate
