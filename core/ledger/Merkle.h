// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/Digest.h"

/// The Merkle tree of RFC 9162 section 2.1 (the same as RFC 6962's) over SHA-256.
namespace stillgate {

/// SHA-256(0x00 || entry)
[[nodiscard]] Digest leafHash(std::string_view entry);
/// SHA-256(0x01 || left || right)
[[nodiscard]] Digest nodeHash(const Digest& left, const Digest& right);
/// SHA-256 of nothing
[[nodiscard]] Digest emptyTreeRoot();

/// What a ledger amounts to at one moment.
struct TreeHead {
    std::uint64_t size = 0;
    Digest root = emptyTreeRoot();

    friend bool operator==(const TreeHead&, const TreeHead&) = default;
};

/// The root of the complete subtree over leaves [index << level, (index + 1) << level).
struct NodeId {
    unsigned level = 0;
    std::uint64_t index = 0;

    friend bool operator==(const NodeId&, const NodeId&) = default;

    /// The leaf whose arrival completes the subtree.
    [[nodiscard]] std::uint64_t completedBy() const { return ((index + 1) << level) - 1; }
};

/// The complete subtrees of a tree, largest first: all that is needed to append and to know the root.
class Frontier {
public:
    Frontier() = default;
    /// `roots` of the complete subtrees of a tree of `size` leaves, as subtrees() lists them. Malformed when their number is
    /// another one.
    [[nodiscard]] static Result<Frontier> from(std::uint64_t size, std::vector<Digest> roots);
    [[nodiscard]] static std::vector<NodeId> subtrees(std::uint64_t size);

    /// Adds a leaf. Returns the roots of the subtrees it completes, by level from the leaf itself on; valid until the next call.
    std::span<const Digest> append(const Digest& leaf);

    [[nodiscard]] std::uint64_t size() const { return m_size; }
    [[nodiscard]] const std::vector<Digest>& roots() const { return m_roots; }
    [[nodiscard]] Digest root() const;
    [[nodiscard]] TreeHead head() const { return {m_size, root()}; }

private:
    std::uint64_t m_size = 0;
    std::vector<Digest> m_roots;
    std::array<Digest, 65> m_completed;
};

/// Shows that a leaf stands at `index` in the tree of `size` leaves. `path` runs from the leaf to the root.
struct InclusionProof {
    std::uint64_t index = 0;
    std::uint64_t size = 0;
    std::vector<Digest> path;

    friend bool operator==(const InclusionProof&, const InclusionProof&) = default;
};

/// Shows that the tree of `oldSize` leaves is the beginning of the tree of `newSize` leaves.
struct ConsistencyProof {
    std::uint64_t oldSize = 0;
    std::uint64_t newSize = 0;
    std::vector<Digest> path;

    friend bool operator==(const ConsistencyProof&, const ConsistencyProof&) = default;
};

/// Where proofs get the roots of complete subtrees from. Asked for O(log size) of them.
using NodeSource = std::function<Result<Digest>(NodeId)>;

/// RFC 9162 section 2.1.3.1. NotFound when the tree has no such leaf.
[[nodiscard]] Result<InclusionProof> inclusionProof(std::uint64_t index, std::uint64_t size, const NodeSource& node);
/// RFC 9162 section 2.1.4.1. NotFound when `oldSize` is over `newSize`. From the empty tree the path is empty.
[[nodiscard]] Result<ConsistencyProof> consistencyProof(std::uint64_t oldSize, std::uint64_t newSize, const NodeSource& node);

/// RFC 9162 section 2.1.3.2
[[nodiscard]] bool verifyInclusion(const InclusionProof& proof, const Digest& leaf, const Digest& root);
/// RFC 9162 section 2.1.4.2. Every tree extends the empty one.
[[nodiscard]] bool verifyConsistency(const ConsistencyProof& proof, const Digest& oldRoot, const Digest& newRoot);

template <typename Visitor>
void describe(Visitor& visit, TreeHead& head)
{
    visit("size", head.size);
    visit("root", head.root);
}

template <typename Visitor>
void describe(Visitor& visit, InclusionProof& proof)
{
    visit("index", proof.index);
    visit("size", proof.size);
    visit("path", proof.path);
}

template <typename Visitor>
void describe(Visitor& visit, ConsistencyProof& proof)
{
    visit("old_size", proof.oldSize);
    visit("new_size", proof.newSize);
    visit("path", proof.path);
}

} // namespace stillgate
