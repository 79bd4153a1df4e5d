// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/quality/ReviewFlow.h"

class QAction;

namespace stillgate {

class LabelPane;
class ReviewTicketPane;
class SamplerPane;

/// What the model said, reviewed by people, one ticket after the other.
class QualityWorkspace final : public QWidget {
    Q_OBJECT

public:
    explicit QualityWorkspace(QualityParts parts, QWidget* parent = nullptr);
    ~QualityWorkspace() override;

    void openTicket(const TicketId& ticket);
    [[nodiscard]] const ReviewFlow& flow() const { return m_flow; }
    /// What the rail shows: tickets that the model left to people and nobody has reviewed.
    [[nodiscard]] int count() const;

signals:
    void ticketOpened(const stillgate::TicketId& ticket);
    void countChanged(int count);
    void crumbsChanged(const QStringList& crumbs);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void layOut();
    void addCommands();
    template <typename Run>
    QAction* addCommand(const QString& text, const QKeySequence& keys, const QString& objectName, Run run);
    void showTicket();
    void showChoice();
    void showSession();
    void showCounts();
    void onLinkChanged(const LinkStatus& status);
    void onRefused(const SessionReview& review);
    /// Whether Return is meant for a button that was reached by Tab; then it is pressed.
    bool pressFocused();
    void confirm();
    void accept();
    void openFull();

    Link& m_link;
    LinkState m_linkState;
    std::vector<Role> m_roles;
    ReviewFlow m_flow;
    SamplerPane* m_samplers;
    ReviewTicketPane* m_ticket;
    LabelPane* m_labels;
    std::vector<QAction*> m_needTicket; ///< commands that can be used while a ticket is shown
    QAction* m_confirm = nullptr;
    QAction* m_accept = nullptr;
    QAction* m_undo = nullptr;
    int m_count = -1;
};

} // namespace stillgate
