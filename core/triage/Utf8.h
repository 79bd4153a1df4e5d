// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace stillgate::triage {

struct CodePoint {
    char32_t value = 0;
    std::uint32_t bytes = 1;
};

inline constexpr char32_t kNoCharacter = 0xFFFD;

/// The code point at `at`, which is inside the text. A byte that begins no well-formed sequence is U+FFFD, one byte long.
[[nodiscard]] CodePoint codePointAt(std::string_view text, std::size_t at);

} // namespace stillgate::triage
