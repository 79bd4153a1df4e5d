// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace stillgate {

/// What two texts have in common when they look alike: the skeleton of UTS #39, section 4. Not for showing. Empty for what is no UTF-8.
[[nodiscard]] std::string skeletonOf(std::string_view text);

/// Whether the scripts of one word belong together, after the restriction levels of UTS #39, section 5.2: harmless up to "highly
/// restrictive" (one script, or Latin with those of Japanese, Chinese or Korean), uncommon at "moderately restrictive" (Latin with
/// one other), deceptive beyond it (Latin with Cyrillic, Greek or Cherokee, or three scripts).
enum class ScriptMix { Harmless, Uncommon, Deceptive };
[[nodiscard]] ScriptMix scriptMixOf(std::string_view word);

/// Whether a text that is not ASCII looks like one that is: a name in Cyrillic letters that reads as Latin ones.
[[nodiscard]] bool passesForAscii(std::string_view text);

} // namespace stillgate
