// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/ctl/ExitCode.h"

namespace stillgate::ctl {

/// sign-in, sign-out, users, roles, tokens.
void addPeopleCommands(CLI::App& app, ExitCode& outcome);

} // namespace stillgate::ctl
