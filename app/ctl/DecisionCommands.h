// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/ctl/ExitCode.h"

namespace stillgate::ctl {

/// approve, deny, escalate, withdraw (signed with a key file), erase, stop: on a running orchestrator.
void addDecisionCommands(CLI::App& app, ExitCode& outcome);

} // namespace stillgate::ctl
