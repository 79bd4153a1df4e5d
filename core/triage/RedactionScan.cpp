// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/RedactionScan.h"

#include <algorithm>

#include <QChar>

#include "core/triage/Utf8.h"

namespace stillgate::triage::scan {

namespace {

Unit asciiUnit(char c, std::uint32_t begin)
{
    if (c >= '0' && c <= '9') {
        return {Glyph::Digit, c, begin};
    }
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        return {Glyph::Letter, static_cast<char>(c | 0x20), begin};
    }
    switch (c) {
    case ' ':
    case '\t': return {Glyph::Blank, c, begin};
    case '-':
    case '_': return {Glyph::Dash, c, begin};
    case '.': return {Glyph::Dot, c, begin};
    case '@': return {Glyph::At, c, begin};
    case '+': return {Glyph::Plus, c, begin};
    case '/': return {Glyph::Slash, c, begin};
    case '(':
    case '[':
    case '{': return {Glyph::Open, c, begin};
    case ')':
    case ']':
    case '}': return {Glyph::Close, c, begin};
    case '!':
    case '$':
    case '%':
    case '&':
    case '\'':
    case '*':
    case '^':
    case '`':
    case '|':
    case '~': return {Glyph::Mark, c, begin};
    case '#':
    case '=': return {Glyph::Guard, c, begin};
    default: return {Glyph::Other, c, begin};
    }
}

Unit unicodeUnit(char32_t c, std::uint32_t begin)
{
    // The compatibility forms of the marks that matter; letters are left alone, their shape is nobody's number.
    switch (c) {
    case 0xFF0B: return {Glyph::Plus, '+', begin};
    case 0xFF20: return {Glyph::At, '@', begin};
    case 0x00B7:
    case 0x2022:
    case 0x3002:
    case 0xFF0E: return {Glyph::Dot, '.', begin};
    case 0x2212: return {Glyph::Dash, '-', begin};
    default: break;
    }
    switch (QChar::category(c)) {
    case QChar::Number_DecimalDigit: return {Glyph::Digit, static_cast<char>('0' + QChar::digitValue(c)), begin};
    case QChar::Separator_Space: return {Glyph::Blank, ' ', begin};
    case QChar::Punctuation_Dash:
    case QChar::Punctuation_Connector: return {Glyph::Dash, '-', begin};
    case QChar::Other_Format: return {Glyph::Joiner, 0, begin};
    case QChar::Punctuation_Open: return {Glyph::Open, '(', begin};
    case QChar::Punctuation_Close: return {Glyph::Close, ')', begin};
    default: break;
    }
    const bool letter = QChar::isLetterOrNumber(c) || QChar::isMark(c);
    return {letter ? Glyph::Letter : Glyph::Other, 0, begin};
}

} // namespace

Units unitsOf(std::string_view text)
{
    Units units;
    units.reserve(text.size() + 1);
    std::size_t at = 0;
    while (at < text.size()) {
        const CodePoint c = codePointAt(text, at);
        const auto begin = static_cast<std::uint32_t>(at);
        units.push_back(c.value < 128 ? asciiUnit(text[at], begin) : unicodeUnit(c.value, begin));
        at += c.bytes;
    }
    units.push_back({Glyph::Other, 0, static_cast<std::uint32_t>(text.size())});
    return units;
}

bool isBehindPlaceholder(const Units& units, std::size_t end)
{
    const auto& kinds = EnumNames<RedactedKind>::kNames;
    return std::any_of(kinds.begin(), kinds.end(), [&](const auto& kind) {
        const std::string_view placeholder = placeholderOf(kind.first);
        return end >= placeholder.size() && std::equal(placeholder.begin(), placeholder.end(),
                                                       units.begin() + static_cast<std::ptrdiff_t>(end - placeholder.size()),
                                                       [](char c, const Unit& unit) { return unit.character == c; });
    });
}

std::vector<Character> readGrouped(const Units& units, std::size_t at, std::size_t most, Accept accept,
                                   bool (*isSeparator)(Glyph))
{
    constexpr std::size_t kMostSeparators = 3;
    std::vector<Character> out;
    out.reserve(most);
    std::size_t separators = 0;
    for (std::size_t i = at; i < units.size(); ++i) {
        const Unit& unit = units[i];
        const bool taken = unit.glyph == Glyph::Digit ||
                           (accept == Accept::DigitsAndLetters && unit.glyph == Glyph::Letter && unit.character != 0);
        if (taken) {
            if (out.size() == most) {
                return out;
            }
            out.push_back({unit.character, i, false});
            separators = 0;
            continue;
        }
        // A letter right behind a digit ends no group: it makes the whole something else.
        if (!out.empty() && unit.glyph != Glyph::Joiner && unit.glyph != Glyph::Letter) {
            out.back().endsGroup = true;
        }
        if (unit.glyph == Glyph::Joiner) {
            continue;
        }
        if (!isSeparator(unit.glyph) || ++separators > kMostSeparators) {
            return out;
        }
    }
    return out;
}

} // namespace stillgate::triage::scan
