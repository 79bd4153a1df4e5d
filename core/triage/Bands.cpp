// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Bands.h"

namespace stillgate::triage {

BandDecision bandOf(const Taxonomy& taxonomy, std::string_view intent, Confidence confidence)
{
    const Intent* known = taxonomy.intent(intent);
    const Category* category = known != nullptr ? taxonomy.category(known->category) : nullptr;
    if (category == nullptr) {
        return {Band::Manual, BandReason::UnknownIntent};
    }
    if (category->alwaysManual.value_or(false)) {
        return {Band::Manual, BandReason::AlwaysManual};
    }
    if (confidence >= known->autoFrom) {
        return {Band::Auto, BandReason::Confidence};
    }
    return {confidence >= known->assistedFrom ? Band::Assisted : Band::Manual, BandReason::Confidence};
}

} // namespace stillgate::triage
