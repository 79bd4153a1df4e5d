// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

#include "core/base/Time.h"
#include "core/protocol/Limits.h"

namespace stillgate {

/// What one peer may cost. The defaults are the documented ones.
struct TransportLimits {
    std::size_t frameBytes = rpc::kMostFrameBytes; ///< of an incoming frame, and of every outgoing one
    std::size_t messageBytes = rpc::kMostMessageBytes; ///< of an incoming message
    std::size_t headBytes = rpc::kMostHeadBytes; ///< of the opening request
    std::size_t sendQueueBytes = std::size_t{4} << 20U; ///< written and not yet taken by the operating system
    std::size_t followBytes = std::size_t{256} << 10U; ///< of the send queue, over which a subscription waits
    std::size_t inFlight = rpc::kMostInFlight; ///< unanswered calls of one connection
    std::size_t handshakes = 64; ///< connections that are not admitted yet; more wait in the operating system's queue
    std::size_t strangers = 32; ///< connections of nobody, who may sign in
    Duration strangerStay = Duration::minutes(2); ///< how long such a connection is kept
    std::size_t connections = 512; ///< admitted ones; the next is told 503
    Duration handshake = rpc::kHandshakeTime; ///< from the accepted connection to the end of its opening request
    Duration sendStall = Duration::seconds(10); ///< without a byte of the send queue taken
    Duration ping = Duration::seconds(20); ///< between two pings; the second unanswered one ends the connection
    Duration closing = Duration::seconds(2); ///< for the rest of the send queue when a connection is closed
};

} // namespace stillgate
