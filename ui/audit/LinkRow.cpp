// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/LinkRow.h"

#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

LinkRow::LinkRow(Icon icon, const QString& name, const QString& hash, const QString& number, QWidget* parent)
    : QAbstractButton(parent), m_icon(icon), m_hash(hash), m_number(number)
{
    setText(name);
    setAccessibleName(tr("%1, event %2").arg(name, number));
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LinkRow::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isEnabled() && underMouse()) {
        paintRoundRow(painter, rect().adjusted(-4, 0, 4, 0), {.hovered = true}, look);
    }
    Lane lane(rect(), look.direction());
    const bool own = !isEnabled();
    look.paintIcon(painter, lane.fromStart(16, 8), m_icon, 16, own ? Tone::Verified : Tone::Text3);
    paintText(painter, lane.fromStart(80, 12), text(),
              {.type = own ? Type::BodyStrong : Type::Body, .tone = own ? Tone::Text1 : Tone::Text2}, look);
    paintText(painter, lane.fromEnd(textWidth(m_number, Type::Mono, look), 8), m_number,
              {.type = Type::Mono, .tone = own ? Tone::Text2 : Tone::Accent, .align = Align::End}, look);
    paintText(painter, lane.rest(), m_hash, {.type = Type::Mono, .tone = Tone::Text2, .flow = Flow::LeftToRight}, look);
    if (hasFocus()) {
        paintFocusRing(painter, rect().adjusted(3, 3, -3, -3), 4, look);
    }
}

} // namespace stillgate
