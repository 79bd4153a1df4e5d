// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

#include "core/client/LedgerWatch.h"
#include "core/client/Link.h"

namespace stillgate {

/// Everything the status bar and the banner tell.
struct ShellState {
    LinkStatus link;
    LedgerVerdict ledger;
    std::size_t unanswered = 0; ///< commands without an answer
    UtcTime now;

    friend bool operator==(const ShellState&, const ShellState&) = default;
};

} // namespace stillgate
