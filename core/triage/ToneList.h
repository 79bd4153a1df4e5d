// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>

#include "core/triage/Tone.h"
#include "core/triage/Words.h"

/// One language of a lexicon, and how a text is read with it. Used by ToneLexicon alone.
namespace stillgate::triage {

struct WeightedPhrases {
    int weight = 0; ///< points for sentiment and urgency, percent for intensity
    std::vector<std::string> phrases; ///< one or several words; '*' at the end of a single word stands for any ending

    friend bool operator==(const WeightedPhrases&, const WeightedPhrases&) = default;
};

struct ToneFile {
    std::string language;
    std::vector<std::string> negations; ///< before a word
    std::vector<std::string> negationsBehind; ///< behind a word
    std::vector<std::string> turns; ///< "but": a negation does not reach over it
    std::vector<WeightedPhrases> intensity;
    std::vector<WeightedPhrases> sentiment;
    std::vector<WeightedPhrases> urgency;

    friend bool operator==(const ToneFile&, const ToneFile&) = default;
};

/// A word without accents, vowel signs and the letter forms of Arabic that are mixed up in typing.
[[nodiscard]] std::string foldedForTone(std::string_view word);

/// A text made ready to be read with any list.
struct ToneText {
    Words words;
    std::vector<std::string> folded; ///< one for each word
    std::vector<bool> beginsClause; ///< a mark of punctuation stands before the word
    std::vector<bool> isShouted; ///< in capitals, among words that are not
    bool isAllCapitals = false;
};
[[nodiscard]] ToneText toneTextOf(std::string_view text);

/// Phrases by their first word.
class PhraseTable {
public:
    void add(const WeightedPhrases& phrases);
    struct Match {
        std::size_t words = 0; ///< 0 when nothing matches
        int weight = 0;
    };
    /// The longest phrase that begins at the word.
    [[nodiscard]] Match at(const ToneText& text, std::size_t word) const;

private:
    struct Phrase {
        std::vector<std::string> words;
        int weight = 0;
    };
    std::unordered_map<std::string, std::vector<Phrase>> m_byFirst;
    std::vector<std::pair<std::string, int>> m_prefixes;
};

} // namespace stillgate::triage
