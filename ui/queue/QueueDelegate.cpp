// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/QueueDelegate.h"

#include <QPainter>

#include "ui/queue/QueueCells.h"
#include "ui/queue/QueueModel.h"

namespace stillgate {

namespace {

constexpr int kFrame = 2;

enum class FrameEnd { None, HasEnd };

void paintFrame(QPainter& painter, const QRect& rect, FrameEnd end, const Look& look)
{
    const QColor colour = look.colour(Tone::Accent);
    painter.fillRect(QRect(rect.x(), rect.y(), rect.width(), kFrame), colour);
    painter.fillRect(QRect(rect.x(), rect.bottom() + 1 - kFrame, rect.width(), kFrame), colour);
    if (end == FrameEnd::HasEnd) {
        const QRect edge(rect.right() + 1 - kFrame, rect.y(), kFrame, rect.height());
        painter.fillRect(QStyle::visualRect(look.direction(), rect, edge), colour);
    }
}

} // namespace

void QueueDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto row = index.data(QueueModel::RowRole).value<QueueRowPtr>();
    if (!row || option.widget == nullptr) {
        return;
    }
    const Look look = Look::of(*option.widget);
    paintGround(*painter, option, index, look);
    const CellState state = option.state.testFlag(QStyle::State_Selected) ? CellState::Selected : CellState::Rest;
    const CellPainting cell{*painter, cellContent(option.rect, index.column(), look), *row, state, look, m_stage};
    const auto column = static_cast<QueueColumn>(index.column());
    if (m_density == QueueDensity::Comfortable) {
        paintComfortable(column, cell);
    } else {
        paintCompact(column, cell);
    }
}

void QueueDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                                const Look& look) const
{
    const bool isFirst = index.column() == 0;
    const RowState state{.selected = option.state.testFlag(QStyle::State_Selected),
                         .hovered = index.row() == m_hovered,
                         .glow = index.data(QueueModel::GlowRole).toDouble()};
    paintRow(painter, option.rect, state, look, isFirst ? RowEdge::Selection : RowEdge::None);
    if (!state.selected) {
        paintRowLine(painter, option.rect, isFirst ? kRowLineInset : 0, look);
    }
    if (index.row() == m_framed) {
        const bool isLast = index.column() == static_cast<int>(m_lastColumn);
        paintFrame(painter, option.rect, isLast ? FrameEnd::HasEnd : FrameEnd::None, look);
    }
}

QSize QueueDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return {queueColumnWidth(static_cast<QueueColumn>(index.column()), m_density, m_stage), queueRowHeight(m_density)};
}

} // namespace stillgate
