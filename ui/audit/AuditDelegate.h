// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "ui/audit/AuditRow.h"
#include "ui/kit/theme/Look.h"

namespace stillgate {

class AuditModel;

/// Paints a line of the ledger's list, 32 high: the chain as a line of dots, then the cells. The line between two dots is drawn only
/// where nothing was left out between their events.
class AuditDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int kHeight = 32;
    static constexpr int kChain = 36; ///< room of the dots
    static constexpr int kCellInset = 6; ///< at both sides of a cell
    static constexpr int kTableEnd = 10; ///< more of it after the last column

    /// The part of a cell that is painted into.
    [[nodiscard]] static QRect cellContent(const QRect& cell, AuditColumn column, const Look& look);

    explicit AuditDelegate(const AuditModel& model, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// The row under the pointer; -1 for none. Views know only the cell.
    void setHoveredRow(int row) { m_hovered = row; }

private:
    void paintChain(QPainter& painter, const QRect& rect, int row, bool selected, const Look& look) const;

    const AuditModel& m_model;
    int m_hovered = -1;
};

} // namespace stillgate
