// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widget/LoadingLine.h"

#include <QPainter>
#include <QStyle>

#include "ui/kit/theme/Look.h"
#include "ui/kit/widget/LoadingPanel.h"

namespace stillgate {

namespace {

constexpr int kLoadingHeight = 2;
constexpr int kLineRun = 1200;
constexpr double kLinePart = 0.3;

} // namespace

LoadingLine::LoadingLine(QWidget* parent) : QWidget(parent)
{
    setFixedHeight(kLoadingHeight);
    setAccessibleName(tr("Loading"));
    m_move.setStartValue(0.0);
    m_move.setEndValue(1.0);
    m_move.setLoopCount(-1);
    m_move.setDuration(kLineRun);
    connect(&m_move, &QVariantAnimation::valueChanged, this, [this] { update(); });
    m_delay.setSingleShot(true);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        m_shows = true;
        if (Look::of(*this).duration(kLineRun) > 0) {
            m_move.start();
        }
        update();
    });
}

void LoadingLine::start()
{
    if (!m_shows) {
        m_delay.start(kLoadingDelay);
    }
}

void LoadingLine::stop()
{
    m_delay.stop();
    m_move.stop();
    m_shows = false;
    update();
}

void LoadingLine::paintEvent(QPaintEvent*)
{
    if (!m_shows) {
        return;
    }
    QPainter painter(this);
    const Look look = Look::of(*this);
    QRect part = rect();
    if (m_move.state() == QAbstractAnimation::Running) {
        const double at = m_move.currentValue().toDouble() * (1 + kLinePart) - kLinePart;
        part = QRect(qRound(at * width()), 0, qRound(kLinePart * width()), kLoadingHeight);
    }
    painter.fillRect(QStyle::visualRect(look.direction(), rect(), part), look.colour(Tone::Accent));
}

} // namespace stillgate
