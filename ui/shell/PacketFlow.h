// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QObject>

#include "core/client/PacketReader.h"
#include "core/client/TicketStore.h"
#include "core/client/Timers.h"
#include "ui/approval/DecisionPresenter.h"

namespace stillgate {

/// Where a packet is shown, whatever the widget is.
struct PacketFace {
    std::function<void(const TicketEntry&)> showLoading;
    std::function<void(const Packet&)> showPacket;
    std::function<void(const TicketId&, const Error&)> showError;
    std::function<void()> markStale;
};

/// Reads the packet of one ticket for a face and for the decision that stands in it, so that both tell the same. When the feed says
/// that the ticket moved on, the decision reads again; until that has come, or when it fails, the face says that it is behind.
class PacketFlow final : public QObject {
    Q_OBJECT

public:
    /// All of them outlive it.
    PacketFlow(TicketStore& tickets, PacketReader& packets, Timers& timers, DecisionPresenter& decision, PacketFace face);
    ~PacketFlow() override;

    void open(const TicketId& ticket);
    void close();

private:
    void read();
    void show(const TicketId& ticket, const Result<Packet>& packet);
    void showPacket(const Packet& packet);
    void onTickets(const std::vector<TicketId>& tickets);
    [[nodiscard]] bool isBehind() const;

    TicketStore& m_tickets;
    PacketReader& m_packets;
    Timers& m_timers;
    DecisionPresenter& m_decision;
    PacketFace m_face;
    std::optional<TicketId> m_ticket;
    std::optional<Sequence> m_shown; ///< the newest event of what the face shows
    std::unique_ptr<PendingCall> m_behind;
};

} // namespace stillgate
