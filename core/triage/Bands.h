// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/Words.h"
#include "core/triage/Taxonomy.h"

namespace stillgate::triage {

struct BandDecision {
    Band band = Band::Manual;
    BandReason reason = BandReason::UnknownIntent;

    friend bool operator==(const BandDecision&, const BandDecision&) = default;
};

/// What the confidence in an intent allows. At a threshold counts as over it.
[[nodiscard]] BandDecision bandOf(const Taxonomy& taxonomy, std::string_view intent, Confidence confidence);

} // namespace stillgate::triage
