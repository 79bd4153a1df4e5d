// SPDX-License-Identifier: GPL-3.0-or-later
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/PlainToolTip.h"
#include "ui/quality/SamplerPane.h"

namespace stillgate {

namespace {

constexpr int kSessionTitle = 24;
constexpr int kSessionRow = 24;
constexpr int kSessionGap = 25; ///< with a line in its middle
constexpr int kRecentRow = 24;
constexpr int kFateRow = 16;

int heightOf(const RecentReview& review)
{
    return kRecentRow + (review.fate.isEmpty() ? 0 : kFateRow);
}

} // namespace

SessionBox::SessionBox(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("sessionBox"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SessionBox::show(std::vector<SessionLine> lines, std::vector<RecentReview> recent)
{
    m_lines = std::move(lines);
    m_recent = std::move(recent);
    QStringList said;
    for (const SessionLine& line : m_lines) {
        said << tr("%1 %2").arg(line.label, line.value);
    }
    for (const RecentReview& review : m_recent) {
        said << tr("%1 %2 %3", "ticket, label, fate").arg(review.number, review.label, review.fate);
    }
    setAccessibleName(tr("This session"));
    setAccessibleDescription(said.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize SessionBox::sizeHint() const
{
    int height = kSessionTitle + kSessionRow * static_cast<int>(m_lines.size());
    if (!m_recent.empty()) {
        height += kSessionGap + kSessionTitle;
    }
    for (const RecentReview& review : m_recent) {
        height += heightOf(review);
    }
    return {180, height};
}

void SessionBox::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    const TextStyle title{.type = Type::Label, .tone = Tone::Text3};
    paintText(painter, QRect(0, 0, width(), kSessionTitle), tr("This session"), title, look);
    int y = kSessionTitle;
    for (const SessionLine& line : m_lines) {
        Lane lane(QRect(0, y, width(), kSessionRow), look.direction());
        paintText(painter, lane.fromEnd(textWidth(line.value, Type::BodyStrong, look) + 1, 8), line.value,
                  {.type = Type::BodyStrong, .align = Align::End}, look);
        paintText(painter, lane.rest(), line.label, {.tone = Tone::Text2}, look);
        y += kSessionRow;
    }
    if (m_recent.empty()) {
        return;
    }
    painter.fillRect(QRect(0, y + kSessionGap / 2, width(), 1), look.colour(Tone::Hairline));
    y += kSessionGap;
    paintText(painter, QRect(0, y, width(), kSessionTitle), tr("Last five"), title, look);
    y += kSessionTitle;
    for (const RecentReview& review : m_recent) {
        paintRecent(painter, QRect(0, y, width(), heightOf(review)), review);
        y += heightOf(review);
    }
}

void SessionBox::paintRecent(QPainter& painter, const QRect& rect, const RecentReview& review) const
{
    const Look look = Look::of(*this);
    Lane lane(QRect(rect.x(), rect.y(), rect.width(), kRecentRow), look.direction());
    look.paintIcon(painter, lane.fromStart(16, 8), review.icon, 16, tonesOf(review.mood).shape);
    paintText(painter, lane.fromStart(textWidth(review.number, Type::Mono, look) + 1, 10), review.number,
              {.type = Type::Mono, .tone = Tone::Text2, .flow = Flow::LeftToRight}, look);
    paintText(painter, lane.rest(), review.label,
              {.type = review.mood == Mood::Yours ? Type::Label : Type::Meta,
               .tone = review.mood == Mood::Yours ? Tone::Text1 : Tone::Text2,
               .flow = Flow::LeftToRight},
              look);
    if (!review.fate.isEmpty()) {
        Lane below(QRect(rect.x(), rect.y() + kRecentRow - 4, rect.width(), kFateRow), look.direction());
        below.skip(24);
        paintText(painter, below.rest(), review.fate,
                  {.type = Type::Meta, .tone = review.mood == Mood::Harm ? Tone::Harm : Tone::Text3}, look);
    }
}

bool SessionBox::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        int y = kSessionTitle + kSessionRow * static_cast<int>(m_lines.size()) + kSessionGap + kSessionTitle;
        for (const RecentReview& review : m_recent) {
            if (help->pos().y() >= y && help->pos().y() < y + heightOf(review)) {
                const QStringList words{review.number, review.label, review.fate};
                QToolTip::showText(help->globalPos(), plainToolTip(words.join(QLatin1Char('\n')).trimmed()), this);
            }
            y += heightOf(review);
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace stillgate
