// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Language.h"

#include <algorithm>
#include <cstdio>
#include <limits>

// Names FILE without including <cstdio>, which therefore stands above.
#include <cld2/public/compact_lang_det.h>

#include "core/triage/Redaction.h"
#include "core/triage/Utf8.h"
#include "core/triage/Words.h"

namespace stillgate::triage {

namespace {

/// Only words count, without placeholders and digits; what is not UTF-8 would end the detection.
std::string wordsOnly(std::string_view text, int& letters)
{
    const Words words = splitWords(text);
    std::string out;
    letters = 0;
    for (const Word& word : words.list) {
        const std::string_view piece = text.substr(word.begin, word.end - word.begin);
        const bool number = std::ranges::any_of(piece, [](char c) { return c >= '0' && c <= '9'; });
        if (word.kind != WordKind::Text || number) {
            continue;
        }
        out.append(piece).push_back(' ');
        for (std::size_t at = 0; at < piece.size(); at += codePointAt(piece, at).bytes) {
            ++letters;
        }
    }
    return out;
}

/// cld2 knows some languages by codes that BCP 47 has replaced.
std::string tagOf(CLD2::Language language)
{
    const std::string code = CLD2::LanguageCode(language);
    if (code == "iw") {
        return "he";
    }
    return code.substr(0, code.find('-'));
}

bool isTag(std::string_view text)
{
    return text.size() >= 2 && text.size() <= 3 && std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

} // namespace

DetectedLanguage detectLanguage(std::string_view text)
{
    int letters = 0;
    const std::string words = wordsOnly(text, letters);
    if (letters < kFewestLetters || words.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
        return {};
    }
    CLD2::Language best[3] = {CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE};
    int percent[3] = {0, 0, 0};
    int bytes = 0;
    bool reliable = false;
    CLD2::DetectLanguageSummary(words.data(), static_cast<int>(words.size()), true, best, percent, &bytes, &reliable);
    if (!reliable || percent[0] < kLeastPercent || best[0] == CLD2::UNKNOWN_LANGUAGE) {
        return {};
    }
    return {tagOf(best[0]), percent[0]};
}

std::string languageOf(std::string_view text, std::string_view stated)
{
    std::string tag(stated.substr(0, stated.find_first_of("-_")));
    std::ranges::transform(tag, tag.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return isTag(tag) && tag != kUndetermined ? tag : detectLanguage(text).code;
}

} // namespace stillgate::triage
