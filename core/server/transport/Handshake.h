// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QObject>
#include <QTimer>

#include "core/base/Log.h"
#include "core/server/transport/Admission.h"
#include "core/server/transport/TransportLimits.h"

class QTcpSocket;

namespace stillgate {

/// A connection before it is a WebSocket: looks at the opening request without taking it out of the socket, and either turns it away
/// with an HTTP answer or lets it pass. Bounded in time and bytes.
class Handshake final : public QObject {
    Q_OBJECT

public:
    using Judge = std::function<tl::expected<Admitted, HttpRefusal>(const HttpHead&)>;

    /// The socket buffers at least one byte more than a head may have.
    Handshake(QTcpSocket& socket, Judge judge, const TransportLimits& limits, QObject* parent);

    [[nodiscard]] QTcpSocket& socket() const { return m_socket; }

signals:
    /// The request may be upgraded. The handshake does nothing more.
    void admitted(const stillgate::Admitted& whom);
    /// Turned away, too slow or gone; the socket is closed.
    void ended();

private:
    void catchUp();
    void inspect();
    void refuse(const HttpRefusal& refusal);
    void takeTooLong();
    void end();

    enum class Phase { Reading, Refusing, Over };

    QTcpSocket& m_socket;
    Judge m_judge;
    TransportLimits m_limits;
    Phase m_phase = Phase::Reading;
    QTimer m_timer;
    Log m_log{"transport"};
};

} // namespace stillgate
