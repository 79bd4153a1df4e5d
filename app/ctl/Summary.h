// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/Reach.h"

namespace stillgate::ctl {

/// Tickets by outcome, gates waiting, actions executed and verified, size and root of the ledger; from the data alone.
[[nodiscard]] ExitCode showSummary(const ReachOptions& reach, bool json);

} // namespace stillgate::ctl
