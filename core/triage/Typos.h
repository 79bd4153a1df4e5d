// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/triage/Shuffle.h"

namespace stillgate::triage {

/// A text as hurried people type it, to measure what slips cost: one random edit (a letter left out, put in, replaced, or swapped with
/// the next) in one in ten of the words of three letters or more. Letters beyond ASCII are left alone.
[[nodiscard]] std::string withTypos(std::string_view text, Random& random);

} // namespace stillgate::triage
