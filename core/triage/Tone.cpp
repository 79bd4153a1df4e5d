// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Tone.h"

#include <algorithm>
#include <numeric>

#include "core/base/Toml.h"
#include "core/triage/ToneList.h"

namespace stillgate::triage {

template <typename Visitor>
void describe(Visitor& visit, WeightedPhrases& phrases)
{
    visit("weight", phrases.weight);
    visit("phrases", phrases.phrases);
}

template <typename Visitor>
void describe(Visitor& visit, ToneFile& file)
{
    visit("language", file.language);
    visit("negations", file.negations);
    visit("negations_behind", file.negationsBehind);
    visit("turns", file.turns);
    visit("intensity", file.intensity);
    visit("sentiment", file.sentiment);
    visit("urgency", file.urgency);
}

namespace {

constexpr std::size_t kNegationReach = 3; ///< words between a negation and what it turns, and one
constexpr std::size_t kBehindReach = 2;
constexpr int kTurnedPercent = -60; ///< "not happy" is less than unhappy
constexpr int kTurnedBadPercent = -30; ///< "not bad" is far from good
constexpr int kShoutedPercent = 125;
constexpr int kMarkPercent = 10; ///< for each run of exclamation marks, up to three
constexpr int kUrgencyOfMarks = 8;
constexpr int kUrgencyOfCapitals = 10;

/// Whether a word of the file is one of a list.
bool holds(const std::vector<std::string>& list, const std::string& word)
{
    return std::ranges::find(list, word) != list.end();
}

int scaledTo(int points, int percent)
{
    return points * percent / 100;
}

struct Reading {
    std::vector<ToneWord> sentiment;
    std::vector<ToneWord> urgency;
};

} // namespace

struct ToneLexicon::List {
    ToneFile file;
    PhraseTable sentiment;
    PhraseTable urgency;
    PhraseTable intensity;

    [[nodiscard]] bool isNegated(const ToneText& text, std::size_t word, std::size_t end) const
    {
        for (std::size_t back = 1; back <= kNegationReach && back <= word; ++back) {
            const std::size_t at = word - back;
            if (text.beginsClause[at + 1] || text.words.list[at].kind == WordKind::Symbol ||
                holds(file.turns, text.folded[at])) {
                break;
            }
            if (holds(file.negations, text.folded[at])) {
                return true;
            }
        }
        for (std::size_t at = end; at < text.folded.size() && at < end + kBehindReach; ++at) {
            if (text.beginsClause[at] || text.words.list[at].kind == WordKind::Symbol || holds(file.turns, text.folded[at])) {
                break;
            }
            if (holds(file.negationsBehind, text.folded[at])) {
                return true;
            }
        }
        return false;
    }

    /// In percent: what the one or two words in front do to a word, and capitals.
    [[nodiscard]] int strengthOf(const ToneText& text, std::size_t word) const
    {
        int percent = 100;
        for (std::size_t back = 1; back <= 2 && back <= word; ++back) {
            if (text.beginsClause[word - back + 1]) {
                break;
            }
            const auto match = intensity.at(text, word - back);
            if (match.words > 0 && match.words <= back) {
                percent = scaledTo(percent, match.weight);
            }
        }
        return text.isShouted[word] ? scaledTo(percent, kShoutedPercent) : percent;
    }

