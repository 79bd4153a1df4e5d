// SPDX-License-Identifier: GPL-3.0-or-later
//
// E-mail addresses (RFC 5321, 5322, 6531), also with "(at)" and "(dot)", with the words alone, or with blanks around the sign.
#include <algorithm>

#include "core/triage/RedactionScan.h"

namespace stillgate::triage::scan {

namespace {

bool isLocal(const Unit& unit)
{
    switch (unit.glyph) {
    case Glyph::Letter:
    case Glyph::Digit:
    case Glyph::Dot:
    case Glyph::Dash:
    case Glyph::Plus:
    case Glyph::Mark:
    case Glyph::Joiner: return true;
    default: return false;
    }
}

/// The length in units of "(word)" in any brackets at `at`, 0 when it does not stand there.
std::size_t bracketed(const Units& units, std::size_t at, std::string_view word)
{
    if (at + word.size() + 1 >= units.size() || units[at].glyph != Glyph::Open) {
        return 0;
    }
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (units[at + 1 + i].character != word[i]) {
            return 0;
        }
    }
    return units[at + 1 + word.size()].glyph == Glyph::Close ? word.size() + 2 : 0;
}

constexpr std::string_view kAtWords = "at arroba arobase arobas klammeraffe chez";
constexpr std::string_view kDotWords = "dot punkt punto point";
constexpr std::string_view kMailWords = "mail email emails correo courriel adresse address correu";
constexpr std::string_view kTopLevels =
    "com net org info example test invalid biz io dev app eu de at ch es fr uk it nl be pt pl us "
    "mx ar co sa ae eg ma in";

std::size_t skipBlanks(const Units& units, std::size_t at)
{
    while (isGap(units[at])) {
        ++at;
    }
    return at;
}

/// An address may be cut by one line break at its sign.
std::size_t skipBlanksAndBreak(const Units& units, std::size_t at)
{
    at = skipBlanks(units, at);
    if (units[at].glyph == Glyph::Break) {
        at += units[at].character == '\r' && units[at + 1].character == '\n' ? 2 : 1;
    }
    return skipBlanks(units, at);
}

FoundWord secondWord(const Units& units, std::size_t at)
{
    return wordAt(units, skipBlanks(units, wordAt(units, at).end));
}

/// Behind the dot at `at`, which may be spelled "(dot)" with blanks around it; `at` itself when there is none.
std::size_t behindDot(const Units& units, std::size_t at)
{
    if (units[at].glyph == Glyph::Dot) {
        return at + 1;
    }
    const std::size_t open = skipBlanks(units, at);
    for (const std::string_view word : {"dot", "punkt", "punto", "point", "."}) {
        if (const std::size_t length = bracketed(units, open, word); length > 0) {
            return skipBlanks(units, open + length);
        }
    }
    // The word alone counts between a name and a domain that everybody knows.
    const FoundWord word = open > at ? wordAt(units, open) : FoundWord{};
    const std::size_t next = skipBlanks(units, word.end);
    const bool named = isListed(kDotWords, word.text) && next > word.end &&
                       (isListed(kTopLevels, wordAt(units, next).text) || isListed(kDotWords, secondWord(units, next).text));
    return named ? next : at;
}

bool isTopLevel(const Units& units, std::size_t begin, std::size_t end)
{
    std::size_t letters = 0;
    for (std::size_t i = begin; i < end; ++i) {
        letters += units[i].glyph == Glyph::Letter ? 1 : 0;
    }
    const bool punycode = end - begin > 4 && units[begin].character == 'x' && units[begin + 1].character == 'n' &&
                          units[begin + 2].glyph == Glyph::Dash;
    return letters >= 2 && (letters == end - begin || punycode);
}

/// The end of the domain that begins at `begin`; `begin` itself when there is none with a top level.
std::size_t domainEnd(const Units& units, std::size_t begin)
{
    std::size_t best = begin;
    std::size_t at = begin;
    for (bool first = true;; first = false) {
        std::size_t end = at;
        while (isAlphanumeric(units[end]) || units[end].glyph == Glyph::Dash || units[end].glyph == Glyph::Joiner) {
            ++end;
        }
        if (end == at) {
            return best;
        }
        if (!first && isTopLevel(units, at, end)) {
            best = end;
        }
        const std::size_t next = behindDot(units, end);
        if (next == end) {
            return best;
        }
        at = next;
    }
}

/// The beginning of the local part that ends at `end`; `end` itself when there is none. Quotes and bullets in front stay.
std::size_t localBegin(const Units& units, std::size_t end, std::size_t least)
{
    std::size_t begin = end;
    while (begin > least && isLocal(units[begin - 1])) {
        --begin;
    }
    while (begin < end && !isAlphanumeric(units[begin])) {
        ++begin;
    }
    return begin;
}

/// "and @sample_customer", "follow @sample.example": a name that is mentioned, and the word in front of it.
bool isMention(const Units& units, std::size_t begin, std::size_t localEnd, std::size_t sign, std::size_t domain)
{
    const auto first = units.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = units.begin() + static_cast<std::ptrdiff_t>(localEnd);
    const bool isWord = std::all_of(first, last, [](const Unit& unit) { return unit.glyph == Glyph::Letter; });
    return isWord && localEnd < sign && domain == sign + 1;
}

bool isBehindMailWord(const Units& units, std::size_t at)
{
    constexpr int kMostWordsBack = 4;
    for (int n = 0; n < kMostWordsBack; ++n) {
        const FoundWord word = wordBefore(units, at);
        if (isListed(kMailWords, word.text)) {
            return true;
        }
        at = word.begin;
        if (word.text.empty()) {
            return false;
        }
    }
    return false;
}

/// "customer07 at sample dot example": the word alone is the sign where the dot is spelled too, where the name in front is no plain
/// word, or where a mail address was announced.
bool isSpelledAddress(const Units& units, std::size_t begin, std::size_t localEnd, std::size_t domain, std::size_t end)
{
    bool spelled = false;
    for (std::size_t i = domain; i < end; ++i) {
        spelled = spelled || (units[i].glyph == Glyph::Blank);
    }
    bool hasLetter = false;
    bool hasOther = false;
    for (std::size_t i = begin; i < localEnd; ++i) {
        hasLetter = hasLetter || units[i].glyph == Glyph::Letter;
        hasOther = hasOther || units[i].glyph == Glyph::Digit || units[i].glyph == Glyph::Dot || units[i].character == '_';
    }
    return hasLetter && (spelled || isBehindMailWord(units, begin) || hasOther);
}

/// What stands for '@' at a unit.
struct Sign {
    std::size_t units = 0; ///< 0 when none does
    bool isWord = false;
};

Sign signAt(const Units& units, std::size_t at)
{
    if (units[at].glyph == Glyph::At) {
        return {1, false};
    }
    for (const std::string_view word : {"at", "@", "arroba", "arobase"}) {
        if (const std::size_t length = bracketed(units, at, word); length > 0) {
            return {length, false};
        }
    }
    if (at > 0 && units[at].glyph == Glyph::Letter && units[at - 1].glyph == Glyph::Blank) {
        const FoundWord word = wordAt(units, at);
        if (isListed(kAtWords, word.text) && units[word.end].glyph == Glyph::Blank) {
            return {word.end - at, true};
        }
    }
    return {};
}

} // namespace

std::vector<Found> findEmails(const Units& units)
{
    std::vector<Found> out;
    std::size_t least = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Sign sign = signAt(units, i);
        if (sign.units == 0) {
            continue;
        }
        std::size_t localEnd = i;
        while (localEnd > least && (isGap(units[localEnd - 1]) || (localEnd == i && units[i - 1].glyph == Glyph::Break))) {
            --localEnd;
        }
        const std::size_t begin = localBegin(units, localEnd, least);
        const std::size_t domain = sign.isWord ? skipBlanks(units, i + sign.units) : skipBlanksAndBreak(units, i + sign.units);
        const std::size_t end = domainEnd(units, domain);
        if (begin == localEnd || end <= domain) {
            continue;
        }
        const bool wrong = sign.isWord ? !isSpelledAddress(units, begin, localEnd, domain, end)
                                       : sign.units == 1 && isMention(units, begin, localEnd, i, domain);
        if (!wrong) {
            out.push_back({begin, end, RedactedKind::Email});
            least = end;
            i = end - 1;
        }
    }
    return out;
}

} // namespace stillgate::triage::scan
