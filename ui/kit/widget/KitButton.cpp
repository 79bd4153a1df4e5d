// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widget/KitButton.h"

#include <QEvent>
#include <QFocusEvent>
#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kSignGap = 7;
constexpr int kKeyGap = 8;

struct ButtonShape {
    int height;
    int padding;
    int icon;
    qreal radius;
};

ButtonShape shapeOf(ButtonKind kind, bool hasText)
{
    switch (kind) {
    case ButtonKind::Pill: return {24, 11, 14, 12};
    case ButtonKind::Link: return {18, 0, 14, 4};
    case ButtonKind::Bare:
        if (!hasText) {
            return {28, 5, 18, 6};
        }
        return {36, 8, 16, 6};
    case ButtonKind::Primary:
    case ButtonKind::Outlined:
    case ButtonKind::Harm: return {36, 12, 16, 6};
    }
    return {36, 12, 16, 6};
}

bool isByKeyboard(Qt::FocusReason reason)
{
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason ||
           reason == Qt::OtherFocusReason;
}

} // namespace

KitButton::KitButton(ButtonKind kind, const QString& text, QWidget* parent) : QAbstractButton(parent), m_kind(kind)
{
    setText(text);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    if (kind == ButtonKind::Link) {
        setCursor(Qt::PointingHandCursor);
    }
}

KitButton::KitButton(ButtonKind kind, Icon icon, const QString& text, QWidget* parent) : KitButton(kind, text, parent)
{
    m_sign = icon;
}

void KitButton::setSign(std::optional<Icon> icon)
{
    m_sign = icon;
    updateGeometry();
    update();
}

void KitButton::setKey(const QKeySequence& key)
{
    m_key = key;
    updateGeometry();
    update();
}

Type KitButton::type() const
{
    switch (m_kind) {
    case ButtonKind::Primary: return isEnabled() ? Type::BodyStrong : Type::BodyMedium;
    case ButtonKind::Pill:
    case ButtonKind::Link: return Type::BodyStrong;
    case ButtonKind::Outlined:
    case ButtonKind::Harm:
    case ButtonKind::Bare: return Type::BodyMedium;
    }
    return Type::BodyMedium;
}

Tone KitButton::textTone() const
{
    if (!isEnabled()) {
        return Tone::Text3;
    }
    switch (m_kind) {
    case ButtonKind::Primary: return Tone::OnFill;
    case ButtonKind::Harm: return Tone::Harm;
    case ButtonKind::Pill:
    case ButtonKind::Link: return Tone::Accent;
    case ButtonKind::Outlined:
    case ButtonKind::Bare: return Tone::Text1;
    }
    return Tone::Text1;
}

Tone KitButton::signTone() const
{
    const Tone text = textTone();
    return text == Tone::Text1 ? Tone::Text2 : text;
}

int KitButton::contentWidth(const QString& text, bool withKey, const Look& look) const
{
    const ButtonShape shape = shapeOf(m_kind, !text.isEmpty());
    int width = m_sign ? shape.icon : 0;
    if (!text.isEmpty()) {
        width += (m_sign ? kSignGap : 0) + textWidth(text, type(), look);
    }
    if (withKey) {
        width += kKeyGap + markSize(KeyMark{.text = keyText(m_key)}, look).width();
    }
    return width;
}

QSize KitButton::sizeFor(const QString& text) const
{
    const ButtonShape shape = shapeOf(m_kind, !text.isEmpty());
    const int width = contentWidth(text, !m_key.isEmpty(), Look::of(*this));
    return {width + 2 * (shape.padding + kRingRoom), shape.height + 2 * kRingRoom};
}

QSize KitButton::sizeHint() const
{
    return sizeFor(text());
}

QRect KitButton::face() const
{
    return rect().adjusted(kRingRoom, kRingRoom, -kRingRoom, -kRingRoom);
}

void KitButton::paintGround(QPainter& painter, const QRect& face, const Look& look) const
{
    const qreal radius = shapeOf(m_kind, !text().isEmpty()).radius;
    const bool awake = isEnabled() && (underMouse() || isDown() || isChecked());
    switch (m_kind) {
    case ButtonKind::Primary:
        if (!isEnabled()) {
            paintBox(painter, face, radius, look.colour(Tone::Sunken), look.colour(Tone::Hairline));
            return;
        }
        paintBox(painter, face, radius, look.colour(isDown() ? Tone::HoldTrack : Tone::Fill));
        return;
    case ButtonKind::Outlined:
    case ButtonKind::Harm:
        if (!isEnabled()) {
            paintBox(painter, face, radius, look.colour(Tone::Sunken), look.colour(Tone::Hairline));
            return;
        }
        paintBox(painter, face, radius, look.colour(awake ? Tone::Hover : Tone::Raised), look.colour(Tone::Strong));
        return;
    case ButtonKind::Bare:
        if (awake) {
            paintBox(painter, face, radius, look.colour(isChecked() ? Tone::Select : Tone::Hover));
        }
        return;
    case ButtonKind::Pill: paintBox(painter, face, radius, look.colour(awake ? Tone::Select : Tone::Tint)); return;
    case ButtonKind::Link: return;
    }
}

void KitButton::paintFace(QPainter& painter, const QRect& face, const Look& look) const
{
    const ButtonShape shape = shapeOf(m_kind, !text().isEmpty());
    const int width = qMin(contentWidth(shownText(), showsKey(), look), face.width() - 2 * qMin(shape.padding, 4));
    Lane lane(QRect(face.x() + (face.width() - width) / 2, face.y(), width, face.height()), look.direction());
    if (m_sign) {
        look.paintIcon(painter, lane.fromStart(shape.icon, kSignGap), *m_sign, shape.icon, signTone());
    }
    if (showsKey()) {
        const auto ground = m_kind == ButtonKind::Primary && isEnabled() ? KeyMark::Ground::OnFill : KeyMark::Ground::Plain;
        const KeyMark key{.text = keyText(m_key), .ground = ground};
        paintMark(painter, lane.fromEnd(markSize(key, look).width(), kKeyGap), key, look);
    }
    const QRect words = lane.rest();
    paintText(painter, words, shownText(), {.type = type(), .tone = textTone()}, look);
    if (m_kind == ButtonKind::Link && isEnabled() && underMouse()) {
        painter.fillRect(QRect(words.x(), face.bottom() - 1, words.width(), 1), look.colour(Tone::Accent));
    }
}

void KitButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    paintGround(painter, face(), look);
    paintFace(painter, face(), look);
    if (hasFocus() && m_showsRing) {
        paintFocusRing(painter, face(), shapeOf(m_kind, !text().isEmpty()).radius, look);
    }
}

bool KitButton::event(QEvent* event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave) {
        update();
    }
    return QAbstractButton::event(event);
}

void KitButton::focusInEvent(QFocusEvent* event)
{
    // A window that becomes active again gives the focus back as it was.
    if (event->reason() != Qt::ActiveWindowFocusReason) {
        m_showsRing = isByKeyboard(event->reason());
    }
    QAbstractButton::focusInEvent(event);
}

void KitButton::focusOutEvent(QFocusEvent* event)
{
    QAbstractButton::focusOutEvent(event);
    update();
}

} // namespace stillgate
