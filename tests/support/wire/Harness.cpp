// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/wire/Harness.h"

#include <QNetworkRequest>
#include <QUrl>
#include <QWebSocketHandshakeOptions>
#include <QtEndian>

#include "core/server/transport/TokenTable.h"

namespace stillgate::wire {

namespace {

QFuture<Result<Json>> ready(Result<Json> outcome)
{
    return QtFuture::makeReadyFuture(std::move(outcome));
}

constexpr std::array<char, 4> kMask{0x11, 0x22, 0x33, 0x44};

} // namespace

QFuture<Result<Json>> Held::hold()
{
    m_promises.push_back(std::make_unique<QPromise<Result<Json>>>());
    m_promises.back()->start();
    return m_promises.back()->future();
}

void Held::answer(std::size_t number, Result<Json> outcome)
{
    m_promises.at(number)->addResult(std::move(outcome));
    m_promises.at(number)->finish();
}

RpcHandlers handlers(Held& held, int& counted)
{
    RpcHandlers out;
    out["echo"] = [](const Caller&, const Json& params) { return ready(params); };
    out["whoami"] = [](const Caller& caller, const Json&) { return ready(Json(caller.person.text())); };
    out["large"] = [](const Caller&, const Json& params) {
        const std::int64_t* bytes = params.find("bytes")->asInteger();
        return ready(Json(std::string(static_cast<std::size_t>(*bytes), 'x')));
    };
    out["hold"] = [&held](const Caller&, const Json&) { return held.hold(); };
    out["refuse"] = [](const Caller&, const Json&) { return ready(fail(ErrorCode::Conflict, "$.id", "another body")); };
    out["count"] = [&counted](const Caller&, const Json&) {
        ++counted;
        return ready(Json(nullptr));
    };
    return out;
}

Server::Server(const TransportLimits& limits, const std::optional<TlsIdentity>& tls, const ListenAddress& address)
{
    const auto authenticate = [this, table = [] {
        TokenTable tokens;
        tokens.add("token of somebody else", {});
        tokens.add(kToken, kAgent);
        return tokens;
    }()](std::string_view token) {
        ++asked;
        return table.find(token);
    };
    host = WebSocketHost::listen(address, handlers(held, counted), authenticate, limits, tls).value();
}

std::map<std::string, std::string> openingFields()
{
    return {{"Host", "127.0.0.1"},
            {"Upgrade", "websocket"},
            {"Connection", "keep-alive, Upgrade"},
            {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="},
            {"Sec-WebSocket-Version", "13"},
            {"Sec-WebSocket-Protocol", "other.v2, stillgate.v1"},
            {"Authorization", "Bearer " + std::string(kToken)}};
}

std::string openingRequest(const std::map<std::string, std::string>& fields, std::string_view requestLine)
{
    std::string out(requestLine);
    out += "\r\n";
    for (const auto& [name, value] : fields) {
        out.append(name).append(": ").append(value).append("\r\n");
    }
    return out + "\r\n";
}

Bare::Bare(const WebSocketHost& host)
{
    const ListenAddress address = host.address();
    m_socket.connectToHost(QString::fromStdString(address.host), address.port);
}

void Bare::send(std::string_view bytes)
{
    m_socket.write(bytes.data(), static_cast<qint64>(bytes.size()));
}

void Bare::sendFrame(int opcode, std::string_view payload, std::uint64_t length)
{
    std::string frame{static_cast<char>(0x80 | opcode), static_cast<char>(0x80 | (length < 126 ? length : 127))};
    if (length >= 126) {
        std::array<char, 8> size{};
        qToBigEndian<quint64>(length, size.data());
        frame.append(size.data(), size.size());
    }
    frame.append(kMask.data(), kMask.size());
    for (std::size_t i = 0; i < payload.size(); ++i) {
        frame += static_cast<char>(payload[i] ^ kMask[i % kMask.size()]);
    }
    send(frame);
}

const QByteArray& Bare::received()
{
    m_received += m_socket.readAll();
    return m_received;
}

int Bare::status()
{
    const QByteArray& answer = received();
    return answer.startsWith("HTTP/1.1 ") ? answer.mid(9, 3).toInt() : 0;
}

/// Good where the server sent nothing but short control frames behind its answer.
int Bare::closeCode()
{
    const qsizetype start = received().indexOf("\r\n\r\n");
    QByteArray frames = start < 0 ? QByteArray() : m_received.mid(start + 4);
    while (frames.size() >= 4) {
        const qsizetype size = static_cast<unsigned char>(frames[1]);
        if (static_cast<unsigned char>(frames[0]) == 0x88) {
            return qFromBigEndian<quint16>(frames.constData() + 2);
        }
        frames.remove(0, size + 2);
    }
    return 0;
}

Plain::Plain(const WebSocketHost& host)
{
    QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
                     [this](const QString& text) { m_messages.push_back(text.toStdString()); });
    QNetworkRequest request(QUrl(QString::fromStdString(host.url())));
    request.setRawHeader("Authorization", QByteArray::fromStdString("Bearer " + std::string(kToken)));
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({QStringLiteral("stillgate.v1")});
    m_socket.open(request, options);
}

} // namespace stillgate::wire
