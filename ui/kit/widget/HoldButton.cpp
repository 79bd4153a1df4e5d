// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widget/HoldButton.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

#include "ui/kit/paint/Rows.h"

namespace stillgate {

namespace {

constexpr qreal kRadius = 6.0;
constexpr int kTick = 16;         // milliseconds
constexpr qint64 kLongestStep = 48; // milliseconds that one tick may count for

bool isConfirmKey(const QKeyEvent& event)
{
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    return enter && event.modifiers().testFlag(Qt::ControlModifier);
}

} // namespace

HoldButton::HoldButton(const QString& text, QWidget* parent, HoldTimes times)
    : KitButton(ButtonKind::Primary, Icon::Sign, text, parent), m_times(times)
{
    setKey(QKeySequence(Qt::CTRL | Qt::Key_Return));
    setAccessibleName(text);
    setAccessibleDescription(tr("Press and hold to sign, or press Ctrl and Enter twice"));
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &HoldButton::disarm);
    m_tick.setTimerType(Qt::PreciseTimer);
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, &HoldButton::onTick);
}

void HoldButton::startFilling()
{
    if (!isEnabled() || m_phase == Phase::Filling) {
        return;
    }
    disarm();
    m_phase = Phase::Filling;
    // What a hold before has filled does not count.
    m_progress = 0.0;
    setDown(true);
    m_sinceTick.start();
    m_tick.start();
    emit stateChanged();
}

void HoldButton::letGo()
{
    setDown(false);
    if (m_phase != Phase::Filling) {
        return;
    }
    m_phase = Phase::RunningBack;
    m_backFrom = m_progress;
}

void HoldButton::giveUp()
{
    letGo();
    disarm();
}

void HoldButton::sign()
{
    rest();
    setDown(false);
    disarm();
    emit held();
}

void HoldButton::disarm()
{
    m_again.stop();
    update();
}

void HoldButton::pressByKey()
{
    if (!isEnabled() || !isVisible() || m_phase == Phase::Filling) {
        return;
    }
    if (isArmed()) {
        sign();
        return;
    }
    m_again.start(m_times.again);
    update();
    emit stateChanged();
}

void HoldButton::rest()
{
    m_tick.stop();
    m_phase = Phase::Rest;
    m_progress = 0.0;
    update();
    emit stateChanged();
}

void HoldButton::onTick()
{
    // A window that was busy for a second has not seen a second of holding: the release may be waiting in the queue.
    const double step = static_cast<double>(qMin<qint64>(m_sinceTick.restart(), kLongestStep));
    if (m_phase == Phase::Filling) {
        m_progress += step / m_times.hold;
        if (m_progress >= 1.0) {
            sign();
        }
    } else {
        const int back = Look::of(*this).duration(m_times.back);
        m_progress = back > 0 ? m_progress - step * m_backFrom / back : 0.0;
        if (m_progress <= 0.0) {
            rest();
        }
    }
    update();
}

void HoldButton::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && face().contains(event->position().toPoint())) {
        startFilling();
    }
    event->accept();
}

void HoldButton::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        letGo();
    }
    event->accept();
}

void HoldButton::mouseMoveEvent(QMouseEvent* event)
{
    if (!rect().contains(event->position().toPoint())) {
        letGo();
    }
    event->accept();
}

void HoldButton::keyPressEvent(QKeyEvent* event)
{
    if (isConfirmKey(*event)) {
        if (!event->isAutoRepeat()) {
            pressByKey();
        }
        event->accept();
    } else if (event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat()) {
            startFilling();
        }
        event->accept();
    } else if (event->key() == Qt::Key_Escape && (isArmed() || m_phase == Phase::Filling)) {
        letGo();
        disarm();
        event->accept();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void HoldButton::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat()) {
            letGo();
        }
        event->accept();
        return;
    }
    QWidget::keyReleaseEvent(event);
}

void HoldButton::focusOutEvent(QFocusEvent* event)
{
    letGo();
    disarm();
    KitButton::focusOutEvent(event);
}

void HoldButton::hideEvent(QHideEvent* event)
{
    letGo();
    disarm();
    KitButton::hideEvent(event);
}

void HoldButton::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::EnabledChange && !isEnabled()) {
        letGo();
        disarm();
    }
    KitButton::changeEvent(event);
}

QString HoldButton::holdingText(double left) const
{
    return tr("Keep holding, %1 s").arg(locale().toString(left, 'f', 1));
}

QString HoldButton::armedText() const
{
    return tr("Once more to sign");
}

QString HoldButton::shownText() const
{
    if (m_phase == Phase::Filling) {
        return holdingText((1.0 - m_progress) * m_times.hold / 1000.0);
    }
    return isArmed() ? armedText() : text();
}

QSize HoldButton::sizeHint() const
{
    return sizeFor(text()).expandedTo(sizeFor(armedText()));
}

bool HoldButton::showsKey() const
{
    return m_phase != Phase::Filling && KitButton::showsKey();
}

void HoldButton::paintGround(QPainter& painter, const QRect& face, const Look& look) const
{
    if (m_progress <= 0.0 || m_phase == Phase::Rest) {
        KitButton::paintGround(painter, face, look);
        return;
    }
    paintBox(painter, face, kRadius, look.colour(Tone::HoldTrack));
    painter.save();
    const QRect done(face.x(), face.y(), qRound(m_progress * face.width()), face.height());
    painter.setClipRect(QStyle::visualRect(look.direction(), face, done));
    paintBox(painter, face, kRadius, look.colour(Tone::HoldFill));
    painter.restore();
}

} // namespace stillgate
