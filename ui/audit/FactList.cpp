// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/FactList.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/PlainToolTip.h"

namespace stillgate {

namespace {

constexpr int kFactHeight = 24;
constexpr int kFactLabel = 104;
constexpr int kFactGap = 12;
constexpr int kFactIcon = 16;
constexpr int kCodeLine = 19;
constexpr int kCodePadding = 8;
constexpr int kCodeNumber = 30;

int indexAt(const QHelpEvent& help, int top, int height, qsizetype count)
{
    const int index = (help.pos().y() - top) / height;
    return help.pos().y() >= top && index < count ? index : -1;
}

} // namespace

FactList::FactList(std::vector<AuditFact> facts, QWidget* parent) : QWidget(parent), m_facts(std::move(facts))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QStringList said;
    for (const AuditFact& fact : m_facts) {
        said << tr("%1: %2").arg(fact.label, fact.value);
    }
    setAccessibleName(said.join(QStringLiteral(", ")));
}

QSize FactList::sizeHint() const
{
    return {300, kFactHeight * static_cast<int>(m_facts.size())};
}

void FactList::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    int y = 0;
    for (const AuditFact& fact : m_facts) {
        Lane lane(QRect(0, y, width(), kFactHeight), look.direction());
        y += kFactHeight;
        paintText(painter, lane.fromStart(kFactLabel, kFactGap), fact.label, {.tone = Tone::Text3}, look);
        if (fact.icon) {
            look.paintIcon(painter, lane.fromStart(kFactIcon, 6), *fact.icon, kFactIcon, tonesOf(fact.mood).shape);
        }
        const bool mono = fact.script == AuditFact::Script::Mono;
        paintText(painter, lane.rest(), fact.value,
                  {.type = mono ? Type::Mono : Type::BodyMedium,
                   .tone = fact.mood == Mood::Harm ? Tone::Harm : Tone::Text1,
                   .flow = mono ? Flow::LeftToRight : Flow::Content},
                  look);
    }
}

bool FactList::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int index = indexAt(*help, 0, kFactHeight, static_cast<qsizetype>(m_facts.size()));
        if (index >= 0) {
            const AuditFact& fact = m_facts[static_cast<std::size_t>(index)];
            QToolTip::showText(help->globalPos(), plainToolTip(fact.whole.isEmpty() ? fact.value : fact.whole), this);
        }
        return true;
    }
    return QWidget::event(event);
}

PayloadBox::PayloadBox(QStringList lines, QWidget* parent) : QWidget(parent), m_lines(std::move(lines))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setLayoutDirection(Qt::LeftToRight); // data reads one way in every language
    setAccessibleName(tr("Data of the event"));
    setAccessibleDescription(m_lines.join(QLatin1Char('\n')));
}

QSize PayloadBox::sizeHint() const
{
    return {300, kCodeLine * static_cast<int>(m_lines.size()) + 2 * kCodePadding};
}

void PayloadBox::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(), 6, look.colour(Tone::Sunken));
    int y = kCodePadding;
    int number = 0;
    for (const QString& line : m_lines) {
        Lane lane(QRect(0, y, width() - kCodePadding, kCodeLine), Qt::LeftToRight);
        y += kCodeLine;
        paintText(painter, lane.fromStart(kCodeNumber, 8), QString::number(++number),
                  {.type = Type::Mono, .tone = Tone::Text3, .align = Align::End}, look);
        const qsizetype colon = line.indexOf(QLatin1String("\": "));
        const QString key = colon < 0 ? QString() : line.left(colon + 3);
        lane.skip(
            paintText(painter, lane.rest(), key, {.type = Type::Mono, .tone = Tone::Text2, .flow = Flow::LeftToRight}, look));
        paintText(painter, lane.rest(), line.mid(key.size()),
                  {.type = Type::Mono, .tone = Tone::Text1, .flow = Flow::LeftToRight}, look);
    }
}

bool PayloadBox::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int index = indexAt(*help, kCodePadding, kCodeLine, m_lines.size());
        if (index >= 0) {
            QToolTip::showText(help->globalPos(), plainToolTip(m_lines.at(index).trimmed()), this);
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace stillgate
