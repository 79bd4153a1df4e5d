// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace stillgate {

/// What a colour is for. Nothing but the theme knows the colour itself.
enum class Tone : std::uint8_t {
    Canvas,       ///< rail, side lists, status bar
    Surface,      ///< panes
    Raised,       ///< decision card, popups, quiet buttons
    Sunken,       ///< search, filter tokens, code, summary
    Hairline,     ///< separators, tracks of bars
    Strong,       ///< control borders
    Track,        ///< the empty part of rings and risk bars
    Hover,        ///< the row or button under the pointer
    Select,       ///< the selected row; with Text2 for what is Text3 elsewhere
    Tint,         ///< a changed value, the glow of a row that changed
    Text1,        ///< facts
    Text2,        ///< support
    Text3,        ///< labels
    Accent,       ///< focus, links, yours to act on
    Fill,         ///< the one filled button
    OnFill,       ///< its text
    HoldTrack,    ///< press and hold: what is left
    HoldFill,     ///< press and hold: what is done
    CardBorder,   ///< the decision card only
    Harm,         ///< breach, denial, severe risk, red flag
    HarmTint,
    SoonText,     ///< words in amber
    SoonShape,    ///< rings, bars and icons in amber; never text
    SoonTint,
    Verified,     ///< re-read, signed, chain intact
    VerifiedTint,
    Data,         ///< bars and lines
    Mark,         ///< behind reason words
};

inline constexpr std::size_t kToneCount = static_cast<std::size_t>(Tone::Mark) + 1;

} // namespace stillgate
