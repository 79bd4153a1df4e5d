// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/Words.h"
#include "core/triage/Taxonomy.h"

namespace stillgate::triage {

/// Why a band was given.
enum class BandReason {
    Confidence,     ///< the thresholds of the intent
    AlwaysManual,   ///< the category is never automated
    UnknownIntent,  ///< the taxonomy has no such intent: a model may be older than it
};

struct BandDecision {
    Band band = Band::Manual;
    BandReason reason = BandReason::UnknownIntent;

    friend bool operator==(const BandDecision&, const BandDecision&) = default;
};

/// What the confidence in an intent allows. At a threshold counts as over it.
[[nodiscard]] BandDecision bandOf(const Taxonomy& taxonomy, std::string_view intent, Confidence confidence);

} // namespace stillgate::triage

template <>
struct stillgate::EnumNames<stillgate::triage::BandReason> {
    using Reason = triage::BandReason;
    static constexpr std::array<std::pair<Reason, std::string_view>, 3> kNames{{{Reason::Confidence, "confidence"},
                                                                                {Reason::AlwaysManual, "always_manual"},
                                                                                {Reason::UnknownIntent, "unknown_intent"}}};
};
