// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/ledger/Merkle.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {

// The reference tree of the Certificate Transparency project (merkletree tests of the CT reference implementation).
const std::vector<std::string> kLeaves = {
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
const std::vector<std::string> kRoots = {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                         "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                         "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                         "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                         "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                         "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                         "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

struct KnownInclusion {
    std::uint64_t index;
    std::uint64_t size;
    std::vector<std::string> path;
};
const std::vector<KnownInclusion> kInclusions = {
    {0, 1, {}},
    {0,
     8,
     {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}},
    {5,
     8,
     {"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}},
    {2, 3, {"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"}},
    {1,
     5,
     {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}},
};

struct KnownConsistency {
    std::uint64_t oldSize;
    std::uint64_t newSize;
    std::vector<std::string> path;
};
const std::vector<KnownConsistency> kConsistencies = {
    {1, 1, {}},
    {1,
     8,
     {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}},
    {6,
     8,
     {"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}},
    {2,
     5,
     {"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}},
};

Digest digestOf(const std::string& hex)
{
    return *fixedFromHex<Digest>(hex);
}

std::vector<Digest> digestsOf(const std::vector<std::string>& hexes)
{
    std::vector<Digest> out;
    for (const std::string& hex : hexes) {
        out.push_back(digestOf(hex));
    }
    return out;
}

std::vector<Digest> knownLeaves()
{
    std::vector<Digest> out;
    for (const std::string& hex : kLeaves) {
        const Bytes entry = *fromHex(hex);
        out.push_back(leafHash(asText(entry)));
    }
    return out;
}

std::vector<Digest> someLeaves(std::size_t count)
{
    std::vector<Digest> out;
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(leafHash("entry " + std::to_string(i)));
    }
    return out;
}

/// The tree's root as RFC 9162 section 2.1.1 defines it.
Digest definedRoot(std::span<const Digest> leaves)
{
    if (leaves.empty()) {
        return sha256("");
    }
    if (leaves.size() == 1) {
        return leaves.front();
    }
    std::size_t split = 1;
    while (split * 2 < leaves.size()) {
        split *= 2;
    }
    return nodeHash(definedRoot(leaves.first(split)), definedRoot(leaves.subspan(split)));
}

/// A source of nodes over leaves in memory, which counts how often it is asked.
struct CountingSource {
    std::vector<Digest> leaves;
    std::size_t reads = 0;

    NodeSource source()
    {
        return [this](NodeId id) -> Result<Digest> {
            ++reads;
            const std::uint64_t begin = id.index << id.level;
            return definedRoot(std::span<const Digest>(leaves).subspan(begin, std::uint64_t{1} << id.level));
        };
    }
};

/// A tree size and two numbers up to it.
struct Sizes {
    std::size_t size;
    std::size_t other;
};

Sizes anySizes()
{
    const auto size = *rc::gen::inRange<std::size_t>(1, 300);
    return {size, *rc::gen::inRange<std::size_t>(0, size)};
}

} // namespace

class MerkleTest : public QObject {
    Q_OBJECT

private slots:
    void root_ofReferenceTree_isThePublishedOne()
    {
        Frontier frontier;
        QCOMPARE(toHex(frontier.root().view()),
                 std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        for (std::size_t i = 0; i < kLeaves.size(); ++i) {
            frontier.append(knownLeaves()[i]);
            QCOMPARE(toHex(frontier.root().view()), kRoots[i]);
            QCOMPARE(frontier.size(), i + 1);
        }
    }

    void inclusion_inReferenceTree_isThePublishedPath()
    {
        CountingSource tree{knownLeaves()};
        for (const KnownInclusion& known : kInclusions) {
            const auto proof = inclusionProof(known.index, known.size, tree.source());
            STILLGATE_VERIFY_VALUE(proof);
            QCOMPARE(proof->path, digestsOf(known.path));
            QVERIFY(verifyInclusion(*proof, knownLeaves()[known.index], digestOf(kRoots[known.size - 1])));
        }
    }

    void consistency_ofReferenceTrees_isThePublishedPath()
    {
        CountingSource tree{knownLeaves()};
        for (const KnownConsistency& known : kConsistencies) {
            const auto proof = consistencyProof(known.oldSize, known.newSize, tree.source());
            STILLGATE_VERIFY_VALUE(proof);
            QCOMPARE(proof->path, digestsOf(known.path));
            QVERIFY(verifyConsistency(*proof, digestOf(kRoots[known.oldSize - 1]), digestOf(kRoots[known.newSize - 1])));
        }
    }

    void frontier_ofAnySize_hasTheDefinedRootAndNodes()
    {
        QVERIFY(rc::check("frontier", [] {
            const auto leaves = someLeaves(*rc::gen::inRange<std::size_t>(0, 200));
            Frontier frontier;
            for (std::uint64_t i = 0; i < leaves.size(); ++i) {
                const auto completed = frontier.append(leaves[i]);
                for (unsigned level = 0; level < completed.size(); ++level) {
                    const NodeId id{level, ((i + 1) >> level) - 1};
                    RC_ASSERT(id.completedBy() == i);
                    const auto begin = id.index << level;
                    RC_ASSERT(completed[level] == definedRoot(std::span(leaves).subspan(begin, std::size_t{1} << level)));
                }
            }
            RC_ASSERT(frontier.root() == definedRoot(leaves));
            const auto again = Frontier::from(frontier.size(), frontier.roots());
            RC_ASSERT((again.has_value() && again->root() == frontier.root()));
        }));
    }

    void inclusion_ofAnyLeaf_verifiesAndReadsFewNodes()
    {
        QVERIFY(rc::check("inclusion", [] {
            const auto [size, index] = anySizes();
            CountingSource tree{someLeaves(size)};
            const auto proof = inclusionProof(index, size, tree.source());
            RC_ASSERT(proof.has_value());
            RC_ASSERT(tree.reads <= 2 * static_cast<std::size_t>(std::bit_width(size)));
            RC_ASSERT(verifyInclusion(*proof, tree.leaves[index], definedRoot(tree.leaves)));
        }));
    }

    void inclusion_withAnythingChanged_fails()
    {
        QVERIFY(rc::check("changed inclusion", [] {
            const auto [size, index] = anySizes();
            CountingSource tree{someLeaves(size)};
            const auto proof = *inclusionProof(index, size, tree.source());
            const Digest root = definedRoot(tree.leaves);
            RC_ASSERT(!verifyInclusion(proof, leafHash("another entry"), root));
            auto changed = proof;
            changed.path.push_back(root);
            RC_ASSERT(!verifyInclusion(changed, tree.leaves[index], root));
            if (size > 1) {
                changed = proof;
                changed.path[*rc::gen::inRange<std::size_t>(0, proof.path.size())].bytes[0] ^= 1U;
                RC_ASSERT(!verifyInclusion(changed, tree.leaves[index], root));
                changed = proof;
                changed.path.pop_back();
                RC_ASSERT(!verifyInclusion(changed, tree.leaves[index], root));
                changed = proof;
                changed.index = (index + 1) % size;
                RC_ASSERT(!verifyInclusion(changed, tree.leaves[index], root));
            }
        }));
    }

    void consistency_ofAnyTwoSizes_verifiesAndReadsFewNodes()
    {
        QVERIFY(rc::check("consistency", [] {
            const auto [size, older] = anySizes();
            CountingSource tree{someLeaves(size)};
            const auto proof = consistencyProof(older, size, tree.source());
            RC_ASSERT(proof.has_value());
            RC_ASSERT(tree.reads <= 2 * static_cast<std::size_t>(std::bit_width(size)));
            const Digest oldRoot = definedRoot(std::span<const Digest>(tree.leaves).first(older));
            RC_ASSERT(verifyConsistency(*proof, oldRoot, definedRoot(tree.leaves)));
        }));
    }

    void consistency_withAnythingChanged_fails()
    {
        QVERIFY(rc::check("changed consistency", [] {
            const auto size = *rc::gen::inRange<std::size_t>(2, 300);
            const auto older = *rc::gen::inRange<std::size_t>(1, size);
            CountingSource tree{someLeaves(size)};
            const auto proof = *consistencyProof(older, size, tree.source());
            const Digest oldRoot = definedRoot(std::span<const Digest>(tree.leaves).first(older));
            const Digest newRoot = definedRoot(tree.leaves);
            RC_ASSERT(!verifyConsistency(proof, leafHash("fork"), newRoot));
            RC_ASSERT(!verifyConsistency(proof, oldRoot, leafHash("fork")));
            auto changed = proof;
            changed.path[*rc::gen::inRange<std::size_t>(0, proof.path.size())].bytes[31] ^= 128U;
            RC_ASSERT(!verifyConsistency(changed, oldRoot, newRoot));
            changed = proof;
            changed.path.pop_back();
            RC_ASSERT(!verifyConsistency(changed, oldRoot, newRoot));
        }));
    }

    void proofs_beyondTheTree_areNotFound()
    {
        CountingSource tree{someLeaves(5)};
        STILLGATE_VERIFY_ERROR(inclusionProof(5, 5, tree.source()), ErrorCode::NotFound, "");
        STILLGATE_VERIFY_ERROR(consistencyProof(6, 5, tree.source()), ErrorCode::NotFound, "");
        QVERIFY(!verifyInclusion({5, 5, {}}, tree.leaves[0], definedRoot(tree.leaves)));
        QVERIFY(!verifyConsistency({6, 5, {}}, definedRoot(tree.leaves), definedRoot(tree.leaves)));
        STILLGATE_VERIFY_ERROR(Frontier::from(5, {}), ErrorCode::Malformed, "");
    }

    void consistency_fromTheEmptyTree_needsItsRoot()
    {
        const Digest root = definedRoot(someLeaves(3));
        QVERIFY(verifyConsistency({0, 3, {}}, emptyTreeRoot(), root));
        QVERIFY(!verifyConsistency({0, 3, {}}, root, root));
    }
};

QTEST_GUILESS_MAIN(MerkleTest)
#include "MerkleTest.moc"
