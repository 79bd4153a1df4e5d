// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/RedactionScan.h"

#include <algorithm>
#include <array>
#include <utility>

#include <QChar>
#include <QString>

#include "core/triage/Utf8.h"

namespace stillgate::triage::scan {

namespace {

Unit asciiUnit(char c, std::uint32_t begin)
{
    const auto unit = [&](Glyph glyph) { return Unit{glyph, false, c, 0, begin}; };
    if (c >= '0' && c <= '9') {
        return unit(Glyph::Digit);
    }
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        return {Glyph::Letter, c <= 'Z', static_cast<char>(c | 0x20), 0, begin};
    }
    switch (c) {
    case ' ':
    case '\t': return unit(Glyph::Blank);
    case '\n':
    case '\r': return unit(Glyph::Break);
    case '-':
    case '_': return unit(Glyph::Dash);
    case '.': return unit(Glyph::Dot);
    case '@': return unit(Glyph::At);
    case '+': return unit(Glyph::Plus);
    case '/': return unit(Glyph::Slash);
    case '(':
    case '[':
    case '{': return unit(Glyph::Open);
    case ')':
    case ']':
    case '}': return unit(Glyph::Close);
    case '!':
    case '$':
    case '%':
    case '&':
    case '\'':
    case '*':
    case '^':
    case '`':
    case '|':
    case '~': return unit(Glyph::Mark);
    case '#':
    case '=': return unit(Glyph::Guard);
    default: return unit(Glyph::Other);
    }
}

/// Letters of other scripts that look like a Latin one in common fonts (Unicode TR 39, the whole-letter cases), in lower case.
constexpr std::array<std::pair<char32_t, char>, 38> kLookalikes{{
    {U'а', 'a'}, {U'е', 'e'}, {U'о', 'o'}, {U'р', 'p'}, {U'с', 'c'}, {U'у', 'y'}, {U'х', 'x'}, {U'і', 'i'},
    {U'ѕ', 's'}, {U'ј', 'j'}, {U'һ', 'h'}, {U'ԁ', 'd'}, {U'ԛ', 'q'}, {U'ԝ', 'w'}, {U'в', 'b'}, {U'н', 'h'},
    {U'к', 'k'}, {U'м', 'm'}, {U'т', 't'}, {U'ο', 'o'}, {U'α', 'a'}, {U'ρ', 'p'}, {U'ν', 'v'}, {U'β', 'b'},
    {U'ε', 'e'}, {U'ζ', 'z'}, {U'η', 'h'}, {U'ι', 'i'}, {U'κ', 'k'}, {U'μ', 'm'}, {U'τ', 't'}, {U'υ', 'y'},
    {U'χ', 'x'}, {U'ı', 'i'}, {U'ɑ', 'a'}, {U'ø', 'o'}, {U'ł', 'l'}, {U'đ', 'd'},
}};

/// The ASCII letter that a letter counts as, 0 when it is one of its own.
char asciiOf(char32_t lower)
{
    if (lower >= 0xFF41 && lower <= 0xFF5A) {
        return static_cast<char>(lower - 0xFF41 + U'a');
    }
    const auto* found = std::ranges::find(kLookalikes, lower, [](const auto& pair) { return pair.first; });
    if (found != kLookalikes.end()) {
        return found->second;
    }
    const QString parts = QChar::decomposition(lower);
    const char16_t first = parts.isEmpty() ? u'\0' : parts[0].unicode();
    return first >= u'a' && first <= u'z' ? static_cast<char>(first) : '\0';
}

Unit letterUnit(char32_t c, std::uint32_t begin)
{
    const char32_t lower = QChar::toLower(c);
    const char ascii = asciiOf(lower);
    return {Glyph::Letter, lower != c, ascii, ascii == 0 ? lower : 0, begin};
}

Unit unicodeUnit(char32_t c, std::uint32_t begin)
{
    const auto unit = [&](Glyph glyph, char character) { return Unit{glyph, false, character, 0, begin}; };
    // The compatibility forms of the marks that matter.
    switch (c) {
    case 0xFF0B: return unit(Glyph::Plus, '+');
    case 0xFF20: return unit(Glyph::At, '@');
    case 0x00B7:
    case 0x2022:
    case 0x3002:
    case 0xFF0E: return unit(Glyph::Dot, '.');
    case 0x2212: return unit(Glyph::Dash, '-');
    case 0x00AB:
    case 0x00BB:
    case 0x201C:
    case 0x201D:
    case 0x201E: return unit(Glyph::Other, '"');
    case 0xFF1A: return unit(Glyph::Other, ':');
    case 0xFF0C:
    case 0x060C: return unit(Glyph::Other, ',');
    case 0x2028:
    case 0x2029:
    case 0x0085: return unit(Glyph::Break, '\n');
    default: break;
    }
    switch (QChar::category(c)) {
    case QChar::Number_DecimalDigit: return unit(Glyph::Digit, static_cast<char>('0' + QChar::digitValue(c)));
    case QChar::Separator_Space: return unit(Glyph::Blank, ' ');
    case QChar::Punctuation_Dash:
    case QChar::Punctuation_Connector: return unit(Glyph::Dash, '-');
    case QChar::Other_Format:
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing: return unit(Glyph::Joiner, 0);
    case QChar::Punctuation_Open: return unit(Glyph::Open, '(');
    case QChar::Punctuation_Close: return unit(Glyph::Close, ')');
    default: break;
    }
    const bool letter = QChar::isLetterOrNumber(c) || QChar::isMark(c);
    return letter ? letterUnit(c, begin) : unit(Glyph::Other, 0);
}

bool takes(const Unit& unit, Accept accept, char& value)
{
    value = unit.character;
    if (unit.glyph == Glyph::Digit) {
        return true;
    }
    if (unit.glyph != Glyph::Letter || accept == Accept::Digits) {
        return false;
    }
    if (accept == Accept::DigitsAndLookalikes) {
        value = unit.character == 'o' ? '0' : '1';
        return unit.character == 'o' || unit.character == 'l' || unit.character == 'i';
    }
    return unit.character != 0;
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
    units.push_back({Glyph::Other, false, 0, 0, static_cast<std::uint32_t>(text.size())});
    return units;
}

bool isBehindPlaceholder(const Units& units, std::size_t end)
{
    if (end == 0 || units[end - 1].character != ']') {
        return false;
    }
    const auto& kinds = EnumNames<RedactedKind>::kNames;
    return std::any_of(kinds.begin(), kinds.end(), [&](const auto& kind) {
        const std::string_view placeholder = placeholderOf(kind.first);
        return end >= placeholder.size() && std::equal(placeholder.begin(), placeholder.end(),
                                                       units.begin() + static_cast<std::ptrdiff_t>(end - placeholder.size()),
                                                       [](char c, const Unit& unit) { return unit.character == c; });
    });
}

std::size_t placeholderUnits(const Units& units, std::size_t at)
{
    if (units[at].character != '[') {
        return 0;
    }
    for (const auto& [kind, name] : EnumNames<RedactedKind>::kNames) {
        const std::size_t length = placeholderOf(kind).size();
        if (at + length < units.size() && isBehindPlaceholder(units, at + length)) {
            return length;
        }
    }
    return 0;
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
        char value = 0;
        if (takes(unit, accept, value)) {
            if (out.size() == most) {
                return out;
            }
            out.push_back({value, i, false});
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

std::vector<std::size_t> groupSizes(const std::vector<Character>& characters)
{
    std::vector<std::size_t> sizes;
    std::size_t count = 0;
    for (const Character& character : characters) {
        ++count;
        if (character.endsGroup) {
            sizes.push_back(count);
            count = 0;
        }
    }
    return sizes;
}

} // namespace stillgate::triage::scan
