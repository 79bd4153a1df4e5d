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

LabelRow labelRow(const std::string& id, const ShownIntent* intent)
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
        LabelRow row = labelRow(label.intent, intent);
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
            add(labelRow(intent.id, &intent), &intent);
        }
    }
    return out;
}

std::vector<CorrectionTag> correctionTags()
{
    return {{"plain_error", QualityText::tr("plain error")},
            {"ambiguous", QualityText::tr("ambiguous")},
            {"new_intent", QualityText::tr("new topic")},
            {"taxonomy_gap", QualityText::tr("taxonomy gap")},
            {"poisoned_by_thread", QualityText::tr("misled by thread")},
            {"wrong_language", QualityText::tr("wrong language")}};
}

} // namespace stillgate
