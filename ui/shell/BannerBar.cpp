// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/BannerBar.h"

#include <QPainter>
#include <QStyle>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/widget/KitButton.h"

namespace stillgate {

namespace {

constexpr int kBannerHeight = 40;
constexpr int kBannerInset = 16;

} // namespace

BannerBar::BannerBar(QWidget* parent) : QWidget(parent), m_step(new KitButton(ButtonKind::Link, tr("Try now"), this))
{
    setObjectName(QStringLiteral("banner"));
    m_step->setObjectName(QStringLiteral("tryNowButton"));
    setFixedHeight(kBannerHeight);
    hide();
    connect(m_step, &QAbstractButton::clicked, this, &BannerBar::tryNowAsked);
}

void BannerBar::show(const std::optional<Banner>& banner)
{
    if (banner == m_banner) {
        return;
    }
    m_banner = banner;
    setVisible(banner.has_value());
    if (banner) {
        setAccessibleName(QStringList{banner->happened, banner->meanwhile, banner->next}.join(u' '));
        m_step->setVisible(banner->step == BannerStep::TryNow);
        placeButton();
    }
    update();
}

void BannerBar::placeButton()
{
    const QSize size = m_step->sizeHint();
    const QRect place(width() - kBannerInset - size.width(), (height() - size.height()) / 2, size.width(), size.height());
    m_step->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
}

void BannerBar::resizeEvent(QResizeEvent*)
{
    placeButton();
}

void BannerBar::paintEvent(QPaintEvent*)
{
    if (!m_banner) {
        return;
    }
    const Look look = Look::of(*this);
    const MoodTones tones = tonesOf(m_banner->mood);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), look.colour(tones.ground));
    painter.fillRect(QRect(0, height() - 1, width(), 1), look.colour(Tone::Hairline));
    Lane lane(rect().adjusted(kBannerInset, 0, -kBannerInset, 0), look.direction());
    look.paintIcon(painter, lane.fromStart(18, 8), m_banner->icon, 18, tones.shape);
    paintText(painter, lane.fromStart(textWidth(m_banner->happened, Type::BodyStrong, look), 8), m_banner->happened,
              {.type = Type::BodyStrong, .tone = tones.text}, look);
    lane.skipFromEnd(m_step->isVisible() ? m_step->width() + 12 : 0);
    if (!m_banner->next.isEmpty()) {
        paintText(painter, lane.fromEnd(textWidth(m_banner->next, Type::Body, look), 12), m_banner->next,
                  {.type = Type::Body, .tone = Tone::Text2, .align = Align::End}, look);
    }
    paintText(painter, lane.rest(), m_banner->meanwhile, {.type = Type::Body, .tone = Tone::Text2}, look);
}

} // namespace stillgate
