// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/wire/client/ScriptedServer.h"

#include <algorithm>

#include "core/protocol/Codec.h"
#include "core/protocol/Errors.h"

namespace stillgate::wire {

QString notification(std::string_view method, const Json& params)
{
    Json message = Json::object();
    message.set("jsonrpc", "2.0").set("method", method).set("params", params);
    return QString::fromStdString(rpc::escapedToAscii(canonicalJson(message)));
}

ScriptedServer::ScriptedServer(PaperLedger& paper) : m_paper(paper), m_server(QString(), QWebSocketServer::NonSecureMode)
{
    m_server.setSupportedSubprotocols({QStringLiteral("stillgate.v1")});
    QObject::connect(&m_server, &QWebSocketServer::newConnection, &m_server,
                     [this] { take(m_server.nextPendingConnection()); });
    startAgain();
    m_port = m_server.serverPort();
}

void ScriptedServer::startAgain()
{
    m_server.listen(QHostAddress::LocalHost, m_port);
}

void ScriptedServer::stop()
{
    m_server.close();
    closeAll(QWebSocketProtocol::CloseCodeGoingAway);
}

ServerAccess ScriptedServer::access() const
{
    return {"ws://127.0.0.1:" + std::to_string(m_port) + "/rpc", "sample-token"};
}

void ScriptedServer::take(QWebSocket* socket)
{
    ++m_connections;
    socket->setParent(&m_server);
    const auto peer = std::make_shared<Peer>(Peer{socket, 0});
    m_sockets.push_back(peer);
    // What was read before an abort still comes in behind it.
    QObject::connect(socket, &QWebSocket::textMessageReceived, socket, [this, peer](const QString& text) {
        if (peer->socket->state() == QAbstractSocket::ConnectedState) {
            answer(*peer, text);
        }
    });
    QObject::connect(socket, &QWebSocket::disconnected, &m_server, [this, socket] { forget(socket); });
}

void ScriptedServer::forget(const QWebSocket* socket)
{
    std::erase_if(m_sockets, [&](const auto& peer) { return peer->socket == socket; });
}

bool ScriptedServer::send(Peer& peer, const QString& text)
{
    if (++peer.messages == endsBefore) {
        peer.socket->abort();
        return false;
    }
    peer.socket->sendTextMessage(text);
    return true;
}

Result<Json> ScriptedServer::outcome(const std::string& method, const Json& params)
{
    if (const auto scripted = script ? script(method, params) : std::nullopt) {
        return *scripted;
    }
    if (method == rpc::FeedSubscribe::kName) {
        const auto asked = fromJson<rpc::FeedSubscribe::Params>(params);
        if (asked->from && *asked->from > m_paper.size()) {
            return fail(ErrorCode::Conflict, "$.from", "the ledger is shorter");
        }
        return toJson(m_paper.subscribe(asked->from));
    }
    return m_paper.answer(method, params);
}

void ScriptedServer::answer(Peer& peer, const QString& text)
{
    const std::string bytes = text.toStdString();
    const auto message = rpc::parseMessage(bytes);
    const auto& request = std::get<rpc::Request>(message.calls.front());
    const Json params = request.params.value_or(Json::object());
    m_asked.push_back(request.method);
    const auto result = outcome(request.method, params);
    const std::string written =
        result ? rpc::writeResult(request.id, *result) : rpc::writeError(request.id, rpc::rpcError(result.error()));
    const bool isSubscription = request.method == rpc::FeedSubscribe::kName;
    if (isSubscription) {
        m_subscriptions.push_back(params);
    }
    if (!send(peer, QString::fromStdString(written)) || !isSubscription || !result || !followsTheFeed) {
        return;
    }
    const auto start = fromJson<rpc::FeedSubscribe::Result>(*result);
    if (start->start == rpc::FeedStart::Snapshot) {
        sendRows(peer);
    } else {
        for (Sequence next = start->next; next < m_paper.size(); ++next) {
            if (!send(peer, notification(rpc::FeedEvents::kName, toJson(m_paper.events(next, next + 1))))) {
                return;
            }
        }
    }
}

/// Each row in a message of its own.
void ScriptedServer::sendRows(Peer& peer)
{
    const rpc::FeedRows::Params rows = m_paper.rows();
    const std::size_t most = rowsSent.value_or(rows.tickets.size());
    for (std::size_t i = 0; i < std::min(most, rows.tickets.size()); ++i) {
        if (!send(peer, notification(rpc::FeedRows::kName,
                                     toJson(rpc::FeedRows::Params{{rows.tickets[i]}, {}, {rows.titles[i]}, false})))) {
            return;
        }
    }
    if (!rowsSent) {
        (void)send(peer, notification(rpc::FeedRows::kName, toJson(rpc::FeedRows::Params{{}, rows.gates, {}, true})));
    }
}

void ScriptedServer::tell(Sequence from)
{
    tellText(notification(rpc::FeedEvents::kName, toJson(m_paper.events(from, m_paper.size()))));
}

void ScriptedServer::tellText(const QString& text)
{
    for (const auto& peer : m_sockets) {
        (void)send(*peer, text);
    }
}

void ScriptedServer::closeAll(int code)
{
    for (const auto& peer : m_sockets) {
        peer->socket->close(static_cast<QWebSocketProtocol::CloseCode>(code));
    }
}

} // namespace stillgate::wire
