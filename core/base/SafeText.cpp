// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/SafeText.h"

#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace stillgate {

namespace {

bool isHidden(UChar32 point)
{
    switch (u_charType(point)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_PRIVATE_USE_CHAR:
    case U_UNASSIGNED:
    case U_SURROGATE:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR: return true;
    case U_SPACE_SEPARATOR: return point != 0x20;
    default:
        // Assigned characters that draw nothing (Hangul fillers, variation selectors) hide as well as format ones do.
        return u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
    }
}

void appendEscape(std::string& out, const char* prefix, std::uint32_t value, unsigned digits)
{
    static constexpr char kDigits[] = "0123456789ABCDEF";
    while (value >> (4U * digits) != 0) {
        ++digits;
    }
    out += prefix;
    for (unsigned i = digits; i-- > 0;) {
        out += kDigits[value >> (4U * i) & 0x0FU];
    }
    out += '>';
}

} // namespace

std::string displaySafe(std::string_view text, LineBreaks breaks)
{
    std::string out;
    out.reserve(text.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < length;) {
        const std::int32_t start = at;
        UChar32 point = 0;
        U8_NEXT(bytes, at, length, point);
        if (point < 0) {
            for (std::int32_t i = start; i < at; ++i) {
                appendEscape(out, "<x", bytes[i], 2);
            }
        } else if ((point == '\n' && breaks == LineBreaks::Keep) || !isHidden(point)) {
            out.append(text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(at - start)));
        } else {
            appendEscape(out, "<U+", static_cast<std::uint32_t>(point), 4);
        }
    }
    return out;
}

std::optional<std::size_t> utf8Fault(std::string_view text)
{
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        UChar32 point = 0;
        U8_NEXT(bytes, at, text.size(), point);
        if (point < 0) {
            return start;
        }
    }
    return std::nullopt;
}

} // namespace stillgate
