// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/ctl/ExitCode.h"

namespace stillgate::ctl {

/// `claim` and `release`: a person takes a ticket for themselves, and gives it back.
void addClaimCommands(CLI::App& app, ExitCode& outcome);

} // namespace stillgate::ctl
