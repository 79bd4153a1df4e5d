// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketFrame.h"

#include <QBoxLayout>
#include <QPainter>
#include <QStackedWidget>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/LoadingLine.h"
#include "ui/packet/PacketStates.h"
#include "ui/packet/PacketText.h"

namespace stillgate {

namespace {

constexpr int kStaleHeight = 36;
constexpr int kStaleInset = 20;
constexpr int kStaleIcon = 16;
constexpr int kStaleGap = 8;
constexpr int kFrameStateInset = 24;
constexpr int kFrameStateTop = 72;
constexpr int kFrameStateWidth = 420;

/// One line over the content.
class StaleNotice final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Look look = Look::of(*this);
        painter.fillRect(rect(), look.colour(Tone::SoonTint));
        Lane lane(rect().adjusted(kStaleInset, 0, -kStaleInset, 0), look.direction());
        look.paintIcon(painter, lane.fromStart(kStaleIcon), Icon::Warning, kStaleIcon, Tone::SoonShape);
    }
};

} // namespace

PacketFrame::PacketFrame(QWidget* content, QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_state(new StatePanel(packetNothingWords(), this))
    , m_line(new LoadingLine(this))
    , m_stale(new StaleNotice(this))
{
    m_state->setObjectName(QStringLiteral("packetState"));
    m_stale->setObjectName(QStringLiteral("packetStale"));
    m_stale->setFixedHeight(kStaleHeight);
    auto* notice = new QHBoxLayout(m_stale);
    notice->setContentsMargins(kStaleInset, 0, kStaleInset, 0);
    notice->setSpacing(0);
    notice->addSpacing(kStaleIcon + kStaleGap);
    auto* words = new KitLabel(PacketText::tr("Something happened on this ticket since it was read."), {}, m_stale);
    auto* again = new KitButton(ButtonKind::Link, PacketText::tr("Read again"), m_stale);
    again->setObjectName(QStringLiteral("packetReadAgain"));
    notice->addWidget(words, 1);
    notice->addWidget(again);
    m_stale->setAccessibleName(words->text());
    m_stale->hide();
    auto* page = new QWidget(m_stack);
    auto* placed = new QVBoxLayout(page);
    placed->setContentsMargins(kFrameStateInset, kFrameStateTop, kFrameStateInset, 0);
    m_state->setMaximumWidth(kFrameStateWidth);
    placed->addWidget(m_state, 0, Qt::AlignTop);
    placed->addStretch(1);
    m_stack->addWidget(content);
    m_stack->addWidget(page);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stale);
    layout->addWidget(m_line);
    layout->addWidget(m_stack, 1);
    m_stack->setCurrentIndex(1);
    connect(again, &KitButton::clicked, this, &PacketFrame::readAgainAsked);
    connect(m_state, &StatePanel::stepChosen, this, &PacketFrame::readAgainAsked);
}

void PacketFrame::showContent()
{
    m_stack->setCurrentIndex(0);
}

void PacketFrame::showState(const StateWords& words)
{
    m_state->setWords(words);
    m_stack->setCurrentIndex(1);
    setFreshness(Freshness::Fresh);
}

void PacketFrame::startLoading()
{
    m_line->start();
}

void PacketFrame::stopLoading()
{
    m_line->stop();
}

void PacketFrame::setFreshness(Freshness freshness)
{
    m_freshness = freshness;
    m_stale->setVisible(freshness == Freshness::Stale);
}

void PacketFrame::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), Look::of(*this).colour(Tone::Surface));
}

} // namespace stillgate
