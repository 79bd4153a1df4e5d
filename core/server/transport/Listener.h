// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>

namespace stillgate {

/// Accepts connections whose input is bounded from the first byte on: Qt reads into a socket as soon as it is accepted, whether
/// anybody looks at it or not. With TLS nothing can be read before the handshake is done.
class Listener final : public QTcpServer {
public:
    explicit Listener(qint64 mostInput, std::optional<QSslConfiguration> tls = {})
        : m_mostInput(mostInput), m_tls(std::move(tls))
    {
        // What is not taken at once waits in the operating system's queue.
        setMaxPendingConnections(1);
    }

    [[nodiscard]] bool hasTls() const { return m_tls.has_value(); }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        QTcpSocket* socket = m_tls ? new QSslSocket(this) : new QTcpSocket(this);
        socket->setReadBufferSize(m_mostInput);
        socket->setSocketDescriptor(descriptor);
        if (auto* const tls = m_tls ? qobject_cast<QSslSocket*>(socket) : nullptr) {
            // What lies beneath is there only now.
            tls->setReadBufferSize(m_mostInput);
            tls->setSslConfiguration(*m_tls);
            tls->startServerEncryption();
        }
        addPendingConnection(socket);
    }

private:
    qint64 m_mostInput;
    std::optional<QSslConfiguration> m_tls;
};

} // namespace stillgate
