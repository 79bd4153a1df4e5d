// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace stillgate::triage {

/// Talk that asks no business for anything, in the languages of the starter pack: the background class is trained on it, so that what
/// merely consists of everyday words finds a better home there than in any label.
[[nodiscard]] std::span<const std::string_view> backgroundTexts();

} // namespace stillgate::triage
