// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include <QObject>
#include <QWebSocketServer>

#include "core/base/Log.h"
#include "core/server/transport/Admission.h"
#include "core/server/transport/ListenAddress.h"
#include "core/server/transport/Listener.h"
#include "core/server/transport/RpcHandlers.h"
#include "core/server/transport/TlsIdentity.h"
#include "core/server/transport/TransportLimits.h"

class QTcpSocket;
class QWebSocket;

namespace stillgate {

class Handshake;
class WebSocketConnection;

/// Serves JSON-RPC over WebSocket (docs/protocol.md). Lives in the thread of its event loop, where handlers are called too.
class WebSocketHost final : public QObject {
    Q_OBJECT

public:
    /// Listens, over TLS where it has what to prove itself with, or says why not: Unavailable when the operating system gives it no
    /// such port, Refused for an address that is not on loopback without TLS.
    [[nodiscard]] static Result<std::unique_ptr<WebSocketHost>> listen(const ListenAddress& address, RpcHandlers handlers,
                                                                       Authenticate authenticate,
                                                                       const TransportLimits& limits = {},
                                                                       const std::optional<TlsIdentity>& tls = {});
    ~WebSocketHost() override;

    /// Where it listens, with the port that was picked.
    [[nodiscard]] ListenAddress address() const;
    /// "ws://127.0.0.1:4711/rpc", or wss://; from this machine
    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::size_t connections() const { return m_connections.size(); }
    /// Bytes that wait for the client that has the most of them to read.
    [[nodiscard]] std::size_t longestQueue() const;

    /// Takes nobody in any more and says goodbye to everyone (1001, going away); what was answered still leaves, as far as the
    /// others read it within a moment.
    void close();
    /// Ends the connections (1000, signed out) of those that `ends` names.
    void endWhere(const std::function<bool(const Caller&)>& ends);

signals:
    /// After close(): the last connection is gone.
    void drained();

private:
    /// Admitted, and not yet upgraded.
    struct Upgrading {
        Admitted whom;
        QTcpSocket* tcp = nullptr;
    };
    using Peer = std::pair<std::string, quint16>;

    WebSocketHost(RpcHandlers handlers, Authenticate authenticate, const TransportLimits& limits,
                  const std::optional<TlsIdentity>& tls);
    void acceptWaiting();
    void resumeLater();
    void begin(QTcpSocket& tcp);
    void finish(Handshake* handshake);
    [[nodiscard]] tl::expected<Admitted, HttpRefusal> judge(const HttpHead& head) const;
    void upgrade(QTcpSocket& tcp, const Admitted& whom);
    void takeUpgraded();
    void open(std::unique_ptr<QWebSocket> socket, const Upgrading& upgrading);
    void drop(std::uint64_t connection);
    void reportDrained();
    [[nodiscard]] std::size_t strangers() const;

    RpcHandlers m_handlers;
    Authenticate m_authenticate;
    TransportLimits m_limits;
    Listener m_tcp;
    QWebSocketServer m_upgrader;
    std::set<Handshake*> m_handshakes; ///< children of this
    std::map<Peer, Upgrading> m_upgrading;
    std::map<std::uint64_t, WebSocketConnection*> m_connections; ///< children of this
    std::uint64_t m_nextConnection = 1;
    bool m_closing = false;
    Log m_log{"transport"};
};

} // namespace stillgate
