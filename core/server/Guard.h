// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/Roster.h"
#include "core/server/transport/RpcHandlers.h"

namespace stillgate {

/// Refused when no role of the caller permits the operation; the detail names it.
[[nodiscard]] Result<void> checkPermission(const Roster& roster, const Caller& caller, Operation operation);

/// The same handlers, each behind the operation of its method: who may not is answered with Refused before anything is read.
/// `roster` outlives them.
[[nodiscard]] RpcHandlers guarded(RpcHandlers handlers, const Roster& roster);

} // namespace stillgate
