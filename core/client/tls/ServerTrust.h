// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/Digest.h"

namespace stillgate {

/// What an orchestrator has to show over TLS 1.3 before anything is said to it. Nothing else is believed: not what the machine trusts, and
/// there is no way to go on in spite of a fault. One of the two; without any, only loopback is spoken to.
struct ServerTrust {
    std::string authority; ///< certificates in PEM: one of them signed the orchestrator's, which has to name the host
    std::optional<Digest>
        pin; ///< SHA-256 of its public key (SubjectPublicKeyInfo): the key counts, not who signed it or for which host

    [[nodiscard]] bool isEmpty() const { return authority.empty() && !pin; }
    friend bool operator==(const ServerTrust&, const ServerTrust&) = default;
};

/// Why an orchestrator is not spoken to.
enum class TlsFault {
    UnknownAuthority, ///< its certificate is of nobody we trust
    WrongHost, ///< the certificate is for other hosts
    Expired,
    NotYetValid,
    OldProtocol, ///< it speaks no TLS 1.3
    PlainText, ///< no TLS is spoken there, or was asked for, and it is not on loopback
    PinMismatch, ///< its key is another one
    NoTrust, ///< nobody said whom to trust
    Broken, ///< the handshake failed otherwise
};

/// The word to branch on, as it stands in errors: "unknown_authority".
[[nodiscard]] std::string_view nameOf(TlsFault fault);
/// Refused at `where`, with the word and what it means.
[[nodiscard]] Error errorOf(TlsFault fault, const std::string& where);

/// Trust as somebody names it: a file of certificates or the hexadecimal digits of a pin, the other one empty. Malformed when both or
/// neither is given or the pin is none; NotFound, Io.
[[nodiscard]] Result<ServerTrust> serverTrustFrom(const std::filesystem::path& authorityFile, std::string_view pin);

} // namespace stillgate
