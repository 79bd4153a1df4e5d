// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/DiscoverMethods.h"

namespace stillgate::rpc {

/// The document of every method and notice in the registry (core/protocol/Methods.h), made from the descriptions that read and write
/// them. `version` is the orchestrator's.
[[nodiscard]] Discover::Result openRpcDocument(std::string version);

} // namespace stillgate::rpc