    [[nodiscard]] Reading read(const ToneText& text) const
    {
        Reading out;
        for (const auto* table : {&sentiment, &urgency}) {
            for (std::size_t i = 0; i < text.folded.size(); ++i) {
                const auto match = table->at(text, i);
                if (match.words == 0) {
                    continue;
                }
                const std::size_t last = i + match.words - 1;
                const TextRange range{text.words.list[i].begin, text.words.list[last].end};
                const int points = scaledTo(match.weight, strengthOf(text, i));
                const bool negated = isNegated(text, i, last + 1);
                if (table == &sentiment) {
                    out.sentiment.push_back(
                        {range, negated ? scaledTo(points, points > 0 ? kTurnedPercent : kTurnedBadPercent) : points});
                } else if (!negated) {
                    out.urgency.push_back({range, points});
                }
                i = last;
            }
        }
        return out;
    }
};

namespace {

/// Of several readings the strongest at each place.
void addStronger(std::vector<ToneWord>& all, const std::vector<ToneWord>& more)
{
    for (const ToneWord& word : more) {
        const auto found = std::ranges::find_if(all, [&](const ToneWord& other) {
            return other.range.begin < word.range.end && word.range.begin < other.range.end;
        });
        if (found == all.end()) {
            all.push_back(word);
        } else if (std::abs(word.points) > std::abs(found->points)) {
            *found = word;
        }
    }
    std::ranges::sort(all, {}, [](const ToneWord& word) { return word.range.begin; });
}

int totalOf(const std::vector<ToneWord>& words)
{
    return std::accumulate(words.begin(), words.end(), 0, [](int sum, const ToneWord& word) { return sum + word.points; });
}

/// Exclamation marks and a text in capitals strengthen what was found, and make haste of a complaint.
void addShouting(const ToneText& text, Tone& tone)
{
    std::vector<TextRange> marks;
    for (const Word& word : text.words.list) {
        if (text.words.foldedText(word) == "!") {
            marks.push_back({word.begin, word.end});
        }
    }
    const int sum = totalOf(tone.forSentiment);
    const bool isCalm = sum >= 0 && totalOf(tone.forUrgency) <= 0;
    const int runs = static_cast<int>(std::min<std::size_t>(marks.size(), 3));
    for (int i = 0; i < runs; ++i) {
        const TextRange& mark = marks[static_cast<std::size_t>(i)];
        if (const int points = scaledTo(sum, kMarkPercent); points != 0) {
            tone.forSentiment.push_back({mark, points});
        }
        if (!isCalm) {
            tone.forUrgency.push_back({mark, mark.end - mark.begin > 1 ? kUrgencyOfMarks : kUrgencyOfMarks / 2});
        }
    }
    if (text.isAllCapitals && !isCalm) {
        tone.forUrgency.push_back({{text.words.list.front().begin, text.words.list.back().end}, kUrgencyOfCapitals});
    }
}

/// What may not be empty, by file and field.
Result<void> checkFile(const std::string& name, const ToneFile& file)
{
    const auto check = [&](const char* field, const std::vector<WeightedPhrases>& groups, int most) -> Result<void> {
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const std::string where = name + ": $." + field + "[" + std::to_string(i) + "]";
            if (groups[i].weight < -most || groups[i].weight > most) {
                return fail(ErrorCode::Malformed, where + ".weight", "expected at most " + std::to_string(most));
            }
            if (groups[i].phrases.empty() || std::ranges::any_of(groups[i].phrases, [](const auto& p) { return p.empty(); })) {
                return fail(ErrorCode::Malformed, where + ".phrases", "expected texts, none of them empty");
            }
        }
        return {};
    };
    return check("sentiment", file.sentiment, 100).and_then([&] { return check("urgency", file.urgency, 100); }).and_then([&] {
        return check("intensity", file.intensity, 300);
    });
}

} // namespace

ToneLexicon::ToneLexicon() = default;
ToneLexicon::~ToneLexicon() = default;
ToneLexicon::ToneLexicon(ToneLexicon&&) noexcept = default;
ToneLexicon& ToneLexicon::operator=(ToneLexicon&&) noexcept = default;

Result<ToneLexicon> ToneLexicon::load(const std::filesystem::path& folder)
{
    std::error_code error;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "lexicon", error)) {
        if (entry.path().extension() == ".toml") {
            paths.push_back(entry.path());
        }
    }
    if (error || paths.empty()) {
        return fail(ErrorCode::NotFound, (folder / "lexicon").string(), "there is no lexicon here");
    }
    std::ranges::sort(paths);
    ToneLexicon out;
    Json all = Json::array();
    for (const auto& path : paths) {
        const std::string name = "lexicon/" + path.filename().string();
        const auto json = readToml(path);
        if (!json) {
            return tl::make_unexpected(json.error());
        }
        auto file = fromJson<ToneFile>(*json, name + ": $");
        if (!file) {
            return tl::make_unexpected(std::move(file.error()));
        }
        if (file->language != path.stem().string()) {
            return fail(ErrorCode::Malformed, name + ": $.language",
                        "expected " + path.stem().string() + " as in the name of the file");
        }
        if (auto checked = checkFile(name, *file); !checked) {
            return tl::make_unexpected(std::move(checked.error()));
        }
        all.push(toJson(*file));
        List& list = out.m_lists.emplace_back();
        for (auto* words : {&file->negations, &file->negationsBehind, &file->turns}) {
            std::ranges::transform(*words, words->begin(), [](const std::string& word) { return foldedForTone(word); });
        }
        list.file = std::move(*file);
        std::ranges::for_each(list.file.sentiment, [&](const auto& phrases) { list.sentiment.add(phrases); });
        std::ranges::for_each(list.file.urgency, [&](const auto& phrases) { list.urgency.add(phrases); });
        std::ranges::for_each(list.file.intensity, [&](const auto& phrases) { list.intensity.add(phrases); });
    }
    out.m_digest = sha256(canonicalJson(all));
    return out;
}

Tone ToneLexicon::toneOf(std::string_view text, std::string_view language) const
{
    const ToneText ready = toneTextOf(text);
    const auto known =
        std::ranges::find(m_lists, language, [](const List& list) { return std::string_view(list.file.language); });
    Tone out;
    for (auto list = m_lists.begin(); list != m_lists.end(); ++list) {
        if (known == m_lists.end() || known == list) {
            const Reading reading = list->read(ready);
            addStronger(out.forSentiment, reading.sentiment);
            addStronger(out.forUrgency, reading.urgency);
        }
    }
    addShouting(ready, out);
    out.sentiment = std::clamp(totalOf(out.forSentiment), -100, 100);
    out.urgency = std::clamp(totalOf(out.forUrgency), 0, 100);
    return out;
}

std::vector<std::string> ToneLexicon::languages() const
{
    std::vector<std::string> out;
    std::ranges::transform(m_lists, std::back_inserter(out), [](const List& list) { return list.file.language; });
    return out;
}

} // namespace stillgate::triage
