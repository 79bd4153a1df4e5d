// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kChipHeight = 20;
constexpr int kChipPadding = 6;
constexpr int kChipIcon = 14;
constexpr int kChipIconGap = 4;
constexpr int kTokenHeight = 24;
constexpr int kTokenPadding = 7;
constexpr int kCountHeight = 16;
constexpr int kCountPadding = 5;
constexpr int kPlateHeight = 18;
constexpr int kPlatePadding = 6;
constexpr qreal kChipRadius = 4.0;

// The chip itself: as wide as it needs to be, from where reading starts, in the middle of the height.
QRect chipRect(const QRect& rect, const QSize& size, const Look& look)
{
    const QRect chip(rect.x(), rect.y() + (rect.height() - size.height()) / 2, qMin(size.width(), rect.width()), size.height());
    return QStyle::visualRect(look.direction(), rect, chip);
}

int iconWidth(const std::optional<Icon>& icon)
{
    return icon ? kChipIcon + kChipIconGap : 0;
}

// A good fact needs no green words: its icon says it. A bad one does.
Tone factTone(Mood mood)
{
    return mood == Mood::Verified ? Tone::Text2 : tonesOf(mood).text;
}

void paintIconAndText(QPainter& painter, Lane lane, const std::optional<Icon>& icon, Tone shape, const QString& text,
                      const TextStyle& style, const Look& look)
{
    if (icon) {
        look.paintIcon(painter, lane.fromStart(kChipIcon, kChipIconGap), *icon, kChipIcon, shape);
    }
    paintText(painter, lane.rest(), text, style, look);
}

} // namespace

void paintMark(QPainter& painter, const QRect& rect, const StatusMark& mark, const Look& look)
{
    const QRect chip = chipRect(rect, markSize(mark, look), look);
    paintBox(painter, chip, kChipRadius, look.colour(tonesOf(mark.mood).ground));
    const Lane lane(chip.adjusted(kChipPadding, 0, -kChipPadding, 0), look.direction());
    paintIconAndText(painter, lane, mark.icon, tonesOf(mark.mood).text, mark.text,
                     {.type = Type::MetaMedium, .tone = tonesOf(mark.mood).text}, look);
}

QSize markSize(const StatusMark& mark, const Look& look)
{
    return {2 * kChipPadding + iconWidth(mark.icon) + textWidth(mark.text, Type::MetaMedium, look), kChipHeight};
}

QString markText(const StatusMark& mark)
{
    return mark.text;
}

void paintMark(QPainter& painter, const QRect& rect, const FactMark& mark, const Look& look)
{
    paintIconAndText(painter, Lane(rect, look.direction()), mark.icon, tonesOf(mark.mood).shape, mark.text,
                     {.type = mark.type, .tone = factTone(mark.mood)}, look);
}

QSize markSize(const FactMark& mark, const Look& look)
{
    return {iconWidth(mark.icon) + textWidth(mark.text, mark.type, look), qMax(16, look.metrics(mark.type).height())};
}

QString markText(const FactMark& mark)
{
    return mark.text;
}

void paintMark(QPainter& painter, const QRect& rect, const TokenMark& mark, const Look& look)
{
    const QRect chip = chipRect(rect, markSize(mark, look), look);
    paintBox(painter, chip, kChipRadius, look.colour(Tone::Sunken));
    Lane lane(chip.adjusted(kTokenPadding, 0, -kTokenPadding, 0), Qt::LeftToRight);
    const Look ltr = look.facing(Qt::LeftToRight);
    const int used = paintText(painter, lane.rest(), mark.field, {.type = Type::MonoBody, .tone = Tone::Text3}, ltr);
    lane.skip(used);
    paintText(painter, lane.rest(), mark.value, {.type = Type::MonoBody, .tone = Tone::Text1}, ltr);
}

QSize markSize(const TokenMark& mark, const Look& look)
{
    return {2 * kTokenPadding + textWidth(mark.field, Type::MonoBody, look) + textWidth(mark.value, Type::MonoBody, look),
            kTokenHeight};
}

QString markText(const TokenMark& mark)
{
    return mark.field + mark.value;
}

void paintMark(QPainter& painter, const QRect& rect, const CountMark& mark, const Look& look)
{
    const QRect pill = chipRect(rect, markSize(mark, look), look);
    const bool yours = mark.mood == Mood::Yours;
    paintBox(painter, pill, kCountHeight / 2.0, look.colour(yours ? Tone::Fill : Tone::Track));
    paintText(painter, pill, mark.text,
              {.type = Type::Label, .tone = yours ? Tone::OnFill : Tone::Text1, .align = Align::Middle, .cut = Cut::Never},
              look);
}

QSize markSize(const CountMark& mark, const Look& look)
{
    return {qMax(kCountHeight, 2 * kCountPadding + textWidth(mark.text, Type::Label, look)), kCountHeight};
}

QString markText(const CountMark& mark)
{
    return mark.text;
}

void paintMark(QPainter& painter, const QRect& rect, const PlateMark& mark, const Look& look)
{
    const QRect plate = chipRect(rect, markSize(mark, look), look);
    const bool isHeavy = mark.weight == PlateWeight::Heavy;
    paintBox(painter, plate, kChipRadius, look.colour(isHeavy ? Tone::Text1 : Tone::Sunken));
    paintText(
        painter, plate, mark.text,
        {.type = Type::Label, .tone = isHeavy ? Tone::Surface : Tone::Text1, .align = Align::Middle, .flow = Flow::LeftToRight},
        look);
}

QSize markSize(const PlateMark& mark, const Look& look)
{
    return {2 * kPlatePadding + textWidth(mark.text, Type::Label, look), kPlateHeight};
}

QString markText(const PlateMark& mark)
{
    return mark.text;
}

} // namespace stillgate
