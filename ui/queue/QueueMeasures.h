// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QStyle>

#include "ui/kit/theme/Look.h"
#include "ui/queue/QueueOrder.h"
#include "ui/queue/QueueViews.h"

/// The measures of the queue, in pixels at scale 1.
namespace stillgate {

enum class QueueDensity { Comfortable, Compact };

inline constexpr int kViewsWidth = 168;
inline constexpr int kDetailWidth = 444;
inline constexpr int kNarrowestTable = 320;
inline constexpr int kFilterHeight = 40;
inline constexpr int kQueueHeaderHeight = 28;
inline constexpr int kComfortableRow = 44;
inline constexpr int kCompactRow = 32;
inline constexpr int kNarrowestColumn = 28;
inline constexpr int kTableInset = 14; ///< before the first column
inline constexpr int kTableEnd = 12; ///< after the last one
inline constexpr int kRowLineInset = 12;
inline constexpr int kColumnGap = 8; ///< kept free at the end of each cell but the first
inline constexpr int kDeadlineWidth = 76; ///< all of it: the middle of the next cell keeps its distance
inline constexpr int kPriorityWidth = 24;
inline constexpr int kRoomyTicket = 224; ///< names of teams give way to it, and leave the badge of who has the ticket
inline constexpr int kLeastTicket = 184; ///< the badge gives way to it
inline constexpr int kTeamBadge = 26;
inline constexpr int kNarrowestTeam = 46;
inline constexpr int kWidestTeam = 104;
inline constexpr int kAgeSection = static_cast<int>(QueueColumn::Age);
/// The workspace folds its views away under a window of 1200, of which the rail takes 48.
inline constexpr int kViewsFoldUnder = 1152;
/// The table folds intent, team and age away under this.
inline constexpr int kColumnsFoldUnder = 640;

[[nodiscard]] constexpr int queueRowHeight(QueueDensity density)
{
    return density == QueueDensity::Comfortable ? kComfortableRow : kCompactRow;
}

/// Widths from the start of a column to the start of the next. The ticket fills what is left, the team is as wide as its names.
[[nodiscard]] constexpr int queueColumnWidth(QueueColumn column, QueueDensity density, StageShown stage)
{
    switch (column) {
    case QueueColumn::Deadline: return kTableInset + kDeadlineWidth;
    case QueueColumn::Priority: return kPriorityWidth + kColumnGap;
    case QueueColumn::Asks: return density == QueueDensity::Comfortable ? 142 : 172;
    case QueueColumn::Intent: return 152;
    case QueueColumn::Stage: return stage == StageShown::Stage ? 92 : 62;
    case QueueColumn::Age: return 28 + kTableEnd;
    case QueueColumn::Team:
    case QueueColumn::Ticket: break;
    }
    return 0;
}

/// Which columns are left out first when it is narrow.
[[nodiscard]] constexpr bool isFolding(QueueColumn column)
{
    return column == QueueColumn::Intent || column == QueueColumn::Team || column == QueueColumn::Age;
}

/// The part of a cell that is painted into.
[[nodiscard]] inline QRect cellContent(const QRect& cell, int section, const Look& look)
{
    const bool isFirst = section == static_cast<int>(QueueColumn::Deadline);
    const int end = section == kAgeSection ? kTableEnd : isFirst ? 0 : kColumnGap;
    const QRect content = cell.adjusted(isFirst ? kTableInset : 0, 0, -end, 0);
    return QStyle::visualRect(look.direction(), cell, content);
}

} // namespace stillgate
