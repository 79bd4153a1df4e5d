// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/TicketStepper.h"

#include <QHBoxLayout>

#include "ui/kit/text/PlainToolTip.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"

namespace stillgate {

namespace {

KitButton* stepButton(Icon icon, const QString& name, const QString& objectName)
{
    auto* button = new KitButton(ButtonKind::Bare, icon, {});
    button->setObjectName(objectName);
    button->setAccessibleName(name);
    button->setToolTip(plainToolTip(name));
    return button;
}

} // namespace

TicketStepper::TicketStepper(QWidget* parent)
    : QWidget(parent)
    , m_words(new KitLabel({}, {.type = Type::Meta, .tone = Tone::Text2}))
    , m_before(stepButton(Icon::ChevronUp, tr("Previous ticket"), QStringLiteral("previousTicketButton")))
    , m_after(stepButton(Icon::ChevronDown, tr("Next ticket"), QStringLiteral("nextTicketButton")))
{
    setObjectName(QStringLiteral("ticketStepper"));
    m_words->setObjectName(QStringLiteral("ticketPlace"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(0);
    line->addWidget(m_words);
    line->addSpacing(4);
    line->addWidget(m_before);
    line->addWidget(m_after);
    connect(m_before, &QAbstractButton::clicked, this, [this] { emit stepAsked(-1); });
    connect(m_after, &QAbstractButton::clicked, this, [this] { emit stepAsked(1); });
}

void TicketStepper::tell(const ListPlace& place)
{
    m_words->setText(tr("%1 of %2", "place in a list").arg(place.at).arg(place.of));
    m_before->setEnabled(place.at > 1);
    m_after->setEnabled(place.at < place.of);
    resize(sizeHint());
}

} // namespace stillgate
