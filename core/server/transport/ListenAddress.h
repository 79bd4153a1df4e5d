// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/Result.h"

namespace stillgate {

/// Where a server listens.
struct ListenAddress {
    std::string host; ///< a numeric address, without brackets
    std::uint16_t port = 0; ///< 0 lets the operating system pick one

    friend bool operator==(const ListenAddress&, const ListenAddress&) = default;

    /// "127.0.0.1:8080" or "[::1]:8080"
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool isLoopback() const;
    /// Where this machine itself finds it: one that stands for all addresses is answered for on loopback.
    [[nodiscard]] ListenAddress fromHere() const;
};

/// "ADDR:PORT", with an IPv6 address in brackets; "localhost" is 127.0.0.1.
[[nodiscard]] Result<ListenAddress> listenAddressFromText(std::string_view text);

/// Whether it may be listened on: in the clear on loopback alone, since tokens and personal data would travel for all to see.
/// Refused, at `field`, with the next step.
enum class Wire { Plain, Tls };
[[nodiscard]] Result<void> mayListen(const ListenAddress& address, Wire wire, const std::string& field);

} // namespace stillgate
