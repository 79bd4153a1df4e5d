// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/ctl/ExitCode.h"

namespace stillgate::ctl {

/// keys, policy.
void addKeyCommands(CLI::App& app, ExitCode& outcome);

} // namespace stillgate::ctl
