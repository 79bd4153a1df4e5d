// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "core/base/Bytes.h"
#include "core/base/Digest.h"

namespace stillgate {

/// 32 secret bytes, wiped when they go out of scope. Deliberately without a printer or an ordering.
class Secret32 {
public:
    static constexpr std::size_t kSize = 32;

    Secret32() = default;
    Secret32(const Secret32&) = default;
    Secret32& operator=(const Secret32&) = default;
    ~Secret32();

    [[nodiscard]] static Secret32 random();
    [[nodiscard]] static Result<Secret32> from(ByteView bytes);
    [[nodiscard]] ByteView view() const { return m_bytes; }

private:
    std::array<std::uint8_t, kSize> m_bytes{};
};

/// Bytes from the operating system's generator.
void fillRandom(std::span<std::uint8_t> out);

template <typename Fixed>
[[nodiscard]] Fixed randomFixed()
{
    Fixed out;
    fillRandom(out.bytes);
    return out;
}

/// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha) with a random 24-byte nonce in front. `context` is authenticated, not stored:
/// a sealed box opens only in the place it was made for.
[[nodiscard]] Bytes seal(const Secret32& key, ByteView plain, ByteView context);
/// Corrupt when the key, the context or a byte is not the one it was sealed with.
[[nodiscard]] Result<Bytes> open(const Secret32& key, ByteView sealed, ByteView context);

} // namespace stillgate
