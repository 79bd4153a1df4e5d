// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/Secret.h"

namespace stillgate {

/// What one guess costs. The default is Argon2id with 3 passes over 64 MiB (RFC 9106 section 4, the second recommended option, in one lane
/// as libsodium has it).
struct PasswordCost {
    unsigned long long passes = 3;
    std::size_t memoryBytes = 64U << 20U;
};

/// The shortest and longest password that is taken, in bytes (ASVS 5.0, 6.2: length counts, not kinds of characters).
inline constexpr std::size_t kLeastPassword = 12;
inline constexpr std::size_t kMostPassword = 1024;

/// "$argon2id$v=19$m=…": salt, cost and hash in one text. Limit when the password is too short or too long, Unavailable without memory.
[[nodiscard]] Result<std::string> hashPassword(std::string_view password, const PasswordCost& cost = {});

/// Takes as long for a wrong password as for the right one.
[[nodiscard]] bool isPassword(const std::string& hash, std::string_view password);

/// Overwrites a secret that has served, in a way that is not optimised away.
void wipe(std::span<std::uint8_t> secret);

using PasswordSalt = FixedBytes<struct PasswordSaltTag, 16>;

/// A key from a passphrase (Argon2id as above): the same passphrase, salt and cost give the same key. Limit and Unavailable as above.
[[nodiscard]] Result<Secret32> keyFromPassphrase(std::string_view passphrase, const PasswordSalt& salt,
                                                 const PasswordCost& cost = {});

} // namespace stillgate
