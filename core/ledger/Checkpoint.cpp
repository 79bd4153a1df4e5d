// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/Checkpoint.h"

#include <algorithm>
#include <charconv>

#include "core/base/SafeText.h"

namespace stillgate {

namespace {

constexpr std::size_t kMostNote = 64U << 10U;
constexpr std::size_t kMostSignatures = 64;
constexpr std::string_view kDash = "\xE2\x80\x94 "; // U+2014 and a space
// White space beyond ASCII (Unicode White_Space).
constexpr std::array<std::string_view, 19> kSpaces = {
    "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83",
    "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A",
    "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"};

tl::unexpected<Error> malformed(std::size_t line, const char* what)
{
    return fail(ErrorCode::Malformed, "checkpoint line " + std::to_string(line), what);
}

bool hasControl(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; });
}

std::string textOf(const Checkpoint& checkpoint)
{
    return checkpoint.origin + "\n" + std::to_string(checkpoint.head.size) + "\n" + toBase64(checkpoint.head.root.view()) +
           "\n";
}

/// Cuts into lines that all end in a newline.
Result<std::vector<std::string_view>> linesOf(std::string_view note)
{
    if (note.size() > kMostNote) {
        return fail(ErrorCode::Limit, "checkpoint", "over " + std::to_string(kMostNote) + " bytes");
    }
    if (!isValidUtf8(note)) {
        return fail(ErrorCode::Malformed, "checkpoint", "not UTF-8");
    }
    std::vector<std::string_view> lines;
    while (!note.empty()) {
        const std::size_t end = note.find('\n');
        if (end == std::string_view::npos) {
            return malformed(lines.size() + 1, "the line does not end");
        }
        if (hasControl(note.substr(0, end))) {
            return malformed(lines.size() + 1, "control character");
        }
        lines.push_back(note.substr(0, end));
        note.remove_prefix(end + 1);
    }
    return lines;
}

Result<std::uint64_t> treeSize(std::string_view text)
{
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    if (error != std::errc() || end != text.data() + text.size() || std::to_string(size) != text) {
        return malformed(2, "expected the tree size in decimal");
    }
    return size;
}

Result<NoteSignature> signatureOf(std::string_view line, std::size_t number)
{
    if (!line.starts_with(kDash)) {
        return malformed(number, "expected a signature");
    }
    line.remove_prefix(kDash.size());
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos || !isKeyName(line.substr(0, space))) {
        return malformed(number, "expected the name of a key");
    }
    auto bytes = fromBase64(line.substr(space + 1));
    if (!bytes || bytes->size() <= 4) {
        return malformed(number, "expected a signature in base64");
    }
    NoteSignature out;
    out.name = line.substr(0, space);
    std::copy_n(bytes->begin(), 4, out.keyId.begin());
    out.signature.assign(bytes->begin() + 4, bytes->end());
    return out;
}

} // namespace

bool isKeyName(std::string_view name)
{
    const auto contains = [&](std::string_view part) { return name.find(part) != std::string_view::npos; };
    return !name.empty() && !hasControl(name) && !contains(" ") && !contains("+") &&
           std::none_of(kSpaces.begin(), kSpaces.end(), contains);
}

std::array<std::uint8_t, 4> noteKeyId(std::string_view name, const PublicKey& key)
{
    static constexpr std::array<std::uint8_t, 2> kEd25519{0x0A, 0x01};
    const Digest digest = sha256({asBytes(name), kEd25519, key.view()});
    std::array<std::uint8_t, 4> id{};
    std::copy_n(digest.bytes.begin(), id.size(), id.begin());
    return id;
}

std::string signCheckpoint(const Checkpoint& checkpoint, const SigningKey& key)
{
    const std::string text = textOf(checkpoint);
    const auto id = noteKeyId(checkpoint.origin, key.publicKey());
    const Signature signature = key.sign(asBytes(text));
    Bytes bytes(id.begin(), id.end());
    bytes.insert(bytes.end(), signature.bytes.begin(), signature.bytes.end());
    return text + "\n" + std::string(kDash) + checkpoint.origin + " " + toBase64(bytes) + "\n";
}

Result<CheckpointNote> parseCheckpoint(std::string_view note)
{
    const auto lines = linesOf(note);
    if (!lines) {
        return tl::make_unexpected(lines.error());
    }
    const auto blank = std::find_if(lines->begin(), lines->end(), [](std::string_view line) { return line.empty(); });
    const auto textLines = static_cast<std::size_t>(blank - lines->begin());
    if (blank == lines->end() || textLines < 3) {
        return malformed(textLines + 1, "expected origin, tree size, root and a blank line");
    }
    CheckpointNote out;
    out.checkpoint.origin = (*lines)[0];
    const auto size = treeSize((*lines)[1]);
    const auto root = fromBase64((*lines)[2]).and_then([](const Bytes& bytes) { return fixedFrom<Digest>(bytes); });
    if (!size) {
        return tl::make_unexpected(size.error());
    }
    if (!root) {
        return malformed(3, "expected the root in base64");
    }
    out.checkpoint.head = {*size, *root};
    out.text = note.substr(0, static_cast<std::size_t>(blank->data() - note.data()));
    for (std::size_t i = textLines + 1; i < lines->size(); ++i) {
        auto signature = signatureOf((*lines)[i], i + 1);
        if (!signature) {
            return tl::make_unexpected(std::move(signature.error()));
        }
        out.signatures.push_back(std::move(*signature));
    }
    if (out.signatures.empty() || out.signatures.size() > kMostSignatures) {
        return malformed(lines->size(), "expected between 1 and 64 signatures");
    }
    return out;
}

Result<Checkpoint> verifyCheckpoint(std::string_view note, std::string_view origin, const PublicKey& key)
{
    auto parsed = parseCheckpoint(note);
    if (!parsed) {
        return tl::make_unexpected(std::move(parsed.error()));
    }
    if (parsed->checkpoint.origin != origin) {
        return fail(ErrorCode::Corrupt, "checkpoint", "it is of another ledger");
    }
    const auto id = noteKeyId(origin, key);
    bool isSigned = false;
    for (const NoteSignature& line : parsed->signatures) {
        if (line.name != origin || line.keyId != id) {
            continue;
        }
        const auto signature = fixedFrom<Signature>(line.signature);
        if (!signature || !verifySignature(key, asBytes(parsed->text), *signature)) {
            return fail(ErrorCode::Corrupt, "checkpoint", "the signature does not verify");
        }
        isSigned = true;
    }
    if (!isSigned) {
        return fail(ErrorCode::Corrupt, "checkpoint", "the ledger's key has not signed it");
    }
    return std::move(parsed->checkpoint);
}

} // namespace stillgate
