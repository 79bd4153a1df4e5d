// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/ctl/ExitCode.h"
#include "core/base/Time.h"

namespace stillgate::ctl {

/// Adds `triage train|evaluate|predict|redact` and the verbs of HistoryCommands.h. A verb that ran leaves its outcome in `outcome`; both
/// arguments outlive the parsing.
void addTriageCommands(CLI::App& app, ExitCode& outcome, const Clock& clock);

} // namespace stillgate::ctl
