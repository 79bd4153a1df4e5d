// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/transport/TlsIdentity.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

#include "core/base/Failpoint.h"
#include "core/base/File.h"

namespace stillgate {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostPemBytes = 1U << 20U;

QSslKey keyFrom(const QByteArray& pem)
{
    QSslKey key(pem, QSsl::Ec);
    return key.isNull() ? QSslKey(pem, QSsl::Rsa) : key;
}

/// Whoever reads it can stand in for the orchestrator. A group may: that is how services are handed their keys.
bool isPrivate(const fs::path& file)
{
    std::error_code failed;
    const fs::perms others = fs::status(file, failed).permissions() & (fs::perms::group_write | fs::perms::others_all);
    return !failed && others == fs::perms::none;
}

} // namespace

Result<TlsIdentity> readTlsIdentity(const fs::path& certificate, const fs::path& key, UtcTime now)
{
    auto chain = readFile(certificate, kMostPemBytes);
    auto secret = chain ? readFile(key, kMostPemBytes) : tl::make_unexpected(chain.error());
    if (!secret) {
        return tl::make_unexpected(secret.error());
    }
    if (!isPrivate(key)) {
        return fail(ErrorCode::Refused, key.string(), "everybody may read this key, or others change it: chmod 600 it");
    }
    CertifiedKey pair{std::move(*chain), std::move(*secret)};
    const auto facts = checkKey(pair).and_then([&] { return certificateFacts(pair.certificate); });
    if (!facts) {
        const fs::path& where = facts.error().where == "key" ? key : certificate;
        const bool differ = facts.error().code == ErrorCode::Conflict;
        return fail(differ ? ErrorCode::Refused : facts.error().code, where.string(), facts.error().detail);
    }
    if (facts->until <= now) {
        return fail(ErrorCode::Refused, certificate.string(),
                    "the certificate expired at " + toRfc3339(facts->until) + ": stillgatectl tls renew");
    }
    if (keyFrom(QByteArray::fromStdString(pair.key)).isNull()) {
        return fail(ErrorCode::Unsupported, key.string(), "expected a key of a NIST curve or an RSA key");
    }
    return TlsIdentity{std::move(pair), facts->pin};
}

QSslConfiguration serverTls(const TlsIdentity& identity)
{
    QSslConfiguration out = QSslConfiguration::defaultConfiguration();
    out.setProtocol(STILLGATE_PROTECTION_ON("tls_protocol") ? QSsl::TlsV1_3OrLater : QSsl::TlsV1_2OrLater);
    out.setLocalCertificateChain(QSslCertificate::fromData(QByteArray::fromStdString(identity.pair.certificate), QSsl::Pem));
    out.setPrivateKey(keyFrom(QByteArray::fromStdString(identity.pair.key)));
    out.setPeerVerifyMode(QSslSocket::VerifyNone);
    return out;
}

} // namespace stillgate
