// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketFactRow.h"

#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/PlainToolTip.h"
#include "ui/packet/PacketText.h"

namespace stillgate {

namespace {

constexpr int kFactRow = 22;
constexpr int kFactLabel = 116;
constexpr int kFactGap = 12;

} // namespace

PacketFactRow::PacketFactRow(PacketFact fact, QWidget* parent) : QWidget(parent), m_fact(std::move(fact))
{
    setFixedHeight(kFactRow);
    setAccessibleName(PacketText::tr("%1: %2", "label and value").arg(m_fact.label, m_fact.value.text));
    setToolTip(plainToolTip(m_fact.value.text));
}

void PacketFactRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    Lane lane(rect(), look.direction());
    paintText(painter, lane.fromStart(kFactLabel, kFactGap), m_fact.label, {.tone = Tone::Text3}, look);
    const bool isOutside = m_fact.value.voice == PacketVoice::Outside;
    const Tone said =
        m_fact.mood == Mood::Neutral || m_fact.mood == Mood::Verified ? Tone::Text1 : stillgate::tonesOf(m_fact.mood).text;
    paintText(painter, lane.rest(), m_fact.value.text,
              {.tone = m_fact.value.voice == PacketVoice::Withheld ? Tone::Text3 : said,
               .cut = isOutside ? Cut::InMiddle : Cut::AtEnd,
               .flow = isOutside ? Flow::Content : Flow::Window},
              look);
}

} // namespace stillgate
