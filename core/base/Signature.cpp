// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Signature.h"

#include <sodium.h>

namespace stillgate {

SigningKey SigningKey::generate()
{
    return fromSeed(Secret32::random());
}

SigningKey SigningKey::fromSeed(const Secret32& seed)
{
    SigningKey key;
    key.m_seed = seed;
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> expanded{};
    crypto_sign_seed_keypair(key.m_public.bytes.data(), expanded.data(), seed.view().data());
    sodium_memzero(expanded.data(), expanded.size());
    return key;
}

Signature SigningKey::sign(ByteView message) const
{
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> expanded{};
    std::copy(m_seed.view().begin(), m_seed.view().end(), expanded.begin());
    std::copy(m_public.bytes.begin(), m_public.bytes.end(), expanded.begin() + 32);
    Signature out;
    crypto_sign_detached(out.bytes.data(), nullptr, message.data(), message.size(), expanded.data());
    sodium_memzero(expanded.data(), expanded.size());
    return out;
}

bool verifySignature(const PublicKey& key, ByteView message, const Signature& signature)
{
    return crypto_sign_verify_detached(signature.bytes.data(), message.data(), message.size(), key.bytes.data()) == 0;
}

} // namespace stillgate
