// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/ctl/ExitCode.h"

namespace stillgate::ctl {

/// Adds the plumbing for auditors: `jcs`, `ed25519-verify` and `merkle root|inclusion|consistency`. All read standard input.
/// A verb that ran leaves its outcome in `outcome`, which outlives the parsing.
void addAuditorCommands(CLI::App& app, ExitCode& outcome);

} // namespace stillgate::ctl
