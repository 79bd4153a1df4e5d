// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWidget>

#include "core/client/Values.h"
#include "ui/packet/PacketPresenter.h"

class QVBoxLayout;

namespace stillgate {

class KitButton;
class KitLabel;
class PacketFrame;
class PacketLabelList;
class PacketStepList;
class PacketSummary;
class PacketWordChips;
class SectionHeader;
template <typename Mark>
class MarkWidget;

/// A packet in 444 px, beside the queue: who and what, the decision, why the model thinks so, what happened.
class PacketPane final : public QWidget {
    Q_OBJECT

public:
    /// The presenter must outlive this.
    explicit PacketPane(const PacketPresenter& presenter, QWidget* parent = nullptr);
    ~PacketPane() override;

    /// What stands in the decision slot; taken over. It is hidden while the ticket asks for no decision.
    void setDecision(QWidget* decision);

    void showNothing();
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
    void pageAsked(const stillgate::TicketId& ticket);

private:
    QWidget* makeContent();
    void addReasons(QVBoxLayout& layout, QWidget* content);
    void setDetailsVisible(bool visible);

    const PacketPresenter& m_presenter;
    std::optional<TicketId> m_ticket;
    KitLabel* m_number;
    KitButton* m_open;
    PacketSummary* m_summary;
    QVBoxLayout* m_slot;
    QWidget* m_decision = nullptr;
    QWidget* m_details;
    PacketLabelList* m_labels;
    PacketWordChips* m_words;
    KitLabel* m_noWords;
    PacketStepList* m_steps;
    SectionHeader* m_happened;
    MarkWidget<FactMark>* m_proof;
    PacketFrame* m_frame;
};

} // namespace stillgate
