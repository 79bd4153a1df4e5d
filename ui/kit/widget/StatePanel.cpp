// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widget/StatePanel.h"

#include <QPainter>
#include <QVBoxLayout>

#include "ui/kit/widget/Disc.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"

namespace stillgate {

namespace {

constexpr int kDiscGap = 12;

struct StateSign {
    Mood mood;
    Icon icon;
};

StateSign signOf(StateKind kind)
{
    switch (kind) {
    case StateKind::Empty: return {Mood::Verified, Icon::Check};
    case StateKind::Offline: return {Mood::Neutral, Icon::Offline};
    case StateKind::Stale: return {Mood::Soon, Icon::Warning};
    case StateKind::Error: return {Mood::Harm, Icon::Alert};
    case StateKind::Locked: return {Mood::Neutral, Icon::Lock};
    }
    return {Mood::Neutral, Icon::Alert};
}

} // namespace

StatePanel::StatePanel(const StateWords& words, QWidget* parent)
    : QWidget(parent)
    , m_title(new KitLabel({}, {.type = Type::BodyStrong}, this, Wrap::Words))
    , m_text(new KitLabel({}, {.tone = Tone::Text2}, this, Wrap::Words))
    , m_step(new KitButton(ButtonKind::Link, {}, this))
{
    auto* layout = new QVBoxLayout(this);
    // The painted disc stands in the margin, which a layout mirrors by itself only for widgets.
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto* line = new QHBoxLayout;
    line->setSpacing(0);
    line->addSpacing(kDisc + kDiscGap);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addWidget(m_text);
    auto* step = new QHBoxLayout;
    step->addSpacing(-KitButton::kRingRoom);
    step->addWidget(m_step);
    step->addStretch(1);
    texts->addLayout(step);
    line->addLayout(texts, 1);
    layout->addLayout(line);
    m_step->setObjectName(QStringLiteral("stateStep"));
    connect(m_step, &KitButton::clicked, this, &StatePanel::stepChosen);
    setWords(words);
}

void StatePanel::setWords(const StateWords& words)
{
    m_words = words;
    m_title->setText(words.title);
    m_text->setText(words.text);
    m_step->setText(words.step);
    m_step->setVisible(!words.step.isEmpty());
    setAccessibleName(words.title);
    setAccessibleDescription(words.text);
    update();
}

void StatePanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const StateSign sign = signOf(m_words.kind);
    paintDisc(painter, rect(), sign.mood, sign.icon, Look::of(*this));
}

} // namespace stillgate
