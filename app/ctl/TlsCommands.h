// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/ctl/ExitCode.h"
#include "core/base/Time.h"

namespace stillgate::ctl {

/// tls init, renew: a private authority and the certificate of one orchestrator.
void addTlsCommands(CLI::App& app, ExitCode& outcome, const Clock& clock);

} // namespace stillgate::ctl
