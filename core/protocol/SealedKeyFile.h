// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

#include "core/base/Password.h"
#include "core/base/Signature.h"
#include "core/domain/Ids.h"

namespace stillgate {

/// A person's signing key on disk: in the clear it says whose it is and its public half; the seed is sealed under a passphrase.
struct SealedKey {
    PersonId person;
    SigningKey key;
};

/// Mode 0600. Limit when the passphrase is too short.
[[nodiscard]] Result<void> writeSealedKey(const std::filesystem::path& path, const SealedKey& key, std::string_view passphrase,
                                          const PasswordCost& cost = {});
/// NotFound, Io, Malformed; Refused when the passphrase is another one or the file was changed.
[[nodiscard]] Result<SealedKey> readSealedKey(const std::filesystem::path& path, std::string_view passphrase);

} // namespace stillgate
