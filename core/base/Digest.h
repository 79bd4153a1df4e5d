// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <memory>

#include "core/base/Bytes.h"

namespace stillgate {

/// A SHA-256 digest (FIPS 180-4) or an HMAC-SHA256 tag (RFC 2104).
using Digest = FixedBytes<struct DigestTag, 32>;

[[nodiscard]] Digest sha256(ByteView bytes);
[[nodiscard]] inline Digest sha256(std::string_view text)
{
    return sha256(asBytes(text));
}

/// SHA-256 over the parts as if they were one string.
[[nodiscard]] Digest sha256(std::initializer_list<ByteView> parts);

[[nodiscard]] Digest hmacSha256(ByteView key, ByteView message);

/// SHA-256 fed in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void add(ByteView bytes);
    /// Ends the computation; the object starts afresh.
    [[nodiscard]] Digest finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace stillgate
