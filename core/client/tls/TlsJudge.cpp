// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/tls/TlsJudge.h"

#include <algorithm>
#include <array>

#include <QHostAddress>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslSocket>
#include <QWebSocket>

#include "core/base/Certificate.h"
#include "core/base/Failpoint.h"

namespace stillgate {

namespace {

bool isLoopback(const QUrl& url)
{
    QHostAddress address;
    return url.host() == QLatin1String("localhost") || (address.setAddress(url.host()) && address.isLoopback());
}

template <typename Is>
bool hasAny(const QList<QSslError>& findings, Is is)
{
    for (const QSslError& finding : findings) {
        if (is(finding)) {
            return true;
        }
    }
    return false;
}

/// In the order in which they are told: of several findings the first of these.
constexpr std::array<std::pair<QSslError::SslError, TlsFault>, 3> kMeanings{{
    {QSslError::CertificateExpired, TlsFault::Expired},
    {QSslError::CertificateNotYetValid, TlsFault::NotYetValid},
    {QSslError::HostNameMismatch, TlsFault::WrongHost},
}};

std::optional<TlsFault> meaningIn(const QList<QSslError>& findings)
{
    for (const auto& [error, fault] : kMeanings) {
        if (hasAny(findings, [wanted = error](const QSslError& finding) { return finding.error() == wanted; })) {
            return fault;
        }
    }
    return std::nullopt;
}

/// Who signed it and for which host: what a pinned key stands in for.
bool isOfAuthorityOrHost(const QSslError& finding)
{
    switch (finding.error()) {
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
    case QSslError::HostNameMismatch: return true;
    default: return false;
    }
}

bool isPinned(const QSslCertificate& certificate, const Digest& pin)
{
    const QByteArray der = certificate.toDer();
    const auto found = keyPinOf({reinterpret_cast<const std::uint8_t*>(der.constData()), static_cast<std::size_t>(der.size())});
    return found && equalConstantTime(found->view(), pin.view());
}

std::optional<TlsFault> faultOf(const QSslCertificate& certificate, const QList<QSslError>& findings, const ServerTrust& trust)
{
    if (trust.pin) {
        if (!isPinned(certificate, *trust.pin)) {
            return TlsFault::PinMismatch;
        }
        const bool isMore = hasAny(findings, [](const QSslError& finding) { return !isOfAuthorityOrHost(finding); });
        return isMore ? std::optional(meaningIn(findings).value_or(TlsFault::Broken)) : std::nullopt;
    }
    const auto isAuthority = [](const QSslError& finding) {
        return isOfAuthorityOrHost(finding) && finding.error() != QSslError::HostNameMismatch;
    };
    // Whoever is unknown may write any host and any date.
    if (hasAny(findings, isAuthority)) {
        return TlsFault::UnknownAuthority;
    }
    return meaningIn(findings).value_or(TlsFault::Broken);
}

/// The control of every fault: without the protection whatever is shown is taken.
template <typename Connection>
std::optional<TlsFault> judged(Connection& connection, const QSslCertificate& certificate, const QList<QSslError>& findings,
                               const ServerTrust& trust)
{
    const auto fault = STILLGATE_PROTECTION_ON("tls_certificate") ? faultOf(certificate, findings, trust) : std::nullopt;
    if (!fault) {
        connection.ignoreSslErrors(findings);
    }
    return fault;
}

} // namespace

std::optional<TlsFault> whyNotBegun(const QUrl& url, const ServerTrust& trust)
{
    if (url.scheme() == QLatin1String("wss") || url.scheme() == QLatin1String("https")) {
        return trust.isEmpty() ? std::optional(TlsFault::NoTrust) : std::nullopt;
    }
    const bool isPlain = url.scheme() == QLatin1String("ws") || url.scheme() == QLatin1String("http");
    const bool staysHere = isLoopback(url) || !STILLGATE_PROTECTION_ON("tls_off_loopback");
    return isPlain && staysHere && trust.isEmpty() ? std::nullopt : std::optional(TlsFault::PlainText);
}

QSslConfiguration clientTls(const ServerTrust& trust)
{
    QSslConfiguration out = QSslConfiguration::defaultConfiguration();
    out.setProtocol(STILLGATE_PROTECTION_ON("tls_protocol") ? QSsl::TlsV1_3OrLater : QSsl::TlsV1_2OrLater);
    out.setCaCertificates(QSslCertificate::fromData(QByteArray::fromStdString(trust.authority), QSsl::Pem));
    out.setPeerVerifyMode(QSslSocket::VerifyPeer);
    return out;
}

std::optional<TlsFault> judge(QWebSocket& socket, const QList<QSslError>& findings, const ServerTrust& trust)
{
    const auto* tls = socket.findChild<QSslSocket*>();
    return tls != nullptr ? judged(socket, tls->peerCertificate(), findings, trust) : std::optional(TlsFault::Broken);
}

std::optional<TlsFault> judge(QNetworkReply& reply, const QList<QSslError>& findings, const ServerTrust& trust)
{
    return judged(reply, reply.sslConfiguration().peerCertificate(), findings, trust);
}

TlsFault faultOfHandshake(const QString& error)
{
    // "error:0A00042E:SSL routines::tlsv1 alert protocol version": the number is the reason's, the words may change.
    const auto names = [&](std::initializer_list<const char*> reasons) {
        return std::any_of(reasons.begin(), reasons.end(),
                           [&](const char* reason) { return error.contains(QLatin1String(reason), Qt::CaseInsensitive); });
    };
    if (names({":0A00042E:", ":0A000102:"})) {
        return TlsFault::OldProtocol;
    }
    return names({":0A00010B:", ":0A0000C6:"}) ? TlsFault::PlainText : TlsFault::Broken;
}

} // namespace stillgate
