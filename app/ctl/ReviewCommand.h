// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/ctl/ExitCode.h"

namespace stillgate::ctl {

/// "review": accepts or corrects what the model said of a ticket, or takes such a review back.
void addReviewCommand(CLI::App& app, ExitCode& outcome);

} // namespace stillgate::ctl
