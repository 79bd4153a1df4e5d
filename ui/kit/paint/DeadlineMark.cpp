// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kRing = 16;
constexpr int kRingGap = 7;
constexpr int kFullTurn = 360 * 16;
constexpr int kTop = 90 * 16;

TextStyle deadlineStyle(DeadlineState state)
{
    switch (state) {
    case DeadlineState::InTime: return {.type = Type::BodyMedium, .tone = Tone::Text1, .flow = Flow::LeftToRight};
    case DeadlineState::Soon: return {.type = Type::BodyStrong, .tone = Tone::SoonText, .flow = Flow::LeftToRight};
    case DeadlineState::Breached: return {.type = Type::BodyStrong, .tone = Tone::Harm, .flow = Flow::LeftToRight};
    case DeadlineState::Paused: return {.type = Type::BodyMedium, .tone = Tone::Text3, .flow = Flow::Content};
    }
    return {};
}

Tone ringTone(DeadlineState state)
{
    switch (state) {
    case DeadlineState::InTime: return Tone::Text2;
    case DeadlineState::Soon: return Tone::SoonShape;
    case DeadlineState::Breached: return Tone::Harm;
    case DeadlineState::Paused: return Tone::Text3;
    }
    return Tone::Text2;
}

// The middle of the ring is at 0, 0.
void paintInside(QPainter& painter, DeadlineState state, const QColor& colour)
{
    switch (state) {
    case DeadlineState::InTime: return;
    case DeadlineState::Soon:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(QPointF(0, 0), 1.5, 1.5);
        return;
    case DeadlineState::Breached:
        painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(0, -4), QPointF(0, 1));
        painter.drawLine(QPointF(0, 2.25), QPointF(0, 4.25));
        return;
    case DeadlineState::Paused:
        painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(-1.75, -2.75), QPointF(-1.75, 2.75));
        painter.drawLine(QPointF(1.75, -2.75), QPointF(1.75, 2.75));
        return;
    }
}

} // namespace

Mood moodOf(DeadlineState state)
{
    switch (state) {
    case DeadlineState::Soon: return Mood::Soon;
    case DeadlineState::Breached: return Mood::Harm;
    case DeadlineState::InTime:
    case DeadlineState::Paused: return Mood::Neutral;
    }
    return Mood::Neutral;
}

void paintDeadlineRing(QPainter& painter, const QRect& rect, const DeadlineMark& mark, const Look& look)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.x() + rect.width() / 2, rect.y() + rect.height() / 2);
    painter.setBrush(Qt::NoBrush);
    const QRectF ring(-kRing / 2.0 + 1, -kRing / 2.0 + 1, kRing - 2, kRing - 2);
    const bool whole = mark.state == DeadlineState::Breached;
    painter.setPen(QPen(look.colour(Tone::Track), 2));
    painter.drawEllipse(ring);
    const QColor colour = look.colour(ringTone(mark.state));
    painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::FlatCap));
    // What is left runs with the clock from the top, and against it where reading runs from the right.
    const int span = whole ? kFullTurn : qRound(qBound(0.0, mark.left, 1.0) * kFullTurn);
    painter.drawArc(ring, kTop, look.isRightToLeft() ? span : -span);
    paintInside(painter, mark.state, colour);
    painter.restore();
}

void paintMark(QPainter& painter, const QRect& rect, const DeadlineMark& mark, const Look& look)
{
    Lane lane(rect, look.direction());
    paintDeadlineRing(painter, lane.fromStart(kRing, kRingGap), mark, look);
    paintText(painter, lane.rest(), mark.text, deadlineStyle(mark.state), look);
}

QSize markSize(const DeadlineMark& mark, const Look& look)
{
    const int text = mark.text.isEmpty() ? 0 : kRingGap + textWidth(mark.text, deadlineStyle(mark.state).type, look);
    return {kRing + text, 20};
}

QString markText(const DeadlineMark& mark)
{
    return mark.text;
}

} // namespace stillgate
