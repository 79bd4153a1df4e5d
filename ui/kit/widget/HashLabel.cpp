// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widget/HashLabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/Formatting.h"
#include "ui/kit/text/PlainToolTip.h"
#include "ui/kit/widget/KitButton.h"

namespace stillgate {

namespace {

constexpr int kLabelGap = 10;
constexpr int kCopyGap = 2;

} // namespace

HashLabel::HashLabel(const QString& label, QWidget* parent)
    : QWidget(parent), m_label(label), m_copy(new KitButton(ButtonKind::Bare, Icon::Copy, {}, this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addStretch(1);
    layout->addWidget(m_copy);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_copy->setObjectName(QStringLiteral("hashCopy"));
    m_copy->setAccessibleName(tr("Copy %1").arg(label));
    m_copy->setToolTip(m_copy->accessibleName());
    connect(m_copy, &KitButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_hash);
        emit copied();
    });
}

void HashLabel::setHash(const QString& hash)
{
    m_hash = hash;
    setAccessibleName(m_label + QLatin1Char(' ') + hash);
    setToolTip(plainToolTip(hash));
    updateGeometry();
    update();
}

QSize HashLabel::sizeHint() const
{
    const Look look = Look::of(*this);
    const int words = textWidth(m_label, Type::Mono, look) + kLabelGap + textWidth(middleCut(m_hash), Type::Mono, look);
    return {words + kCopyGap + m_copy->sizeHint().width(), m_copy->sizeHint().height()};
}

void HashLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    Lane lane(rect(), look.direction());
    const TextStyle label{.type = Type::Mono, .tone = Tone::Text3, .flow = Flow::LeftToRight};
    paintText(painter, lane.fromStart(textWidth(m_label, Type::Mono, look), kLabelGap), m_label, label, look);
    lane.skipFromEnd(m_copy->width());
    paintText(painter, lane.rest(), middleCut(m_hash),
              {.type = Type::Mono, .tone = Tone::Text2, .cut = Cut::Never, .flow = Flow::LeftToRight}, look);
}

} // namespace stillgate
