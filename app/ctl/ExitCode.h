// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

namespace stillgate::ctl {

/// What the program says to whoever called it. Scripts build on these numbers.
enum class ExitCode : int {
    Done = 0,
    FoundWrong = 1,  ///< it ran, and what it looked at is not right
    Usage = 2,       ///< the command line is wrong
    Unreachable = 3, ///< something could not be reached or read
};

[[nodiscard]] constexpr ExitCode exitCodeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
    case ErrorCode::Unavailable:
    case ErrorCode::Io: return ExitCode::Unreachable;
    default: return ExitCode::FoundWrong;
    }
}

} // namespace stillgate::ctl
