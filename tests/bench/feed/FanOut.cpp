// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/feed/FanOut.h"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <unistd.h>

namespace stillgate::bench {

namespace {

using Clock = std::chrono::steady_clock;

std::string wallMs()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

class FanOut {
public:
    FanOut() : m_server(QString(), QWebSocketServer::NonSecureMode), m_input(STDIN_FILENO, QSocketNotifier::Read)
    {
        m_server.listen(QHostAddress::LocalHost, 0);
        m_server.setMaxPendingConnections(1000);
        QObject::connect(&m_server, &QWebSocketServer::newConnection, &m_server, [this] { accept(); });
        QObject::connect(&m_input, &QSocketNotifier::activated, &m_server, [this] { order(); });
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_server, [this] { tick(); });
        std::cout << m_server.serverPort() << std::endl;
    }

private:
    void accept()
    {
        while (QWebSocket* socket = m_server.nextPendingConnection()) {
            m_sockets.push_back(socket);
            QObject::connect(socket, &QWebSocket::disconnected, &m_server, [this, socket] {
                std::erase(m_sockets, socket);
                socket->deleteLater();
            });
        }
    }

    void order()
    {
        std::string line;
        if (!std::getline(std::cin, line)) {
            QCoreApplication::quit();
            return;
        }
        const std::size_t blank = line.find(' ');
        m_filler = std::string(std::stoul(line), 'x');
        m_interval = std::chrono::nanoseconds(static_cast<std::int64_t>(1e9 / std::stod(line.substr(blank))));
        m_next = Clock::now();
        m_timer.start(1);
    }

    void tick()
    {
        for (; m_next <= Clock::now(); m_next += m_interval) {
            const std::string text = "{\"committed\":" + wallMs() + ",\"filler\":\"" + m_filler + "\"}";
            const QString message = QString::fromStdString(text);
            for (QWebSocket* socket : m_sockets) {
                socket->sendTextMessage(message);
            }
        }
    }

    QWebSocketServer m_server;
    QSocketNotifier m_input;
    QTimer m_timer;
    std::vector<QWebSocket*> m_sockets;
    std::string m_filler;
    Clock::duration m_interval{};
    Clock::time_point m_next;
};

} // namespace

int runFanOut(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const FanOut server;
    return QCoreApplication::exec();
}

} // namespace stillgate::bench
