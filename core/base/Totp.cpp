// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Totp.h"

#include <array>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "core/base/Digest.h"
#include "core/base/Failpoint.h"

namespace stillgate {

namespace {

constexpr std::int64_t kWindow = 1; ///< steps that a clock may be off, either way

const EVP_MD* digestNamed(TotpHash hash)
{
    switch (hash) {
    case TotpHash::Sha256: return EVP_sha256();
    case TotpHash::Sha512: return EVP_sha512();
    case TotpHash::Sha1: break;
    }
    return EVP_sha1();
}

} // namespace

std::int64_t totpStep(UtcTime time, const TotpForm& form)
{
    return time.ms / form.step.ms;
}

std::string totpCode(ByteView secret, std::int64_t step, const TotpForm& form)
{
    std::array<std::uint8_t, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i) {
        counter[counter.size() - 1 - i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(step) >> (8 * i));
    }
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> mac{};
    unsigned int size = 0;
    HMAC(digestNamed(form.hash), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(), mac.data(),
         &size);
    // RFC 4226 section 5.3: 31 bits from where the last four bits say.
    const std::size_t at = mac[size - 1] & 0x0FU;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        number = number << 8U | mac[at + i];
    }
    number &= 0x7FFF'FFFFU;
    std::string out(static_cast<std::size_t>(form.digits), '0');
    for (auto digit = out.rbegin(); digit != out.rend(); ++digit, number /= 10) {
        *digit = static_cast<char>('0' + number % 10);
    }
    return out;
}

std::optional<std::int64_t> matchTotp(ByteView secret, std::string_view code, UtcTime now, std::int64_t lastUsed)
{
    std::optional<std::int64_t> found;
    for (std::int64_t step = totpStep(now) - kWindow; step <= totpStep(now) + kWindow; ++step) {
        const std::string expected = totpCode(secret, step);
        const bool fits = equalConstantTime(asBytes(expected), asBytes(code));
        const bool isFresh = step > lastUsed || !STILLGATE_PROTECTION_ON("totp_once");
        if (fits && isFresh) {
            found = step;
        }
    }
    return found;
}

std::string base32(ByteView bytes)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const std::uint8_t byte : bytes) {
        held = held << 8U | byte;
        for (bits += 8; bits >= 5; bits -= 5) {
            out += letters[held >> (bits - 5) & 0x1FU];
        }
        held &= (1U << bits) - 1U;
    }
    if (bits > 0) {
        out += letters[held << (5 - bits) & 0x1FU];
    }
    return out;
}

} // namespace stillgate
