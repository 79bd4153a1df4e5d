// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Redaction.h"

#include <algorithm>
#include <array>

#include "core/triage/RedactionScan.h"

namespace stillgate::triage {

namespace {

using scan::Found;
using scan::Glyph;
using scan::Units;

/// Beginnings of words that announce a secret written without a digit, or an address spelled in words.
constexpr std::array<std::string_view, 16> kTellingWords = {"pass",  "pwd",   "pw",     "kennwort", "contrase", "clave",
                                                            "mdp",   "token", "bearer", "secret",   "dot",      "punkt",
                                                            "punto", "point", "http",   "apikey"};

bool beginsTellingWord(std::string_view rest)
{
    return std::ranges::any_of(kTellingWords, [rest](std::string_view word) {
        return rest.size() >= word.size() &&
               std::equal(word.begin(), word.end(), rest.begin(), [](char c, char found) { return c == (found | 0x20); });
    });
}

/// Most messages hold nothing that could be redacted: no digit, no sign of an address, nothing beyond ASCII, no word that tells.
bool mayHoldPersonal(std::string_view text)
{
    constexpr std::string_view kTellingLetters = "pkcmtbsdhaPKCMTBSDHA";
    bool inWord = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if ((c >= '0' && c <= '9') || c == '@' || c == '(' || c == '[' || c == '{' || static_cast<unsigned char>(c) >= 128) {
            return true;
        }
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter && !inWord && kTellingLetters.find(c) != std::string_view::npos && beginsTellingWord(text.substr(i))) {
            return true;
        }
        inWord = letter;
    }
    return false;
}

/// What begins at `at`, by the order in which one kind hides another: what is announced goes before what has a check digit, that before
/// what has a shape alone. `last` is what was found before; without a digit near, only a secret can begin.
std::optional<Found> foundAt(const Units& units, std::size_t at, const Found* last, bool digitNear)
{
    const Glyph glyph = units[at].glyph;
    if (glyph == Glyph::Plus || glyph == Glyph::Open) {
        return scan::phoneAt(units, at);
    }
    if (glyph != Glyph::Letter && glyph != Glyph::Digit) {
        return std::nullopt;
    }
    if (glyph == Glyph::Digit) {
        if (auto card = scan::cardAt(units, at)) {
            return card;
        }
        if (last != nullptr && last->kind == RedactedKind::Card) {
            if (auto code = scan::securityCodeAt(units, at, last->end)) {
                return code;
            }
        }
    } else if (auto iban = scan::ibanAt(units, at)) {
        return iban;
    }
    if (auto secret = scan::secretAt(units, at); secret || !digitNear) {
        return secret;
    }
    using Finder = std::optional<Found> (*)(const Units&, std::size_t);
    for (const Finder find : {&scan::nationalIdAt, &scan::codeAt, &scan::addressAt}) {
        if (auto found = find(units, at)) {
            return found;
        }
    }
    return glyph == Glyph::Digit ? scan::phoneAt(units, at) : std::nullopt;
}

/// What a secret leaves of an address whose beginning it took: an address as well, as long as something stands before its sign.
std::optional<Found> remainderOf(const Units& units, Found email, std::size_t at)
{
    while (at < email.end && !scan::isAlphanumeric(units[at]) && units[at].glyph != Glyph::At) {
        ++at;
    }
    email.begin = at;
    while (at < email.end && units[at].glyph != Glyph::At && units[at].glyph != Glyph::Open) {
        ++at;
    }
    return at > email.begin && at < email.end ? std::optional(email) : std::nullopt;
}

/// Everything to take out, in order and apart from each other. E-mail addresses win over what is inside or beside them, but for a secret,
/// in which a sign of an address may stand.
std::vector<Found> findAll(const Units& units)
{
    std::vector<Found> emails = scan::findEmails(units);
    constexpr std::size_t kLongestBeforeDigit = 80; ///< the name of a street before its number
    std::vector<Found> out;
    auto email = emails.begin();
    std::size_t digit = 0;
    std::size_t at = 0;
    while (at < units.size()) {
        while (email != emails.end() && email->begin < at) {
            const auto rest = remainderOf(units, *email, at);
            email = rest ? email : email + 1;
            if (rest) {
                *email = *rest;
                break;
            }
        }
        while (digit < units.size() && (digit < at || units[digit].glyph != Glyph::Digit)) {
            ++digit;
        }
        const bool digitNear = digit < units.size() && digit - at <= kLongestBeforeDigit;
        auto found = foundAt(units, at, out.empty() ? nullptr : &out.back(), digitNear);
        if (found && !out.empty()) {
            found->begin = std::max(found->begin, out.back().end); // a street's first word may stand before its second
        }
        const bool secret = found && (found->kind == RedactedKind::Password || found->kind == RedactedKind::Token);
        if (email != emails.end() && at == email->begin && !secret) {
            out.push_back(*email);
            at = email->end;
        } else if (found && (secret || email == emails.end() || found->end <= email->begin)) {
            out.push_back(*found);
            at = found->end;
        } else {
            const std::size_t placeholder = scan::placeholderUnits(units, at);
            at += placeholder > 0 ? placeholder : 1;
        }
    }
    return out;
}

} // namespace

Redaction redact(std::string_view text)
{
    Redaction out;
    if (!mayHoldPersonal(text)) {
        out.m_text = text;
        return out;
    }
    const Units units = scan::unitsOf(text);
    std::size_t copied = 0;
    for (const Found& found : findAll(units)) {
        const TextRange original{units[found.begin].begin, units[found.end].begin};
        out.m_text.append(text.substr(copied, original.begin - copied));
        const std::size_t begin = out.m_text.size();
        out.m_text.append(placeholderOf(found.kind));
        out.m_spans.push_back({original, {begin, out.m_text.size()}, found.kind});
        copied = original.end;
    }
    out.m_text.append(text.substr(copied));
    return out;
}

TextRange Redaction::originalRange(TextRange redacted) const
{
    // What lies between placeholders is shifted by what the spans before it took away or added.
    const auto shifted = [this](std::size_t offset, std::size_t TextRange::* edge) {
        std::size_t redactedEnd = 0;
        std::size_t originalEnd = 0;
        for (const RedactedSpan& span : m_spans) {
            if (offset < span.redacted.end && offset > span.redacted.begin) {
                return span.original.*edge;
            }
            if (span.redacted.end > offset) {
                break;
            }
            redactedEnd = span.redacted.end;
            originalEnd = span.original.end;
        }
        return originalEnd + (offset - redactedEnd);
    };
    return {shifted(redacted.begin, &TextRange::begin), shifted(redacted.end, &TextRange::end)};
}

std::string_view placeholderOf(RedactedKind kind)
{
    switch (kind) {
    case RedactedKind::Email: return "[email]";
    case RedactedKind::Phone: return "[phone]";
    case RedactedKind::Card: return "[card]";
    case RedactedKind::Iban: return "[iban]";
    case RedactedKind::NationalId: return "[national_id]";
    case RedactedKind::Password: return "[password]";
    case RedactedKind::Token: return "[token]";
    case RedactedKind::Code: return "[code]";
    case RedactedKind::Address: return "[address]";
    }
    return {};
}

std::size_t placeholderLengthAt(std::string_view text, std::size_t at)
{
    const std::string_view rest = text.substr(at);
    for (const auto& [kind, name] : EnumNames<RedactedKind>::kNames) {
        const std::string_view placeholder = placeholderOf(kind);
        if (rest.starts_with(placeholder)) {
            return placeholder.size();
        }
    }
    return 0;
}

} // namespace stillgate::triage
