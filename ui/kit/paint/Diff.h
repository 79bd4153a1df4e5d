// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QRect>
#include <QString>

#include "ui/kit/theme/Look.h"

namespace stillgate {

enum class Change { Changed, Unchanged };

/// One field before and after. The texts are ready to show; "unchanged" stands in `after` of a field that stays.
struct DiffRow {
    QString field;
    QString before;
    QString after;
    Change change = Change::Changed;

    friend bool operator==(const DiffRow&, const DiffRow&) = default;
};

/// Where the columns of a comparison stand, in pixels from where reading starts.
struct DiffColumns {
    int beforeEnd = 0;  ///< "before" is aligned to this edge
    int afterStart = 0; ///< the tint of "after" starts here, its text kDiffPadding later
    int width = 0;
};

inline constexpr int kDiffRowHeight = 26;
inline constexpr int kDiffPadding = 9;

/// The columns for a comparison of that width.
[[nodiscard]] DiffColumns diffColumns(int width);

/// before, aligned to the end, an arrow, after from its start on a tint; a row that stays is grey and has neither. A line
/// above it: the header has none.
void paintDiffRow(QPainter& painter, const QRect& rect, const DiffRow& row, const DiffColumns& columns, const Look& look);
void paintDiffHeader(QPainter& painter, const QRect& rect, const DiffRow& words, const DiffColumns& columns, const Look& look);

} // namespace stillgate
