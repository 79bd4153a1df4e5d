// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/DecisionHead.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/approval/FlowLayout.h"
#include "ui/kit/text/PlainToolTip.h"
#include "ui/kit/widget/KitLabel.h"

namespace stillgate {

namespace {

Type questionType(CardForm form)
{
    switch (form) {
    case CardForm::Pane: return Type::QuestionPane;
    case CardForm::Page: return Type::Question;
    case CardForm::Stream: return Type::QuestionAlone;
    }
    return Type::Question;
}

FactMark expiresMark(const DecisionValues& values, CardForm form)
{
    const bool over = values.deadline.state == DeadlineState::Breached;
    const bool soon = values.deadline.state == DeadlineState::Soon;
    const Mood mood = over ? Mood::Harm : soon ? Mood::Soon : Mood::Neutral;
    return {.mood = mood,
            .icon = over ? Icon::Alert : Icon::Clock,
            .text = form == CardForm::Page ? values.expiresIn : values.expires,
            .type = form == CardForm::Page ? Type::BodyMedium : Type::MetaMedium};
}

} // namespace

DecisionHead::DecisionHead(CardForm form, QWidget* parent)
    : QWidget(parent)
    , m_form(form)
    , m_kicker(new KitLabel(tr("The decision"), {.type = Type::Label, .tone = Tone::Accent}, this))
    , m_expires(new MarkWidget<FactMark>({}, this))
    , m_question(new KitLabel({}, {.type = questionType(form)}, this, Wrap::Words))
    , m_subject(new KitLabel({}, {.tone = Tone::Text2}, this))
    , m_intent(new MarkWidget<FactMark>({}, this))
    , m_rule(new MarkWidget<FactMark>({}, this))
    , m_needs(new MarkWidget<FactMark>({}, this))
    , m_stakes(new MarkWidget<FactMark>({}, this))
    , m_fresh(new MarkWidget<FactMark>({}, this))
{
    m_kicker->setObjectName(QStringLiteral("decisionKicker"));
    m_expires->setObjectName(QStringLiteral("decisionExpires"));
    m_question->setObjectName(QStringLiteral("decisionQuestion"));
    m_subject->setObjectName(QStringLiteral("decisionSubject"));
    m_rule->setObjectName(QStringLiteral("decisionRule"));
    m_fresh->setObjectName(QStringLiteral("decisionFresh"));
    if (form == CardForm::Page) {
        layOutColumns();
    } else {
        layOutFlow();
    }
}

void DecisionHead::layOutFlow()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(m_form == CardForm::Pane ? 6 : 8);
    auto* top = new QHBoxLayout;
    top->addWidget(m_kicker, 1);
    top->addWidget(m_expires);
    layout->addLayout(top);
    layout->addWidget(m_question);
    if (m_form == CardForm::Stream) {
        layout->addWidget(m_subject);
    }
    m_subject->setVisible(m_form == CardForm::Stream);
    m_intent->setVisible(m_form == CardForm::Stream);
    m_needs->hide();
    auto* facts = new FlowLayout(14, 2);
    layout->addLayout(facts);
    for (QWidget* fact : {static_cast<QWidget*>(m_intent), static_cast<QWidget*>(m_rule), static_cast<QWidget*>(m_stakes),
                          static_cast<QWidget*>(m_fresh)}) {
        facts->addWidget(fact);
    }
}

QWidget* DecisionHead::column(const QString& label, QWidget* value)
{
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(new KitLabel(label, {.type = Type::Meta, .tone = Tone::Text3}, box));
    layout->addWidget(value);
    return box;
}

void DecisionHead::layOutColumns()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_kicker);
    layout->addWidget(m_question);
    m_subject->hide();
    m_intent->hide();
    auto* facts = new FlowLayout(28, 8);
    layout->addLayout(facts);
    facts->addWidget(column(tr("Asked for by"), m_rule));
    m_expiresColumn = column(tr("Expires"), m_expires);
    facts->addWidget(m_expiresColumn);
    facts->addWidget(column(tr("Needs"), m_needs));
    facts->addWidget(column(tr("Stakes"), m_stakes));
}

void DecisionHead::setKicker(const QString& kicker)
{
    m_kicker->setText(kicker);
}

void DecisionHead::setValues(const DecisionValues& values)
{
    const Type type = m_form == CardForm::Page ? Type::BodyMedium : Type::Meta;
    m_question->setText(values.question);
    m_subject->setText(values.subject);
    m_expires->setMark(expiresMark(values, m_form));
    m_expires->setToolTip(plainToolTip(values.expiresAt));
    // Of no use any more once it is settled.
    QWidget* const expires = m_expiresColumn != nullptr ? m_expiresColumn : m_expires;
    expires->setVisible(values.phase == DecisionPhase::Open || values.phase == DecisionPhase::Counted);
    const QString rule = m_form == CardForm::Page ? values.rule : tr("Rule %1 asks for %2").arg(values.rule, values.asksFor);
    m_rule->setMark({.icon = {}, .text = rule, .type = type});
    m_needs->setMark({.icon = {}, .text = values.asksFor, .type = type});
    const bool high = values.amount.has_value();
    m_stakes->setMark({.mood = high ? Mood::Soon : Mood::Neutral,
                       .icon = high ? std::optional(Icon::Warning) : std::nullopt,
                       .text = m_form == CardForm::Page ? values.stakes : tr("%1 stakes").arg(values.stakes),
                       .type = type});
    m_stakes->setVisible(m_form != CardForm::Pane || high);
    m_intent->setMark({.icon = {}, .text = values.intent, .type = type});
    m_fresh->setMark(values.fresh);
    m_fresh->setToolTip(plainToolTip(values.freshAt));
}

} // namespace stillgate
