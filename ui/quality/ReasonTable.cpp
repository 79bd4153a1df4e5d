// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/ReasonTable.h"

#include <cmath>

#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {
constexpr int kReasonRow = 32;
constexpr int kReasonWeight = 56;
constexpr int kReasonBar = 4;
} // namespace

ReasonTable::ReasonTable(std::vector<ReasonRow> rows, const QString& label, QWidget* parent)
    : QWidget(parent), m_rows(std::move(rows)), m_label(label)
{
    setObjectName(QStringLiteral("reasonTable"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QStringList said;
    for (const ReasonRow& row : m_rows) {
        said << tr("%1, %2").arg(row.words, row.weight);
    }
    setAccessibleName(tr("Words and their weights for %1").arg(label));
    setAccessibleDescription(said.join(QStringLiteral(". ")));
}

QSize ReasonTable::sizeHint() const
{
    return {360, kReasonRow * (static_cast<int>(m_rows.size()) + 1)};
}

void ReasonTable::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QRect rect(0, 0, width(), kReasonRow);
    Lane header(rect, look.direction());
    paintText(painter, header.fromEnd(width() / 2), m_label,
              {.type = Type::Label, .tone = Tone::Text3, .align = Align::End, .flow = Flow::LeftToRight}, look);
    paintText(painter, header.rest(), tr("Words"), {.type = Type::Label, .tone = Tone::Text3}, look);
    for (const ReasonRow& row : m_rows) {
        rect.translate(0, kReasonRow);
        painter.fillRect(QRect(rect.x(), rect.y(), rect.width(), 1), look.colour(Tone::Hairline));
        Lane lane(rect, look.direction());
        paintText(painter, lane.fromEnd(kReasonWeight, 16), row.weight,
                  {.tone = row.share < 0 ? Tone::Text2 : Tone::Text1, .align = Align::End, .flow = Flow::LeftToRight}, look);
        const QRect track = lane.fromEnd(qMin(160, width() / 4), 16);
        const int filled = qMax(kReasonBar, qRound(std::abs(row.share) * track.width()));
        const QRect bar(track.x(), track.center().y() - kReasonBar / 2, filled, kReasonBar);
        // What spoke against it is hollow, so that the sign is not told by the number alone.
        const QColor tone = look.colour(Tone::Data);
        paintBox(painter, QStyle::visualRect(look.direction(), track, bar), kReasonBar / 2.0,
                 row.share < 0 ? look.colour(Tone::Surface) : tone, tone);
        paintText(painter, lane.rest(), row.words, {.flow = Flow::Content}, look);
    }
}

} // namespace stillgate
