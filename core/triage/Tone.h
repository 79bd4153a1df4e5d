// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/Digest.h"
#include "core/base/JsonCodec.h"
#include "core/triage/Redaction.h"

namespace stillgate::triage {

/// What a place in a text adds to a score.
struct ToneWord {
    TextRange range; ///< of the text that was judged
    int points = 0;

    friend bool operator==(const ToneWord&, const ToneWord&) = default;
};

/// How a message sounds. Each score is the sum of the points listed for it, cut to its range.
struct Tone {
    int sentiment = 0; ///< -100 (furious) to 100 (delighted); 0 when nothing speaks either way
    int urgency = 0; ///< 0 to 100
    std::vector<ToneWord> forSentiment; ///< in the order of the text
    std::vector<ToneWord> forUrgency;

    friend bool operator==(const Tone&, const Tone&) = default;
};

/// The words that carry feeling and haste, by language, with those that turn or strengthen them. Immutable; any number of threads may ask
/// it at once.
///
/// A negation turns a word behind it in the same clause: "not happy" counts against, "not bad" a little in favour, "not urgent" not at all.
/// A word such as "very" strengthens the next. Capitals among small letters strengthen a word, exclamation marks strengthen
/// what is there, and neither says anything alone: "THANKS!!!" is no complaint and "FAQ" is no shout.
class ToneLexicon {
public:
    /// Reads DIR/lexicon/LANGUAGE.toml, each of them. Malformed names the file and the field.
    [[nodiscard]] static Result<ToneLexicon> load(const std::filesystem::path& folder);
    ~ToneLexicon();
    ToneLexicon(ToneLexicon&&) noexcept;
    ToneLexicon& operator=(ToneLexicon&&) noexcept;

    /// `language` is a primary subtag of BCP 47. A text in an unknown language is read with all lists, and the strongest reading counts.
    [[nodiscard]] Tone toneOf(std::string_view text, std::string_view language) const;
    [[nodiscard]] std::vector<std::string> languages() const;
    /// SHA-256 of the canonical JSON of the loaded values.
    [[nodiscard]] const Digest& digest() const { return m_digest; }

private:
    struct List;
    ToneLexicon();
    std::vector<List> m_lists;
    Digest m_digest;
};

} // namespace stillgate::triage
