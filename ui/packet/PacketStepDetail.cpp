// SPDX-License-Identifier: GPL-3.0-or-later
#include <QBoxLayout>
#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/PlainToolTip.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/HashLabel.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/OutsideText.h"
#include "ui/packet/PacketFactRow.h"
#include "ui/packet/PacketSteps.h"
#include "ui/packet/PacketText.h"

namespace stillgate {

namespace {

constexpr int kDetailInset = 34; ///< under the words of the step
constexpr int kDetailEnd = 8;
constexpr int kDetailThread = 16;
constexpr int kRuleRow = 21;
constexpr int kRuleIcon = 12;
constexpr int kRuleGap = 8;
constexpr int kBlockInset = 8;

/// A rule of the policy and what it said.
class RuleRow final : public QWidget {
public:
    RuleRow(PacketRule rule, QWidget* parent) : QWidget(parent), m_rule(std::move(rule))
    {
        setFixedHeight(kRuleRow);
        setAccessibleName(PacketText::tr("%1, %2", "rule and effect").arg(m_rule.rule, m_rule.effect));
        setAccessibleDescription(m_rule.saw);
        setToolTip(plainToolTip(m_rule.saw.isEmpty() ? PacketText::tr("It asked for no facts") : m_rule.saw));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Look look = Look::of(*this);
        Lane lane(rect(), look.direction());
        const bool matched = m_rule.mood != Mood::Neutral;
        look.paintIcon(painter, lane.fromStart(kRuleIcon, kRuleGap), m_rule.icon, kRuleIcon,
                       matched ? stillgate::tonesOf(m_rule.mood).shape : Tone::Text3);
        const Tone effect = m_rule.isDecisive ? stillgate::tonesOf(m_rule.mood).text : Tone::Text3;
        paintText(painter, lane.fromEnd(textWidth(m_rule.effect, Type::Label, look), kRuleGap), m_rule.effect,
                  {.type = m_rule.isDecisive ? Type::Label : Type::Meta, .tone = effect, .align = Align::End}, look);
        paintText(painter, lane.rest(), m_rule.rule,
                  {.type = Type::Mono, .tone = m_rule.isDecisive ? Tone::Text1 : Tone::Text2, .flow = Flow::LeftToRight}, look);
    }

private:
    PacketRule m_rule;
};

} // namespace

PacketStepDetail::PacketStepDetail(const PacketStep& step, StepExtent extent, QWidget* parent) : QWidget(parent)
{
    auto* across = new QHBoxLayout(this);
    across->setContentsMargins(0, 0, 0, 10);
    across->setSpacing(0);
    auto* layout = new QVBoxLayout;
    layout->setSpacing(0);
    // Spaces are mirrored, margins are not.
    across->addSpacing(kDetailInset);
    across->addLayout(layout, 1);
    across->addSpacing(kDetailEnd);
    addRules(*layout, step);
    if (extent == StepExtent::All) {
        addFacts(*layout, step);
        addBlocks(*layout, step);
        addEvents(*layout, step);
    }
}

void PacketStepDetail::addRules(QVBoxLayout& layout, const PacketStep& step)
{
    for (const PacketRule& rule : step.rules) {
        layout.addWidget(new RuleRow(rule, this));
    }
    if (!step.rules.empty()) {
        layout.addSpacing(6);
    }
}

void PacketStepDetail::addFacts(QVBoxLayout& layout, const PacketStep& step)
{
    for (const PacketFact& fact : step.facts) {
        layout.addWidget(new PacketFactRow(fact, this));
    }
}

void PacketStepDetail::addBlocks(QVBoxLayout& layout, const PacketStep& step)
{
    for (const PacketBlock& block : step.blocks) {
        layout.addSpacing(6);
        layout.addWidget(new KitLabel(block.title, {.type = Type::Label, .tone = Tone::Text3}, this));
        layout.addSpacing(4);
        auto* card = new Card(CardKind::Sunken, this);
        auto* inside = new QVBoxLayout(card);
        inside->setContentsMargins(kBlockInset, kBlockInset, kBlockInset, kBlockInset);
        if (!block.withheld.isEmpty()) {
            inside->addWidget(new KitLabel(block.withheld, {.tone = Tone::Text3}, card, Wrap::Words));
        } else {
            auto* text = new OutsideText(card, Type::Mono, Tone::Text2);
            text->setContent(OutsideContent::of(block.text));
            inside->addWidget(text);
        }
        layout.addWidget(card);
    }
}

void PacketStepDetail::addEvents(QVBoxLayout& layout, const PacketStep& step)
{
    layout.addSpacing(6);
    for (const PacketEvent& event : step.events) {
        auto* line = new QHBoxLayout;
        line->setSpacing(4);
        auto* position = new KitButton(ButtonKind::Link, QStringLiteral("#%1").arg(event.position), this);
        position->setObjectName(QStringLiteral("packetEvent%1").arg(event.position));
        position->setToolTip(PacketText::tr("Show event %1 in the ledger").arg(event.position));
        position->setAccessibleName(position->toolTip());
        connect(position, &KitButton::clicked, this, [this, sequence = event.sequence] { emit eventOpened(sequence); });
        line->addSpacing(-KitButton::kRingRoom);
        line->addWidget(position);
        auto* code = new KitLabel(
            event.code, {.type = Type::Mono, .tone = event.isKnown ? Tone::Text2 : Tone::SoonText, .flow = Flow::LeftToRight},
            this);
        code->setToolTip(plainToolTip(PacketText::tr("%1, by %2, %3").arg(event.code, event.actor, event.timeTip)));
        line->addWidget(code, 1);
        auto* leaf = new HashLabel(PacketText::tr("leaf"), this);
        leaf->setHash(event.leaf);
        line->addWidget(leaf);
        layout.addLayout(line);
    }
}

void PacketStepDetail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    painter.fillRect(QStyle::visualRect(look.direction(), rect(), QRect(kDetailThread, 0, 1, height())),
                     look.colour(Tone::Strong));
}

} // namespace stillgate
