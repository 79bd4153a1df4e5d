// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/BandFact.h"

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {
constexpr int kCircle = 9;
constexpr int kCircleGap = 6;
constexpr int kFactTall = 20;
} // namespace

BandFact::BandFact(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void BandFact::show(Band band, const QString& words)
{
    m_band = band;
    m_words = words;
    setAccessibleName(words);
    updateGeometry();
    update();
}

QSize BandFact::sizeHint() const
{
    return {kCircle + kCircleGap + textWidth(m_words, Type::Body, Look::of(*this)) + 1, kFactTall};
}

void BandFact::paintEvent(QPaintEvent*)
{
    if (m_words.isEmpty()) {
        return;
    }
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    Lane lane(rect(), look.direction());
    paintBand(painter, lane.fromStart(kCircle, kCircleGap), m_band, kCircle, look);
    paintText(painter, lane.rest(), m_words, {.tone = Tone::Text2}, look);
}

} // namespace stillgate
