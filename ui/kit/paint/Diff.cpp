// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/paint/Diff.h"

#include <QStyle>

#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kArrowRoom = 28;
constexpr int kArrow = 16;
constexpr int kNarrowestAfter = 114;
constexpr int kFieldGap = 12;

struct DiffCells {
    QRect field;
    QRect before;
    QRect arrow;
    QRect tint;
    QRect after;
};

DiffCells cellsOf(const QRect& rect, const DiffRow& row, const DiffColumns& columns, const Look& look)
{
    // A long "before" may take room from the field, which is cut: the values are what is compared.
    const int before = qMin(columns.beforeEnd * 2 / 3, textWidth(row.before, Type::Body, look) + 2);
    const auto cell = [&rect, &look](int from, int to, int inset) {
        const QRect part(rect.x() + from, rect.y() + inset, to - from, rect.height() - 2 * inset);
        return QStyle::visualRect(look.direction(), rect, part);
    };
    return {.field = cell(0, columns.beforeEnd - before - kFieldGap, 0),
            .before = cell(columns.beforeEnd - before, columns.beforeEnd, 0),
            .arrow = cell(columns.beforeEnd, columns.afterStart, 0),
            .tint = cell(columns.afterStart, columns.width, 3),
            .after = cell(columns.afterStart + kDiffPadding, columns.width - kDiffPadding, 0)};
}

} // namespace

DiffColumns diffColumns(int width)
{
    const int after = qMax(width / 3, kNarrowestAfter);
    const int afterStart = qMax(0, width - after);
    return {.beforeEnd = qMax(0, afterStart - kArrowRoom), .afterStart = afterStart, .width = width};
}

void paintDiffRow(QPainter& painter, const QRect& rect, const DiffRow& row, const DiffColumns& columns, const Look& look)
{
    const DiffCells cells = cellsOf(rect, row, columns, look);
    const bool changed = row.change == Change::Changed;
    painter.fillRect(QRect(rect.x(), rect.y(), rect.width(), 1), look.colour(Tone::Hairline));
    paintText(painter, cells.field, row.field, {.tone = changed ? Tone::Text1 : Tone::Text3}, look);
    paintText(painter, cells.before, row.before,
              {.tone = changed ? Tone::Text2 : Tone::Text3, .align = Align::End, .flow = Flow::Content}, look);
    if (changed) {
        paintBox(painter, cells.tint, 4, look.colour(Tone::Tint));
        look.paintIcon(painter, cells.arrow, Icon::ArrowRight, kArrow, Tone::Accent);
    }
    paintText(
        painter, cells.after, row.after,
        {.type = changed ? Type::BodyStrong : Type::Body, .tone = changed ? Tone::Text1 : Tone::Text3, .flow = Flow::Content},
        look);
}

void paintDiffHeader(QPainter& painter, const QRect& rect, const DiffRow& words, const DiffColumns& columns, const Look& look)
{
    const DiffCells cells = cellsOf(rect, words, columns, look);
    const TextStyle label{.type = Type::Meta, .tone = Tone::Text3};
    paintText(painter, cells.field, words.field, label, look);
    TextStyle end = label;
    end.align = Align::End;
    paintText(painter, cells.before, words.before, end, look);
    paintText(painter, cells.after, words.after, label, look);
}

} // namespace stillgate
