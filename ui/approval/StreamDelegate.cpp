// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/StreamDelegate.h"

#include <QPainter>
#include <QWidget>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kStreamRow = 50;
constexpr int kSide = 8;
constexpr int kInner = 10;
constexpr int kRingWidth = 16;
constexpr int kEdgeWidth = 3;

TextStyle endStyle(const StreamRow& row)
{
    if (row.state == StreamState::Signed) {
        return {.type = Type::MetaMedium, .tone = Tone::Verified, .align = Align::End};
    }
    if (row.state == StreamState::Sending) {
        return {.type = Type::MetaMedium, .tone = Tone::Accent, .align = Align::End};
    }
    switch (row.deadline.state) {
    case DeadlineState::Soon:
        return {.type = Type::BodyStrong, .tone = Tone::SoonText, .align = Align::End, .flow = Flow::LeftToRight};
    case DeadlineState::Breached:
        return {.type = Type::BodyStrong, .tone = Tone::Harm, .align = Align::End, .flow = Flow::LeftToRight};
    default: return {.tone = Tone::Text2, .align = Align::End, .flow = Flow::LeftToRight};
    }
}

void paintSign(QPainter& painter, const QRect& rect, const StreamRow& row, const Look& look)
{
    switch (row.state) {
    case StreamState::Waiting: paintDeadlineRing(painter, rect, row.deadline, look); return;
    case StreamState::Sending: look.paintIcon(painter, rect, Icon::Send, kRingWidth, Tone::Accent); return;
    case StreamState::Signed: look.paintIcon(painter, rect, Icon::CheckCircle, kRingWidth, Tone::Verified); return;
    }
}

} // namespace

StreamDelegate::StreamDelegate(const ApprovalStreamModel& model, QObject* parent) : QStyledItemDelegate(parent), m_model(model)
{
}

QSize StreamDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {240, kStreamRow};
}

void StreamDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const StreamRow& row = m_model.rows()[static_cast<std::size_t>(index.row())];
    const Look look = Look::of(*option.widget).facing(option.direction);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRect face = option.rect.adjusted(kSide, 1, -kSide, -1);
    paintRoundRow(*painter, face, {.selected = selected, .hovered = option.state.testFlag(QStyle::State_MouseOver)}, look);
    if (selected) {
        const QRect edge(face.x(), face.y() + 8, kEdgeWidth, face.height() - 16);
        paintBox(*painter, QStyle::visualRect(option.direction, face, edge), kEdgeWidth / 2.0, look.colour(Tone::Accent));
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        paintFocusRing(*painter, face.adjusted(3, 3, -3, -3), 6, look);
    }
    Lane lane(face.adjusted(kInner, 0, -kInner, 0), option.direction);
    paintSign(*painter, lane.fromStart(kRingWidth, 12), row, look);
    const TextStyle end = endStyle(row);
    const QString words = row.word.isEmpty() ? row.deadline.text : row.word;
    paintText(*painter, lane.fromEnd(textWidth(words, end.type, look) + 1, 8), words, end, look);
    const QRect texts = lane.rest();
    const int middle = texts.top() + texts.height() / 2;
    const bool quiet = row.state != StreamState::Waiting;
    paintText(*painter, QRect(texts.x(), middle - 18, texts.width(), 18), row.title,
              {.type = selected ? Type::BodyStrong : Type::BodyMedium, .tone = quiet ? Tone::Text3 : Tone::Text1}, look);
    paintText(*painter, QRect(texts.x(), middle + 1, texts.width(), 16), row.support,
              {.type = Type::Meta, .tone = selected ? Tone::Text2 : Tone::Text3}, look);
}

} // namespace stillgate
