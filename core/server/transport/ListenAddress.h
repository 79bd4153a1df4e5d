// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/Result.h"

namespace stillgate {

/// Where a server listens.
struct ListenAddress {
    std::string host; ///< a numeric address of the loopback interface, without brackets
    std::uint16_t port = 0; ///< 0 lets the operating system pick one

    friend bool operator==(const ListenAddress&, const ListenAddress&) = default;

    /// "127.0.0.1:8080" or "[::1]:8080"
    [[nodiscard]] std::string text() const;
};

/// "ADDR:PORT", with an IPv6 address in brackets; "localhost" is 127.0.0.1. Refused when it is not loopback: tokens and personal data
/// must not travel without TLS, which is not offered yet.
[[nodiscard]] Result<ListenAddress> listenAddressFromText(std::string_view text);

} // namespace stillgate
