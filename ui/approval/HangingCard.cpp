// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/HangingCard.h"

#include <algorithm>

#include <QEvent>
#include <QKeyEvent>
#include <QLayout>

namespace stillgate {

namespace {

constexpr int kAir = 8; ///< from the edges of the window
constexpr int kEdge = 4; ///< the translucent one around the card

} // namespace

HangingCard::HangingCard(QWidget& anchor, int width)
    : Card(CardKind::Popup, anchor.window()), m_anchor(&anchor), m_width(width + 2 * kEdge)
{
    setFocusPolicy(Qt::ClickFocus);
    // Whatever moves the button moves the card.
    for (QWidget* above = &anchor; above != nullptr; above = above->isWindow() ? nullptr : above->parentWidget()) {
        above->installEventFilter(this);
    }
}

void HangingCard::hang()
{
    place();
    raise();
    show();
    focusFirst();
}

void HangingCard::place()
{
    if (!m_anchor || parentWidget() == nullptr) {
        return;
    }
    const QRect room = parentWidget()->rect().adjusted(kAir, kAir, -kAir, -kAir);
    const int width = std::min(m_width, room.width());
    int height =
        layout() != nullptr && layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height();
    height = std::min(height, room.height());
    const QRect anchor(m_anchor->mapTo(parentWidget(), QPoint(0, 0)), m_anchor->size());
    const bool rightToLeft = layoutDirection() == Qt::RightToLeft;
    int left = rightToLeft ? anchor.right() + 1 - width : anchor.left();
    int top = anchor.bottom() + 1;
    if (top + height > room.bottom() + 1 && anchor.top() - height >= room.top()) {
        top = anchor.top() - height;
    } else if (top + height > room.bottom() + 1) {
        // Neither below nor above: beside it, so that the button stays in view.
        const int before = anchor.left() - width;
        const int behind = anchor.right() + 1;
        const bool fitsBefore = before >= room.left();
        const bool fitsBehind = behind + width <= room.right() + 1;
        left = (rightToLeft ? fitsBefore : !fitsBehind && fitsBefore) ? before : behind;
        top = std::max(room.top(), room.bottom() + 1 - height);
    }
    left = std::clamp(left, room.left(), std::max(room.left(), room.right() + 1 - width));
    setGeometry(left, top, width, height);
}

bool HangingCard::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
        if (isVisible()) {
            place();
        }
        break;
    case QEvent::Hide:
        if (watched == m_anchor && isVisible()) {
            letGo();
        }
        break;
    default: break;
    }
    return Card::eventFilter(watched, event);
}

void HangingCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        letGo();
        return;
    }
    // A key that means nothing here must not mean something to what lies below.
    event->accept();
}

void HangingCard::letGo()
{
    if (m_anchor && m_anchor->isVisible()) {
        m_anchor->setFocus(Qt::OtherFocusReason);
    }
    hide();
    emit closed();
    deleteLater();
}

} // namespace stillgate
