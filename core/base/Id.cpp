// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Id.h"

namespace stillgate {

namespace {
constexpr std::array<std::size_t, 4> kDashes{8, 13, 18, 23};
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
    if (text.size() == 36) {
        std::string hex;
        hex.reserve(32);
        bool formed = true;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const bool dash = std::find(kDashes.begin(), kDashes.end(), i) != kDashes.end();
            formed = formed && dash == (text[i] == '-') && !(text[i] >= 'A' && text[i] <= 'F');
            if (!dash) {
                hex += text[i];
            }
        }
        if (formed) {
            if (auto uuid = fixedFromHex<Uuid>(hex)) {
                return uuid;
            }
        }
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
