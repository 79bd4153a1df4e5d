// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "ui/kit/paint/Rows.h"
#include "ui/queue/QueueMeasures.h"
#include "ui/queue/QueueRow.h"

namespace stillgate {

/// Paints the cells of the queue from ready rows. Which row is hovered and where the keyboard is are told by the table.
class QueueDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit QueueDelegate(QObject* parent = nullptr) : QStyledItemDelegate(parent) {}

    void setDensity(QueueDensity density) { m_density = density; }
    void setStageShown(StageShown stage) { m_stage = stage; }
    void setHoveredRow(int row) { m_hovered = row; }
    /// The row that is framed because the keyboard acts on it; -1 for none.
    void setFramedRow(int row) { m_framed = row; }
    /// Of the columns that are not folded away.
    void setLastColumn(QueueColumn column) { m_lastColumn = column; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index, const Look& look) const;

    QueueDensity m_density = QueueDensity::Comfortable;
    StageShown m_stage = StageShown::Stage;
    QueueColumn m_lastColumn = QueueColumn::Age;
    int m_hovered = -1;
    int m_framed = -1;
};

} // namespace stillgate
