// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/paint/Text.h"

#include <QTextLayout>

namespace stillgate {

namespace {

constexpr double kLineHeight = 1.45;

Qt::TextElideMode elideMode(Cut cut)
{
    switch (cut) {
    case Cut::AtEnd: return Qt::ElideRight;
    case Cut::InMiddle: return Qt::ElideMiddle;
    case Cut::Never: return Qt::ElideNone;
    }
    return Qt::ElideRight;
}

// Letters of one direction only, and that is left to right: a code, or words that are not translated yet. In a window that runs from
// right to left they keep their full stop at their end. What is kept apart counts for itself alone (UAX #9, P2).
bool isLeftToRight(const QString& text)
{
    bool found = false;
    int apart = 0;
    for (const QChar letter : text) {
        switch (letter.direction()) {
        case QChar::DirLRI:
        case QChar::DirRLI:
        case QChar::DirFSI: ++apart; break;
        case QChar::DirPDI: --apart; break;
        case QChar::DirL: found = found || apart <= 0; break;
        case QChar::DirR:
        case QChar::DirAL:
            if (apart <= 0) {
                return false;
            }
            break;
        default: break;
        }
    }
    return found;
}

Qt::LayoutDirection baseDirection(const QString& text, Flow flow, const Look& look)
{
    switch (flow) {
    case Flow::Window: return look.isRightToLeft() && isLeftToRight(text) ? Qt::LeftToRight : look.direction();
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

// Wrapped words. Qt takes the line separator for a line feed inside of one layout.
class Paragraph {
public:
    Paragraph(int width, QString text, const TextStyle& style, const Look& look)
        : m_layout(text.replace(QLatin1Char('\n'), QChar::LineSeparator), look.font(style.type))
    {
        QTextOption option(visualAlignment(style.align, look.direction()) | Qt::AlignAbsolute);
        option.setTextDirection(baseDirection(text, style.flow, look));
        m_layout.setTextOption(option);
        const int lineHeight = qRound(look.font(style.type).pixelSize() * kLineHeight);
        m_layout.beginLayout();
        for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
            line.setLineWidth(qMax(1, width));
            line.setPosition(QPointF(0, m_height + (lineHeight - line.height()) / 2));
            m_height += qMax(lineHeight, qCeil(line.height()));
        }
        m_layout.endLayout();
    }

    [[nodiscard]] int height() const { return m_height; }
    void draw(QPainter& painter, const QPoint& corner) const { m_layout.draw(&painter, corner); }

private:
    QTextLayout m_layout;
    int m_height = 0;
};

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
    const Paragraph paragraph(width, text, {.type = type}, look);
    return paragraph.height();
}

void paintParagraph(QPainter& painter, const QRect& rect, const QString& text, const TextStyle& style, const Look& look)
{
    painter.save();
    painter.setPen(look.colour(style.tone));
    painter.setClipRect(rect, Qt::IntersectClip);
    const Paragraph paragraph(rect.width(), text, style, look);
    paragraph.draw(painter, rect.topLeft());
    painter.restore();
}

} // namespace stillgate
