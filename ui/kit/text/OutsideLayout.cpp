// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/text/OutsideLayout.h"

#include <algorithm>

#include <QPainter>

#include "ui/kit/paint/Rows.h"

namespace stillgate {

namespace {

using Span = OutsideContent::Span;
using SpanKind = OutsideContent::SpanKind;

constexpr double kLeading = 1.5;
constexpr double kReadingLineHeight = 1.8; ///< a whole text to be read: 27 for 15
constexpr qreal kGroundRadius = 3.0;
constexpr int kGroundAir = 2;
constexpr int kHighlightAir = 2; ///< a highlight reaches so far beyond its words

Tone groundOf(SpanKind kind)
{
    switch (kind) {
    case SpanKind::Escape:
    case SpanKind::LookAlike: return Tone::SoonTint;
    case SpanKind::Reason: return Tone::Mark;
    case SpanKind::RedFlag: return Tone::HarmTint;
    case SpanKind::Link: break; // has none
    }
    return Tone::SoonTint;
}

QTextCharFormat formatOf(SpanKind kind, const QFont& font, const Look& look)
{
    QTextCharFormat format;
    switch (kind) {
    case SpanKind::Escape:
        format.setFont(look.font(Type::MetaMedium));
        format.setForeground(look.colour(Tone::SoonText));
        break;
    case SpanKind::LookAlike:
        format.setFontWeight(QFont::DemiBold);
        format.setForeground(look.colour(Tone::SoonText));
        break;
    case SpanKind::Reason:
    case SpanKind::RedFlag: {
        QFont medium = font;
        medium.setWeight(std::max(font.weight(), QFont::Medium)); // a title keeps its own
        format.setFont(medium);
        format.setForeground(look.colour(Tone::Text1));
        break;
    }
    case SpanKind::Link:
        format.setUnderlineStyle(QTextCharFormat::DotLine);
        format.setUnderlineColor(look.colour(Tone::Text3));
        break;
    }
    return format;
}

// The parts of a line between two positions; more than one where directions mix.
std::vector<QRectF> rectsIn(const QTextLine& line, int from, int to, int air)
{
    std::vector<QRectF> rects;
    const int begin = std::max(from, line.textStart());
    const int end = std::min(to, line.textStart() + line.textLength());
    if (begin >= end) {
        return rects;
    }
    for (int at = begin; at < end; ++at) {
        const qreal one = line.cursorToX(at, QTextLine::Leading);
        const qreal other = line.cursorToX(at, QTextLine::Trailing);
        const qreal left = std::min(one, other);
        const qreal width = std::max(one, other) - left;
        if (width <= 0) {
            continue;
        }
        QRectF rect(left, line.y() + kGroundAir, width, line.height() - 2 * kGroundAir);
        if (!rects.empty() &&
            (qAbs(rects.back().right() - rect.left()) < 0.6 || qAbs(rects.back().left() - rect.right()) < 0.6)) {
            rects.back() = rects.back().united(rect);
        } else {
            rects.push_back(rect);
        }
    }
    for (QRectF& rect : rects) {
        rect.adjust(-air, 0, air, 0);
    }
    return rects;
}

} // namespace

OutsideLayout::OutsideLayout(const OutsideContent& content, int width, Type type, const Look& look) : m_spans(content.spans())
{
    const QFont& font = look.font(type);
    const int lineHeight = qRound(font.pixelSize() * (type == Type::Reading ? kReadingLineHeight : kLeading));
    qsizetype begin = 0;
    for (const QString& text : content.shown().split(QLatin1Char('\n'))) {
        Paragraph& paragraph = m_paragraphs.emplace_back(begin, text, font);
        QList<QTextLayout::FormatRange> formats;
        // Highlights first and escapes last, so that an escape inside of one stays an escape.
        for (auto span = m_spans.rbegin(); span != m_spans.rend(); ++span) {
            const qsizetype from = std::max(span->begin, begin) - begin;
            const qsizetype to = std::min(span->end, begin + text.size()) - begin;
            if (from < to) {
                formats.append({static_cast<int>(from), static_cast<int>(to - from), formatOf(span->kind, font, look)});
            }
        }
        paragraph.layout.setFormats(formats);
        paragraph.layout.setCacheEnabled(true);
        paragraph.top = m_height;
        layOut(paragraph, width, lineHeight);
        begin += text.size() + 1;
    }
}

void OutsideLayout::layOut(Paragraph& paragraph, int width, int lineHeight)
{
    const bool rightToLeft = paragraph.layout.text().isRightToLeft();
    QTextOption option(rightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    option.setTextDirection(rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    paragraph.layout.setTextOption(option);
    paragraph.layout.beginLayout();
    int top = 0;
    for (QTextLine line = paragraph.layout.createLine(); line.isValid(); line = paragraph.layout.createLine()) {
        line.setLineWidth(std::max(1, width));
        line.setPosition(QPointF(0, top + (lineHeight - line.height()) / 2));
        top += std::max(lineHeight, qCeil(line.height()));
    }
    paragraph.layout.endLayout();
    m_height += std::max(top, lineHeight);
}

void OutsideLayout::paintGrounds(QPainter& painter, const QPoint& corner, const Paragraph& paragraph, const Look& look) const
{
    for (auto span = m_spans.rbegin(); span != m_spans.rend(); ++span) {
        if (span->kind == SpanKind::Link) {
            continue;
        }
        const auto from = static_cast<int>(std::max<qsizetype>(0, span->begin - paragraph.begin));
        const auto to = static_cast<int>(std::min(paragraph.length, span->end - paragraph.begin));
        const bool highlight = span->kind == SpanKind::Reason || span->kind == SpanKind::RedFlag;
        for (int i = 0; from < to && i < paragraph.layout.lineCount(); ++i) {
            for (const QRectF& rect : rectsIn(paragraph.layout.lineAt(i), from, to, highlight ? kHighlightAir : 1)) {
                const QRectF placed = rect.translated(corner.x(), corner.y() + paragraph.top).adjusted(0, -2, 0, 2);
                paintBox(painter, placed, kGroundRadius, look.colour(groundOf(span->kind)));
                if (span->kind == SpanKind::RedFlag) {
                    painter.fillRect(
                        QRectF(placed.left() + kHighlightAir, placed.bottom() - 1.5, placed.width() - 2 * kHighlightAir, 1.5),
                        look.colour(Tone::Harm));
                }
            }
        }
    }
}

void OutsideLayout::paint(QPainter& painter, const QPoint& corner, Tone tone, const Selection& selection,
                          const Look& look) const
{
    for (const Paragraph& paragraph : m_paragraphs) {
        paintGrounds(painter, corner, paragraph, look);
        QList<QTextLayout::FormatRange> selections;
        const qsizetype from = std::max<qsizetype>(0, selection.begin - paragraph.begin);
        const qsizetype to = std::min(paragraph.length, selection.end - paragraph.begin);
        if (from < to) {
            QTextLayout::FormatRange range{static_cast<int>(from), static_cast<int>(to - from), {}};
            range.format.setBackground(look.colour(Tone::Select));
            range.format.setForeground(look.colour(Tone::Text1));
            selections.append(range);
        }
        painter.setPen(look.colour(tone));
        paragraph.layout.draw(&painter, QPointF(corner.x(), corner.y() + paragraph.top), selections);
    }
}

qsizetype OutsideLayout::positionAt(const QPointF& point) const
{
    if (m_paragraphs.empty()) {
        return 0;
    }
    const Paragraph* found = &m_paragraphs.front();
    for (const Paragraph& paragraph : m_paragraphs) {
        if (point.y() >= paragraph.top) {
            found = &paragraph;
        }
    }
    int lineIndex = 0;
    for (int i = 0; i < found->layout.lineCount(); ++i) {
        if (point.y() - found->top >= found->layout.lineAt(i).y()) {
            lineIndex = i;
        }
    }
    return found->begin + (found->layout.lineCount() > 0 ? found->layout.lineAt(lineIndex).xToCursor(point.x()) : 0);
}

} // namespace stillgate
