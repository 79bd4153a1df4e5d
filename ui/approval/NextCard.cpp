// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/NextCard.h"

#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kNextHeight = 80;
constexpr int kLaterHeight = 64;
constexpr int kNextInset = 28;
constexpr qreal kNextRadius = 9.0;

} // namespace

NextCard::NextCard(const QString& caption, QWidget* parent) : QAbstractButton(parent), m_caption(caption)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NextCard::setRow(const StreamRow& row)
{
    if (row == m_row) {
        return;
    }
    m_row = row;
    setText(row.title);
    setAccessibleName(tr("%1, %2 left").arg(row.title, row.deadline.text));
    setAccessibleDescription(row.support);
    update();
}

QSize NextCard::sizeHint() const
{
    return {320, m_caption.isEmpty() ? kLaterHeight : kNextHeight};
}

void NextCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    const bool awake = underMouse() || isDown();
    paintBox(painter, rect(), kNextRadius, look.colour(awake ? Tone::Hover : Tone::Surface), look.colour(Tone::Hairline));
    if (hasFocus()) {
        paintFocusRing(painter, rect().adjusted(3, 3, -3, -3), kNextRadius - 3, look);
    }
    Lane lane(rect().adjusted(kNextInset, 0, -kNextInset + 6, 0), look.direction());
    paintMark(painter, lane.fromEnd(markSize(m_row.deadline, look).width(), 16), m_row.deadline, look);
    const QRect words = lane.rest();
    const int middle = words.top() + words.height() / 2;
    const QString question = tr("%1?", "a question in three words").arg(m_row.title);
    if (!m_caption.isEmpty()) {
        paintText(painter, QRect(words.x(), middle - 30, words.width(), 16), m_caption,
                  {.type = Type::Label, .tone = Tone::Text3}, look);
        paintText(painter, QRect(words.x(), middle - 13, words.width(), 24), question,
                  {.type = Type::PaneTitle, .tone = Tone::Text2}, look);
        paintText(painter, QRect(words.x(), middle + 12, words.width(), 16), m_row.support,
                  {.type = Type::Meta, .tone = Tone::Text3}, look);
    } else {
        paintText(painter, QRect(words.x(), middle - 19, words.width(), 20), question,
                  {.type = Type::Section, .tone = Tone::Text3}, look);
        paintText(painter, QRect(words.x(), middle + 3, words.width(), 16), m_row.support,
                  {.type = Type::Meta, .tone = Tone::Text3}, look);
    }
}

} // namespace stillgate
