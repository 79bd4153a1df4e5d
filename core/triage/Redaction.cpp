// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Redaction.h"

#include <algorithm>

#include "core/triage/RedactionScan.h"

namespace stillgate::triage {

namespace {

using scan::Found;
using scan::Glyph;
using scan::Units;

/// Most messages hold nothing that could be redacted: no digit, no sign of an address, nothing beyond ASCII.
bool mayHoldNumberOrAddress(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) {
        return (c >= '0' && c <= '9') || c == '@' || c == '(' || c == '[' || c == '{' || static_cast<unsigned char>(c) >= 128;
    });
}

std::optional<Found> numberAt(const Units& units, std::size_t at)
{
    switch (units[at].glyph) {
    case Glyph::Letter: return scan::ibanAt(units, at);
    case Glyph::Digit:
        if (auto card = scan::cardAt(units, at)) {
            return card;
        }
        return scan::phoneAt(units, at);
    case Glyph::Plus:
    case Glyph::Open: return scan::phoneAt(units, at);
    default: return std::nullopt;
    }
}

/// Everything to take out, in order and apart from each other. Addresses win: a number inside one belongs to it.
std::vector<Found> findAll(const Units& units)
{
    const std::vector<Found> emails = scan::findEmails(units);
    std::vector<Found> out;
    auto email = emails.begin();
    std::size_t at = 0;
    while (at < units.size()) {
        if (email != emails.end() && at == email->begin) {
            out.push_back(*email);
            at = email->end;
            ++email;
            continue;
        }
        const auto found = numberAt(units, at);
        if (found && (email == emails.end() || found->end <= email->begin)) {
            out.push_back(*found);
            at = found->end;
        } else {
            ++at;
        }
    }
    return out;
}

} // namespace

Redaction redact(std::string_view text)
{
    Redaction out;
    if (!mayHoldNumberOrAddress(text)) {
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
