// SPDX-License-Identifier: GPL-3.0-or-later
#include <QStyle>

#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/KitText.h"

namespace stillgate {

namespace {

constexpr int kMarkRing = 2;
constexpr int kLargeBadge = 28;
constexpr int kQuorumHeight = 4;
constexpr int kQuorumGap = 4;
constexpr int kQuorumPart = 16;

// The same for every start of the program, unlike qHash().
unsigned steadyNumber(const QString& id)
{
    unsigned number = 2166136261U;
    for (const QChar letter : id) {
        number = (number ^ letter.unicode()) * 16777619U;
    }
    return number >> 8U;
}

} // namespace

PersonMark personMark(const QString& name, const QString& id)
{
    QString initials;
    const QStringList words = name.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (!words.isEmpty()) {
        initials = words.first().left(1).toUpper();
    }
    if (words.size() > 1) {
        initials += words.last().left(1).toUpper();
    }
    return {.initials = initials, .colour = steadyNumber(id) % kPersonColourCount};
}

void paintMark(QPainter& painter, const QRect& rect, const PersonMark& mark, const Look& look)
{
    const QSize size = markSize(mark, look);
    const QRect leading(rect.x(), rect.y() + (rect.height() - size.height()) / 2, size.width(), size.height());
    const QRect outer = QStyle::visualRect(look.direction(), rect, leading);
    const QRect badge = outer.adjusted(kMarkRing, kMarkRing, -kMarkRing, -kMarkRing);
    const PersonColours colours = look.theme().person(mark.colour);
    paintBox(painter, badge, mark.diameter / 2.0, colours.ground);
    if (mark.presence == PersonMark::Presence::Looking) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(look.colour(Tone::Accent), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QRectF(badge).adjusted(-1.25, -1.25, 1.25, 1.25));
        painter.restore();
    }
    painter.save();
    painter.setFont(look.font(mark.diameter >= kLargeBadge ? Type::Label : Type::Initials));
    painter.setPen(colours.text);
    painter.drawText(badge, Qt::AlignCenter | Qt::TextDontClip, mark.initials);
    painter.restore();
}

QSize markSize(const PersonMark& mark, const Look&)
{
    return {mark.diameter + 2 * kMarkRing, mark.diameter + 2 * kMarkRing};
}

QString markText(const PersonMark& mark)
{
    return mark.presence == PersonMark::Presence::Looking ? KitText::tr("%1, looking at it now").arg(mark.initials)
                                                          : mark.initials;
}

void paintMark(QPainter& painter, const QRect& rect, const QuorumMark& mark, const Look& look)
{
    const int parts = qMax(1, mark.needed);
    const int top = rect.y() + (rect.height() - kQuorumHeight) / 2;
    const double width = (rect.width() - (parts - 1) * kQuorumGap) / static_cast<double>(parts);
    for (int i = 0; i < parts; ++i) {
        const int from = rect.x() + qRound(i * (width + kQuorumGap));
        const QRect part(from, top, qRound(width), kQuorumHeight);
        const Tone tone = i < mark.given ? Tone::Verified : Tone::Track;
        paintBox(painter, QStyle::visualRect(look.direction(), rect, part), kQuorumHeight / 2.0, look.colour(tone));
    }
}

QSize markSize(const QuorumMark& mark, const Look&)
{
    const int parts = qMax(1, mark.needed);
    return {parts * kQuorumPart + (parts - 1) * kQuorumGap, 12};
}

QString markText(const QuorumMark& mark)
{
    return KitText::tr("%1 of %2 signed").arg(mark.given).arg(mark.needed);
}

} // namespace stillgate
