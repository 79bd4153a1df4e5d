// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/ctl/ExitCode.h"

namespace stillgate::ctl {

/// "halt", "halt lift" and "halt status": the kill switch, by the orchestrator or by a file that works without one.
void addHaltCommands(CLI::App& app, ExitCode& outcome);

} // namespace stillgate::ctl
