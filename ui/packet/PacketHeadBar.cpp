// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketHeadBar.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/PlainToolTip.h"
#include "ui/packet/PacketMeasures.h"
#include "ui/packet/PacketText.h"

namespace stillgate {

namespace {

constexpr int kTitleTop = 14;
constexpr int kTitleHeight = 28;
constexpr int kFactsTop = 46;
constexpr int kFactsHeight = 20;
constexpr int kBoxLabelTop = 14;
constexpr int kBoxLabelHeight = 16;
constexpr int kBoxValueTop = 32;
constexpr int kBoxValueHeight = 24;
constexpr int kBoxGap = 16;
constexpr int kHeadGap = 24;
constexpr int kDotWidth = 24;
constexpr int kHeadIcon = 14;
constexpr int kHeadIconGap = 6;
constexpr int kSummaryLine = 24;
constexpr int kSummaryTitle = 26;
constexpr int kUprightRoom = 21;

Tone toneOf(const PacketLine& line, Tone shown)
{
    return line.voice == PacketVoice::Withheld ? Tone::Text3 : shown;
}

Flow flowOf(const PacketLine& line)
{
    return line.voice == PacketVoice::Outside ? Flow::Content : Flow::Window;
}

void paintDot(QPainter& painter, const QRect& rect, const Look& look)
{
    paintText(painter, rect, QStringLiteral("·"), {.tone = Tone::Text3, .align = Align::Middle}, look);
}

} // namespace

QString packetHeadWords(const PacketHead& head)
{
    QStringList parts{head.number, head.subject.text, head.customer.text};
    for (const QString& fact : head.facts) {
        parts.push_back(fact);
    }
    parts.push_back(PacketText::tr("Stage %1").arg(head.stage));
    if (head.priority) {
        parts.push_back(head.priorityTip);
    }
    if (head.deadline) {
        parts.push_back(head.deadlineTip);
    }
    return parts.join(QStringLiteral(", "));
}

PacketHeadBar::PacketHeadBar(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("packetHead"));
    setFixedHeight(kPageHead);
}

void PacketHeadBar::setHead(const PacketHead& head)
{
    m_head = head;
    setAccessibleName(packetHeadWords(head));
    update();
}

void PacketHeadBar::paintBoxes(QPainter& painter, Lane& lane, const Look& look)
{
    const auto place = [&](const QString& label, int width) {
        const QRect box = lane.fromEnd(qMax(width, textWidth(label, Type::Meta, look)), 0);
        paintText(painter, QRect(box.x(), box.y() + kBoxLabelTop, box.width(), kBoxLabelHeight), label,
                  {.type = Type::Meta, .tone = Tone::Text3}, look);
        const QRect upright = lane.fromEnd(2 * kBoxGap + 1, 0);
        paintUpright(
            painter,
            QRect(upright.x(), upright.y() + kBoxLabelTop, upright.width(), kBoxValueTop + kBoxValueHeight - kBoxLabelTop),
            kBoxValueTop + kBoxValueHeight - kBoxLabelTop, look);
        return QRect(box.x(), box.y() + kBoxValueTop, box.width(), kBoxValueHeight);
    };
    const int stage = kHeadIcon + kHeadIconGap + textWidth(m_head.stage, Type::Section, look);
    const QRect stageRect = place(PacketText::tr("Stage"), stage);
    Lane inside(stageRect, look.direction());
    look.paintIcon(painter, inside.fromStart(kHeadIcon, kHeadIconGap), m_head.stageIcon, kHeadIcon,
                   tonesOf(m_head.stageMood).shape);
    paintText(painter, inside.rest(), m_head.stage, {.type = Type::Section}, look);
    if (!m_head.stakes.isEmpty()) {
        paintText(painter, place(PacketText::tr("Stakes"), textWidth(m_head.stakes, Type::Section, look)), m_head.stakes,
                  {.type = Type::Section}, look);
    }
    if (m_head.deadline) {
        m_deadlineRect = place(m_head.deadlineLabel, markSize(*m_head.deadline, look).width());
        paintMark(painter, m_deadlineRect, *m_head.deadline, look);
    }
    if (m_head.priority) {
        const QString priority = markText(*m_head.priority);
        m_priorityRect = place(PacketText::tr("Priority"), textWidth(priority, Type::Section, look));
        const Tone tone = m_head.priority->level == 1 ? Tone::Harm : Tone::Text1;
        paintText(painter, m_priorityRect, priority, {.type = Type::Section, .tone = tone, .flow = Flow::LeftToRight}, look);
    }
}

void PacketHeadBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    painter.fillRect(rect(), look.colour(Tone::Surface));
    Lane lane(rect().adjusted(kPageInset, 0, -kPageInset, 0), look.direction());
    m_deadlineRect = m_priorityRect = QRect();
    paintBoxes(painter, lane, look);
    lane.skipFromEnd(kHeadGap);
    const QRect texts = lane.rest();
    Lane title(QRect(texts.x(), kTitleTop, texts.width(), kTitleHeight), look.direction());
    paintText(painter, title.fromStart(textWidth(m_head.number, Type::MonoBody, look), kHeadGap), m_head.number,
              {.type = Type::MonoBody, .tone = Tone::Text3, .flow = Flow::LeftToRight}, look);
    m_subjectRect = title.rest();
    paintText(painter, m_subjectRect, m_head.subject.text,
              {.type = Type::Title, .tone = toneOf(m_head.subject, Tone::Text1), .flow = flowOf(m_head.subject)}, look);
    Lane facts(QRect(texts.x(), kFactsTop, texts.width(), kFactsHeight), look.direction());
    look.paintIcon(painter, facts.fromStart(kHeadIcon, kHeadIconGap), m_head.channel, kHeadIcon, Tone::Text3);
    paintText(painter, facts.fromStart(textWidth(m_head.customer.text, Type::BodyMedium, look)), m_head.customer.text,
              {.type = Type::BodyMedium, .tone = toneOf(m_head.customer, Tone::Text1), .flow = flowOf(m_head.customer)}, look);
    paintFacts(painter, facts, look);
}

