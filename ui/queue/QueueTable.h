// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QPersistentModelIndex>
#include <QTableView>
#include <QTimer>

#include "core/domain/Ids.h"
#include "ui/queue/QueueMeasures.h"

namespace stillgate {

class QueueDelegate;
class QueueModel;

/// The rows of the queue. What is looked at stays where it is while the rest moves: the topmost row keeps its place on the screen, and
/// no row moves while somebody points at them.
class QueueTable final : public QTableView {
    Q_OBJECT

public:
    explicit QueueTable(QueueModel& model, QWidget* parent = nullptr);

    void setDensity(QueueDensity density);
    [[nodiscard]] QueueDensity density() const { return m_density; }
    [[nodiscard]] std::optional<TicketId> currentTicket() const;
    /// False when it is not in the list.
    bool select(const TicketId& ticket);
    void selectRow(int row);
    /// Changes glow from now on, or they do not: while rows are only catching up.
    void setLive(bool live);
    void keyboardSearch(const QString&) override {}

signals:
    void currentTicketChanged(const std::optional<stillgate::TicketId>& ticket);
    void opened(const stillgate::TicketId& ticket);
    void paneAsked();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void fitColumns();
    void fitTeam();
    [[nodiscard]] int widthOf(QueueColumn column) const;
    void tellVisibleRows();
    void setHovered(int row);
    void frameCurrent();
    void rememberAnchor();
    void returnToAnchor();
    void updateArrivals();
    void openCurrent();

    QueueModel& m_model;
    QueueDelegate* m_delegate;
    QueueDensity m_density = QueueDensity::Comfortable;
    QPersistentModelIndex m_anchor;
    int m_anchorOffset = 0; ///< of its top from that of the viewport
    QStringList m_teams; ///< that the column was made wide for
    int m_teamWidth = 0;
    int m_hovered = -1;
    int m_framed = -1;
    QTimer m_pointing; ///< runs while the pointer moved a moment ago
    std::optional<TicketId> m_told;
};

} // namespace stillgate
