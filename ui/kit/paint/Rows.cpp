// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/paint/Rows.h"

#include <QStyle>

namespace stillgate {

namespace {

constexpr int kSelectionEdge = 3;
constexpr qreal kRowRadius = 6.0;

QColor rowGround(const RowState& state, const Look& look)
{
    if (state.selected) {
        return look.colour(Tone::Select);
    }
    return state.hovered ? look.colour(Tone::Hover) : QColor();
}

QColor glowColour(double glow, const Look& look)
{
    QColor colour = look.colour(Tone::Tint);
    colour.setAlphaF(static_cast<float>(qBound(0.0, glow, 1.0)));
    return colour;
}

} // namespace

void paintRow(QPainter& painter, const QRect& rect, const RowState& state, const Look& look, RowEdge edge)
{
    if (const QColor ground = rowGround(state, look); ground.isValid()) {
        painter.fillRect(rect, ground);
    }
    if (state.glow > 0.0 && !state.selected) {
        painter.fillRect(rect, glowColour(state.glow, look));
    }
    if (state.selected && edge == RowEdge::Selection) {
        const QRect start(rect.left(), rect.top(), kSelectionEdge, rect.height());
        painter.fillRect(QStyle::visualRect(look.direction(), rect, start), look.colour(Tone::Accent));
    }
}

void paintRoundRow(QPainter& painter, const QRect& rect, const RowState& state, const Look& look)
{
    if (const QColor ground = rowGround(state, look); ground.isValid()) {
        paintBox(painter, rect, kRowRadius, ground);
    }
    if (state.glow > 0.0 && !state.selected) {
        paintBox(painter, rect, kRowRadius, glowColour(state.glow, look));
    }
}

void paintRowLine(QPainter& painter, const QRect& rect, int inset, const Look& look)
{
    const QRect line(rect.left() + inset, rect.bottom(), rect.width() - inset, 1);
    painter.fillRect(QStyle::visualRect(look.direction(), rect, line), look.colour(Tone::Hairline));
}

void paintUpright(QPainter& painter, const QRect& rect, int height, const Look& look)
{
    painter.fillRect(QRect(rect.center().x(), rect.y() + (rect.height() - height) / 2, 1, height), look.colour(Tone::Strong));
}

void paintBox(QPainter& painter, const QRectF& rect, qreal radius, const QColor& ground, const QColor& border)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(ground.isValid() ? QBrush(ground) : QBrush(Qt::NoBrush));
    if (border.isValid()) {
        painter.setPen(QPen(border, 1));
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5);
    } else {
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(rect, radius, radius);
    }
    painter.restore();
}

void paintFocusRing(QPainter& painter, const QRect& rect, qreal radius, const Look& look)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(look.colour(Tone::Accent), 2));
    painter.drawRoundedRect(QRectF(rect).adjusted(-2, -2, 2, 2), radius + 2, radius + 2);
    painter.restore();
}

} // namespace stillgate
