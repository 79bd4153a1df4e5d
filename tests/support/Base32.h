// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/Bytes.h"

namespace stillgate {

/// What an authenticator app does with the secret it is given (RFC 4648, without padding).
[[nodiscard]] inline Bytes fromBase32(std::string_view text)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    Bytes out;
    out.reserve(text.size() * 5 / 8);
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char letter : text) {
        held = held << 5U | static_cast<std::uint32_t>(letters.find(letter));
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            out.push_back(static_cast<std::uint8_t>(held >> bits & 0xFFU));
        }
    }
    return out;
}

} // namespace stillgate
