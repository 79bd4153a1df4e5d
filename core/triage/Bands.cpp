// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Bands.h"

#include <algorithm>

namespace stillgate::triage {

LabelThresholds thresholdsInForce(const Intent& intent, const LabelThresholds& fitted)
{
    LabelThresholds out = fitted;
    const bool isFitted = fitted.source == ThresholdSource::HeldOut;
    out.autoFrom = isFitted ? std::max(intent.autoFrom, fitted.autoFrom) : intent.autoFrom;
    out.assistedFrom = isFitted ? std::max(intent.assistedFrom, fitted.assistedFrom) : intent.assistedFrom;
    return out;
}

BandDecision bandOf(const Taxonomy& taxonomy, const BandEvidence& evidence)
{
    const Intent* known = taxonomy.intent(evidence.intent);
    const Category* category = known != nullptr ? taxonomy.category(known->category) : nullptr;
    if (category == nullptr) {
        return {Band::Manual, BandReason::UnknownIntent};
    }
    if (category->alwaysManual.value_or(false)) {
        return {Band::Manual, BandReason::AlwaysManual};
    }
    if (evidence.isOutOfScope) {
        return {Band::Manual, BandReason::OutOfScope};
    }
    const LabelThresholds inForce = thresholdsInForce(*known, evidence.thresholds);
    const auto reason = inForce.source == ThresholdSource::HeldOut ? BandReason::Confidence : BandReason::ThinData;
    if (evidence.confidence >= inForce.autoFrom) {
        return {Band::Auto, reason};
    }
    return {evidence.confidence >= inForce.assistedFrom ? Band::Assisted : Band::Manual, reason};
}

BandDecision bandOf(const Taxonomy& taxonomy, const Model& model, const Prediction& prediction)
{
    return bandOf(taxonomy, {model.labels()[prediction.label], prediction.confidence, model.thresholds()[prediction.label],
                             prediction.isOutOfScope});
}

} // namespace stillgate::triage
