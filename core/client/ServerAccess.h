// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/client/Signer.h"
#include "core/client/tls/ServerTrust.h"

namespace stillgate {

/// Where an orchestrator is and what lets us in.
struct ServerAccess {
    std::string url; ///< "ws://127.0.0.1:4711/rpc", or wss:// with whom to trust
    std::string token;
    std::shared_ptr<Signer> device = {}; ///< that the token is bound to, and proves itself with; none of a ready file's token
    ServerTrust trust = {}; ///< what the orchestrator has to show; needed for wss://
};

/// Asked before every connection: an orchestrator that was started again has another port and another ready file. NotFound when none
/// runs.
using AccessSource = std::function<Result<ServerAccess>()>;

} // namespace stillgate
