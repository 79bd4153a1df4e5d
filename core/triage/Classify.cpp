// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Classify.h"

#include <algorithm>
#include <numeric>

#include "core/triage/Bands.h"

namespace stillgate::triage {

std::vector<LabelIndex> bestLabels(const Prediction& prediction, std::size_t most, Confidence least)
{
    std::vector<LabelIndex> order(prediction.scores.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](LabelIndex label) { return prediction.scores[label]; });
    // Scores are rounded, so the winner may share its own with others.
    std::ranges::rotate(order.begin(), std::ranges::find(order, prediction.label),
                        std::ranges::find(order, prediction.label) + 1);
    const auto end = std::ranges::find_if(order.begin() + 1, order.end(),
                                          [&](LabelIndex label) { return prediction.scores[label] < least; });
    order.erase(end, order.end());
    order.resize(std::min(order.size(), most));
    return order;
}

Classified classify(const Model& model, const Taxonomy& taxonomy, const Redaction& redaction)
{
    const Prediction prediction = model.predict(redaction);
    Classified out;
    out.model = model.id();
    const auto least = Confidence::fromInteger(kLeastListedConfidence).value_or(Confidence());
    for (const LabelIndex label : bestLabels(prediction, kMostListedLabels, least)) {
        out.labels.push_back({model.labels()[label], prediction.scores[label].value()});
    }
    for (const FurtherLabel& further : prediction.further) {
        if (!prediction.isOutOfScope && out.further.size() < kMostListedLabels) {
            out.further.push_back({model.labels()[further.label], further.confidence.value()});
        }
    }
    const std::string& primary = model.labels()[prediction.label];
    const BandDecision band = bandOf(taxonomy, model, prediction);
    out.band = band.band;
    out.bandReason = band.reason;
    if (const Intent* intent = taxonomy.intent(primary)) {
        const Category* category = taxonomy.category(intent->category);
        out.category = intent->category;
        out.type = intent->type;
        out.team = category != nullptr ? category->team : std::string();
    }
    for (const auto* reasons : {&prediction.reasons.forLabel, &prediction.reasons.against}) {
        for (const Reason& reason : *reasons) {
            const auto begin = static_cast<std::int64_t>(reason.range.begin);
            const auto end = static_cast<std::int64_t>(reason.range.end);
            out.reasons.push_back({begin, end, reason.contribution});
            out.words.push_back(redaction.text().substr(reason.range.begin, reason.range.end - reason.range.begin));
        }
    }
    return out;
}

} // namespace stillgate::triage
