// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/HaltBar.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/widget/KitButton.h"

namespace stillgate {

namespace {

constexpr int kHaltHeight = 48;
constexpr int kHaltInset = 16;
constexpr int kBetweenButtons = 4;

} // namespace

HaltBar::HaltBar(QWidget* parent)
    : QWidget(parent)
    , m_action(new KitButton(ButtonKind::Harm, QString(), this))
    , m_dismissal(new KitButton(ButtonKind::Bare, QString(), this))
{
    setObjectName(QStringLiteral("haltBar"));
    m_action->setObjectName(QStringLiteral("haltAction"));
    m_dismissal->setObjectName(QStringLiteral("haltDismissal"));
    setFixedHeight(kHaltHeight);
    hide();
    connect(m_action, &QAbstractButton::clicked, this, &HaltBar::actionChosen);
    connect(m_dismissal, &QAbstractButton::clicked, this, &HaltBar::dismissed);
}

void HaltBar::show(const std::optional<HaltStrip>& strip)
{
    if (strip == m_strip) {
        return;
    }
    m_strip = strip;
    setVisible(strip.has_value());
    if (strip) {
        setAccessibleName(strip->title + u' ' + strip->text);
        m_action->setText(strip->action);
        m_action->setVisible(!strip->action.isEmpty());
        m_dismissal->setText(strip->dismissal);
        m_dismissal->setVisible(!strip->dismissal.isEmpty());
        placeButtons();
    }
    update();
}

void HaltBar::focusDismissal()
{
    m_dismissal->setFocus(Qt::OtherFocusReason);
}

void HaltBar::placeButtons()
{
    int end = width() - kHaltInset;
    for (KitButton* button : {m_action, m_dismissal}) {
        if (button->text().isEmpty()) {
            continue;
        }
        const QSize size = button->sizeHint();
        const QRect place(end - size.width(), (height() - size.height()) / 2, size.width(), size.height());
        button->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
        end -= size.width() + kBetweenButtons;
    }
}

void HaltBar::resizeEvent(QResizeEvent*)
{
    placeButtons();
}

void HaltBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange) {
        placeButtons();
    }
}

void HaltBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_strip && !m_strip->dismissal.isEmpty()) {
        emit dismissed();
        return;
    }
    QWidget::keyPressEvent(event);
}

void HaltBar::paintEvent(QPaintEvent*)
{
    if (!m_strip) {
        return;
    }
    const Look look = Look::of(*this);
    const MoodTones tones = tonesOf(m_strip->mood);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), look.colour(tones.ground));
    painter.fillRect(QRect(0, height() - 1, width(), 1), look.colour(Tone::Hairline));
    Lane lane(rect().adjusted(kHaltInset, 0, -kHaltInset, 0), look.direction());
    look.paintIcon(painter, lane.fromStart(18, 8), m_strip->icon, 18, tones.shape);
    for (const KitButton* button : {m_action, m_dismissal}) {
        lane.skipFromEnd(button->isVisible() ? button->width() + kBetweenButtons : 0);
    }
    paintText(painter, lane.fromStart(textWidth(m_strip->title, Type::BodyStrong, look), 8), m_strip->title,
              {.type = Type::BodyStrong, .tone = tones.text}, look);
    paintText(painter, lane.rest(), m_strip->text, {.type = Type::Body, .tone = Tone::Text2}, look);
}

} // namespace stillgate
