// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QTimer>
#include <QWidget>

#include "core/client/Values.h"
#include "ui/packet/PacketPresenter.h"

class QHBoxLayout;
class QScrollArea;
class QVBoxLayout;

namespace stillgate {

class KitLabel;
class PacketFrame;
class PacketHeadBar;
class PacketMessages;
class PacketReasonsColumn;
class PacketSteps;
class SectionHeader;
template <typename Mark>
class MarkWidget;

/// The whole packet: head, decision, and under them what happened, the conversation and why the model thinks so.
class PacketPage final : public QWidget {
    Q_OBJECT

public:
    /// The presenter must outlive this.
    explicit PacketPage(const PacketPresenter& presenter, QWidget* parent = nullptr);
    ~PacketPage() override;

    /// What stands in the decision slot; taken over. It is hidden while the ticket asks for no decision.
    void setDecision(QWidget* decision);

    /// The head from what the list knows; the rest stays away until showPacket().
    void showLoading(const TicketEntry& entry);
    void showPacket(const Packet& packet);
    void showError(const TicketId& ticket, const Error& error);
    [[nodiscard]] std::optional<TicketId> ticket() const { return m_ticket; }

public slots:
    /// Events came for the ticket after it was read.
    void markStale();

signals:
    void reloadAsked(const stillgate::TicketId& ticket);
    void crumbsChanged(const QStringList& crumbs);
    /// A position in the ledger, to be shown there.
    void eventOpened(stillgate::Sequence sequence);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeContent();
    QWidget* makeColumns(QWidget* content);
    QScrollArea* addColumn(QHBoxLayout& layout, QWidget* inside, const QString& name);
    void addCommands();
    void apply(const PacketValues& values);
    void fitColumns();
    void refreshTimes();

    const PacketPresenter& m_presenter;
    std::optional<TicketId> m_ticket;
    std::optional<Packet> m_packet;
    PacketHeadBar* m_head;
    QWidget* m_slotRoom;
    QVBoxLayout* m_slot;
    QWidget* m_decision = nullptr;
    QWidget* m_columns;
    SectionHeader* m_happened;
    PacketSteps* m_steps;
    MarkWidget<FactMark>* m_proof;
    KitLabel* m_proofDetail;
    SectionHeader* m_talk;
    PacketMessages* m_messages;
    PacketReasonsColumn* m_reasons;
    QScrollArea* m_stepsArea;
    QScrollArea* m_talkArea;
    QScrollArea* m_reasonsArea;
    PacketFrame* m_frame;
    QTimer m_times;
};

} // namespace stillgate
