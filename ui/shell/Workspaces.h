// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/approval/DecisionPresenter.h"
#include "ui/packet/PacketPresenter.h"
#include "ui/shell/Console.h"
#include "ui/shell/PacketFlow.h"

namespace stillgate {

class ApprovalsWorkspace;
class AuditWorkspace;
class DecisionCard;
class PacketPage;
class PacketPane;
class QualityWorkspace;
class QueueWorkspace;

/// The workspaces in the window, and the ways from one to the other. None of them knows another.
class Workspaces final : public QObject {
    Q_OBJECT

public:
    /// Both outlive the workspaces.
    Workspaces(const ConsoleParts& parts, MainWindow& window);
    ~Workspaces() override;

    void openTicket(const TicketId& ticket);
    /// Opened, or selected in the queue.
    [[nodiscard]] std::optional<TicketId> ticketInView() const;

private:
    [[nodiscard]] CardParts decisionParts() const;
    void readTaxonomy();
    void showAgain();
    void addQueue();
    [[nodiscard]] PacketPane* makePane();
    void addPage();
    void addApprovals();
    void addAudit();
    void addQuality();
    void openEvent(Sequence event);
    void showCurrent(const std::optional<TicketId>& ticket);
    void focusDecision();
    void addSteps();
    void stepTicket(int step);
    void tellPlace();

    ConsoleParts m_parts;
    MainWindow& m_window;
    PacketPresenter m_packets;
    DecisionPresenter m_paneDecision; ///< of the ticket that the queue has selected
    DecisionPresenter m_pageDecision; ///< of the ticket that was opened
    std::unique_ptr<PacketFlow> m_paneFlow;
    std::unique_ptr<PacketFlow> m_pageFlow;
    PacketPane* m_pane = nullptr;
    PacketPage* m_page = nullptr;
    DecisionCard* m_pageCard = nullptr;
    QueueWorkspace* m_queue = nullptr;
    ApprovalsWorkspace* m_approvals = nullptr;
    AuditWorkspace* m_audit = nullptr;
    QualityWorkspace* m_quality = nullptr;
    std::optional<TicketId> m_selected; ///< in the queue
    int m_auditPlace = 0;
    int m_approvalsPlace = 0;
    bool m_hasTaxonomy = false; ///< read, or being read
    bool m_isOpening = false; ///< the page was asked for and its question is not in view yet
};

} // namespace stillgate
