// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"

#include <array>

#include <sodium.h>

namespace stillgate {

namespace {

/// By character; -1 for all that are no digits. A verifier reads a hundred of them for every event.
constexpr std::array<std::int8_t, 256> kHexDigits = [] {
    std::array<std::int8_t, 256> out{};
    out.fill(-1);
    for (std::int8_t digit = 0; digit < 16; ++digit) {
        out[static_cast<unsigned char>("0123456789abcdef"[digit])] = digit;
        out[static_cast<unsigned char>("0123456789ABCDEF"[digit])] = digit;
    }
    return out;
}();

int hexDigit(char c)
{
    return kHexDigits[static_cast<unsigned char>(c)];
}

} // namespace

std::string toHex(ByteView bytes)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string out(bytes.size() * 2, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        out[2 * i] = kDigits[bytes[i] >> 4U];
        out[2 * i + 1] = kDigits[bytes[i] & 0x0FU];
    }
    return out;
}

Result<Bytes> fromHex(std::string_view hex)
{
    if (hex.size() % 2 != 0) {
        return fail(ErrorCode::Malformed, {}, "hexadecimal needs an even number of digits");
    }
    Bytes out(hex.size() / 2);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const int high = hexDigit(hex[2 * i]);
        const int low = hexDigit(hex[2 * i + 1]);
        if (high < 0 || low < 0) {
            return fail(ErrorCode::Malformed, "offset " + std::to_string(2 * i), "not a hexadecimal digit");
        }
        out[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return out;
}

std::string toBase64(ByteView bytes)
{
    std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    out.pop_back(); // the length counts a terminating zero
    return out;
}

Result<Bytes> fromBase64(std::string_view text)
{
    Bytes out(text.size() / 4 * 3 + 3);
    std::size_t length = 0;
    const char* end = nullptr;
    const int status = sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &length, &end,
                                         sodium_base64_VARIANT_ORIGINAL);
    if (status != 0 || end != text.data() + text.size()) {
        return fail(ErrorCode::Malformed, {}, "not base64 (RFC 4648, padded)");
    }
    out.resize(length);
    return out;
}

bool equalConstantTime(ByteView left, ByteView right)
{
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

} // namespace stillgate
