// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/SamplerPane.h"

#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/SectionHeader.h"
#include "ui/quality/QualityText.h"

namespace stillgate {

namespace {

constexpr int kSamplerWidth = 224;
constexpr int kSamplerInset = 8;
constexpr std::size_t kLastShown = 5;

RecentReview recentOf(const SessionReview& review, LinkState link)
{
    const bool accepted = review.kind == ReviewKind::Accepted;
    RecentReview out{accepted ? Icon::Check : Icon::Pencil, Mood::Neutral, review.number, review.label, review.why};
    switch (review.fate) {
    case ReviewFate::Sending:
        out.icon = Icon::Send;
        out.fate = link == LinkState::Live ? QualityText::tr("sending") : QualityText::tr("kept here, sent later");
        break;
    case ReviewFate::Recorded: out.mood = accepted ? Mood::Verified : Mood::Yours; break;
    case ReviewFate::Refused:
        out.icon = Icon::CrossCircle;
        out.mood = Mood::Harm;
        out.fate = QualityText::tr("refused: %1").arg(review.why);
        break;
    case ReviewFate::Undoing:
        out.icon = Icon::Undo;
        out.fate = QualityText::tr("being taken back");
        break;
    case ReviewFate::Undone:
        out.icon = Icon::Undo;
        out.fate = QualityText::tr("taken back");
        break;
    }
    return out;
}

} // namespace

QString samplerWords(Sampler sampler)
{
    switch (sampler) {
    case Sampler::LeastConfident: return QualityText::tr("Least confident");
    case Sampler::Manual: return QualityText::tr("Not yet reviewed, manual");
    case Sampler::Reviewed: return QualityText::tr("Reviewed");
    }
    return {};
}

SamplerButton::SamplerButton(const QString& text, QWidget* parent) : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setAutoExclusive(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SamplerButton::setCount(const QString& count)
{
    m_count = count;
    setAccessibleDescription(count);
    update();
}

void SamplerButton::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintRoundRow(painter, rect(), {.selected = isChecked(), .hovered = underMouse()}, look);
    Lane lane(rect().adjusted(kSamplerInset, 0, -kSamplerInset, 0), look.direction());
    const Type type = isChecked() ? Type::BodyStrong : Type::Body;
    const Tone tone = isChecked() ? Tone::Text1 : Tone::Text2;
    paintText(painter, lane.fromEnd(textWidth(m_count, type, look) + 1, 8), m_count,
              {.type = type, .tone = isChecked() ? Tone::Text1 : Tone::Text3, .align = Align::End}, look);
    paintText(painter, lane.rest(), text(), {.type = type, .tone = tone}, look);
    if (hasFocus()) {
        paintFocusRing(painter, rect().adjusted(3, 3, -3, -3), 4, look);
    }
}

SamplerPane::SamplerPane(const Formatting& formatting, QWidget* parent)
    : QWidget(parent), m_formatting(formatting), m_session(new SessionBox(this))
{
    setObjectName(QStringLiteral("samplerPane"));
    setFixedWidth(kSamplerWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 16, 9, 12);
    layout->setSpacing(0);
    const auto inset = [layout](QWidget* widget) {
        auto* line = new QHBoxLayout;
        line->setContentsMargins(kSamplerInset, 0, kSamplerInset, 0);
        line->addWidget(widget);
        layout->addLayout(line);
    };
    inset(new SectionHeader(tr("Samplers"), this, Type::Label));
    layout->addSpacing(6);
    for (const Sampler sampler : {Sampler::LeastConfident, Sampler::Manual, Sampler::Reviewed}) {
        const auto at = static_cast<std::size_t>(sampler);
        m_samplers[at] = new SamplerButton(samplerWords(sampler), this);
        m_samplers[at]->setObjectName(QStringLiteral("sampler%1").arg(at));
        connect(m_samplers[at], &QAbstractButton::clicked, this, [this, sampler] { emit chosen(sampler); });
        layout->addWidget(m_samplers[at]);
    }
    layout->addSpacing(12);
    inset(new Hairline(Qt::Horizontal, this));
    layout->addSpacing(12);
    inset(m_session);
    layout->addStretch(1);
    showSampler(Sampler::LeastConfident);
}

void SamplerPane::showSampler(Sampler sampler)
{
    m_samplers[static_cast<std::size_t>(sampler)]->setChecked(true);
}

void SamplerPane::showCounts(const ReviewSampler& samples)
{
    for (std::size_t i = 0; i < kSamplers; ++i) {
        m_samplers[i]->setCount(m_formatting.count(static_cast<std::int64_t>(samples.count(static_cast<Sampler>(i)))));
    }
}

void SamplerPane::showSession(const ReviewSession& session, LinkState link)
{
    const SessionCounts counts = session.counts();
    std::vector<SessionLine> lines{{tr("Done"), m_formatting.count(counts.done)},
                                   {tr("Accepted"), m_formatting.count(counts.accepted)},
                                   {tr("Corrected"), m_formatting.count(counts.corrected)}};
    if (counts.pace) {
        const int pace = qRound(*counts.pace);
        lines.push_back({tr("Pace"), tr("%n a minute", nullptr, pace)});
    }
    std::vector<RecentReview> recent;
    for (std::size_t i = 0; i < session.reviews().size() && i < kLastShown; ++i) {
        recent.push_back(recentOf(session.reviews()[i], link));
    }
    m_session->show(std::move(lines), std::move(recent));
}

void SamplerPane::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.fillRect(rect(), look.colour(Tone::Canvas));
    painter.fillRect(QStyle::visualRect(look.direction(), rect(), QRect(width() - 1, 0, 1, height())),
                     look.colour(Tone::Hairline));
}

} // namespace stillgate
