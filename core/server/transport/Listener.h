// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

namespace stillgate {

/// Accepts connections whose input is bounded from the first byte on: Qt reads into a socket as soon as it is accepted, whether
/// anybody looks at it or not.
class Listener final : public QTcpServer {
public:
    explicit Listener(qint64 mostInput) : m_mostInput(mostInput)
    {
        // What is not taken at once waits in the operating system's queue.
        setMaxPendingConnections(1);
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto* socket = new QTcpSocket(this);
        socket->setReadBufferSize(m_mostInput);
        socket->setSocketDescriptor(descriptor);
        addPendingConnection(socket);
    }

private:
    qint64 m_mostInput;
};

} // namespace stillgate
