// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/Certificate.h"

class QSslConfiguration;

namespace stillgate {

/// What an orchestrator proves itself with over TLS 1.3: its certificate, with those that lead to its authority behind it, and its key.
struct TlsIdentity {
    CertifiedKey pair;
    Digest pin; ///< of its key; clients may go by it alone
};

/// NotFound, Io, Malformed; Refused when they do not belong together, everybody may read the key, or the certificate has expired.
[[nodiscard]] Result<TlsIdentity> readTlsIdentity(const std::filesystem::path& certificate, const std::filesystem::path& key,
                                                  UtcTime now);

/// Of a server: TLS 1.3 and nothing older. Clients show who they are by their token and their device's key, not by certificates.
[[nodiscard]] QSslConfiguration serverTls(const TlsIdentity& identity);

} // namespace stillgate
