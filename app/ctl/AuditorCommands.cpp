// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/AuditorCommands.h"

#include <iostream>
#include <iterator>
#include <map>
#include <memory>

#include "app/ctl/Reach.h"
#include "core/base/JsonCodec.h"
#include "core/base/Signature.h"
#include "core/ledger/Merkle.h"

namespace stillgate::ctl {

namespace {

// Deep enough for any document, and far from what the stack can bear.
constexpr JsonLimits kAnyDepth{.depth = 512};

enum class LeafForm { Hex, Text, Hash };
const std::map<std::string, LeafForm> kLeafForms = {{"hex", LeafForm::Hex}, {"text", LeafForm::Text}, {"hash", LeafForm::Hash}};

struct MerkleArguments {
    LeafForm leaves = LeafForm::Hex;
    std::uint64_t index = 0;
    std::optional<std::uint64_t> size;
    std::uint64_t oldSize = 0;
    std::string leaf;
    std::string root;
    std::string oldRoot;
    bool json = false;
};

std::string standardInput()
{
    return {std::istreambuf_iterator<char>(std::cin), {}};
}

std::vector<std::string> linesOfInput()
{
    std::vector<std::string> lines;
    for (std::string line; std::getline(std::cin, line);) {
        lines.push_back(std::move(line));
    }
    return lines;
}

ExitCode usage(const std::string& text)
{
    std::cerr << "stillgatectl: " << text << '\n';
    return ExitCode::Usage;
}

ExitCode verdict(bool verified)
{
    std::cout << (verified ? "verified\n" : "does not verify\n");
    return verified ? ExitCode::Done : ExitCode::FoundWrong;
}

ExitCode jcs()
{
    const auto json = parseJson(standardInput(), kAnyDepth);
    if (!json) {
        return report(json.error());
    }
    std::cout << canonicalJson(*json);
    return ExitCode::Done;
}

ExitCode verifyEd25519(const std::string& keyHex, const std::string& signatureHex)
{
    const auto key = fixedFromHex<PublicKey>(keyHex);
    const auto signature = fixedFromHex<Signature>(signatureHex);
    if (!key || !signature) {
        return usage(!key ? "--key: " + key.error().text() : "--signature: " + signature.error().text());
    }
    return verdict(verifySignature(*key, asBytes(standardInput()), *signature));
}

Result<Digest> leafFrom(const std::string& line, LeafForm form)
{
    switch (form) {
    case LeafForm::Hex: return fromHex(line).map([](const Bytes& entry) { return leafHash(asText(entry)); });
    case LeafForm::Text: return leafHash(line);
    case LeafForm::Hash: break;
    }
    return fixedFromHex<Digest>(line);
}

/// One digest a line; the error names the line.
template <typename Read>
Result<std::vector<Digest>> digestsOfInput(Read read)
{
    std::vector<Digest> out;
    for (const std::string& line : linesOfInput()) {
        auto digest = read(line);
        if (!digest) {
            digest.error().where = "line " + std::to_string(out.size() + 1);
            return tl::make_unexpected(std::move(digest.error()));
        }
        out.push_back(*digest);
    }
    return out;
}

/// Every complete subtree of a tree whose leaves are read from standard input.
struct InputTree {
    Frontier frontier;
    std::map<std::pair<unsigned, std::uint64_t>, Digest> nodes;

