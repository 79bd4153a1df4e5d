// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/LabelRows.h"

#include <algorithm>

#include "ui/kit/text/OutsideContent.h"
#include "ui/quality/QualityText.h"

namespace stillgate {

namespace {

constexpr double kTenThousand = 10'000.0;
constexpr std::size_t kMostKeys = 9;

const ShownIntent* intentOf(const ShownTaxonomy& taxonomy, const std::string& id)
{
    const auto found = std::ranges::find(taxonomy.intents, id, &ShownIntent::id);
    return found != taxonomy.intents.end() ? &*found : nullptr;
}

const ShownCategory* categoryOf(const ShownTaxonomy& taxonomy, const ShownIntent& intent)
{
    const auto found = std::ranges::find(taxonomy.categories, intent.category, &ShownCategory::id);
    return found != taxonomy.categories.end() ? &*found : nullptr;
}

LabelRow rowOf(const std::string& id, const ShownIntent* intent)
{
    LabelRow row;
    row.intent = id;
    row.name = outsideLine(id);
    row.meaning = intent != nullptr ? outsideLine(intent->title) : QualityText::tr("not in the taxonomy any more");
    return row;
}

bool hasWords(const LabelRow& row, const ShownIntent* intent, const QStringList& words)
{
    const QString all = row.name + QLatin1Char(' ') + row.meaning + QLatin1Char(' ') +
                        (intent != nullptr ? outsideLine(intent->definition) : QString());
    return std::all_of(words.begin(), words.end(),
                       [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

DiffRow differing(const QString& field, const QString& before, const QString& after)
{
    const bool changed = before != after;
    return {field, before, changed ? after : QualityText::tr("unchanged"), changed ? Change::Changed : Change::Unchanged};
}

QString runsAlone(const ShownIntent& intent, const ShownCategory& category, const Formatting& formatting)
{
    return category.isAlwaysManual ? QualityText::tr("never, a person decides")
                                   : QualityText::tr("from %1").arg(formatting.confidence(intent.autoFrom));
}

} // namespace

std::vector<LabelRow> labelRows(const ShownTaxonomy& taxonomy, const std::vector<ScoredLabel>& scores, const QString& filter,
                                const Formatting& formatting)
{
    const QStringList words = filter.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<LabelRow> out;
    const auto add = [&](LabelRow row, const ShownIntent* intent) {
        if (hasWords(row, intent, words)) {
            row.key = out.size() < kMostKeys ? static_cast<int>(out.size()) + 1 : 0;
            out.push_back(std::move(row));
        }
    };
    for (const ScoredLabel& label : scores) {
        const ShownIntent* intent = intentOf(taxonomy, label.intent);
        LabelRow row = rowOf(label.intent, intent);
        ConfidenceMark mark;
        mark.value = label.confidence / kTenThousand;
        mark.number = formatting.confidence(label.confidence);
        if (intent != nullptr) {
            mark.assistedFrom = intent->assistedFrom / kTenThousand;
            mark.autoFrom = intent->autoFrom / kTenThousand;
        }
        row.number = mark.number;
        row.score = mark;
        add(std::move(row), intent);
    }
    for (const ShownIntent& intent : taxonomy.intents) {
        if (std::ranges::find(scores, intent.id, &ScoredLabel::intent) == scores.end()) {
            add(rowOf(intent.id, &intent), &intent);
        }
    }
    return out;
}

std::vector<DiffRow> labelDifferences(const ShownTaxonomy& taxonomy, const std::string& from, const std::string& to,
                                      const Formatting& formatting)
{
    const ShownIntent* before = intentOf(taxonomy, from);
    const ShownIntent* after = intentOf(taxonomy, to);
    const ShownCategory* home = before != nullptr ? categoryOf(taxonomy, *before) : nullptr;
    const ShownCategory* other = after != nullptr ? categoryOf(taxonomy, *after) : nullptr;
    if (home == nullptr || other == nullptr || from == to) {
        return {};
    }
    return {
        differing(QualityText::tr("Category"), outsideLine(home->title), outsideLine(other->title)),
        differing(QualityText::tr("Team"), outsideLine(home->team), outsideLine(other->team)),
        differing(QualityText::tr("Runs alone"), runsAlone(*before, *home, formatting), runsAlone(*after, *other, formatting))};
}

std::vector<CorrectionTag> correctionTags()
{
    return {{"plain_error", QualityText::tr("plain error")},
            {"ambiguous", QualityText::tr("ambiguous")},
            {"new_intent", QualityText::tr("new topic")},
            {"taxonomy_gap", QualityText::tr("gap in the taxonomy")},
            {"poisoned_by_thread", QualityText::tr("misled by the thread")},
            {"wrong_language", QualityText::tr("wrong language")}};
}

} // namespace stillgate
