// SPDX-License-Identifier: GPL-3.0-or-later
//
// Phone numbers carry no check digit. They are known by how they begin (+, 00, a trunk 0), by the grouping of the North American
// plan, or by the word in front; a word such as "order" in front speaks against.
#include "core/triage/RedactionScan.h"

namespace stillgate::triage::scan {

namespace {

constexpr std::size_t kMostDigits = 15; ///< ITU-T E.164

bool separatesPhone(Glyph glyph)
{
    switch (glyph) {
    case Glyph::Blank:
    case Glyph::Dash:
    case Glyph::Dot:
    case Glyph::Slash:
    case Glyph::Open:
    case Glyph::Close: return true;
    default: return false;
    }
}

/// Whether a number may begin here: it is not the tail of a reference, a decimal or a date.
bool mayBegin(const Units& units, std::size_t at)
{
    std::size_t before = at;
    while (before > 0 && units[before - 1].glyph == Glyph::Joiner) {
        --before;
    }
    if (before == 0) {
        return true;
    }
    if (isBehindPlaceholder(units, before)) {
        return false;
    }
    const Unit& unit = units[before - 1];
    const bool hidden = isBehindPlaceholder(units, before - 1);
    const bool tail = hidden || (before > 1 && isAlphanumeric(units[before - 2]));
    const bool digit = hidden || (before > 1 && units[before - 2].glyph == Glyph::Digit);
    switch (unit.glyph) {
    case Glyph::Letter:
    case Glyph::Digit:
    case Glyph::Guard:
    case Glyph::Plus: return false;
    case Glyph::Dash:
    case Glyph::Slash: return !tail;
    case Glyph::Dot: return !digit;
    default: return !(digit && (unit.character == ',' || unit.character == ':'));
    }
}

bool separatesPhoneOverLines(Glyph glyph)
{
    return glyph == Glyph::Break || separatesPhone(glyph);
}

std::size_t digitsFrom(const Units& units, std::size_t at)
{
    std::size_t count = 0;
    while (units[at + count].glyph == Glyph::Digit) {
        ++count;
    }
    return count;
}

/// 01.02.2024, 1/2/24, 2024-02-01: two or one, two or one, two or four digits, or the year first; nothing of the kind behind.
bool isDateAt(const Units& units, std::size_t at)
{
    const std::size_t first = digitsFrom(units, at);
    const Glyph separator = units[at + first].glyph;
    if (first == 0 || (separator != Glyph::Dot && separator != Glyph::Dash && separator != Glyph::Slash)) {
        return false;
    }
    const std::size_t secondAt = at + first + 1;
    const std::size_t second = digitsFrom(units, secondAt);
    if (second == 0 || units[secondAt + second].glyph != separator) {
        return false;
    }
    const std::size_t thirdAt = secondAt + second + 1;
    const std::size_t third = digitsFrom(units, thirdAt);
    if (third == 0 || (units[thirdAt + third].glyph == separator && digitsFrom(units, thirdAt + third + 1) > 0)) {
        return false;
    }
    return (first <= 2 && second <= 2 && (third == 2 || third == 4)) || (first == 4 && second <= 2 && third <= 2);
}

/// How many digits belong to the number: whole groups, `least` to `most` digits, no date and no lone digit behind ("2 times"). What is
/// joined to the group in front is no date: 06.12.34.56.78.
std::size_t wholeGroups(const Units& units, const std::vector<Character>& digits, std::size_t least, std::size_t most)
{
    std::size_t best = 0;
    std::size_t total = 0;
    std::size_t previous = 1;
    for (const std::size_t size : groupSizes(digits)) {
        const bool date =
            total > 0 && units[digits[total].unit - 1].glyph == Glyph::Blank && isDateAt(units, digits[total].unit);
        const bool lone = size == 1 && previous > 1 && total >= least;
        if (total + size > most || date || lone) {
            break;
        }
        total += size;
        previous = size;
        best = total >= least ? total : best;
    }
    return best;
}

/// (555) 010-0199, 1-555-010-0199: three, three and four digits, written apart.
std::size_t northAmerican(const std::vector<Character>& digits)
{
    std::vector<std::size_t> sizes = groupSizes(digits);
    const bool prefixed = !sizes.empty() && sizes[0] == 1 && digits[0].value == '1';
    const std::size_t skip = prefixed ? 1 : 0;
    const bool grouped = sizes.size() >= skip + 3 && sizes[skip] == 3 && sizes[skip + 1] == 3 && sizes[skip + 2] == 4;
    return grouped && digits[skip].value >= '2' ? 10 + skip : 0;
}

/// How many of the digits are a phone number, by how they begin.
std::size_t phoneDigits(const Units& units, const std::vector<Character>& digits, bool plus, Hint hint)
{
    if (plus) {
        return digits[0].value != '0' ? wholeGroups(units, digits, 8, kMostDigits) : 0;
    }
    if (hint == Hint::Reference || isDateAt(units, digits[0].unit) || digits.size() < 7) {
        return 0;
    }
    std::size_t count = northAmerican(digits);
    if (count == 0 && digits[0].value == '0' && digits[1].value == '0' && digits[2].value != '0') {
        count = wholeGroups(units, digits, 10, kMostDigits + 2);
    }
    if (count == 0 && digits[0].value == '0' && digits[1].value != '0' && !digits[0].endsGroup) {
        count = wholeGroups(units, digits, 9, 12);
    }
    if (count == 0 && hint == Hint::Phone) {
        count = wholeGroups(units, digits, 7, kMostDigits);
    }
    return count;
}

/// An opening bracket belongs to the number when it closes around its first digits: (0171) 2345678.
bool opensNumber(const Units& units, std::size_t at)
{
    constexpr std::size_t kMostInside = 6;
    for (std::size_t i = at + 1; i < units.size() && i <= at + kMostInside; ++i) {
        if (units[i].glyph == Glyph::Close) {
            return i > at + 1;
        }
        if (units[i].glyph != Glyph::Digit && units[i].glyph != Glyph::Plus) {
            return false;
        }
    }
    return false;
}

} // namespace

std::optional<Found> phoneAt(const Units& units, std::size_t at)
{
    std::size_t start = at;
    if (units[start].glyph == Glyph::Open && opensNumber(units, start)) {
        ++start;
    }
    const bool plus = units[start].glyph == Glyph::Plus;
    if (plus) {
        ++start;
        while (units[start].glyph == Glyph::Blank || units[start].glyph == Glyph::Open) {
            ++start;
        }
    }
    if (units[start].glyph != Glyph::Digit || !mayBegin(units, at)) {
        return std::nullopt;
    }
    // "DE00 3704 0044 0532": the middle of a longer number.
    const bool inside = !plus && at > 1 && units[at - 1].glyph == Glyph::Blank && units[at - 2].glyph == Glyph::Digit;
    const Hint hint = plus ? Hint::None : hintBefore(units, at);
    auto digits = readGrouped(units, start, kMostDigits + 3, Accept::Digits, separatesPhone);
    std::size_t count = inside && hint != Hint::Phone ? 0 : phoneDigits(units, digits, plus, hint);
    // A number that a line break cut goes on in the next line; one that is whole does not.
    if (count == 0 && (plus || hint == Hint::Phone) && units[digits.back().unit + 1].glyph == Glyph::Break) {
        digits = readGrouped(units, start, kMostDigits + 3, Accept::Digits, separatesPhoneOverLines);
        count = phoneDigits(units, digits, plus, hint);
    }
    if (count == 0) {
        return std::nullopt;
    }
    return Found{at, digits[count - 1].unit + 1, RedactedKind::Phone};
}

} // namespace stillgate::triage::scan
