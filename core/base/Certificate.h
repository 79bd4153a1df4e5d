// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/Digest.h"
#include "core/base/Time.h"

/// X.509 certificates (RFC 5280) of a private authority, in PEM (RFC 7468). Keys are of the curve P-256.
namespace stillgate {

/// A certificate and the private key that belongs to it.
struct CertifiedKey {
    std::string certificate;
    std::string key; ///< PKCS #8, under no passphrase
};

struct CertificateTerms {
    std::string name; ///< of the subject, for people
    std::vector<std::string> hosts; ///< host names and numeric addresses that it stands for; an authority has none
    UtcTime from;
    UtcTime until; ///< both of them in whole seconds
};

/// What a certificate says of itself.
struct CertificateFacts {
    Digest pin; ///< SHA-256 of its public key (SubjectPublicKeyInfo, as in RFC 7469)
    UtcTime from;
    UtcTime until;

    friend bool operator==(const CertificateFacts&, const CertificateFacts&) = default;
};

/// An authority that signs certificates of servers and nothing else. Malformed: a name over 64 bytes, or none.
[[nodiscard]] Result<CertifiedKey> makeAuthority(const CertificateTerms& terms);
/// A server's certificate under an authority, for `key` in PEM, or for a new one where it is empty. Malformed: a host that is neither a
/// name nor an address, no host, a key or an authority that cannot be read.
[[nodiscard]] Result<CertifiedKey> makeServerCertificate(const CertifiedKey& authority, const CertificateTerms& terms,
                                                         std::string_view key = {});

/// Of the first certificate in a PEM text; Malformed.
[[nodiscard]] Result<CertificateFacts> certificateFacts(std::string_view pem);
/// The pin of a certificate in DER; Malformed.
[[nodiscard]] Result<Digest> keyPinOf(ByteView der);
/// Whether they belong together. Malformed where one cannot be read, Conflict where they do not.
[[nodiscard]] Result<void> checkKey(const CertifiedKey& pair);

} // namespace stillgate
