// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widget/KitLabel.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/kit/text/PlainToolTip.h"

namespace stillgate {

namespace {

constexpr int kWrapWidth = 320;

} // namespace

KitLabel::KitLabel(const QString& text, TextStyle style, QWidget* parent, Wrap wrap)
    : QWidget(parent), m_style(style), m_wrap(wrap)
{
    QSizePolicy policy(QSizePolicy::Preferred, wrap == Wrap::OneLine ? QSizePolicy::Fixed : QSizePolicy::Preferred);
    policy.setHeightForWidth(wrap == Wrap::Words);
    setSizePolicy(policy);
    setText(text);
}

void KitLabel::setText(const QString& text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void KitLabel::setTextStyle(const TextStyle& style)
{
    m_style = style;
    updateGeometry();
    update();
}

QSize KitLabel::sizeHint() const
{
    const Look look = Look::of(*this);
    const int width = textWidth(m_text, m_style.type, look) + 1;
    if (m_wrap == Wrap::Words) {
        const int wrapped = qMin(width, kWrapWidth);
        return {wrapped, paragraphHeight(wrapped, m_text, m_style.type, look)};
    }
    return {width, look.metrics(m_style.type).height()};
}

QSize KitLabel::minimumSizeHint() const
{
    if (m_wrap == Wrap::Words || m_style.cut != Cut::Never) {
        return {0, m_wrap == Wrap::Words ? 0 : sizeHint().height()};
    }
    return sizeHint();
}

int KitLabel::heightForWidth(int width) const
{
    return m_wrap == Wrap::Words ? paragraphHeight(width, m_text, m_style.type, Look::of(*this)) : -1;
}

void KitLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    if (m_wrap == Wrap::Words) {
        paintParagraph(painter, rect(), m_text, m_style, look);
    } else {
        paintText(painter, rect(), m_text, m_style, look);
    }
}

bool KitLabel::event(QEvent* event)
{
    const bool isCut = m_wrap == Wrap::OneLine && textWidth(m_text, m_style.type, Look::of(*this)) > width() + 1;
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isCut) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), plainToolTip(m_text), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace stillgate
