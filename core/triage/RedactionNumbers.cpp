// SPDX-License-Identifier: GPL-3.0-or-later
//
// Card numbers and bank accounts: what carries a check digit and so can be told from any other number.
#include <algorithm>
#include <array>

#include "core/triage/RedactionScan.h"

namespace stillgate::triage::scan {

namespace {

bool separatesDigits(Glyph glyph)
{
    return glyph == Glyph::Blank || glyph == Glyph::Dash || glyph == Glyph::Dot || glyph == Glyph::Break ||
           glyph == Glyph::Slash;
}

int prefixOf(const std::vector<Character>& digits, std::size_t length)
{
    int value = 0;
    for (std::size_t i = 0; i < length; ++i) {
        value = value * 10 + (digits[i].value - '0');
    }
    return value;
}

/// Whether an issuer of this prefix gives out numbers of this length (ISO/IEC 7812 ranges of the card schemes).
bool isIssued(const std::vector<Character>& digits, std::size_t length)
{
    const int two = prefixOf(digits, 2);
    const int four = prefixOf(digits, 4);
    switch (digits[0].value) {
    case '2': return four >= 2221 && four <= 2720 && length == 16;
    case '3':
        if (two == 34 || two == 37) {
            return length == 15;
        }
        return two == 35 ? length >= 16 : (two == 30 || two == 36 || two == 38 || two == 39) && length >= 14;
    case '4': return length == 13 || length == 16 || length == 19;
    case '5': return two >= 51 && two <= 55 ? length == 16 : length >= 13;
    case '6': return true;
    default: return false;
    }
}

/// The check of ISO/IEC 7812-1, annex B.
bool passesLuhn(const std::vector<Character>& digits, std::size_t length)
{
    int sum = 0;
    for (std::size_t i = 0; i < length; ++i) {
        int digit = digits[length - 1 - i].value - '0';
        if (i % 2 == 1) {
            digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        }
        sum += digit;
    }
    return sum % 10 == 0;
}

struct IbanCountry {
    std::array<char, 2> code;
    std::size_t length;
};

/// ISO 13616, IBAN registry: the length is fixed by country.
constexpr IbanCountry kIbanCountries[] = {
    {{'a', 'd'}, 24}, {{'a', 'e'}, 23}, {{'a', 'l'}, 28}, {{'a', 't'}, 20}, {{'a', 'z'}, 28}, {{'b', 'a'}, 20},
    {{'b', 'e'}, 16}, {{'b', 'g'}, 22}, {{'b', 'h'}, 22}, {{'b', 'i'}, 27}, {{'b', 'r'}, 29}, {{'b', 'y'}, 28},
    {{'c', 'h'}, 21}, {{'c', 'r'}, 22}, {{'c', 'y'}, 28}, {{'c', 'z'}, 24}, {{'d', 'e'}, 22}, {{'d', 'j'}, 27},
    {{'d', 'k'}, 18}, {{'d', 'o'}, 28}, {{'e', 'e'}, 20}, {{'e', 'g'}, 29}, {{'e', 's'}, 24}, {{'f', 'i'}, 18},
    {{'f', 'k'}, 18}, {{'f', 'o'}, 18}, {{'f', 'r'}, 27}, {{'g', 'b'}, 22}, {{'g', 'e'}, 22}, {{'g', 'i'}, 23},
    {{'g', 'l'}, 18}, {{'g', 'r'}, 27}, {{'g', 't'}, 28}, {{'h', 'r'}, 21}, {{'h', 'u'}, 28}, {{'i', 'e'}, 22},
    {{'i', 'l'}, 23}, {{'i', 'q'}, 23}, {{'i', 's'}, 26}, {{'i', 't'}, 27}, {{'j', 'o'}, 30}, {{'k', 'w'}, 30},
    {{'k', 'z'}, 20}, {{'l', 'b'}, 28}, {{'l', 'c'}, 32}, {{'l', 'i'}, 21}, {{'l', 't'}, 20}, {{'l', 'u'}, 20},
    {{'l', 'v'}, 21}, {{'l', 'y'}, 25}, {{'m', 'c'}, 27}, {{'m', 'd'}, 24}, {{'m', 'e'}, 22}, {{'m', 'k'}, 19},
    {{'m', 'n'}, 20}, {{'m', 'r'}, 27}, {{'m', 't'}, 31}, {{'m', 'u'}, 30}, {{'n', 'i'}, 28}, {{'n', 'l'}, 18},
    {{'n', 'o'}, 15}, {{'o', 'm'}, 23}, {{'p', 'k'}, 24}, {{'p', 'l'}, 28}, {{'p', 's'}, 29}, {{'p', 't'}, 25},
    {{'q', 'a'}, 29}, {{'r', 'o'}, 24}, {{'r', 's'}, 22}, {{'r', 'u'}, 33}, {{'s', 'a'}, 24}, {{'s', 'c'}, 31},
    {{'s', 'd'}, 18}, {{'s', 'e'}, 24}, {{'s', 'i'}, 19}, {{'s', 'k'}, 24}, {{'s', 'm'}, 27}, {{'s', 'o'}, 23},
    {{'s', 't'}, 25}, {{'s', 'v'}, 28}, {{'t', 'l'}, 23}, {{'t', 'n'}, 24}, {{'t', 'r'}, 26}, {{'u', 'a'}, 29},
    {{'v', 'a'}, 22}, {{'v', 'g'}, 24}, {{'x', 'k'}, 20}, {{'y', 'e'}, 30},
};

std::size_t ibanLength(char first, char second)
{
    const auto* found = std::ranges::find(kIbanCountries, std::array<char, 2>{first, second}, &IbanCountry::code);
    return found != std::end(kIbanCountries) ? found->length : 0;
}

/// ISO 7064 MOD 97-10: the first four characters go to the end, letters count 10 to 35.
bool passesMod97(const std::vector<Character>& characters)
{
    int remainder = 0;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const char c = characters[(i + 4) % characters.size()].value;
        remainder = c <= '9' ? (remainder * 10 + (c - '0')) % 97 : (remainder * 100 + (c - 'a' + 10)) % 97;
    }
    return remainder == 1;
}

/// The card among the characters that begin at `at`, if their beginning is one.
std::optional<Found> cardIn(const Units& units, std::size_t at, const std::vector<Character>& digits)
{
    constexpr std::size_t kMostLookalikes = 4;
    // The commonest lengths first: what follows a number (an expiry date, a code) must not hide it.
    for (const std::size_t length : {16U, 15U, 14U, 19U, 18U, 17U, 13U}) {
        if (digits.size() < length || !isIssued(digits, length) || !passesLuhn(digits, length)) {
            continue;
        }
        const std::size_t end = digits[length - 1].unit + 1;
        std::size_t lookalikes = 0;
        for (std::size_t i = 0; i < length; ++i) {
            lookalikes += units[digits[i].unit].glyph == Glyph::Letter ? 1 : 0;
        }
        if (units[end].glyph != Glyph::Digit && lookalikes <= kMostLookalikes) {
            return Found{at, end, RedactedKind::Card};
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<Found> cardAt(const Units& units, std::size_t at)
{
    constexpr std::size_t kLongest = 19;
    if (units[at].glyph != Glyph::Digit || (at > 0 && units[at - 1].glyph == Glyph::Digit)) {
        return std::nullopt;
    }
    if (auto plain = cardIn(units, at, readGrouped(units, at, kLongest, Accept::Digits, separatesDigits))) {
        return plain;
    }
    // Letters in the place of digits, where most are digits still: "4l11 1111 1111 1111".
    return cardIn(units, at, readGrouped(units, at, kLongest, Accept::DigitsAndLookalikes, separatesDigits));
}

std::optional<Found> ibanAt(const Units& units, std::size_t at)
{
    if (units[at].glyph != Glyph::Letter || (at > 0 && isAlphanumeric(units[at - 1])) || isBehindPlaceholder(units, at) ||
        at + 1 >= units.size()) {
        return std::nullopt;
    }
    const std::size_t length = ibanLength(units[at].character, units[at + 1].character);
    if (length == 0) {
        return std::nullopt;
    }
    const auto characters = readGrouped(units, at, length, Accept::DigitsAndLetters, separatesDigits);
    if (characters.size() < length || !passesMod97(characters)) {
        return std::nullopt;
    }
    const std::size_t end = characters.back().unit + 1;
    const bool digitsFollowCountry = characters[2].value <= '9' && characters[3].value <= '9';
    if (!digitsFollowCountry || isAlphanumeric(units[end])) {
        return std::nullopt;
    }
    return Found{at, end, RedactedKind::Iban};
}

} // namespace stillgate::triage::scan
