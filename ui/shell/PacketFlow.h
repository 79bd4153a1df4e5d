// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include <QObject>

#include "core/client/LocalCore.h"
#include "ui/approval/DecisionPresenter.h"

namespace stillgate {

/// Where a packet is shown, whatever the widget is.
struct PacketFace {
    std::function<void(const TicketEntry&)> showLoading;
    std::function<void(const Packet&)> showPacket;
    std::function<void(const TicketId&, const Error&)> showError;
};

/// Reads the packet of one ticket for a face and for the decision that stands in it, so that both tell the same. Reads again when the
/// ticket moves.
class PacketFlow final : public QObject {
    Q_OBJECT

public:
    /// Core and presenter outlive it.
    PacketFlow(LocalCore& core, DecisionPresenter& decision, PacketFace face);

    void open(const TicketId& ticket);
    void close();

private:
    void read();
    void show(const TicketId& ticket, const Result<Packet>& packet);

    LocalCore& m_core;
    DecisionPresenter& m_decision;
    PacketFace m_face;
    std::optional<TicketId> m_ticket;
};

} // namespace stillgate
