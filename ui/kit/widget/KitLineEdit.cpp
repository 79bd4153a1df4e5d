// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widget/KitLineEdit.h"

#include <QEvent>
#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kInset = 10;
constexpr int kBareInset = 4;
constexpr int kSign = 16;
constexpr int kGap = 8;
constexpr int kFieldRadius = 6;

std::optional<Icon> stateSign(FieldState state)
{
    switch (state) {
    case FieldState::Open: return std::nullopt;
    case FieldState::Right: return Icon::Check;
    case FieldState::Wrong: return Icon::Alert;
    }
    return std::nullopt;
}

} // namespace

KitLineEdit::KitLineEdit(FieldKind kind, QWidget* parent) : QLineEdit(parent), m_kind(kind)
{
    // The ground is painted here; Fusion would put another edge around it.
    setFrame(false);
    setAttribute(Qt::WA_Hover);
    setMinimumHeight(kind == FieldKind::Field ? 36 : 28);
    connect(this, &QLineEdit::textChanged, this, &KitLineEdit::makeRoom);
    makeRoom();
}

void KitLineEdit::setSign(std::optional<Icon> sign)
{
    m_sign = sign;
    makeRoom();
}

void KitLineEdit::setKey(const QKeySequence& key)
{
    m_key = key;
    makeRoom();
}

void KitLineEdit::setUnit(const QString& unit)
{
    m_unit = unit;
    makeRoom();
}

void KitLineEdit::setState(FieldState state)
{
    m_state = state;
    makeRoom();
}

void KitLineEdit::makeRoom()
{
    const Look look = Look::of(*this);
    // The field itself keeps two pixels.
    const int inset = (m_kind == FieldKind::Bare ? kBareInset : kInset) - 2;
    const int start = inset + (m_sign ? kSign + kGap : 0);
    int end = inset;
    if (!m_unit.isEmpty()) {
        end += kGap + textWidth(m_unit, Type::Body, look);
    }
    if (m_state != FieldState::Open) {
        end += kGap + kSign;
    }
    if (!m_key.isEmpty() && text().isEmpty()) {
        end += kGap + markSize(KeyMark{.text = keyText(m_key)}, look).width();
    }
    const QMargins margins = look.isRightToLeft() ? QMargins(end, 0, start, 0) : QMargins(start, 0, end, 0);
    if (margins != textMargins()) {
        setTextMargins(margins);
    }
    update();
}

void KitLineEdit::changeEvent(QEvent* event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::StyleChange) {
        makeRoom();
    }
}

void KitLineEdit::paintGround(QPainter& painter, const Look& look) const
{
    if (m_kind == FieldKind::Bare) {
        return;
    }
    Tone ground = m_kind == FieldKind::Search ? Tone::Sunken : Tone::Surface;
    ground = isEnabled() ? ground : Tone::Sunken;
    Tone border = m_kind == FieldKind::Search ? Tone::Hairline : Tone::Strong;
    if (m_state == FieldState::Wrong) {
        border = Tone::Harm;
    } else if (hasFocus()) {
        border = Tone::Accent;
    }
    paintBox(painter, rect(), kFieldRadius, look.colour(ground), look.colour(border));
    if (hasFocus()) {
        paintBox(painter, QRectF(rect()).adjusted(1, 1, -1, -1), kFieldRadius - 1, {}, look.colour(border));
    }
}

void KitLineEdit::paintEvent(QPaintEvent* event)
{
    const Look look = Look::of(*this);
    {
        QPainter painter(this);
        paintGround(painter, look);
        Lane lane(rect().adjusted(kInset, 0, -kInset, 0), look.direction());
        if (m_sign) {
            look.paintIcon(painter, lane.fromStart(kSign, kGap), *m_sign, kSign, Tone::Text2);
        }
        if (const auto sign = stateSign(m_state)) {
            const Tone tone = m_state == FieldState::Right ? Tone::Verified : Tone::Harm;
            look.paintIcon(painter, lane.fromEnd(kSign, kGap), *sign, kSign, tone);
        }
        if (!m_unit.isEmpty()) {
            paintText(painter, lane.fromEnd(textWidth(m_unit, Type::Body, look), kGap), m_unit, {.tone = Tone::Text3}, look);
        }
        if (!m_key.isEmpty() && text().isEmpty()) {
            const KeyMark key{.text = keyText(m_key)};
            paintMark(painter, lane.fromEnd(markSize(key, look).width()), key, look);
        }
    }
    QLineEdit::paintEvent(event);
}

} // namespace stillgate
