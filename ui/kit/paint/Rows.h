// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QRect>

#include "ui/kit/theme/Look.h"

namespace stillgate {

enum class RowEdge { None, Selection };

/// How a row stands. Selected wins over hovered; the glow lies on both.
struct RowState {
    bool selected = false;
    bool hovered = false;
    double glow = 0.0; ///< 1 just changed, 0 faded (900 ms)

    friend bool operator==(const RowState&, const RowState&) = default;
};

/// Tint, hover or glow over the whole rectangle, with an edge of 3 where reading starts for a selected row.
void paintRow(QPainter& painter, const QRect& rect, const RowState& state, const Look& look, RowEdge edge = RowEdge::Selection);
/// The same for entries of side lists: rounded, without an edge.
void paintRoundRow(QPainter& painter, const QRect& rect, const RowState& state, const Look& look);
/// A line of one device-independent pixel at the bottom of the rectangle, from `inset` after where reading starts.
void paintRowLine(QPainter& painter, const QRect& rect, int inset, const Look& look);
/// An upright line in the middle of the rectangle's width, between facts of one line.
void paintUpright(QPainter& painter, const QRect& rect, int height, const Look& look);

/// A rounded rectangle, filled, with a line inside its edge. No line when border is not given.
void paintBox(QPainter& painter, const QRectF& rect, qreal radius, const QColor& ground, const QColor& border = {});
/// 2 px of accent around the rectangle with a gap of 1 px: give it 3 px of room.
void paintFocusRing(QPainter& painter, const QRect& rect, qreal radius, const Look& look);

} // namespace stillgate
