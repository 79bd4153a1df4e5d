// SPDX-License-Identifier: GPL-3.0-or-later
#include <QStyle>

#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kKeyHeight = 18;
constexpr int kKeyPadding = 5;
constexpr qreal kKeyRadius = 4.0;
constexpr float kBorderOnFill = 0.45F;

} // namespace

QString keyText(const QKeySequence& keys)
{
    QString text = keys.toString(QKeySequence::NativeText);
    // A plus that joins keys, not the one that is a key.
    text.replace(QStringLiteral("++"), QStringLiteral("+\x01"));
    text.replace(QLatin1Char('+'), QLatin1Char(' '));
    text.replace(QLatin1Char('\x01'), QLatin1Char('+'));
    for (const auto& name : {QStringLiteral("Return"), QStringLiteral("Enter")}) {
        text.replace(name, QString(QChar(0x21B5)));
    }
    return text;
}

void paintMark(QPainter& painter, const QRect& rect, const KeyMark& mark, const Look& look)
{
    const QSize size = markSize(mark, look);
    const QRect leading(rect.x(), rect.y() + (rect.height() - size.height()) / 2, size.width(), size.height());
    const QRect cap = QStyle::visualRect(look.direction(), rect, leading);
    const bool onFill = mark.ground == KeyMark::Ground::OnFill;
    QColor border = look.colour(onFill ? Tone::OnFill : Tone::Strong);
    if (onFill) {
        border.setAlphaF(kBorderOnFill);
    }
    paintBox(painter, cap, kKeyRadius, {}, border);
    paintText(painter, cap, mark.text,
              {.type = Type::MetaMedium,
               .tone = onFill ? Tone::OnFill : Tone::Text3,
               .align = Align::Middle,
               .cut = Cut::Never,
               .flow = Flow::LeftToRight},
              look);
}

QSize markSize(const KeyMark& mark, const Look& look)
{
    return {qMax(kKeyHeight, 2 * kKeyPadding + textWidth(mark.text, Type::MetaMedium, look)), kKeyHeight};
}

QString markText(const KeyMark& mark)
{
    return mark.text;
}

} // namespace stillgate
