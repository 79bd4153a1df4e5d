// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "core/domain/Words.h"

namespace stillgate {

/// The verdict that asks the customer, where this build has it.
[[nodiscard]] inline std::optional<Verdict> askVerdict()
{
    return enumNamed<Verdict>("ask_customer");
}

/// Why the customer is asked, as a code.
inline constexpr std::string_view kAskReason = "question";

} // namespace stillgate
