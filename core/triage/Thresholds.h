// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/base/JsonCodec.h"
#include "core/triage/Calibration.h"

namespace stillgate::triage {

/// The bands of an intent for which neither the taxonomy nor enough held-out data says others.
inline constexpr Confidence kDefaultAutoFrom = Confidence::floorOf(0.85);
inline constexpr Confidence kDefaultAssistedFrom = Confidence::floorOf(0.60);

/// Where thresholds come from.
enum class ThresholdSource : std::uint8_t {
    ThinData, ///< the default ones: too few held-out messages were given the label
    HeldOut ///< chosen by target precision
};

/// From which confidence on a label may run alone, and from which on a person only confirms it.
struct LabelThresholds {
    Confidence autoFrom = kDefaultAutoFrom;
    Confidence assistedFrom = kDefaultAssistedFrom;
    ThresholdSource source = ThresholdSource::ThinData;
    std::uint32_t heldOut = 0; ///< held-out messages that were given this label

    friend bool operator==(const LabelThresholds&, const LabelThresholds&) = default;
};

struct ThresholdTargets {
    double autoPrecision = 0.95;
    double assistedPrecision = 0.80;
    std::uint32_t leastHeldOut = 50; ///< messages given the label; under it data is thin
    std::uint32_t leastCovered = 20; ///< of them at the threshold or over it: fewer right ones may be luck
};

/// For each label the least confidence from which on the decisions for it reach the target precision with half a wrong decision more than
/// were seen counted in, so that chance flatters none. A label that never reaches it in enough decisions runs alone from certainty on only.
[[nodiscard]] std::vector<LabelThresholds> fitThresholds(std::span<const Decision> heldOut, std::size_t labels,
                                                         const ThresholdTargets& targets);

} // namespace stillgate::triage

template <>
struct stillgate::EnumNames<stillgate::triage::ThresholdSource> {
    using Source = triage::ThresholdSource;
    static constexpr std::array<std::pair<Source, std::string_view>, 2> kNames{
        {{Source::ThinData, "thin_data"}, {Source::HeldOut, "held_out"}}};
};
