// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/ToneList.h"

#include <algorithm>

#include <QString>

namespace stillgate::triage {

namespace {

constexpr std::string_view kArticle = "\u0627\u0644"; // Arabic "the", joined to its word
constexpr std::string_view kArabicAnd = "\u0648";

bool hasMark(std::string_view text)
{
    return text.find_first_of(".,;:()\n") != std::string_view::npos || text.find("\u060C") != std::string_view::npos ||
           text.find("\u061B") != std::string_view::npos || text.find("\u061F") != std::string_view::npos;
}

struct Letters {
    int upper = 0;
    int lower = 0;
};

Letters lettersOf(std::string_view word)
{
    Letters out;
    const QString text = QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
    for (const QChar c : text) {
        out.upper += c.isUpper() ? 1 : 0;
        out.lower += c.isLower() ? 1 : 0;
    }
    return out;
}

/// The word as it stands, and without what Arabic joins to its front.
std::vector<std::string> formsOf(const std::string& word)
{
    std::vector<std::string> out{word};
    for (const std::string_view front : {kArabicAnd, kArticle}) {
        const std::string& last = out.back();
        if (last.size() > front.size() + 4 && last.starts_with(front)) {
            out.push_back(last.substr(front.size()));
        }
    }
    return out;
}

} // namespace

std::string foldedForTone(std::string_view word)
{
    const QString apart = QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()))
                              .normalized(QString::NormalizationForm_KD)
                              .toCaseFolded();
    QString out;
    out.reserve(apart.size());
    for (const QChar c : apart) {
        const bool hidden = c.category() == QChar::Mark_NonSpacing || c.category() == QChar::Other_Format || c == QChar(0x0640);
        if (hidden) {
            continue;
        }
        switch (c.unicode()) {
        case 0x0649: out.append(QChar(0x064A)); break; // alef maksura for yeh
        case 0x0629: out.append(QChar(0x0647)); break; // teh marbuta for heh
        case 0x2019: out.append(u'\''); break;
        default: out.append(c); break;
        }
    }
    return out.toStdString();
}

ToneText toneTextOf(std::string_view text)
{
    constexpr int kFewestCapitals = 12;
    ToneText out;
    out.words = splitWords(text);
    Letters all;
    std::size_t end = 0;
    for (const Word& word : out.words.list) {
        const std::string_view piece = text.substr(word.begin, word.end - word.begin);
        out.folded.push_back(word.kind == WordKind::Text ? foldedForTone(piece) : std::string(piece));
        out.beginsClause.push_back(hasMark(text.substr(end, word.begin - end)));
        end = word.end;
        const Letters letters = word.kind == WordKind::Text ? lettersOf(piece) : Letters{};
        out.isShouted.push_back(letters.upper >= 3 && letters.lower == 0);
        all.upper += letters.upper;
        all.lower += letters.lower;
    }
    out.isAllCapitals = all.upper >= kFewestCapitals && all.upper >= 4 * all.lower;
    if (out.isAllCapitals) {
        out.isShouted.assign(out.isShouted.size(), false);
    }
    return out;
}

void PhraseTable::add(const WeightedPhrases& phrases)
{
    for (const std::string& phrase : phrases.phrases) {
        const bool prefix = phrase.ends_with('*');
        std::vector<std::string> words;
        const Words split = splitWords(phrase);
        words.reserve(split.list.size());
        for (const Word& word : split.list) {
            words.push_back(foldedForTone(std::string_view(phrase).substr(word.begin, word.end - word.begin)));
        }
        if (words.empty()) {
            continue;
        }
        if (prefix) {
            m_prefixes.emplace_back(words.front(), phrases.weight);
        } else {
            m_byFirst[words.front()].push_back({words, phrases.weight});
        }
    }
}

PhraseTable::Match PhraseTable::at(const ToneText& text, std::size_t word) const
{
    Match best;
    for (const std::string& form : formsOf(text.folded[word])) {
        if (const auto found = m_byFirst.find(form); found != m_byFirst.end()) {
            for (const Phrase& phrase : found->second) {
                const bool longer = phrase.words.size() > best.words && word + phrase.words.size() <= text.folded.size();
                if (longer && std::equal(phrase.words.begin() + 1, phrase.words.end(),
                                         text.folded.begin() + static_cast<std::ptrdiff_t>(word + 1))) {
                    best = {phrase.words.size(), phrase.weight};
                }
            }
        }
        if (best.words > 0) {
            return best;
        }
        const auto prefix = std::ranges::find_if(m_prefixes, [&](const auto& entry) { return form.starts_with(entry.first); });
        if (prefix != m_prefixes.end()) {
            return {1, prefix->second};
        }
    }
    return best;
}

} // namespace stillgate::triage
