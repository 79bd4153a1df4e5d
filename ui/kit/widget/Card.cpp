// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widget/Card.h"

#include <QPainter>
#include <QStyle>

#include "ui/kit/paint/Rows.h"

namespace stillgate {

namespace {

constexpr int kAccentEdge = 3;
constexpr int kPopupEdge = 4;
constexpr float kPopupEdgeAlpha = 0.06F;
constexpr qreal kCardRadius = 9.0;
constexpr qreal kPopupRadius = 8.0;

void paintDecision(QPainter& painter, const QRect& rect, const Look& look)
{
    paintBox(painter, rect, kCardRadius, look.colour(Tone::Raised), look.colour(Tone::CardBorder));
    painter.save();
    painter.setClipRect(QStyle::visualRect(look.direction(), rect, QRect(rect.x(), rect.y(), kAccentEdge, rect.height())));
    paintBox(painter, rect, kCardRadius, look.colour(Tone::Accent));
    painter.restore();
}

void paintPopup(QPainter& painter, const QRect& rect, const Look& look)
{
    QColor edge = look.colour(Tone::Text1);
    edge.setAlphaF(kPopupEdgeAlpha);
    paintBox(painter, rect, kPopupRadius + kPopupEdge, edge);
    paintBox(painter, rect.adjusted(kPopupEdge, kPopupEdge, -kPopupEdge, -kPopupEdge), kPopupRadius, look.colour(Tone::Raised),
             look.colour(Tone::Strong));
}

} // namespace

Card::Card(CardKind kind, QWidget* parent) : QWidget(parent), m_kind(kind)
{
    if (kind == CardKind::Popup) {
        setAttribute(Qt::WA_TranslucentBackground);
        setContentsMargins(kPopupEdge, kPopupEdge, kPopupEdge, kPopupEdge);
    }
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    switch (m_kind) {
    case CardKind::Decision: paintDecision(painter, rect(), look); return;
    case CardKind::Outline:
        paintBox(painter, rect(), kCardRadius, look.colour(Tone::Surface), look.colour(Tone::Hairline));
        return;
    case CardKind::Sunken: paintBox(painter, rect(), kCardRadius, look.colour(Tone::Sunken)); return;
    case CardKind::Popup: paintPopup(painter, rect(), look); return;
    }
}

Hairline::Hairline(Qt::Orientation orientation, QWidget* parent) : QWidget(parent)
{
    if (orientation == Qt::Horizontal) {
        setFixedHeight(1);
    } else {
        setFixedWidth(1);
    }
}

void Hairline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Look::of(*this).colour(Tone::Hairline));
}

} // namespace stillgate