    [[nodiscard]] NodeSource source() const
    {
        return [this](NodeId id) -> Result<Digest> {
            const auto node = nodes.find({id.level, id.index});
            if (node == nodes.end()) {
                return fail(ErrorCode::NotFound, {}, "there are only " + std::to_string(frontier.size()) + " leaves");
            }
            return node->second;
        };
    }
};

Result<InputTree> treeOfInput(LeafForm form)
{
    return digestsOfInput([form](const std::string& line) { return leafFrom(line, form); }).map([](const auto& leaves) {
        InputTree tree;
        for (const Digest& leaf : leaves) {
            const auto completed = tree.frontier.append(leaf);
            for (unsigned level = 0; level < completed.size(); ++level) {
                tree.nodes.emplace(std::pair(level, (tree.frontier.size() >> level) - 1), completed[level]);
            }
        }
        return tree;
    });
}

template <typename Proof>
ExitCode printProof(const Result<Proof>& proof, bool json)
{
    if (!proof) {
        return report(proof.error());
    }
    if (json) {
        std::cout << prettyJson(toJson(*proof)) << '\n';
    }
    for (std::size_t i = 0; !json && i < proof->path.size(); ++i) {
        std::cout << toHex(proof->path[i].view()) << '\n';
    }
    return ExitCode::Done;
}

ExitCode merkleRoot(const MerkleArguments& arguments)
{
    const auto tree = treeOfInput(arguments.leaves);
    if (!tree) {
        return report(tree.error());
    }
    const TreeHead head = tree->frontier.head();
    std::cout << (arguments.json ? prettyJson(toJson(head)) : toHex(head.root.view())) << '\n';
    return ExitCode::Done;
}

ExitCode merkleInclusion(const MerkleArguments& arguments)
{
    if (arguments.root.empty()) {
        const auto tree = treeOfInput(arguments.leaves);
        return tree
                   ? printProof(inclusionProof(arguments.index, arguments.size.value_or(tree->frontier.size()), tree->source()),
                                arguments.json)
                   : report(tree.error());
    }
    const auto leaf = leafFrom(arguments.leaf, arguments.leaves);
    const auto root = fixedFromHex<Digest>(arguments.root);
    if (!leaf || !root || !arguments.size) {
        return usage("to check a proof give --leaf, --root in hexadecimal and --size");
    }
    const auto path = digestsOfInput(fixedFromHex<Digest>);
    return path ? verdict(verifyInclusion({arguments.index, *arguments.size, *path}, *leaf, *root)) : report(path.error());
}

ExitCode merkleConsistency(const MerkleArguments& arguments)
{
    if (arguments.root.empty()) {
        const auto tree = treeOfInput(arguments.leaves);
        return tree ? printProof(
                          consistencyProof(arguments.oldSize, arguments.size.value_or(tree->frontier.size()), tree->source()),
                          arguments.json)
                    : report(tree.error());
    }
    const auto oldRoot = fixedFromHex<Digest>(arguments.oldRoot);
    const auto root = fixedFromHex<Digest>(arguments.root);
    if (!oldRoot || !root || !arguments.size) {
        return usage("to check a proof give --old-root and --root in hexadecimal and --size");
    }
    const auto path = digestsOfInput(fixedFromHex<Digest>);
    return path ? verdict(verifyConsistency({arguments.oldSize, *arguments.size, *path}, *oldRoot, *root))
                : report(path.error());
}

CLI::App* addMerkleVerb(CLI::App& group, const char* name, const char* what, MerkleArguments& arguments)
{
    CLI::App* verb = group.add_subcommand(name, what);
    verb->add_option_function<std::string>(
            "--leaves", [&arguments](const std::string& form) { arguments.leaves = kLeafForms.at(form); },
            "What a line is: hex (an entry in hexadecimal, an empty line an empty entry; the default), text (an entry as it "
            "stands, "
            "without the newline), hash (a leaf hash in hexadecimal)")
        ->check(CLI::IsMember({"hex", "text", "hash"}));
    verb->add_flag("--json", arguments.json, "Print JSON");
    return verb;
}

void addMerkle(CLI::App& app, ExitCode& outcome)
{
    CLI::App* group = app.add_subcommand("merkle", "RFC 9162 trees over SHA-256: roots, proofs, and their verification");
    group->require_subcommand(1);

    auto root = std::make_shared<MerkleArguments>();
    addMerkleVerb(*group, "root", "Print the root over the leaves on standard input, one a line, in hexadecimal", *root)
        ->callback([root, &outcome] { outcome = merkleRoot(*root); });

    auto inclusion = std::make_shared<MerkleArguments>();
    CLI::App* verb =
        addMerkleVerb(*group, "inclusion",
                      "Print the path that shows a leaf in the tree over the leaves on standard input, one hash a "
                      "line; with --root check the path on standard input instead (exit code 1: it does not verify)",
                      *inclusion);
    verb->add_option("--index", inclusion->index, "Number of the leaf, from 0")->required();
    verb->add_option("--size", inclusion->size, "Leaves in the tree; all of the input by default");
    verb->add_option("--leaf", inclusion->leaf, "The leaf to check, in the form that --leaves names");
    verb->add_option("--root", inclusion->root, "The root to check against, in hexadecimal");
    verb->callback([inclusion, &outcome] { outcome = merkleInclusion(*inclusion); });

    auto consistency = std::make_shared<MerkleArguments>();
    verb = addMerkleVerb(*group, "consistency",
                         "Print the path that shows an older tree to be the beginning of the tree over the leaves on standard "
                         "input; with --root check the path on standard input instead (exit code 1: it does not verify)",
                         *consistency);
    verb->add_option("--old-size", consistency->oldSize, "Leaves in the older tree")->required();
    verb->add_option("--size", consistency->size, "Leaves in the newer tree; all of the input by default");
    verb->add_option("--old-root", consistency->oldRoot, "Root of the older tree, in hexadecimal");
    verb->add_option("--root", consistency->root, "Root of the newer tree, in hexadecimal");
    verb->callback([consistency, &outcome] { outcome = merkleConsistency(*consistency); });
}

} // namespace

void addAuditorCommands(CLI::App& app, ExitCode& outcome)
{
    app.add_subcommand("jcs", "Print the canonical bytes (RFC 8785) of the JSON on standard input")->callback([&outcome] {
        outcome = jcs();
    });

    struct SignatureArguments {
        std::string key;
        std::string signature;
    };
    auto signature = std::make_shared<SignatureArguments>();
    CLI::App* verb =
        app.add_subcommand("ed25519-verify", "Verify an Ed25519 signature (RFC 8032) over the bytes on standard input");
    verb->add_option("--key", signature->key, "Public key, 32 bytes in hexadecimal")->required();
    verb->add_option("--signature", signature->signature, "Signature, 64 bytes in hexadecimal")->required();
    verb->callback([signature, &outcome] { outcome = verifyEd25519(signature->key, signature->signature); });

    addMerkle(app, outcome);
}

} // namespace stillgate::ctl
