// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/StatusBar.h"

#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kStatusHeight = 28;
constexpr int kGap = 16;

template <typename Mark>
void markFromStart(QPainter& painter, Lane& lane, const Mark& mark, const Look& look)
{
    paintMark(painter, lane.fromStart(markSize(mark, look).width(), kGap), mark, look);
}

void textFromStart(QPainter& painter, Lane& lane, const QString& text, const Look& look)
{
    if (!text.isEmpty()) {
        paintText(painter, lane.fromStart(textWidth(text, Type::Meta, look), kGap), text,
                  {.type = Type::Meta, .tone = Tone::Text2}, look);
    }
}

void textFromEnd(QPainter& painter, Lane& lane, const QString& text, const TextStyle& style, const Look& look)
{
    if (!text.isEmpty()) {
        paintText(painter, lane.fromEnd(textWidth(text, style.type, look), kGap), text, style, look);
    }
}

} // namespace

StatusBar::StatusBar(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("statusBar"));
    setFixedHeight(kStatusHeight);
}

void StatusBar::show(const StatusLine& line, const QString& clock)
{
    if (line == m_line && clock == m_clock) {
        return;
    }
    m_line = line;
    m_clock = clock;
    const QString halted = line.halted ? line.halted->text : QString();
    const QStringList words{line.environment.text, line.link.text,   halted,     line.behind,
                            line.unsent,           line.ledger.text, line.person};
    setAccessibleName(words.join(QStringLiteral(", ")));
    update();
}

void StatusBar::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), look.colour(Tone::Canvas));
    painter.fillRect(QRect(0, 0, width(), 1), look.colour(Tone::Hairline));
    Lane lane(rect().adjusted(12, 1, -12, 0), look.direction());
    if (!m_line.environment.text.isEmpty()) {
        markFromStart(painter, lane, m_line.environment, look);
    }
    markFromStart(painter, lane, m_line.link, look);
    if (m_line.halted) {
        markFromStart(painter, lane, *m_line.halted, look);
    }
    textFromStart(painter, lane, m_line.behind, look);
    textFromStart(painter, lane, m_line.unsent, look);
    textFromEnd(painter, lane, m_clock, {.type = Type::MetaMedium, .tone = Tone::Text1}, look);
    textFromEnd(painter, lane, m_line.person, {.type = Type::Meta, .tone = Tone::Text2}, look);
    const QSize ledger = markSize(m_line.ledger, look);
    if (ledger.width() <= lane.width()) {
        paintMark(painter, lane.fromEnd(ledger.width()), m_line.ledger, look);
    }
}

} // namespace stillgate
