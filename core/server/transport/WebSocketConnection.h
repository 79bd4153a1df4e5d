// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <QObject>
#include <QTimer>
#include <QWebSocketProtocol>

#include "core/base/Log.h"
#include "core/server/transport/RpcSession.h"
#include "core/server/transport/TransportLimits.h"

class QSslSocket;
class QTcpSocket;
class QWebSocket;

namespace stillgate {

/// One admitted client: its WebSocket, its session, and what it may cost. A client that does not read, or answers no ping, is cut
/// off; that takes nothing from the others.
class WebSocketConnection final : public QObject {
    Q_OBJECT

public:
    /// Takes the socket over. `tcp` is the one beneath it; it says when input came that the WebSocket answers by itself.
    WebSocketConnection(std::unique_ptr<QWebSocket> socket, QTcpSocket& tcp, const Caller& caller, const RpcHandlers& handlers,
                        const TransportLimits& limits, QObject* parent);
    ~WebSocketConnection() override;

    /// Says goodbye; what is queued may still leave for a moment.
    void close(QWebSocketProtocol::CloseCode code, std::string_view reason);

    [[nodiscard]] const Caller& caller() const { return m_caller; }

    /// Bytes that are written and that the operating system has not taken yet.
    [[nodiscard]] std::size_t queuedBytes() const;

signals:
    void closed();

private:
    void setLimits();
    void connectSocket(QTcpSocket& tcp);
    void receive(const QString& text);
    void send(const std::string& message);
    void follow(std::shared_ptr<MessageSource> source);
    void pull();
    [[nodiscard]] bool hasRoomFor(std::size_t bytes);
    void watchQueue();
    void cut(QWebSocketProtocol::CloseCode code, std::string_view reason);
    void beat();
    void leave();

    enum class Pong { Seen, Awaited };

    std::unique_ptr<QWebSocket> m_socket;
    QSslSocket* m_tls; ///< the one beneath it, where it is of TLS
    Caller m_caller;
    TransportLimits m_limits;
    RpcSession m_session;
    std::shared_ptr<MessageSource> m_source; ///< what it follows; may be empty
    QTimer m_stall; ///< runs while the send queue does not move
    QTimer m_ping;
    QTimer m_closing; ///< runs from the goodbye to the end of patience
    Pong m_pong = Pong::Seen;
    Log m_log{"transport"};
};

} // namespace stillgate
