// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Signature.h"

namespace stillgate {

/// A person's key to decide with, wherever it is kept.
class Signer {
public:
    virtual ~Signer() = default;
    [[nodiscard]] virtual const PublicKey& publicKey() const = 0;
    /// Ed25519 over the bytes. Refused when the person or the keeper of the key did not allow it.
    [[nodiscard]] virtual Result<Signature> sign(ByteView bytes) = 0;
};

/// A key in memory: of a key file, or of a test.
class KeySigner final : public Signer {
public:
    explicit KeySigner(SigningKey key) : m_key(std::move(key)) {}
    [[nodiscard]] const PublicKey& publicKey() const override { return m_key.publicKey(); }
    [[nodiscard]] Result<Signature> sign(ByteView bytes) override { return m_key.sign(bytes); }

private:
    SigningKey m_key;
};

} // namespace stillgate
