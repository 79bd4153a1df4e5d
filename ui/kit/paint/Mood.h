// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "ui/kit/theme/Tone.h"

namespace stillgate {

/// What a chip, an icon or a number is about.
enum class Mood : std::uint8_t { Neutral, Yours, Soon, Harm, Verified };

struct MoodTones {
    Tone text;
    Tone shape;
    Tone ground;
};

[[nodiscard]] constexpr MoodTones tonesOf(Mood mood)
{
    switch (mood) {
    case Mood::Neutral: return {Tone::Text2, Tone::Text2, Tone::Sunken};
    case Mood::Yours: return {Tone::Accent, Tone::Accent, Tone::Tint};
    case Mood::Soon: return {Tone::SoonText, Tone::SoonShape, Tone::SoonTint};
    case Mood::Harm: return {Tone::Harm, Tone::Harm, Tone::HarmTint};
    case Mood::Verified: return {Tone::Verified, Tone::Verified, Tone::VerifiedTint};
    }
    return {Tone::Text2, Tone::Text2, Tone::Sunken};
}

} // namespace stillgate
