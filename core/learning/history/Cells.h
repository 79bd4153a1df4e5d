// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/learning/history/PastTicket.h"

/// What single cells of such a file say. Blanks around a value do not count.
namespace stillgate::history {

[[nodiscard]] std::string_view trimmed(std::string_view cell);

/// RFC 3339, and what exports write of it: a blank for the T, no seconds, a date alone, "UTC" or "+0000" behind a blank. A time that
/// names no zone is UTC. Malformed for every other order of day and month, which nobody could tell apart.
[[nodiscard]] Result<UtcTime> timeOf(std::string_view cell);

/// yes, no, true, false, reopened, or how often; the empty cell is Unknown. Malformed otherwise.
[[nodiscard]] Result<Reopened> reopenedOf(std::string_view cell);

/// `cell` is not empty.
[[nodiscard]] CustomerKey emailKeyOf(std::string_view cell);
[[nodiscard]] CustomerKey customerKeyOf(std::string_view cell);

} // namespace stillgate::history
