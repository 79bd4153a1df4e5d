// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketHighlights.h"

#include <algorithm>
#include <optional>
#include <string>

namespace stillgate {

namespace {

/// How often a word stands in a text before a place.
std::size_t countBefore(std::string_view text, std::string_view word, std::size_t place)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(word); at != std::string_view::npos && at < place; at = text.find(word, at + word.size())) {
        ++count;
    }
    return count;
}

std::optional<std::size_t> occurrence(std::string_view text, std::string_view word, std::size_t number)
{
    std::size_t at = text.find(word);
    for (std::size_t i = 0; i < number && at != std::string_view::npos; ++i) {
        at = text.find(word, at + word.size());
    }
    return at == std::string_view::npos ? std::nullopt : std::optional(at);
}

bool isBlank(std::string_view text)
{
    return std::ranges::all_of(text,
                               [](char letter) { return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r'; });
}

std::vector<Highlight> joined(std::vector<Highlight> highlights, std::string_view text)
{
    std::ranges::sort(highlights, {}, &Highlight::begin);
    std::vector<Highlight> out;
    for (const Highlight& next : highlights) {
        const bool continues =
            !out.empty() && (next.begin <= out.back().end || isBlank(text.substr(out.back().end, next.begin - out.back().end)));
        if (continues) {
            out.back().end = std::max(out.back().end, next.end);
        } else {
            out.push_back(next);
        }
    }
    return out;
}

} // namespace

std::vector<Highlight> reasonHighlights(const std::vector<ReasonSpan>& reasons, const UntrustedText& redactedText,
                                        const UntrustedText& subject, const UntrustedText& ownText)
{
    const std::string_view redacted = redactedText.unescaped();
    const std::string_view text = ownText.unescaped();
    const std::string whole = subject.isEmpty() ? ownText.unescaped() : subject.unescaped() + "\n" + ownText.unescaped();
    const std::size_t offset = whole.size() - text.size();
    std::vector<Highlight> found;
    for (const ReasonSpan& reason : reasons) {
        const bool fits =
            reason.begin >= 0 && reason.begin < reason.end && static_cast<std::size_t>(reason.end) <= redacted.size();
        if (reason.weight <= 0 || !fits) {
            continue;
        }
        const auto begin = static_cast<std::size_t>(reason.begin);
        const std::string_view word = redacted.substr(begin, static_cast<std::size_t>(reason.end) - begin);
        const auto at = occurrence(whole, word, countBefore(redacted, word, begin));
        if (at && *at >= offset) {
            found.push_back({*at - offset, *at - offset + word.size(), HighlightKind::Reason});
        }
    }
    return joined(std::move(found), text);
}

} // namespace stillgate
