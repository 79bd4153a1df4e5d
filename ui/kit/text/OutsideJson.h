// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/UntrustedText.h"

namespace stillgate {

/// JSON laid out for people; a text that is no JSON stays as it is.
[[nodiscard]] UntrustedText laidOutJson(const UntrustedText& json);

/// The members of a JSON object, in order: texts as they are, everything else as canonical JSON. Empty when it is no object.
[[nodiscard]] std::vector<std::pair<std::string, UntrustedText>> jsonMembers(const UntrustedText& json);

/// The elements of a JSON array; empty texts for those that are none.
[[nodiscard]] std::vector<UntrustedText> jsonTexts(const UntrustedText& json);

} // namespace stillgate
