// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/ctl/ExitCode.h"
#include "core/base/Time.h"

namespace stillgate::ctl {

/// import FILE…: CSV and JSONL into a running orchestrator.
void addImportCommand(CLI::App& app, ExitCode& outcome, const Clock& clock);

} // namespace stillgate::ctl
