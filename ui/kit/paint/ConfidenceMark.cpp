// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kBarHeight = 4;
constexpr int kTickHeight = 10;

struct ConfidenceLayout {
    int bar;
    int gap;
    int circle;
    int circleGap;
    Type numberType;
    Type wordType;
};

constexpr ConfidenceLayout layoutOf(const ConfidenceMark& mark)
{
    return mark.quiet ? ConfidenceLayout{52, 6, 8, 4, Type::MetaMedium, Type::Meta}
                      : ConfidenceLayout{120, 14, 8, 7, Type::BodyMedium, Type::Body};
}

int numberWidth(const ConfidenceMark& mark, const ConfidenceLayout& layout, const Look& look)
{
    return textWidth(mark.number, layout.numberType, look);
}

} // namespace

void paintConfidenceBar(QPainter& painter, const QRect& rect, const ConfidenceMark& mark, const Look& look)
{
    const QRect track(rect.x(), rect.y() + (rect.height() - kBarHeight) / 2, rect.width(), kBarHeight);
    paintBox(painter, track, kBarHeight / 2.0, look.colour(Tone::Hairline));
    const int filled = qMax(kBarHeight, qRound(qBound(0.0, mark.value, 1.0) * track.width()));
    const QRect bar(track.x(), track.y(), filled, kBarHeight);
    paintBox(painter, QStyle::visualRect(look.direction(), track, bar), kBarHeight / 2.0, look.colour(Tone::Data));
    for (const double threshold : {mark.assistedFrom, mark.autoFrom}) {
        if (threshold <= 0.0) { // not known
            continue;
        }
        const int at = track.x() + qRound(qBound(0.0, threshold, 1.0) * (track.width() - 1));
        const QRect tick(at, rect.y() + (rect.height() - kTickHeight) / 2, 1, kTickHeight);
        painter.fillRect(QStyle::visualRect(look.direction(), track, tick), look.colour(Tone::Text3));
    }
}

void paintBand(QPainter& painter, const QRect& rect, Band band, int diameter, const Look& look)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = look.colour(Tone::Text2);
    const QRectF whole(rect.x() + (rect.width() - diameter) / 2.0, rect.y() + (rect.height() - diameter) / 2.0, diameter,
                       diameter);
    const QRectF ring = whole.adjusted(0.75, 0.75, -0.75, -0.75);
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(band == Band::Auto ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawEllipse(ring);
    if (band == Band::Assisted) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        // The half that reading comes to first.
        painter.drawPie(ring, look.isRightToLeft() ? -90 * 16 : 90 * 16, 180 * 16);
    }
    painter.restore();
}

void paintMark(QPainter& painter, const QRect& rect, const ConfidenceMark& mark, const Look& look)
{
    const ConfidenceLayout layout = layoutOf(mark);
    Lane lane(rect, look.direction());
    paintConfidenceBar(painter, lane.fromStart(layout.bar, layout.gap), mark, look);
    paintText(painter, lane.fromStart(numberWidth(mark, layout, look), layout.gap), mark.number,
              {.type = layout.numberType,
               .tone = mark.quiet ? Tone::Text2 : Tone::Text1,
               .cut = Cut::Never,
               .flow = Flow::LeftToRight},
              look);
    if (!mark.bandWord.isEmpty()) {
        paintBand(painter, lane.fromStart(layout.circle, layout.circleGap), mark.band, layout.circle, look);
        paintText(painter, lane.rest(), mark.bandWord, {.type = layout.wordType, .tone = Tone::Text2}, look);
    }
}

QSize markSize(const ConfidenceMark& mark, const Look& look)
{
    const ConfidenceLayout layout = layoutOf(mark);
    int width = layout.bar + layout.gap + numberWidth(mark, layout, look);
    if (!mark.bandWord.isEmpty()) {
        width += layout.gap + layout.circle + layout.circleGap + textWidth(mark.bandWord, layout.wordType, look);
    }
    return {width, mark.quiet ? 14 : 20};
}

QString markText(const ConfidenceMark& mark)
{
    return mark.bandWord.isEmpty() ? mark.number : mark.number + QLatin1Char(' ') + mark.bandWord;
}

} // namespace stillgate
