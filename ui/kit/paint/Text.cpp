// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kTallest = 1'000'000;

Qt::TextElideMode elideMode(Cut cut)
{
    switch (cut) {
    case Cut::AtEnd: return Qt::ElideRight;
    case Cut::InMiddle: return Qt::ElideMiddle;
    case Cut::Never: return Qt::ElideNone;
    }
    return Qt::ElideRight;
}

Qt::LayoutDirection baseDirection(const QString& text, Flow flow, const Look& look)
{
    switch (flow) {
    case Flow::Window: return look.direction();
    case Flow::Content: return text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight;
    case Flow::LeftToRight: return Qt::LeftToRight;
    }
    return look.direction();
}

// Qt swaps left and right for a painter that runs from right to left; absolute means what it says.
int flagsOf(Align align, const Look& look)
{
    return static_cast<int>(visualAlignment(align, look.direction()) | Qt::AlignAbsolute) | Qt::TextDontClip;
}

} // namespace

Qt::Alignment visualAlignment(Align align, Qt::LayoutDirection direction)
{
    if (align == Align::Middle) {
        return Qt::AlignHCenter;
    }
    return (align == Align::Start) == (direction == Qt::LeftToRight) ? Qt::AlignLeft : Qt::AlignRight;
}

int textWidth(const QString& text, Type type, const Look& look)
{
    return look.metrics(type).horizontalAdvance(text);
}

int paintText(QPainter& painter, const QRect& rect, const QString& text, const TextStyle& style, const Look& look)
{
    if (text.isEmpty() || rect.width() <= 0) {
        return 0;
    }
    const QFontMetrics metrics = look.metrics(style.type);
    const QString shown =
        style.cut == Cut::Never ? text : metrics.elidedText(text, elideMode(style.cut), rect.width() + 1, Qt::TextSingleLine);
    painter.save();
    painter.setFont(look.font(style.type));
    painter.setPen(look.colour(style.tone));
    painter.setLayoutDirection(baseDirection(text, style.flow, look));
    painter.drawText(rect, flagsOf(style.align, look) | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    painter.restore();
    return qMin(rect.width(), metrics.horizontalAdvance(shown));
}

int paragraphHeight(int width, const QString& text, Type type, const Look& look)
{
    return look.metrics(type).boundingRect(QRect(0, 0, width, kTallest), Qt::TextWordWrap, text).height();
}

void paintParagraph(QPainter& painter, const QRect& rect, const QString& text, const TextStyle& style, const Look& look)
{
    painter.save();
    painter.setFont(look.font(style.type));
    painter.setPen(look.colour(style.tone));
    painter.setLayoutDirection(baseDirection(text, style.flow, look));
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.drawText(rect, flagsOf(style.align, look) | Qt::AlignTop | Qt::TextWordWrap, text);
    painter.restore();
}

} // namespace stillgate
