// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widget/SectionHeader.h"

#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

SectionHeader::SectionHeader(const QString& title, QWidget* parent, Type type) : QWidget(parent), m_title(title), m_type(type)
{
    setAccessibleName(title);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void SectionHeader::setNote(const QString& note)
{
    m_note = note;
    setAccessibleDescription(note);
    update();
}

QSize SectionHeader::sizeHint() const
{
    const Look look = Look::of(*this);
    return {textWidth(m_title, m_type, look) + 16 + textWidth(m_note, Type::Meta, look), look.metrics(m_type).height() + 4};
}

QSize SectionHeader::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void SectionHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    Lane lane(rect(), look.direction());
    if (!m_note.isEmpty()) {
        paintText(painter, lane.fromEnd(textWidth(m_note, Type::Meta, look), 8), m_note,
                  {.type = Type::Meta, .tone = Tone::Text3}, look);
    }
    // Labels are quieter than what they name; titles are not.
    const Tone tone = m_type == Type::Label ? Tone::Text3 : Tone::Text1;
    paintText(painter, lane.rest(), m_title, {.type = m_type, .tone = tone}, look);
}

} // namespace stillgate
