// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyle>

#include "ui/kit/paint/Mood.h"
#include "ui/kit/paint/Rows.h"

namespace stillgate {

inline constexpr int kDisc = 32;

/// An icon on a round ground of its mood, in the corner where reading starts.
inline void paintDisc(QPainter& painter, const QRect& rect, Mood mood, Icon icon, const Look& look)
{
    const QRect disc = QStyle::visualRect(look.direction(), rect, QRect(rect.x(), rect.y(), kDisc, kDisc));
    paintBox(painter, disc, kDisc / 2.0, look.colour(tonesOf(mood).ground));
    look.paintIcon(painter, disc, icon, 16, tonesOf(mood).shape);
}

} // namespace stillgate
