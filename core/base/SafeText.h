// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace stillgate {

enum class LineBreaks { Keep, Show };

/// Makes text from outside safe to show as plain text: every control, format, private-use and unassigned character and every
/// surrogate (Unicode general categories Cc, Cf, Co, Cn, Cs) and every space but U+0020 becomes a visible escape such as <U+202E>, bytes that are
/// not UTF-8 become <xNN>. Line feeds stay with LineBreaks::Keep.
[[nodiscard]] std::string displaySafe(std::string_view text, LineBreaks breaks = LineBreaks::Keep);

/// Whether the bytes are well-formed UTF-8 (Unicode 15, table 3-7).
[[nodiscard]] bool isValidUtf8(std::string_view text);

} // namespace stillgate
