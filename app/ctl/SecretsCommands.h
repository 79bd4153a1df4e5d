// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/ctl/ExitCode.h"

namespace stillgate::ctl {

/// "secrets rotate": another master key for a data folder.
void addSecretsCommands(CLI::App& app, ExitCode& outcome);

} // namespace stillgate::ctl
