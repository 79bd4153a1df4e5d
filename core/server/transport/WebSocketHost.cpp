// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/transport/WebSocketHost.h"

#include <algorithm>
#include <chrono>

#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>

#include "core/server/transport/Handshake.h"
#include "core/server/transport/WebSocketConnection.h"

namespace stillgate {

namespace {

constexpr std::chrono::seconds kAcceptPause{1};
constexpr int kListenBacklog = 512;
constexpr HttpRefusal kFull{503, "Service Unavailable", "too many connections", "Retry-After: 5"};

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

template <typename Socket>
std::pair<std::string, quint16> peerOf(const Socket& socket)
{
    return {socket.peerAddress().toString().toStdString(), socket.peerPort()};
}

} // namespace

WebSocketHost::WebSocketHost(RpcHandlers handlers, Authenticate authenticate, const TransportLimits& limits,
                             const std::optional<TlsIdentity>& tls)
    : m_handlers(std::move(handlers))
    , m_authenticate(std::move(authenticate))
    , m_limits(limits)
    // One byte more than is allowed, so that too much shows.
    , m_tcp(static_cast<qint64>(limits.headBytes) + 1, tls ? std::optional(serverTls(*tls)) : std::nullopt)
    , m_upgrader(QString(), QWebSocketServer::NonSecureMode)
{
    m_upgrader.setSupportedSubprotocols({text(rpc::kSubprotocol)});
    connect(&m_upgrader, &QWebSocketServer::newConnection, this, &WebSocketHost::takeUpgraded);
    m_tcp.setListenBacklogSize(kListenBacklog);
    connect(&m_tcp, &QTcpServer::newConnection, this, &WebSocketHost::acceptWaiting);
    connect(&m_tcp, &QTcpServer::acceptError, this, &WebSocketHost::resumeLater);
}

WebSocketHost::~WebSocketHost()
{
    // Sockets speak up while they are destroyed. So everything that listens to them goes first, and they go while what is
    // theirs here still stands.
    for (const auto& [number, connection] : m_connections) {
        connection->disconnect(this);
        delete connection;
    }
    qDeleteAll(m_handshakes);
    // Over TLS each has another one within.
    qDeleteAll(m_tcp.findChildren<QTcpSocket*>(QString(), Qt::FindDirectChildrenOnly));
}

Result<std::unique_ptr<WebSocketHost>> WebSocketHost::listen(const ListenAddress& address, RpcHandlers handlers,
                                                             Authenticate authenticate, const TransportLimits& limits,
                                                             const std::optional<TlsIdentity>& tls)
{
    if (auto may = mayListen(address, tls ? Wire::Tls : Wire::Plain, "listen"); !may) {
        return tl::make_unexpected(may.error());
    }
    // The constructor is nobody else's: what exists, listens.
    std::unique_ptr<WebSocketHost> host(new WebSocketHost(std::move(handlers), std::move(authenticate), limits, tls));
    if (!host->m_tcp.listen(QHostAddress(text(address.host)), address.port)) {
        return fail(ErrorCode::Unavailable, address.text(), host->m_tcp.errorString().toStdString());
    }
    return host;
}

ListenAddress WebSocketHost::address() const
{
    return {m_tcp.serverAddress().toString().toStdString(), m_tcp.serverPort()};
}

std::string WebSocketHost::url() const
{
    return (m_tcp.hasTls() ? "wss://" : "ws://") + address().fromHere().text() + std::string(rpc::kPath);
}

std::size_t WebSocketHost::longestQueue() const
{
    std::size_t longest = 0;
    for (const auto& [number, connection] : m_connections) {
        longest = std::max(longest, connection->queuedBytes());
    }
    return longest;
}

void WebSocketHost::acceptWaiting()
{
    // Beyond the limit they wait in the operating system's queue: a storm of honest clients is only slowed down by it.
    while (m_handshakes.size() < m_limits.handshakes && m_tcp.hasPendingConnections()) {
        begin(*m_tcp.nextPendingConnection());
    }
}

/// Qt stops accepting for good when the operating system has no descriptor left for a moment.
void WebSocketHost::resumeLater()
{
    m_log.error("accept.failed", {{"error", m_tcp.errorString().toStdString()}});
    QTimer::singleShot(kAcceptPause, this, [this] {
        if (m_tcp.isListening()) {
            m_tcp.resumeAccepting();
        }
    });
}

void WebSocketHost::begin(QTcpSocket& tcp)
{
    auto* handshake = new Handshake(tcp, [this](const HttpHead& head) { return judge(head); }, m_limits, this);
    m_handshakes.insert(handshake);
    connect(handshake, &Handshake::admitted, this, [this, handshake](const Admitted& whom) {
        upgrade(handshake->socket(), whom);
        finish(handshake);
    });
    connect(handshake, &Handshake::ended, this, [this, handshake] {
        handshake->socket().deleteLater();
        finish(handshake);
    });
}

void WebSocketHost::finish(Handshake* handshake)
{
    m_handshakes.erase(handshake);
    handshake->deleteLater();
    acceptWaiting();
}

tl::expected<Admitted, HttpRefusal> WebSocketHost::judge(const HttpHead& head) const
{
    auto whom = admit(head, m_authenticate);
    if (whom && whom->attest && whom->attest->standing == Standing::Nobody && strangers() >= m_limits.strangers) {
        return tl::make_unexpected(kFull);
    }
    if (whom && (m_closing || m_connections.size() + m_upgrading.size() >= m_limits.connections)) {
        return tl::make_unexpected(kFull);
    }
    return whom;
}

void WebSocketHost::upgrade(QTcpSocket& tcp, const Admitted& whom)
{
    // The WebSocket that comes of it is known by the address of its other end, which no two open connections share.
    const Peer peer = peerOf(tcp);
    m_upgrading[peer] = {whom, &tcp};
    connect(&tcp, &QTcpSocket::disconnected, this, [this, peer, socket = &tcp] {
        const auto at = m_upgrading.find(peer);
        if (at != m_upgrading.end() && at->second.tcp == socket) {
            m_upgrading.erase(at);
        }
    });
    m_upgrader.handleConnection(&tcp);
}

void WebSocketHost::takeUpgraded()
{
    while (m_upgrader.hasPendingConnections()) {
        std::unique_ptr<QWebSocket> socket(m_upgrader.nextPendingConnection());
        const auto at = m_upgrading.find(peerOf(*socket));
        if (at == m_upgrading.end()) {
            socket->abort();
            continue;
        }
        const Upgrading upgrading = at->second;
        m_upgrading.erase(at);
        if (socket->state() == QAbstractSocket::ConnectedState && !m_closing) {
            open(std::move(socket), upgrading);
        }
    }
}

void WebSocketHost::open(std::unique_ptr<QWebSocket> socket, const Upgrading& upgrading)
{
    const std::uint64_t number = m_nextConnection++;
    socket->setParent(nullptr);
    Caller caller{upgrading.whom.person, number, nullptr, {}};
    if (upgrading.whom.attest) {
        caller.attest = std::make_shared<Attest>(*upgrading.whom.attest);
    }
    auto* connection = new WebSocketConnection(std::move(socket), *upgrading.tcp, caller, m_handlers, m_limits, this);
    m_connections.emplace(number, connection);
    connect(connection, &WebSocketConnection::closed, this, [this, number] { drop(number); });
    if (caller.attest && caller.attest->standing == Standing::Nobody) {
        QTimer::singleShot(std::chrono::milliseconds(m_limits.strangerStay.ms), connection, [connection] {
            connection->close(QWebSocketProtocol::CloseCodePolicyViolated, "signing in took too long");
        });
    }
    m_log.info("connection.opened", {{"connection", std::to_string(number)}, {"person", upgrading.whom.person.text()}});
}

void WebSocketHost::drop(std::uint64_t connection)
{
    const auto at = m_connections.find(connection);
    if (at == m_connections.end()) {
        return;
    }
    at->second->deleteLater();
    m_connections.erase(at);
    m_log.info("connection.closed", {{"connection", std::to_string(connection)}});
    reportDrained();
}

void WebSocketHost::close()
{
    if (m_closing) {
        return;
    }
    m_closing = true;
    m_tcp.close();
    if (m_connections.empty()) {
        reportDrained();
    }
    // A copy: one that has nothing left to send ends at once.
    const auto connections = m_connections;
    for (const auto& [number, connection] : connections) {
        connection->close(QWebSocketProtocol::CloseCodeGoingAway, "the orchestrator stops");
    }
}

void WebSocketHost::endWhere(const std::function<bool(const Caller&)>& ends)
{
    const auto connections = m_connections;
    for (const auto& [number, connection] : connections) {
        if (ends(connection->caller())) {
            m_log.info("connection.signed_out", {{"connection", std::to_string(number)}});
            connection->close(QWebSocketProtocol::CloseCodeNormal, "signed out");
        }
    }
}

std::size_t WebSocketHost::strangers() const
{
    return static_cast<std::size_t>(std::count_if(m_connections.begin(), m_connections.end(), [](const auto& entry) {
        const Caller& caller = entry.second->caller();
        return caller.attest && caller.attest->standing == Standing::Nobody;
    }));
}

void WebSocketHost::reportDrained()
{
    if (m_closing && m_connections.empty()) {
        // Always after the caller has gone on, whoever that is.
        QMetaObject::invokeMethod(this, &WebSocketHost::drained, Qt::QueuedConnection);
    }
}

} // namespace stillgate
