// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/ctl/ExitCode.h"

namespace stillgate::ctl {

/// Adds `redact` to the triage verbs: shows what the models, the lists and the index would see of a text. `outcome` outlives the parsing.
void addRedact(CLI::App& group, ExitCode& outcome);

} // namespace stillgate::ctl
