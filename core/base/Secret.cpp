// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Secret.h"

#include <sodium.h>

namespace stillgate {

namespace {
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

// libsodium chooses its fastest code and opens the random source once, before any thread runs.
[[maybe_unused]] const int kSodiumReady = sodium_init();
} // namespace

Secret32::~Secret32()
{
    sodium_memzero(m_bytes.data(), m_bytes.size());
}

Secret32 Secret32::random()
{
    Secret32 out;
    fillRandom(out.m_bytes);
    return out;
}

Result<Secret32> Secret32::from(ByteView bytes)
{
    if (bytes.size() != kSize) {
        return fail(ErrorCode::Malformed, {}, "expected 32 secret bytes");
    }
    Secret32 out;
    std::copy(bytes.begin(), bytes.end(), out.m_bytes.begin());
    return out;
}

void fillRandom(std::span<std::uint8_t> out)
{
    randombytes_buf(out.data(), out.size());
}

Bytes seal(const Secret32& key, ByteView plain, ByteView context)
{
    Bytes out(kNonce + plain.size() + kTag);
    fillRandom(std::span(out).first(kNonce));
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kNonce, nullptr, plain.data(), plain.size(), context.data(),
                                               context.size(), nullptr, out.data(), key.view().data());
    return out;
}

Result<Bytes> open(const Secret32& key, ByteView sealed, ByteView context)
{
    if (sealed.size() < kNonce + kTag) {
        return fail(ErrorCode::Corrupt, {}, "sealed bytes are too short");
    }
    Bytes out(sealed.size() - kNonce - kTag);
    const ByteView box = sealed.subspan(kNonce);
    const int status = crypto_aead_xchacha20poly1305_ietf_decrypt(
        out.data(), nullptr, nullptr, box.data(), box.size(), context.data(), context.size(), sealed.data(), key.view().data());
    if (status != 0) {
        return fail(ErrorCode::Corrupt, {}, "sealed bytes do not open with this key in this place");
    }
    return out;
}

} // namespace stillgate
