// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/Secret.h"
#include "core/domain/Event.h"

/// What is sealed in a ledger and under which context, the same for every store. docs/evidence.md is the specification.
namespace stillgate {

/// Bytes that sealing adds to a text.
inline constexpr std::size_t kSealOverhead = 40;
/// Plain bytes of an attachment in one piece.
inline constexpr std::size_t kBlobPiece = 256U << 10U;

[[nodiscard]] std::string secretContext(std::string_view name);
[[nodiscard]] std::string personContext(const PersonId& person);
[[nodiscard]] std::string valuesContext(Sequence sequence);
[[nodiscard]] std::string blobContext(const BlobId& blob, std::size_t piece);

/// One opening inside a box, as views into its plain bytes.
struct PackedOpening {
    std::string_view field;
    ByteView salt;
    std::string_view value;
};

/// The plain bytes of a box: all values of one event that belong to one person, by field.
[[nodiscard]] Bytes packOpenings(const std::vector<const PersonalValue*>& values);

/// Walks the openings of a box.
class OpeningReader {
public:
    explicit OpeningReader(ByteView plain) : m_rest(plain) {}
    /// The next opening; empty at the end. Malformed when the bytes end early.
    [[nodiscard]] Result<std::optional<PackedOpening>> next();

private:
    ByteView m_rest;
};

/// Erased bytes are overwritten with zeros where they stood; nothing sealed is all zeros.
[[nodiscard]] bool isErased(ByteView stored);

} // namespace stillgate
