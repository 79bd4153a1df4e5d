// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/protocol/TicketMethods.h"

namespace stillgate::ctl {

/// One sentence for each step of a ticket, from its events alone, and a last one that says what it waits for.
[[nodiscard]] std::vector<std::string> explain(const rpc::TicketGet::Result& ticket);

} // namespace stillgate::ctl
