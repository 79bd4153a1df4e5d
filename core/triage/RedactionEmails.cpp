// SPDX-License-Identifier: GPL-3.0-or-later
//
// E-mail addresses (RFC 5321, 5322, 6531), also with "(at)" and "(dot)" or blanks around the sign.
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

std::size_t skipBlanks(const Units& units, std::size_t at)
{
    while (units[at].glyph == Glyph::Blank) {
        ++at;
    }
    return at;
}

/// Behind the dot at `at`, which may be spelled "(dot)" with blanks around it; `at` itself when there is none.
std::size_t behindDot(const Units& units, std::size_t at)
{
    if (units[at].glyph == Glyph::Dot) {
        return at + 1;
    }
    const std::size_t open = skipBlanks(units, at);
    const std::size_t length = bracketed(units, open, "dot");
    return length > 0 ? skipBlanks(units, open + length) : at;
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

} // namespace

std::vector<Found> findEmails(const Units& units)
{
    std::vector<Found> out;
    std::size_t least = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const std::size_t sign = units[i].glyph == Glyph::At ? 1 : bracketed(units, i, "at");
        if (sign == 0) {
            continue;
        }
        std::size_t localEnd = i;
        while (localEnd > least && units[localEnd - 1].glyph == Glyph::Blank) {
            --localEnd;
        }
        const std::size_t begin = localBegin(units, localEnd, least);
        const std::size_t domain = skipBlanks(units, i + sign);
        const std::size_t end = domainEnd(units, domain);
        const bool mention = sign == 1 && isMention(units, begin, localEnd, i, domain);
        if (begin < localEnd && end > domain && !mention) {
            out.push_back({begin, end, RedactedKind::Email});
            least = end;
            i = end - 1;
        }
    }
    return out;
}

} // namespace stillgate::triage::scan
