// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/AuditDelegate.h"

#include <QPainter>

#include "ui/audit/AuditModel.h"
#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kDot = 7;

Tone outcomeTone(Mood mood, bool selected)
{
    return mood == Mood::Neutral ? (selected ? Tone::Text1 : Tone::Text2) : tonesOf(mood).text;
}

void paintCode(QPainter& painter, const QRect& rect, const AuditRow& row, const Look& look)
{
    Lane lane(rect, look.direction());
    look.paintIcon(painter, lane.fromStart(16, 8), row.sign.icon, 16, tonesOf(row.sign.mood).shape);
    paintText(painter, lane.rest(), row.code, {.type = Type::Mono, .tone = Tone::Text1, .flow = Flow::LeftToRight}, look);
}

} // namespace

AuditDelegate::AuditDelegate(const AuditModel& model, QObject* parent) : QStyledItemDelegate(parent), m_model(model) {}

QRect AuditDelegate::cellContent(const QRect& cell, AuditColumn column, const Look& look)
{
    const int start = column == AuditColumn::Number ? kChain : kCellInset;
    const int end = column == AuditColumn::Hash ? kCellInset + kTableEnd : kCellInset;
    return QStyle::visualRect(look.direction(), cell, cell.adjusted(start, 0, -end, 0));
}

void AuditDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Look look = Look::of(*option.widget).facing(option.direction);
    const AuditRow& row = m_model.rowAt(index.row());
    const auto column = static_cast<AuditColumn>(index.column());
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool first = column == AuditColumn::Number;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRow(*painter, option.rect, {.selected = selected, .hovered = index.row() == m_hovered}, look,
             first ? RowEdge::Selection : RowEdge::None);
    paintRowLine(*painter, option.rect, first ? kChain : 0, look);
    const QRect cell = cellContent(option.rect, column, look).adjusted(0, 0, 0, -1);
    const Tone quiet = selected ? Tone::Text2 : Tone::Text3;
    switch (column) {
    case AuditColumn::Number:
        paintChain(*painter, Lane(option.rect.adjusted(0, 0, 0, -1), look.direction()).fromStart(kChain), index.row(), selected,
                   look);
        paintText(*painter, cell, row.number, {.type = Type::Mono, .tone = Tone::Text2, .align = Align::End}, look);
        break;
    case AuditColumn::Time:
        paintText(*painter, cell, row.time, {.type = Type::Mono, .tone = quiet, .align = Align::End, .flow = Flow::Content},
                  look);
        break;
    case AuditColumn::Code: paintCode(*painter, cell, row, look); break;
    case AuditColumn::Subject:
        paintText(*painter, cell, row.subject,
                  {.type = selected ? Type::BodyStrong : Type::Body, .tone = Tone::Text1, .flow = Flow::Content}, look);
        break;
    case AuditColumn::Actor: paintText(*painter, cell, row.actor, {.tone = Tone::Text2}, look); break;
    case AuditColumn::Outcome:
        paintText(*painter, cell, row.outcome,
                  {.type = row.outcomeMood == Mood::Harm ? Type::BodyStrong : Type::Body,
                   .tone = outcomeTone(row.outcomeMood, selected)},
                  look);
        break;
    case AuditColumn::Hash:
        paintText(*painter, cell, row.hash, {.type = Type::Mono, .tone = quiet, .align = Align::End, .flow = Flow::LeftToRight},
                  look);
        break;
    }
    painter->restore();
}

void AuditDelegate::paintChain(QPainter& painter, const QRect& rect, int row, bool selected, const Look& look) const
{
    const AuditRow& own = m_model.rowAt(row);
    const int x = rect.center().x() + 3;
    const int y = rect.center().y();
    const bool above = row > 0 && m_model.rowAt(row - 1).sequence == own.sequence + 1;
    const bool below = row + 1 < m_model.rowCount() && m_model.rowAt(row + 1).sequence + 1 == own.sequence;
    const QColor line = look.colour(Tone::Track);
    if (above) {
        painter.fillRect(QRect(x, rect.top(), 1, y - rect.top()), line);
    }
    if (below) {
        painter.fillRect(QRect(x, y, 1, rect.bottom() + 2 - y), line);
    }
    const bool isSigned = own.weight == AuditRow::Weight::Signed;
    const QColor colour = look.colour(selected ? Tone::Accent : Tone::Text2);
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(isSigned ? colour : look.colour(selected ? Tone::Select : Tone::Surface));
    painter.drawEllipse(QRectF(x + 0.5 - kDot / 2.0, y + 0.5 - kDot / 2.0, kDot, kDot).adjusted(0.5, 0.5, -0.5, -0.5));
}

QSize AuditDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {option.rect.width(), kHeight};
}

} // namespace stillgate
