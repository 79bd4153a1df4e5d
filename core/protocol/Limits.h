// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/Time.h"

/// The bounds of the protocol, the same on both ends. See docs/protocol.md.
namespace stillgate::rpc {

/// What both ends name in the opening handshake (RFC 6455 section 1.9), and the path that is asked for.
inline constexpr std::string_view kSubprotocol = "stillgate.v1";
inline constexpr std::string_view kPath = "/rpc";
/// Where people sign in: needs no token, and nothing else can be asked there.
inline constexpr std::string_view kSignInPath = "/sign-in";
/// Closes a connection whose session has ended (RFC 6455, section 7.4.1: what it was for is over). Nothing else is closed with it.
inline constexpr int kSignedOutCode = 1000;

inline constexpr std::size_t kMostFrameBytes = std::size_t{256} << 10U;
inline constexpr std::size_t kMostMessageBytes = std::size_t{1} << 20U;
inline constexpr std::size_t kMostDepth = 32; ///< nested arrays and objects of a whole message
inline constexpr std::size_t kMostBatch = 64; ///< calls of one batch
inline constexpr std::size_t kMostInFlight = 64; ///< calls of one connection that are not answered yet
inline constexpr std::size_t kMostIdBytes = 128; ///< of a request's id: it comes back with every answer
inline constexpr std::size_t kMostErrorText = 512; ///< bytes of `where` and of `detail` in an error
inline constexpr std::size_t kMostHeadBytes = std::size_t{8} << 10U; ///< of the opening HTTP request
inline constexpr Duration kHandshakeTime = Duration::seconds(5);

} // namespace stillgate::rpc
