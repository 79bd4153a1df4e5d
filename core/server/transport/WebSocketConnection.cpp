// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/transport/WebSocketConnection.h"

#include <chrono>

#include <QSslSocket>
#include <QWebSocket>

#include "core/base/Failpoint.h"

namespace stillgate {

namespace {

std::chrono::milliseconds span(Duration duration)
{
    return std::chrono::milliseconds(duration.ms);
}

} // namespace

WebSocketConnection::WebSocketConnection(std::unique_ptr<QWebSocket> socket, QTcpSocket& tcp, const Caller& caller,
                                         const RpcHandlers& handlers, const TransportLimits& limits, QObject* parent)
    : QObject(parent)
    , m_socket(std::move(socket))
    , m_tls(qobject_cast<QSslSocket*>(&tcp))
    , m_caller(caller)
    , m_limits(limits)
    , m_session(
          caller, handlers, limits.inFlight, [this](const std::string& message) { send(message); },
          [this](std::shared_ptr<MessageSource> source) { follow(std::move(source)); })
{
    setLimits();
    connectSocket(tcp);
    m_stall.setSingleShot(true);
    m_stall.setInterval(span(m_limits.sendStall));
    connect(&m_stall, &QTimer::timeout, this, [this] { cut(QWebSocketProtocol::CloseCodePolicyViolated, "slow reader"); });
    m_closing.setSingleShot(true);
    m_closing.setInterval(span(m_limits.closing));
    connect(&m_closing, &QTimer::timeout, this, [this] { m_socket->abort(); });
    connect(&m_ping, &QTimer::timeout, this, &WebSocketConnection::beat);
    m_ping.start(span(m_limits.ping));
}

WebSocketConnection::~WebSocketConnection()
{
    // The socket speaks up while it is destroyed; nobody is left to listen.
    m_socket->disconnect(this);
    if (m_tls != nullptr) {
        m_tls->disconnect(this);
    }
}

void WebSocketConnection::setLimits()
{
    m_socket->setMaxAllowedIncomingFrameSize(m_limits.frameBytes);
    m_socket->setMaxAllowedIncomingMessageSize(m_limits.messageBytes);
    m_socket->setOutgoingFrameSize(m_limits.frameBytes);
    // A frame is taken out of the buffer whole, so that it has to hold more than one.
    m_socket->setReadBufferSize(static_cast<qint64>(m_limits.frameBytes) * 2);
}

void WebSocketConnection::connectSocket(QTcpSocket& tcp)
{
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &WebSocketConnection::receive);
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this,
            [this] { cut(QWebSocketProtocol::CloseCodeDatatypeNotSupported, "only text messages are spoken here"); });
    connect(m_socket.get(), &QWebSocket::pong, this, [this] { m_pong = Pong::Seen; });
    const auto moved = [this] {
        m_stall.stop();
        watchQueue();
        pull();
    };
    if (m_tls != nullptr) {
        // What is enciphered still waits for the operating system: only then has the client taken something.
        connect(m_tls, &QSslSocket::encryptedBytesWritten, this, moved);
    } else {
        connect(m_socket.get(), &QWebSocket::bytesWritten, this, moved);
    }
    connect(m_socket.get(), &QWebSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::ClosingState) {
            leave();
        }
    });
    connect(m_socket.get(), &QWebSocket::disconnected, this, [this] {
        leave();
        m_closing.stop();
        emit closed();
    });
    // The WebSocket answers pings by itself, into the same queue.
    connect(&tcp, &QTcpSocket::readyRead, this, [this] {
        if (hasRoomFor(0)) {
            watchQueue();
        }
    });
}

void WebSocketConnection::receive(const QString& text)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState) {
        return;
    }
    const QByteArray bytes = text.toUtf8();
    if (static_cast<std::size_t>(bytes.size()) > m_limits.messageBytes) {
        // Qt counts characters, and one takes up to three bytes.
        cut(QWebSocketProtocol::CloseCodeTooMuchData, "the message is too large");
        return;
    }
    m_session.receive({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

void WebSocketConnection::send(const std::string& message)
{
    if (m_socket->state() == QAbstractSocket::ConnectedState && hasRoomFor(message.size())) {
        m_socket->sendTextMessage(QString::fromUtf8(message.data(), static_cast<qsizetype>(message.size())));
        watchQueue();
    }
}

void WebSocketConnection::follow(std::shared_ptr<MessageSource> source)
{
    m_source = std::move(source);
    m_source->start([this] { pull(); });
    pull();
}

/// Takes from the source what the send queue has room for. The rest waits where it is, and comes in fewer and larger messages.
void WebSocketConnection::pull()
{
    while (m_source && m_socket->state() == QAbstractSocket::ConnectedState && queuedBytes() < m_limits.followBytes) {
        const auto message = m_source->next();
        if (!message) {
            m_log.error("follow.failed", {{"error", message.error().text()}});
            cut(QWebSocketProtocol::CloseCodeBadOperation, "what follows cannot be read");
            return;
        }
        if (!*message) {
            return;
        }
        m_socket->sendTextMessage(**message);
        watchQueue();
    }
}

std::size_t WebSocketConnection::queuedBytes() const
{
    const qint64 enciphered = m_tls != nullptr && STILLGATE_PROTECTION_ON("tls_queue") ? m_tls->encryptedBytesToWrite() : 0;
    return static_cast<std::size_t>(m_socket->bytesToWrite() + enciphered);
}

bool WebSocketConnection::hasRoomFor(std::size_t bytes)
{
    const auto isFull = [&] { return queuedBytes() + bytes > m_limits.sendQueueBytes; };
    if (!isFull()) {
        return true;
    }
    // Much may have come together since the operating system last took something.
    m_socket->flush();
    if (!isFull()) {
        return true;
    }
    cut(QWebSocketProtocol::CloseCodePolicyViolated, "slow reader");
    return false;
}

void WebSocketConnection::watchQueue()
{
    if (queuedBytes() == 0) {
        m_stall.stop();
    } else if (!m_stall.isActive() && m_socket->state() == QAbstractSocket::ConnectedState) {
        m_stall.start();
    }
}

void WebSocketConnection::close(QWebSocketProtocol::CloseCode code, std::string_view reason)
{
    m_socket->close(code, QString::fromUtf8(reason.data(), static_cast<qsizetype>(reason.size())));
}

void WebSocketConnection::cut(QWebSocketProtocol::CloseCode code, std::string_view reason)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState) {
        return;
    }
    m_log.warning("connection.cut", {{"connection", std::to_string(m_caller.connection)}, {"reason", reason}});
    close(code, reason);
}

void WebSocketConnection::beat()
{
    if (m_pong == Pong::Awaited) {
        cut(QWebSocketProtocol::CloseCodeGoingAway, "no answer to a ping");
        return;
    }
    m_pong = Pong::Awaited;
    m_socket->ping();
}

/// From here on nothing is sent any more, and the rest of the queue has a moment to leave.
void WebSocketConnection::leave()
{
    m_stall.stop();
    m_ping.stop();
    if (!m_closing.isActive()) {
        m_closing.start();
    }
}

} // namespace stillgate
