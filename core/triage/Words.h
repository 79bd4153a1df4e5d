// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stillgate::triage {

enum class WordKind : std::uint8_t {
    Text,   ///< letters and digits; has character n-grams
    Symbol, ///< a placeholder of redaction, a question or exclamation mark, a currency sign, a pictograph
};

struct Word {
    std::uint32_t begin = 0; ///< byte offsets in the text
    std::uint32_t end = 0;
    std::uint32_t foldedBegin = 0; ///< byte offsets in Words::folded, the blanks around it left out
    std::uint32_t foldedEnd = 0;
    WordKind kind = WordKind::Text;

    friend bool operator==(const Word&, const Word&) = default;
};

/// The words of a text as the features see them: NFKC, case folded, every digit a 0 (amounts and numbers count by their shape).
/// In `folded` one blank stands before, between and after the words.
struct Words {
    std::vector<Word> list;
    std::string folded;

    [[nodiscard]] std::string_view foldedText(const Word& word) const
    {
        return std::string_view(folded).substr(word.foldedBegin, word.foldedEnd - word.foldedBegin);
    }
};

/// Longer texts count by their first words, so that the cost of one message is bounded.
inline constexpr std::size_t kMostWords = 2048;

/// A word is a run of letters, digits and marks (Unicode general categories L, N, M) with apostrophes between them. Scripts that write
/// without blanks (Han, Hiragana, Katakana) give a word a character. Format characters vanish; bytes that are not UTF-8 separate.
[[nodiscard]] Words splitWords(std::string_view text);

} // namespace stillgate::triage
