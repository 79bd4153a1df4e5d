// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/ReasonPhrases.h"

#include <algorithm>
#include <cstdlib>

namespace stillgate {

namespace {

constexpr std::int64_t kLeastShare = 10; ///< one part in so many of the heaviest word

bool isTold(const ReasonSpan& reason, std::size_t length, std::int64_t heaviest)
{
    const bool lies = reason.begin >= 0 && reason.begin < reason.end && static_cast<std::size_t>(reason.end) <= length;
    return lies && std::abs(reason.weight) * kLeastShare >= heaviest;
}

bool joins(const ReasonPhrase& phrase, const ReasonPhrase& next, std::string_view text)
{
    if ((phrase.weight > 0) != (next.weight > 0) || next.begin < phrase.end) {
        return false;
    }
    const std::string_view between = text.substr(phrase.end, next.begin - phrase.end);
    return between.find_first_not_of(' ') == std::string_view::npos;
}

} // namespace

std::vector<ReasonPhrase> reasonPhrases(const UntrustedText& untrusted, const std::vector<ReasonSpan>& reasons)
{
    const std::string_view text = untrusted.unescaped();
    std::int64_t heaviest = 1;
    for (const ReasonSpan& reason : reasons) {
        heaviest = std::max(heaviest, std::abs(reason.weight));
    }
    std::vector<ReasonPhrase> words;
    for (const ReasonSpan& reason : reasons) {
        if (isTold(reason, text.size(), heaviest)) {
            words.push_back({static_cast<std::size_t>(reason.begin), static_cast<std::size_t>(reason.end), reason.weight});
        }
    }
    std::ranges::sort(words, {}, &ReasonPhrase::begin);
    std::vector<ReasonPhrase> out;
    for (const ReasonPhrase& word : words) {
        if (!out.empty() && joins(out.back(), word, text)) {
            out.back().end = word.end;
            out.back().weight += word.weight;
        } else {
            out.push_back(word);
        }
    }
    return out;
}

} // namespace stillgate
