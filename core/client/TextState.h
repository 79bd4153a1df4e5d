// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/Values.h"

/// Whether a text is shown, as a small number for rows in memory and in files: 0 where it is, otherwise one more than the reason why not.
namespace stillgate {

inline constexpr int kMostTextState = static_cast<int>(Withheld::NotLoaded) + 1;

[[nodiscard]] inline int textState(const ShownText& text)
{
    return text ? 0 : static_cast<int>(text.error()) + 1;
}

[[nodiscard]] inline int textState(Withheld why)
{
    return static_cast<int>(why) + 1;
}

/// `state` is not 0.
[[nodiscard]] inline tl::unexpected<Withheld> withheld(int state)
{
    return tl::make_unexpected(static_cast<Withheld>(state - 1));
}

} // namespace stillgate
