// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/ctl/ExitCode.h"

namespace stillgate::ctl {

/// tickets, ticket, gates, events, explain, summary: on a running orchestrator or on its data.
void addTicketCommands(CLI::App& app, ExitCode& outcome);

} // namespace stillgate::ctl