/// As many as there is room for, each of them whole; the summary for screen readers has all.
void PacketHeadBar::paintFacts(QPainter& painter, Lane& lane, const Look& look) const
{
    for (const QString& fact : m_head.facts) {
        const int words = textWidth(fact, Type::Body, look);
        if (lane.width() < kDotWidth + words) {
            return;
        }
        paintDot(painter, lane.fromStart(kDotWidth), look);
        paintText(painter, lane.fromStart(words), fact, {.tone = Tone::Text2}, look);
    }
    const FactMark read{.mood = m_head.readMood, .icon = Icon::CheckCircle, .text = m_head.read, .type = Type::Body};
    if (!m_head.read.isEmpty() && lane.width() >= kDotWidth + markSize(read, look).width()) {
        paintDot(painter, lane.fromStart(kDotWidth), look);
        paintMark(painter, lane.rest(), read, look);
    }
}

bool PacketHeadBar::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = m_deadlineRect.contains(help->pos())   ? m_head.deadlineTip
                            : m_priorityRect.contains(help->pos()) ? m_head.priorityTip
                            : m_subjectRect.contains(help->pos())  ? m_head.subject.text
                                                                   : m_head.readTip;
        QToolTip::showText(help->globalPos(), plainToolTip(tip), this);
        return true;
    }
    return QWidget::event(event);
}

PacketSummary::PacketSummary(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("packetSummary"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PacketSummary::setHead(const PacketHead& head)
{
    m_head = head;
    setAccessibleName(packetHeadWords(head));
    updateGeometry();
    update();
}

QSize PacketSummary::sizeHint() const
{
    return {0, kSummaryTitle + 2 * kSummaryLine};
}

void PacketSummary::paintPressing(QPainter& painter, const QRect& line, const Look& look) const
{
    Lane lane(line, look.direction());
    const auto upright = [&] { paintUpright(painter, lane.fromStart(kUprightRoom), 13, look); };
    if (m_head.deadline) {
        paintMark(painter, lane.fromStart(markSize(*m_head.deadline, look).width(), 4), *m_head.deadline, look);
        const QString left = PacketText::tr("left", "of the time until a deadline");
        if (m_head.deadline->state == DeadlineState::InTime || m_head.deadline->state == DeadlineState::Soon) {
            paintText(painter, lane.fromStart(textWidth(left, Type::Body, look)), left, {.tone = Tone::Text2}, look);
        }
        upright();
    }
    if (m_head.priority) {
        paintMark(painter, lane.fromStart(markSize(*m_head.priority, look).width()), *m_head.priority, look);
        upright();
    }
    const FactMark stage{.mood = m_head.stageMood, .icon = m_head.stageIcon, .text = m_head.stage, .type = Type::BodyMedium};
    paintMark(painter, lane.fromStart(markSize(stage, look).width()), stage, look);
    if (!m_head.stakes.isEmpty()) {
        upright();
        const QString stakes = PacketText::tr("%1 stakes").arg(m_head.stakes);
        paintText(painter, lane.fromStart(textWidth(stakes, Type::BodyMedium, look)), stakes, {.type = Type::BodyMedium}, look);
    }
    const QString messages = m_head.facts.size() > 1 ? m_head.facts[1] : QString();
    if (lane.width() >= kUprightRoom + kHeadIcon + kHeadIconGap + textWidth(messages, Type::Body, look)) {
        upright();
        look.paintIcon(painter, lane.fromStart(kHeadIcon, kHeadIconGap), m_head.channel, kHeadIcon, Tone::Text2);
        paintText(painter, lane.rest(), messages, {.tone = Tone::Text2}, look);
    }
}

void PacketSummary::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    paintText(painter, QRect(0, 0, width(), kSummaryTitle), m_head.subject.text,
              {.type = Type::PaneTitle, .tone = toneOf(m_head.subject, Tone::Text1), .flow = flowOf(m_head.subject)}, look);
    paintPressing(painter, QRect(0, kSummaryTitle, width(), kSummaryLine), look);
    Lane lane(QRect(0, kSummaryTitle + kSummaryLine, width(), kSummaryLine), look.direction());
    paintText(painter, lane.fromStart(qMin(lane.width(), textWidth(m_head.customer.text, Type::Body, look))),
              m_head.customer.text, {.tone = toneOf(m_head.customer, Tone::Text2), .flow = flowOf(m_head.customer)}, look);
    for (std::size_t i = 2; i < m_head.facts.size(); ++i) {
        const int words = textWidth(m_head.facts[i], Type::Body, look);
        if (i > 2 && lane.width() < kDotWidth + words) {
            return; // the page has room for all of them
        }
        paintDot(painter, lane.fromStart(kDotWidth), look);
        paintText(painter, lane.fromStart(qMin(lane.width(), words)), m_head.facts[i], {.tone = Tone::Text2}, look);
    }
}

} // namespace stillgate
