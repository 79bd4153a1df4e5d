// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Id.h"

#include <algorithm>

namespace stillgate {

namespace {
constexpr std::array<std::size_t, 4> kDashes{8, 13, 18, 23};

int lowerHexDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
} // namespace

std::string uuidToText(const Uuid& uuid)
{
    std::string out = toHex(uuid.view());
    for (const std::size_t at : kDashes) {
        out.insert(at, 1, '-');
    }
    return out;
}

Result<Uuid> uuidFromText(std::string_view text)
{
    const bool isFormed =
        text.size() == 36 && std::all_of(kDashes.begin(), kDashes.end(), [&](std::size_t at) { return text[at] == '-'; });
    Uuid out;
    bool isHex = isFormed;
    std::size_t at = 0;
    for (std::size_t i = 0; isHex && i < out.bytes.size(); ++i) {
        at += std::find(kDashes.begin(), kDashes.end(), at) != kDashes.end() ? 1 : 0;
        const int high = lowerHexDigit(text[at]);
        const int low = lowerHexDigit(text[at + 1]);
        isHex = high >= 0 && low >= 0;
        out.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
        at += 2;
    }
    if (isHex) {
        return out;
    }
    return fail(ErrorCode::Malformed, {}, "expected an identifier (a lower-case UUID)");
}

Uuid uuidV7(UtcTime time, const Digest& entropy)
{
    Uuid out;
    const auto ms = static_cast<std::uint64_t>(time.ms);
    for (std::size_t i = 0; i < 6; ++i) {
        out.bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
    }
    std::copy_n(entropy.bytes.begin(), 10, out.bytes.begin() + 6);
    out.bytes[6] = static_cast<std::uint8_t>(0x70U | (out.bytes[6] & 0x0FU));
    out.bytes[8] = static_cast<std::uint8_t>(0x80U | (out.bytes[8] & 0x3FU));
    return out;
}

} // namespace stillgate
