// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/IntegrityLine.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/PlainToolTip.h"
#include "ui/kit/widget/KitButton.h"

namespace stillgate {

namespace {
constexpr int kIntegrityInset = 16;
constexpr int kIntegrityBar = 2;
} // namespace

IntegrityLine::IntegrityLine(QWidget* parent)
    : QWidget(parent)
    , m_verify(new KitButton(ButtonKind::Link, tr("Verify again"), this))
    , m_cancel(new KitButton(ButtonKind::Link, tr("Cancel"), this))
{
    setObjectName(QStringLiteral("integrityLine"));
    setFixedHeight(44);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_verify->setObjectName(QStringLiteral("verifyButton"));
    m_verify->setKey(Qt::Key_V);
    m_cancel->setObjectName(QStringLiteral("verifyCancel"));
    m_cancel->hide();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kIntegrityInset, 0, kIntegrityInset - 3, 0);
    layout->addStretch(1);
    layout->addWidget(m_verify);
    layout->addWidget(m_cancel);
    connect(m_verify, &QAbstractButton::clicked, this, &IntegrityLine::verifyAsked);
    connect(m_cancel, &QAbstractButton::clicked, this, &IntegrityLine::cancelAsked);
}

void IntegrityLine::show(const IntegrityShown& shown)
{
    if (shown == m_shown) {
        return;
    }
    m_shown = shown;
    const bool runs = shown.progress.has_value();
    m_verify->setVisible(!runs);
    m_cancel->setVisible(runs);
    setToolTip(plainToolTip(shown.whole));
    setAccessibleName(shown.headline);
    setAccessibleDescription(shown.detail);
    update();
}

void IntegrityLine::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintRowLine(painter, rect(), 0, look);
    if (m_shown.progress) {
        QRect bar(0, height() - kIntegrityBar, qRound(*m_shown.progress * width()), kIntegrityBar);
        painter.fillRect(QStyle::visualRect(look.direction(), rect(), bar), look.colour(Tone::Accent));
    }
    const QWidget* button = m_shown.progress ? m_cancel : m_verify;
    Lane lane(rect().adjusted(kIntegrityInset, 0, -kIntegrityInset, -1), look.direction());
    lane.skipFromEnd(button->width() + 12);
    look.paintIcon(painter, lane.fromStart(18, 9), m_shown.icon, 18, tonesOf(m_shown.mood).shape);
    const int wanted = textWidth(m_shown.headline, Type::BodyStrong, look) + 1;
    paintText(painter, lane.fromStart(qMin(wanted, lane.width()), 14), m_shown.headline,
              {.type = Type::BodyStrong, .tone = m_shown.mood == Mood::Neutral ? Tone::Text1 : tonesOf(m_shown.mood).text},
              look);
    if (lane.width() > 24) {
        paintText(painter, lane.rest(), m_shown.detail, {.tone = Tone::Text2}, look);
    }
}

} // namespace stillgate
