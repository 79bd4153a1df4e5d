// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <QTcpServer>
#include <QTcpSocket>

namespace stillgate::wire {

/// Stands between a client and a server and cuts a connection after so many bytes from the server, wherever in a frame that is.
class CuttingProxy {
public:
    explicit CuttingProxy(std::uint16_t server) : m_server(server)
    {
        m_listener.listen(QHostAddress::LocalHost);
        QObject::connect(&m_listener, &QTcpServer::newConnection, &m_listener,
                         [this] { take(m_listener.nextPendingConnection()); });
    }

    [[nodiscard]] std::uint16_t port() const { return m_listener.serverPort(); }
    /// Of the connections from now on; nothing for none.
    void cutAfter(std::optional<qint64> bytes) { m_cutAfter = bytes; }
    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] int cuts() const { return m_cuts; }

private:
    void take(QTcpSocket* client)
    {
        ++m_connections;
        client->setParent(&m_listener);
        auto* server = new QTcpSocket(client);
        server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_server);
        auto left = std::make_shared<std::optional<qint64>>(m_cutAfter);
        QObject::connect(client, &QTcpSocket::readyRead, server, [client, server] { server->write(client->readAll()); });
        QObject::connect(server, &QTcpSocket::readyRead, client, [this, client, server, left] {
            QByteArray bytes = server->readAll();
            const bool cuts = *left && bytes.size() >= **left;
            if (*left) {
                bytes.truncate(std::min<qsizetype>(bytes.size(), **left));
                **left -= bytes.size();
            }
            client->write(bytes);
            if (cuts) {
                ++m_cuts;
                client->flush();
                server->abort();
                client->abort();
                client->deleteLater();
            }
        });
        QObject::connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        QObject::connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }

    std::uint16_t m_server;
    std::optional<qint64> m_cutAfter;
    int m_connections = 0;
    int m_cuts = 0;
    QTcpServer m_listener;
};

} // namespace stillgate::wire
