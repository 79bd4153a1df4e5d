// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/wire/alerts/Hook.h"

#include <QHostAddress>
#include <QTcpSocket>

namespace stillgate::wire {

namespace {

/// The body of a whole request; nothing while some of it is missing.
std::optional<std::string> bodyOf(const QByteArray& request)
{
    const auto head = request.indexOf("\r\n\r\n");
    if (head < 0) {
        return std::nullopt;
    }
    const QByteArray heads = request.left(head).toLower();
    const auto at = heads.indexOf("content-length:");
    const auto line = heads.indexOf("\r\n", at);
    const auto length = heads.mid(at + 15, line < 0 ? -1 : line - at - 15).trimmed().toInt();
    const QByteArray body = request.mid(head + 4);
    return at >= 0 && body.size() >= length ? std::optional(body.toStdString()) : std::nullopt;
}

} // namespace

Hook::Hook(std::deque<Behaviour> script) : m_script(std::move(script))
{
    m_server.listen(QHostAddress::LocalHost);
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
}

std::string Hook::url() const
{
    return "http://127.0.0.1:" + std::to_string(m_server.serverPort()) + "/services/sample";
}

void Hook::accept()
{
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
        const auto bytes = std::make_shared<QByteArray>();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, bytes] {
            *bytes += socket->readAll();
            if (const auto body = bodyOf(*bytes)) {
                bytes->clear();
                answer(*socket, *body);
            }
        });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
}

Hook::Behaviour Hook::next()
{
    const Behaviour behaviour = m_script.front();
    if (m_script.size() > 1) {
        m_script.pop_front();
    }
    return behaviour;
}

void Hook::answer(QTcpSocket& socket, const std::string& body)
{
    m_received.push_back(body);
    const auto reply = [&](const char* status) {
        socket.write(QByteArray("HTTP/1.1 ") + status +
                     "\r\nContent-Length: 2\r\nConnection: close\r\nRetry-After: 0\r\n\r\nok");
        socket.disconnectFromHost();
    };
    switch (next()) {
    case Behaviour::Take: {
        const auto message = parseJson(body);
        for (const Json& block : *message->find("blocks")->asArray()) {
            m_taken.emplace_back(block.textAt("block_id"));
        }
        reply("200 OK");
        break;
    }
    case Behaviour::Fail: reply("500 Internal Server Error"); break;
    case Behaviour::Throttle: reply("429 Too Many Requests"); break;
    case Behaviour::Refuse: reply("400 Bad Request"); break;
    case Behaviour::Drop: socket.abort(); break;
    case Behaviour::Hang: break;
    }
}

} // namespace stillgate::wire
