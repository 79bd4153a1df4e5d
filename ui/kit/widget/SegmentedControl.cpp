// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widget/SegmentedControl.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kRingRoom = 3;
constexpr int kSegmentHeight = 28;
constexpr int kSegmentPadding = 12;
constexpr qreal kSegmentRadius = 6.0;

} // namespace

SegmentedControl::SegmentedControl(const QStringList& choices, QWidget* parent) : QWidget(parent), m_choices(choices)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    sayCurrent();
}

void SegmentedControl::sayCurrent()
{
    setAccessibleName(m_choices.value(m_current));
}

void SegmentedControl::setCurrent(int index)
{
    if (index >= 0 && index < m_choices.size() && index != m_current) {
        m_current = index;
        sayCurrent();
        update();
    }
}

void SegmentedControl::choose(int index)
{
    const int before = m_current;
    setCurrent(index);
    if (m_current != before) {
        emit chosen(m_current);
    }
}

std::vector<QRect> SegmentedControl::segments() const
{
    const Look look = Look::of(*this);
    std::vector<QRect> rects;
    Lane lane(rect().adjusted(kRingRoom, kRingRoom, -kRingRoom, -kRingRoom), look.direction());
    for (const QString& choice : m_choices) {
        rects.push_back(lane.fromStart(textWidth(choice, Type::BodyStrong, look) + 2 * kSegmentPadding));
    }
    return rects;
}

QSize SegmentedControl::sizeHint() const
{
    const Look look = Look::of(*this);
    int width = 2 * kRingRoom;
    for (const QString& choice : m_choices) {
        width += textWidth(choice, Type::BodyStrong, look) + 2 * kSegmentPadding;
    }
    return {width, kSegmentHeight + 2 * kRingRoom};
}

void SegmentedControl::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    const QRect whole = rect().adjusted(kRingRoom, kRingRoom, -kRingRoom, -kRingRoom);
    paintBox(painter, whole, kSegmentRadius, look.colour(Tone::Sunken), look.colour(Tone::Hairline));
    const std::vector<QRect> rects = segments();
    for (int i = 0; i < m_choices.size(); ++i) {
        const QRect& segment = rects[static_cast<std::size_t>(i)];
        const bool chosenOne = i == m_current;
        if (chosenOne) {
            paintBox(painter, segment, kSegmentRadius, look.colour(Tone::Raised), look.colour(Tone::Strong));
        }
        paintText(painter, segment, m_choices[i],
                  {.type = chosenOne ? Type::BodyStrong : Type::Body,
                   .tone = chosenOne ? Tone::Text1 : Tone::Text2,
                   .align = Align::Middle},
                  look);
    }
    if (hasFocus() && m_showsRing) {
        paintFocusRing(painter, whole, kSegmentRadius, look);
    }
}

void SegmentedControl::mousePressEvent(QMouseEvent* event)
{
    const std::vector<QRect> rects = segments();
    for (int i = 0; i < m_choices.size(); ++i) {
        if (rects[static_cast<std::size_t>(i)].contains(event->position().toPoint())) {
            choose(i);
        }
    }
}

void SegmentedControl::keyPressEvent(QKeyEvent* event)
{
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    if (event->key() == Qt::Key_Right || event->key() == Qt::Key_Left) {
        choose(m_current + (event->key() == Qt::Key_Right ? forward : -forward));
    } else {
        QWidget::keyPressEvent(event);
    }
}

void SegmentedControl::focusInEvent(QFocusEvent* event)
{
    m_showsRing = event->reason() != Qt::MouseFocusReason;
    QWidget::focusInEvent(event);
    update();
}

} // namespace stillgate
