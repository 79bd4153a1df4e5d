// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <QPromise>
#include <QTcpSocket>
#include <QWebSocket>

#include "core/server/transport/WebSocketHost.h"

/// Both ends in one process, joined by real sockets on loopback.
namespace stillgate::wire {

/// How long a test waits for what must come, in milliseconds: only a hanging one waits so long.
inline constexpr int kPatience = 30'000;

inline constexpr std::string_view kToken = "sample-token";
inline constexpr PersonId kAgent{Uuid{{0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 7}}};

/// Calls that a test answers when it likes.
class Held {
public:
    [[nodiscard]] QFuture<Result<Json>> hold();
    [[nodiscard]] std::size_t count() const { return m_promises.size(); }
    /// Answers the call of this number, in the order they came.
    void answer(std::size_t number, Result<Json> outcome);
    /// Lets go of every call without an answer.
    void drop() { m_promises.clear(); }

private:
    std::vector<std::unique_ptr<QPromise<Result<Json>>>> m_promises;
};

/// Methods to test with: "echo" gives its parameters back, "whoami" the caller, "large" a text of params.bytes bytes, "hold" what
/// `held` says, "refuse" an error, "count" nothing and counts.
[[nodiscard]] RpcHandlers handlers(Held& held, int& counted);

/// A host on a port of its own.
struct Server {
    explicit Server(const TransportLimits& limits = {}, const std::optional<TlsIdentity>& tls = {},
                    const ListenAddress& address = {"127.0.0.1", 0});

    Held held;
    int counted = 0;
    int asked = 0; ///< how many tokens came
    std::unique_ptr<WebSocketHost> host;
};

/// The opening request as it should be; fields are added to it, or replaced where they are there.
[[nodiscard]] std::map<std::string, std::string> openingFields();
[[nodiscard]] std::string openingRequest(const std::map<std::string, std::string>& fields,
                                         std::string_view requestLine = "GET /rpc HTTP/1.1");

/// A bare TCP connection that does what it is told and no more.
class Bare {
public:
    explicit Bare(const WebSocketHost& host);

    void send(std::string_view bytes);
    /// A masked client frame (RFC 6455 section 5.2), or only its head when `payload` is shorter than `length`.
    void sendFrame(int opcode, std::string_view payload, std::uint64_t length);
    void sendText(std::string_view text) { sendFrame(1, text, text.size()); }
    void stopReading() { m_socket.setReadBufferSize(1); }
    /// What has come so far.
    [[nodiscard]] const QByteArray& received();
    [[nodiscard]] int status();
    [[nodiscard]] bool isUpgraded() { return status() == 101 && received().contains("\r\n\r\n"); }
    /// Of the close frame, once it came; 0 before.
    [[nodiscard]] int closeCode();
    [[nodiscard]] bool isOver() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    [[nodiscard]] QTcpSocket& socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

/// A WebSocket of Qt without anything of ours: for messages that no client of ours would send.
class Plain {
public:
    explicit Plain(const WebSocketHost& host);

    void send(const std::string& text) { m_socket.sendTextMessage(QString::fromStdString(text)); }
    [[nodiscard]] bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    [[nodiscard]] std::size_t count() const { return m_messages.size(); }
    [[nodiscard]] const std::string& text(std::size_t number) const { return m_messages.at(number); }
    [[nodiscard]] Json message(std::size_t number) const { return *parseJson(text(number)); }
    [[nodiscard]] QWebSocket& socket() { return m_socket; }

private:
    QWebSocket m_socket;
    std::vector<std::string> m_messages;
};

} // namespace stillgate::wire
