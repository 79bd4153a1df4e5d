// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

#include "core/client/LedgerWatch.h"
#include "core/client/Link.h"

namespace stillgate {

/// What became of starting the orchestrator that this console asked for.
enum class DaemonStart { NotNeeded, UnderWay, Failed };

/// Everything the status bar and the banner tell.
struct ShellState {
    LinkStatus link;
    LedgerVerdict ledger;
    std::size_t unanswered = 0; ///< commands without an answer
    DaemonStart daemon = DaemonStart::NotNeeded;
    std::string daemonDetail; ///< why it failed, and what to do
    UtcTime now;
    bool isHalted = false; ///< something is, by the kill switch

    friend bool operator==(const ShellState&, const ShellState&) = default;
};

} // namespace stillgate
