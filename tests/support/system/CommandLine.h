// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QStringList>

#include "core/base/Json.h"

namespace stillgate {

/// How a run of stillgatectl ended.
struct CommandRun {
    int code = -1;
    std::string text;
    Json json; ///< null when it printed none
    std::string complaint; ///< what it wrote to standard error
};

/// Runs stillgatectl, the real one, to its end. `input` is what it finds on standard input.
[[nodiscard]] CommandRun ctl(const QStringList& arguments, const std::string& input = {});

} // namespace stillgate
