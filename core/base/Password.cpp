// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Password.h"

#include <array>

#include <sodium.h>

namespace stillgate {

Result<std::string> hashPassword(std::string_view password, const PasswordCost& cost)
{
    if (password.size() < kLeastPassword || password.size() > kMostPassword) {
        return fail(ErrorCode::Limit, "password", "a password has 12 to 1024 bytes");
    }
    std::array<char, crypto_pwhash_STRBYTES> out{};
    const int status = crypto_pwhash_str_alg(out.data(), password.data(), password.size(), cost.passes, cost.memoryBytes,
                                             crypto_pwhash_ALG_ARGON2ID13);
    if (status != 0) {
        return fail(ErrorCode::Unavailable, "password", "there is no memory to hash it");
    }
    return std::string(out.data());
}

bool isPassword(const std::string& hash, std::string_view password)
{
    return hash.size() < crypto_pwhash_STRBYTES &&
           crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

void wipe(std::span<std::uint8_t> secret)
{
    sodium_memzero(secret.data(), secret.size());
}

Result<Secret32> keyFromPassphrase(std::string_view passphrase, const PasswordSalt& salt, const PasswordCost& cost)
{
    if (passphrase.size() < kLeastPassword || passphrase.size() > kMostPassword) {
        return fail(ErrorCode::Limit, "passphrase", "a passphrase has 12 to 1024 bytes");
    }
    std::array<std::uint8_t, Secret32::kSize> key{};
    const int status = crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(), salt.bytes.data(),
                                     cost.passes, cost.memoryBytes, crypto_pwhash_ALG_ARGON2ID13);
    auto out = status == 0 ? Secret32::from(key)
                           : Result<Secret32>(fail(ErrorCode::Unavailable, "passphrase", "there is no memory to hash it"));
    sodium_memzero(key.data(), key.size());
    return out;
}

} // namespace stillgate
