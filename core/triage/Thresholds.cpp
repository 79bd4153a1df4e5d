// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Thresholds.h"

#include <algorithm>

namespace stillgate::triage {

namespace {

/// `ordered` by falling confidence.
Confidence leastAt(std::span<const Decision> ordered, double precision, std::size_t leastCovered)
{
    Confidence out = Confidence::floorOf(1);
    std::size_t right = 0;
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        right += ordered[i].isRight() ? 1 : 0;
        const bool lastOfItsConfidence = i + 1 == ordered.size() || ordered[i + 1].confidence != ordered[i].confidence;
        const bool enough = i + 1 >= leastCovered;
        if (lastOfItsConfidence && enough && static_cast<double>(right) >= precision * (static_cast<double>(i) + 1.5)) {
            out = ordered[i].confidence;
        }
    }
    return out;
}

} // namespace

std::vector<LabelThresholds> fitThresholds(std::span<const Decision> heldOut, std::size_t labels,
                                           const ThresholdTargets& targets)
{
    std::vector<std::vector<Decision>> byLabel(labels);
    for (const Decision& decision : heldOut) {
        byLabel[decision.given].push_back(decision);
    }
    std::vector<LabelThresholds> out(labels);
    for (std::size_t label = 0; label < labels; ++label) {
        auto& decisions = byLabel[label];
        out[label].heldOut = static_cast<std::uint32_t>(decisions.size());
        if (decisions.size() < targets.leastHeldOut) {
            continue;
        }
        std::ranges::stable_sort(decisions, std::ranges::greater{}, &Decision::confidence);
        out[label].source = ThresholdSource::HeldOut;
        out[label].autoFrom = leastAt(decisions, targets.autoPrecision, targets.leastCovered);
        out[label].assistedFrom =
            std::min(leastAt(decisions, targets.assistedPrecision, targets.leastCovered), out[label].autoFrom);
    }
    return out;
}

} // namespace stillgate::triage
