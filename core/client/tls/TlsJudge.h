// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <utility>

#include <QList>
#include <QSslConfiguration>
#include <QSslError>
#include <QString>
#include <QUrl>

#include "core/client/tls/ServerTrust.h"

class QNetworkReply;
class QWebSocket;

/// The one place where a certificate is judged, and the only one where a finding of Qt is overruled: for a key that was compared byte by
/// byte with the pinned one (a rule of tests/lint holds the rest of the tree to that).
namespace stillgate {

/// Before a byte is sent: what is asked for in the clear (ws, http) stays on this machine, and over TLS (wss, https) somebody has to be
/// trusted. None where nothing stands in the way.
[[nodiscard]] std::optional<TlsFault> whyNotBegun(const QUrl& url, const ServerTrust& trust);

/// TLS 1.3, and no authority but the given ones.
[[nodiscard]] QSslConfiguration clientTls(const ServerTrust& trust);

/// Judges what Qt found and lets the connection go on where the pinned key is shown. With a pin the chain is never whole, so that it is
/// always asked, before a byte leaves. The fault otherwise.
[[nodiscard]] std::optional<TlsFault> judge(QWebSocket& socket, const QList<QSslError>& findings, const ServerTrust& trust);
[[nodiscard]] std::optional<TlsFault> judge(QNetworkReply& reply, const QList<QSslError>& findings, const ServerTrust& trust);

/// What a failed handshake means, by the words of OpenSSL.
[[nodiscard]] TlsFault faultOfHandshake(const QString& error);

} // namespace stillgate
