// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace stillgate {

enum class LineBreaks { Keep, Show };

/// Makes text from outside safe to show as plain text: every control, format, private-use and unassigned character and every
/// surrogate (Unicode general categories Cc, Cf, Co, Cn, Cs) and every space but U+0020 becomes a visible escape such as <U+202E>, bytes that are
/// not UTF-8 become <xNN>. Line feeds stay with LineBreaks::Keep.
[[nodiscard]] std::string displaySafe(std::string_view text, LineBreaks breaks = LineBreaks::Keep);

/// Where the first bytes stand that are not well-formed UTF-8 (Unicode 15, table 3-7); nothing when all are.
[[nodiscard]] std::optional<std::size_t> utf8Fault(std::string_view text);

[[nodiscard]] inline bool isValidUtf8(std::string_view text)
{
    return !utf8Fault(text);
}

} // namespace stillgate
