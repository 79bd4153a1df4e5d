// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <QWebSocket>
#include <QWebSocketServer>

#include "core/client/ServerAccess.h"
#include "tests/support/client/PaperLedger.h"

namespace stillgate::wire {

/// An orchestrator on a real socket that says what a ledger on paper says, and misbehaves as a test wants it to.
class ScriptedServer {
public:
    /// Another answer to a method than the paper's; nothing for the paper's.
    using Script = std::function<std::optional<Result<Json>>(const std::string& method, const Json& params)>;

    explicit ScriptedServer(PaperLedger& paper);

    [[nodiscard]] ServerAccess access() const;
    void stop();
    void startAgain();

    Script script;
    /// Ends each connection before the n-th of its messages (from 1) is answered or told; 0 for never.
    int endsBefore = 0;
    bool followsTheFeed = true; ///< rows come with a subscription
    std::optional<std::size_t> rowsSent; ///< so many of the rows, and the snapshot never ends

    /// The events from a sequence on, to everybody.
    void tell(Sequence from);
    void tellText(const QString& text);
    void closeAll(int code);

    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] int open() const { return static_cast<int>(m_sockets.size()); }
    /// Every method that was asked, and the parameters of feed.subscribe.
    [[nodiscard]] const std::vector<std::string>& asked() const { return m_asked; }
    [[nodiscard]] const std::vector<Json>& subscriptions() const { return m_subscriptions; }

private:
    struct Peer {
        QWebSocket* socket = nullptr;
        int messages = 0;
    };

    void take(QWebSocket* socket);
    void answer(Peer& peer, const QString& text);
    [[nodiscard]] Result<Json> outcome(const std::string& method, const Json& params);
    bool send(Peer& peer, const QString& text);
    void sendRows(Peer& peer);
    void forget(const QWebSocket* socket);

    PaperLedger& m_paper;
    quint16 m_port = 0;
    int m_connections = 0;
    std::vector<std::string> m_asked;
    std::vector<Json> m_subscriptions;
    std::vector<std::shared_ptr<Peer>> m_sockets;
    QWebSocketServer m_server;
};

/// A notification as it travels.
[[nodiscard]] QString notification(std::string_view method, const Json& params);

} // namespace stillgate::wire
