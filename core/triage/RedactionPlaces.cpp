// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/RedactionPlaces.h"

#include <algorithm>

namespace stillgate::triage::scan {

namespace {

bool isUkOutward(const Units& units, const FoundWord& word)
{
    const std::string& t = word.text;
    if (t.size() < 2 || t.size() > 4 || !isCapital(units, word)) {
        return false;
    }
    const auto digit = [&](std::size_t i) { return t[i] >= '0' && t[i] <= '9'; };
    const std::size_t letters = digit(1) ? 1 : 2;
    return letters < t.size() && !digit(0) && digit(letters) && std::all_of(t.begin(), t.end(), [](char c) { return c > 0; });
}

/// One to three words with a capital: a town.
std::size_t townEnd(const Units& units, std::size_t at)
{
    std::size_t end = 0;
    std::size_t next = at;
    for (int n = 0; n < 3; ++n) {
        const FoundWord word = beginsWord(units, next) ? wordAt(units, next) : FoundWord{};
        const bool particle = n > 0 && isListed(kParticles, word.text);
        const bool name = word.text.size() >= 3 && isCapital(units, word) && !isListed(kNotNames, word.text);
        if (!name && !particle) {
            break;
        }
        end = name ? word.end : end;
        const bool joined = units[word.end].character == '-' || isGap(units[word.end]);
        next = joined ? blanksFrom(units, word.end + (units[word.end].character == '-' ? 1 : 0)) : units.size() - 1;
    }
    return end;
}

} // namespace

std::size_t blanksFrom(const Units& units, std::size_t at)
{
    while (isGap(units[at])) {
        ++at;
    }
    return at;
}

bool isNumberWord(const FoundWord& word, std::size_t least, std::size_t most)
{
    const std::string_view text = word.text;
    const auto digits =
        static_cast<std::size_t>(std::ranges::find_if(text, [](char c) { return c < '0' || c > '9'; }) - text.begin());
    return digits >= least && digits <= most && (digits == text.size() || (text.size() == digits + 1 && most < 6));
}

bool isCapital(const Units& units, const FoundWord& word)
{
    return !word.text.empty() && units[word.begin].glyph == Glyph::Letter && units[word.begin].isUpper;
}

FoundWord nextWord(const Units& units, std::size_t end)
{
    std::size_t at = end;
    const Unit& unit = units[at];
    if (unit.glyph == Glyph::Dot || unit.character == '\'' || unit.character == '-') {
        ++at;
    }
    at = blanksFrom(units, at);
    return beginsWord(units, at) ? wordAt(units, at) : FoundWord{};
}

std::size_t ukPostcodeEnd(const Units& units, std::size_t at)
{
    if (!beginsWord(units, at)) {
        return 0;
    }
    const FoundWord outward = wordAt(units, at);
    if (!isUkOutward(units, outward) || units[outward.end].glyph != Glyph::Blank) {
        return 0;
    }
    const FoundWord inward = wordAt(units, blanksFrom(units, outward.end));
    const std::string& t = inward.text;
    const bool fits = t.size() == 3 && t[0] >= '0' && t[0] <= '9' && t[1] >= 'a' && t[1] <= 'z' && t[2] >= 'a' && t[2] <= 'z' &&
                      units[inward.begin + 1].isUpper;
    return fits ? inward.end : 0;
}

std::size_t postcodeAndTownEnd(const Units& units, std::size_t at)
{
    if (const std::size_t uk = ukPostcodeEnd(units, at); uk > 0) {
        return uk;
    }
    const FoundWord first = beginsWord(units, at) ? wordAt(units, at) : FoundWord{};
    if (isNumberWord(first, 4, 5) && first.text.size() <= 5) {
        std::size_t end = first.end;
        if (units[end].character == '-' && isNumberWord(wordAt(units, end + 1), 4, 4)) {
            end = wordAt(units, end + 1).end;
        }
        const std::size_t town = townEnd(units, blanksFrom(units, end));
        return town > 0 ? town : end;
    }
    // A state of two capitals and a ZIP code.
    if (first.text.size() == 2 && isCapital(units, first) && units[first.begin + 1].isUpper) {
        const FoundWord zip = wordAt(units, blanksFrom(units, first.end));
        return isNumberWord(zip, 5, 5) && zip.text.size() == 5 ? zip.end : 0;
    }
    return 0;
}

std::size_t flatEnd(const Units& units, std::size_t at)
{
    const FoundWord first = beginsWord(units, at) ? wordAt(units, at) : FoundWord{};
    if (first.text.empty() || first.text.size() > 10) {
        return 0;
    }
    const FoundWord second = nextWord(units, first.end);
    const bool number = first.text[0] >= '0' && first.text[0] <= '9' && first.text.size() <= 4;
    if (isListed(kUnits, first.text)) {
        const bool takes = !second.text.empty() && (isListed(kUnits, second.text) || second.text.size() <= 3);
        return takes && !isListed(kNotNames, second.text) ? second.end : isListed("bajo izq dcha", first.text) ? first.end : 0;
    }
    if (number && isListed(kUnits, second.text)) {
        return second.end;
    }
    // Spanish floors: "3º B", "2 o izq".
    if (number && first.end > 0 && first.text.size() <= 3 && first.text.back() > '9') {
        return second.text.size() == 1 || isListed("izq dcha", second.text) ? second.end : first.end;
    }
    return 0;
}

std::size_t addressTail(const Units& units, std::size_t end)
{
    constexpr int kMostParts = 5;
    for (int n = 0; n < kMostParts; ++n) {
        std::size_t at = blanksFrom(units, end);
        const bool comma = units[at].character == ',' || (units[at].glyph == Glyph::Dash && isGap(units[at + 1]));
        at = blanksFrom(units, at + (comma ? 1 : 0));
        bool line = false;
        while (units[at].glyph == Glyph::Break && !line) {
            at = blanksFrom(units, at + (units[at].character == '\r' ? 2 : 1));
            line = true;
        }
        std::size_t next = std::max(flatEnd(units, at), postcodeAndTownEnd(units, at));
        if (next == 0) {
            const std::size_t town = townEnd(units, at);
            std::size_t behind = town > 0 ? blanksFrom(units, town) : 0;
            const bool listed = behind > 0 && (units[behind].character == ',' || units[behind].glyph == Glyph::Dot ||
                                               behind + 1 == units.size() || units[behind].glyph == Glyph::Break);
            if (behind > 0 && (units[behind].character == ',' || units[behind].glyph == Glyph::Break)) {
                behind = blanksFrom(units, behind + (units[behind].character == '\r' ? 2 : 1));
            }
            const bool coded = behind > 0 && postcodeAndTownEnd(units, behind) > 0;
            next = (comma && listed) || coded ? town : 0;
        }
        if (next == 0 || next <= at) {
            return end;
        }
        end = next;
    }
    return end;
}

} // namespace stillgate::triage::scan
