// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/KitText.h"

namespace stillgate {

namespace {

constexpr int kBar = 3;
constexpr int kBarGap = 1;
constexpr int kBarCount = 4;
constexpr int kBarsWidth = kBarCount * kBar + (kBarCount - 1) * kBarGap;
constexpr int kTallestBar = 10;
constexpr int kNumberGap = 9;

TextStyle riskStyle(RiskStep step)
{
    const bool loud = step == RiskStep::High || step == RiskStep::Severe;
    return {.type = loud ? Type::BodyStrong : Type::BodyMedium,
            .tone = tonesOf(moodOf(step)).text,
            .align = Align::End,
            .cut = Cut::Never};
}

int riskTextWidth(const RiskMark& mark, const Look& look)
{
    const Type type = riskStyle(riskStep(mark.score)).type;
    return qMax(textWidth(mark.text, type, look), textWidth(QStringLiteral("00"), type, look));
}

} // namespace

RiskStep riskStep(int score)
{
    if (score >= 80) {
        return RiskStep::Severe;
    }
    if (score >= 60) {
        return RiskStep::High;
    }
    return score >= 30 ? RiskStep::Guarded : RiskStep::Low;
}

Mood moodOf(RiskStep step)
{
    switch (step) {
    case RiskStep::Low:
    case RiskStep::Guarded: return Mood::Neutral;
    case RiskStep::High: return Mood::Soon;
    case RiskStep::Severe: return Mood::Harm;
    }
    return Mood::Neutral;
}

void paintRiskBars(QPainter& painter, const QRect& rect, RiskStep step, const Look& look)
{
    const QRect bars(rect.x(), rect.y() + (rect.height() - kTallestBar) / 2, kBarsWidth, kTallestBar);
    for (int i = 0; i < kBarCount; ++i) {
        const int height = kTallestBar - 2 * (kBarCount - 1 - i);
        const QRect bar(bars.x() + i * (kBar + kBarGap), bars.y() + kTallestBar - height, kBar, height);
        const Tone tone = i <= static_cast<int>(step) ? tonesOf(moodOf(step)).shape : Tone::Track;
        paintBox(painter, QStyle::visualRect(look.direction(), bars, bar), 1, look.colour(tone));
    }
}

void paintMark(QPainter& painter, const QRect& rect, const RiskMark& mark, const Look& look)
{
    Lane lane(rect, look.direction());
    const RiskStep step = riskStep(mark.score);
    paintRiskBars(painter, lane.fromStart(kBarsWidth, kNumberGap), step, look);
    paintText(painter, lane.fromStart(riskTextWidth(mark, look)), mark.text, riskStyle(step), look);
}

QSize markSize(const RiskMark& mark, const Look& look)
{
    return {kBarsWidth + (mark.text.isEmpty() ? 0 : kNumberGap + riskTextWidth(mark, look)), 20};
}

QString markText(const RiskMark& mark)
{
    return KitText::tr("risk %1").arg(mark.score);
}

void paintMark(QPainter& painter, const QRect& rect, const PriorityMark& mark, const Look& look)
{
    Lane lane(rect, look.direction());
    const QRect part = lane.fromStart(markSize(mark, look).width());
    const QRect chip(part.x(), part.y() + (part.height() - 18) / 2, part.width(), 18);
    TextStyle style{.type = Type::MetaMedium, .tone = mark.quiet, .align = Align::Middle, .flow = Flow::LeftToRight};
    if (mark.level <= 1) {
        paintBox(painter, chip, 4, look.colour(Tone::HarmTint));
        style = {.type = Type::Label, .tone = Tone::Harm, .align = Align::Middle, .flow = Flow::LeftToRight};
    } else if (mark.level == 2) {
        style = {.type = Type::Label, .tone = Tone::Text1, .align = Align::Middle, .flow = Flow::LeftToRight};
    }
    paintText(painter, chip, markText(mark), style, look);
}

QSize markSize(const PriorityMark&, const Look&)
{
    return {24, 18};
}

QString markText(const PriorityMark& mark)
{
    return QStringLiteral("P%1").arg(mark.level);
}

} // namespace stillgate
