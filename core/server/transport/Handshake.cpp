// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/transport/Handshake.h"

#include <chrono>

#include <QSslSocket>

namespace stillgate {

namespace {

constexpr char kTlsHandshake = 0x16; // the first byte of a client that speaks TLS (RFC 8446 section 5.1)

constexpr HttpRefusal kTooLarge{431, "Request Header Fields Too Large", "the request head is too large", {}};
constexpr HttpRefusal kTooSlow{408, "Request Timeout", "the request took too long", {}};
constexpr HttpRefusal kNoHead{400, "Bad Request", "expected an HTTP/1.1 request", {}};
constexpr HttpRefusal kNoTls{400, "Bad Request", "no TLS is spoken here", {}};
constexpr HttpRefusal kTooEager{400, "Bad Request", "nothing may be sent before the upgrade is answered", {}};

} // namespace

Handshake::Handshake(QTcpSocket& socket, Judge judge, const TransportLimits& limits, QObject* parent)
    : QObject(parent), m_socket(socket), m_judge(std::move(judge)), m_limits(limits)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, &Handshake::inspect);
    connect(&m_socket, &QTcpSocket::disconnected, this, &Handshake::end);
    connect(&m_timer, &QTimer::timeout, this, &Handshake::takeTooLong);
    m_timer.setSingleShot(true);
    m_timer.start(std::chrono::milliseconds(m_limits.handshake.ms));
    // Something may have come, or the peer have gone, before anybody listened.
    QMetaObject::invokeMethod(this, &Handshake::catchUp, Qt::QueuedConnection);
}

void Handshake::catchUp()
{
    if (m_socket.state() == QAbstractSocket::UnconnectedState) {
        end();
    } else {
        inspect();
    }
}

void Handshake::inspect()
{
    if (m_phase != Phase::Reading) {
        return;
    }
    const QByteArray seen = m_socket.peek(static_cast<qint64>(m_limits.headBytes) + 1);
    if (seen.startsWith(kTlsHandshake)) {
        refuse(kNoTls);
        return;
    }
    const qsizetype end = seen.indexOf("\r\n\r\n");
    const qsizetype size = end + 4;
    if (end < 0 || size > static_cast<qsizetype>(m_limits.headBytes)) {
        if (seen.size() > static_cast<qsizetype>(m_limits.headBytes)) {
            refuse(kTooLarge);
        }
        return;
    }
    const auto head = parseHttpHead({seen.constData(), static_cast<std::size_t>(size)});
    if (!head) {
        refuse(kNoHead);
        return;
    }
    if (m_socket.bytesAvailable() > size) {
        refuse(kTooEager);
        return;
    }
    const auto verdict = m_judge(*head);
    if (!verdict) {
        refuse(verdict.error());
        return;
    }
    m_phase = Phase::Over;
    m_timer.stop();
    m_socket.disconnect(this);
    emit admitted(*verdict);
}

void Handshake::refuse(const HttpRefusal& refusal)
{
    m_phase = Phase::Refusing;
    m_log.info("connection.refused", {{"status", std::to_string(refusal.status)}});
    if (const auto* const tls = qobject_cast<QSslSocket*>(&m_socket); tls != nullptr && !tls->isEncrypted()) {
        m_socket.abort(); // nothing can be said yet
        end();
        return;
    }
    const std::string answer = httpAnswer(refusal);
    m_socket.write(answer.data(), static_cast<qint64>(answer.size()));
    m_timer.start(std::chrono::milliseconds(m_limits.closing.ms));
    m_socket.disconnectFromHost();
}

void Handshake::takeTooLong()
{
    if (m_phase == Phase::Reading) {
        refuse(kTooSlow);
    } else {
        m_socket.abort();
        end();
    }
}

void Handshake::end()
{
    if (m_phase != Phase::Over) {
        m_phase = Phase::Over;
        m_timer.stop();
        emit ended();
    }
}

} // namespace stillgate
