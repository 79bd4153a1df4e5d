// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/GateMethods.h"

namespace stillgate {

/// What stands behind a GateView: the answer it was made from, whose digests a signature binds.
struct SignedGate {
    rpc::GateGet::Result gate;
};

} // namespace stillgate
