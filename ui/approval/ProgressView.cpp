// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/ProgressView.h"

#include <algorithm>

#include <QPainter>
#include <QStyle>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kRow = 24;
constexpr int kSign = 16;
constexpr int kSignGap = 8;
constexpr int kWhenWidth = 64;
constexpr int kColumnHeight = 52;
constexpr int kNarrowestColumn = 76;

struct StepLook {
    Icon icon;
    Tone shape;
    TextStyle word;
};

StepLook lookOf(ProgressState state)
{
    switch (state) {
    case ProgressState::Done: return {Icon::CheckCircle, Tone::Verified, {.tone = Tone::Text1}};
    case ProgressState::Now: return {Icon::PauseCircle, Tone::Accent, {.type = Type::BodyStrong, .tone = Tone::Text1}};
    case ProgressState::ToCome: return {Icon::Circle, Tone::Text3, {.tone = Tone::Text3}};
    case ProgressState::Failed: return {Icon::Alert, Tone::Harm, {.type = Type::BodyStrong, .tone = Tone::Harm}};
    }
    return {Icon::Circle, Tone::Text3, {}};
}

void paintBelow(QPainter& painter, const QRect& rect, const ProgressStep& step, const Look& look)
{
    const StepLook shown = lookOf(step.state);
    Lane lane(rect, look.direction());
    look.paintIcon(painter, lane.fromStart(kSign, kSignGap), shown.icon, kSign, shown.shape);
    paintText(painter, lane.fromEnd(kWhenWidth, kSignGap), step.when,
              {.type = Type::Meta, .tone = Tone::Text2, .align = Align::End, .flow = Flow::LeftToRight}, look);
    paintText(painter, lane.rest(), step.word, shown.word, look);
}

void paintBeside(QPainter& painter, const QRect& rect, const ProgressStep& step, bool isLast, const Look& look)
{
    StepLook shown = lookOf(step.state);
    const QRect sign = QStyle::visualRect(look.direction(), rect, QRect(rect.x(), rect.y(), kSign, kSign));
    look.paintIcon(painter, sign, shown.icon, kSign, shown.shape);
    if (!isLast) {
        const QRect line(rect.x() + kSign + 4, rect.y() + kSign / 2, rect.width() - kSign - 8, 1);
        painter.fillRect(QStyle::visualRect(look.direction(), rect, line),
                         look.colour(step.state == ProgressState::Done ? Tone::Verified : Tone::Strong));
    }
    shown.word.type = shown.word.type == Type::BodyStrong ? Type::Label : Type::Meta;
    paintText(painter, QRect(rect.x(), rect.y() + kSign + 2, rect.width() - 4, 16), step.word, shown.word, look);
    paintText(painter, QRect(rect.x(), rect.y() + kSign + 17, rect.width() - 4, 16), step.when,
              {.type = Type::Meta, .tone = Tone::Text3, .flow = Flow::LeftToRight}, look);
}

} // namespace

ProgressView::ProgressView(Qt::Orientation orientation, QWidget* parent) : QWidget(parent), m_orientation(orientation)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ProgressView::setSteps(const std::vector<ProgressStep>& steps)
{
    if (steps == m_steps) {
        return;
    }
    m_steps = steps;
    QStringList said;
    for (const ProgressStep& step : steps) {
        switch (step.state) {
        case ProgressState::Done: said += tr("%1: done %2").arg(step.word, step.when); break;
        case ProgressState::Now: said += tr("%1: now %2").arg(step.word, step.when); break;
        case ProgressState::ToCome: said += tr("%1: to come").arg(step.word); break;
        case ProgressState::Failed: said += tr("%1: failed").arg(step.word); break;
        }
    }
    setAccessibleName(said.join(QStringLiteral(". ")));
    updateGeometry();
    update();
}

QSize ProgressView::sizeHint() const
{
    const int count = static_cast<int>(m_steps.size());
    return m_orientation == Qt::Vertical ? QSize(240, count * kRow) : QSize(count * 104, count == 0 ? 0 : kColumnHeight);
}

QSize ProgressView::minimumSizeHint() const
{
    const int count = static_cast<int>(m_steps.size());
    return {m_orientation == Qt::Vertical ? 160 : count * kNarrowestColumn, sizeHint().height()};
}

void ProgressView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    const int count = static_cast<int>(m_steps.size());
    for (int i = 0; i < count; ++i) {
        const ProgressStep& step = m_steps[static_cast<std::size_t>(i)];
        if (m_orientation == Qt::Vertical) {
            paintBelow(painter, QRect(0, i * kRow, width(), kRow), step, look);
        } else {
            const int from = i * width() / count;
            const QRect part(from, 0, (i + 1) * width() / count - from, height());
            paintBeside(painter, QStyle::visualRect(look.direction(), rect(), part), step, i == count - 1, look);
        }
    }
}

} // namespace stillgate
