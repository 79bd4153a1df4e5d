// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/Signature.h"
#include "core/ledger/Merkle.h"

/// Signed tree heads as C2SP tlog-checkpoint (c2sp.org/tlog-checkpoint) in C2SP signed notes (c2sp.org/signed-note).
namespace stillgate {

struct Checkpoint {
    std::string origin; ///< name of the ledger, and of the key that signs for it
    TreeHead head;

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// One signature line of a note, not yet judged.
struct NoteSignature {
    std::string name;
    std::array<std::uint8_t, 4> keyId{};
    Bytes signature;

    friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

/// A note taken apart, not yet believed.
struct CheckpointNote {
    Checkpoint checkpoint;
    std::string text; ///< the signed bytes, the last newline included
    std::vector<NoteSignature> signatures;
};

/// Whether a text can name a key: not empty, no white space, no plus sign, no control character.
[[nodiscard]] bool isKeyName(std::string_view name);

/// SHA-256(name || 0x0A || 0x01 || key)[:4]
[[nodiscard]] std::array<std::uint8_t, 4> noteKeyId(std::string_view name, const PublicKey& key);

/// The whole note. `origin` must be a key name.
[[nodiscard]] std::string signCheckpoint(const Checkpoint& checkpoint, const SigningKey& key);

/// Strict; Malformed names the line. Accepts extension lines and signatures of others, which it does not judge.
[[nodiscard]] Result<CheckpointNote> parseCheckpoint(std::string_view note);

/// The checkpoint, if `origin` made it and `key` signed it. Corrupt when the signature is missing or wrong; other signatures are
/// ignored.
[[nodiscard]] Result<Checkpoint> verifyCheckpoint(std::string_view note, std::string_view origin, const PublicKey& key);

} // namespace stillgate
