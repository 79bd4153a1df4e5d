// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Bytes.h"
#include "core/base/Secret.h"

namespace stillgate {

using PublicKey = FixedBytes<struct PublicKeyTag, 32>;
using Signature = FixedBytes<struct SignatureTag, 64>;

/// An Ed25519 key pair (RFC 8032), kept as its 32-byte seed.
class SigningKey {
public:
    [[nodiscard]] static SigningKey generate();
    [[nodiscard]] static SigningKey fromSeed(const Secret32& seed);

    [[nodiscard]] const PublicKey& publicKey() const { return m_public; }
    [[nodiscard]] const Secret32& seed() const { return m_seed; }
    [[nodiscard]] Signature sign(ByteView message) const;

private:
    SigningKey() = default;
    Secret32 m_seed;
    PublicKey m_public;
};

/// Ed25519 verification as libsodium does it: canonical encodings only, small-order keys refused.
[[nodiscard]] bool verifySignature(const PublicKey& key, ByteView message, const Signature& signature);

} // namespace stillgate
