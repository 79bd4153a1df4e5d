// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

#include "core/base/Digest.h"
#include "core/base/Signature.h"

namespace stillgate {

/// The secrets of one ledger. Each is stored sealed under the master key.
struct LedgerKeys {
    SigningKey checkpoint; ///< signs checkpoints
    Secret32 lookup; ///< keyed hashes of addresses, threads and message identities
    Secret32 nonce; ///< nonces of gates
};

enum class MasterKeyUse {
    MustExist,
    MakeIfMissing,
};

/// DIR/master.key: 32 random bytes, readable by its owner alone. NotFound, or Malformed when it has another length.
[[nodiscard]] Result<Secret32> masterKey(const std::filesystem::path& folder, MasterKeyUse use);

/// How an address is found again without being kept: HMAC-SHA256(lookup key; address, its ASCII letters in lower case).
[[nodiscard]] Digest contactHash(const Secret32& lookupKey, std::string_view address);

} // namespace stillgate
