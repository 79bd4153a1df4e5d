// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/LabelModel.h"

#include <algorithm>

#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kLabelInset = 8;
constexpr int kKeyRoom = 32;
constexpr int kScoreBar = 90;
constexpr int kScoreNumber = 56;

void paintChosen(QPainter& painter, const QRect& rect, const Look& look)
{
    paintBox(painter, rect.adjusted(0, 1, 0, -1), 6, look.colour(Tone::Select));
    painter.setPen(QPen(look.colour(Tone::Accent), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.75, 1.75, -0.75, -1.75), 6, 6);
}

} // namespace

void LabelModel::setRows(std::vector<LabelRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

std::optional<int> LabelModel::rowOf(const std::string& intent) const
{
    const auto found = std::ranges::find(m_rows, intent, &LabelRow::intent);
    return found != m_rows.end() ? std::optional(static_cast<int>(found - m_rows.begin())) : std::nullopt;
}

int LabelModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant LabelModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const LabelRow& row = rowAt(index.row());
    switch (role) {
    case Qt::DisplayRole: return row.name;
    case Qt::AccessibleTextRole:
        return row.number.isEmpty() ? tr("%1, %2").arg(row.name, row.meaning)
                                    : tr("%1, %2, %3").arg(row.name, row.meaning, row.number);
    default: return {};
    }
}

void LabelDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const LabelRow& row = m_model.rowAt(index.row());
    const Look look = Look::of(*option.widget).facing(option.direction);
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (chosen) {
        paintChosen(*painter, option.rect, look);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        paintBox(*painter, option.rect.adjusted(0, 1, 0, -1), 6, look.colour(Tone::Hover));
    }
    Lane lane(option.rect.adjusted(kLabelInset, 0, -kLabelInset, 0), look.direction());
    const QRect key = lane.fromStart(kKeyRoom);
    if (row.key > 0) {
        paintMark(*painter, key, KeyMark{QString::number(row.key), KeyMark::Ground::Plain}, look);
    }
    const QRect number = lane.fromEnd(kScoreNumber, 12);
    const QRect bar = lane.fromEnd(kScoreBar, 16);
    if (row.score) {
        paintConfidenceBar(*painter, bar, *row.score, look);
        paintText(*painter, number, row.number,
                  {.type = index.row() == 0 || chosen ? Type::BodyStrong : Type::Body,
                   .tone = index.row() == 0 || chosen ? Tone::Text1 : Tone::Text2,
                   .align = Align::End},
                  look);
    }
    const QRect words = lane.rest();
    const int middle = words.center().y();
    paintText(*painter, QRect(words.x(), middle - 17, words.width(), 18), row.name,
              {.type = chosen ? Type::BodyStrong : Type::BodyMedium,
               .tone = row.score || chosen ? Tone::Text1 : Tone::Text2,
               .flow = Flow::LeftToRight},
              look);
    paintText(*painter, QRect(words.x(), middle, words.width(), 16), row.meaning,
              {.type = Type::Meta, .tone = chosen ? Tone::Text2 : Tone::Text3}, look);
    painter->restore();
}

QSize LabelDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {option.rect.width(), kHeight};
}

} // namespace stillgate
