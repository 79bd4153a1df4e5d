// SPDX-License-Identifier: GPL-3.0-or-later
#include <QScrollBar>

#include "ui/kit/paint/Text.h"
#include "ui/kit/text/OutsideContent.h"
#include "ui/queue/QueueDelegate.h"
#include "ui/queue/QueueModel.h"
#include "ui/queue/QueueTable.h"

/// How the room is shared out among the columns, and how rows keep their place while others come and go.
namespace stillgate {

int QueueTable::widthOf(QueueColumn column) const
{
    return column == QueueColumn::Team ? m_teamWidth : queueColumnWidth(column, m_density, m_model.stageShown());
}

void QueueTable::fitColumns()
{
    const bool folds = width() < kColumnsFoldUnder;
    const bool hasStage = m_model.stageShown() != StageShown::Nothing;
    int left = viewport()->width();
    m_delegate->setStageShown(m_model.stageShown());
    for (int section = 0; section < kQueueColumns; ++section) {
        const auto column = static_cast<QueueColumn>(section);
        setColumnHidden(section, (folds && isFolding(column)) || (column == QueueColumn::Stage && !hasStage));
        left -= isColumnHidden(section) ? 0 : widthOf(column);
    }
    constexpr int kTeam = static_cast<int>(QueueColumn::Team);
    int team = m_teamWidth;
    if (left < kRoomyTicket && !isColumnHidden(kTeam)) {
        team = kTeamBadge + kColumnGap;
        left += m_teamWidth - team;
    }
    if (left < kLeastTicket && !isColumnHidden(kTeam)) {
        setColumnHidden(kTeam, true);
        left += team;
    }
    for (int section = 0; section < kQueueColumns; ++section) {
        if (!isColumnHidden(section)) {
            setColumnWidth(section, section == kTeam ? team : widthOf(static_cast<QueueColumn>(section)));
        }
    }
    setColumnWidth(static_cast<int>(QueueColumn::Ticket), qMax(kNarrowestColumn, left));
    m_delegate->setLastColumn(!folds ? QueueColumn::Age : hasStage ? QueueColumn::Stage : QueueColumn::Asks);
}

void QueueTable::fitTeam()
{
    if (const QStringList teams = m_model.teams(); m_teamWidth == 0 || teams != m_teams) {
        const Look look = Look::of(*this);
        int widest = kNarrowestTeam;
        for (const QString& team : teams) {
            widest = qMax(widest, textWidth(outsideLine(team.toStdString()), Type::Body, look) + 1);
        }
        m_teams = teams;
        m_teamWidth = qMin(widest, kWidestTeam) + kColumnGap;
        fitColumns();
    }
}

void QueueTable::tellVisibleRows()
{
    const int height = queueRowHeight(m_density);
    const int top = verticalScrollBar()->value();
    m_model.setVisibleRows(top / height, (top + viewport()->height()) / height);
}

/// The selected row where it can be seen, else the topmost one.
void QueueTable::rememberAnchor()
{
    const int height = queueRowHeight(m_density);
    const int top = verticalScrollBar()->value();
    const int selected = currentIndex().isValid() ? currentIndex().row() : -1;
    const bool seesSelected = selected * height >= top && (selected + 1) * height <= top + viewport()->height();
    const int row = seesSelected && top > 0 ? selected : (top + height - 1) / height;
    m_anchor = m_model.index(row, 0);
    m_anchorOffset = row * height - top;
}

void QueueTable::returnToAnchor()
{
    setHovered(-1);
    if (m_anchor.isValid() && verticalScrollBar()->value() > 0) {
        executeDelayedItemsLayout();
        verticalScrollBar()->setValue(m_anchor.row() * queueRowHeight(m_density) - m_anchorOffset);
    }
    m_anchor = QPersistentModelIndex();
    frameCurrent();
    tellVisibleRows();
}

/// Who selected something or scrolled is reading: rows above the fold wait for the pill.
void QueueTable::updateArrivals()
{
    const bool reads = m_told.has_value() || verticalScrollBar()->value() > 0;
    m_model.setArrivals(reads ? QueueModel::Arrivals::Gather : QueueModel::Arrivals::Insert);
}

} // namespace stillgate
