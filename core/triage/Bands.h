// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/Words.h"
#include "core/triage/Model.h"
#include "core/triage/Taxonomy.h"

namespace stillgate::triage {

struct BandDecision {
    Band band = Band::Manual;
    BandReason reason = BandReason::UnknownIntent;

    friend bool operator==(const BandDecision&, const BandDecision&) = default;
};

/// What a band is decided on.
struct BandEvidence {
    std::string_view intent;
    Confidence confidence;
    LabelThresholds thresholds; ///< the model's; of an unknown or untaught label the default ones
    bool isOutOfScope = false;
};

/// The thresholds in force: those that held-out data chose, and never lower than what people wrote into the taxonomy. Where data is
/// thin the taxonomy's stand alone.
[[nodiscard]] LabelThresholds thresholdsInForce(const Intent& intent, const LabelThresholds& fitted);

/// What may be done with a message. At a threshold counts as over it.
[[nodiscard]] BandDecision bandOf(const Taxonomy& taxonomy, const BandEvidence& evidence);
/// The same for a message that a model has read.
[[nodiscard]] BandDecision bandOf(const Taxonomy& taxonomy, const Model& model, const Prediction& prediction);

} // namespace stillgate::triage
