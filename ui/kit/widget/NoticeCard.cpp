// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widget/NoticeCard.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/kit/widget/Disc.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"

namespace stillgate {

namespace {

constexpr int kNoticeInset = 16;
constexpr int kNoticeDiscGap = 12;

} // namespace

NoticeCard::NoticeCard(const NoticeWords& notice, QWidget* parent)
    : Card(CardKind::Outline, parent)
    , m_title(new KitLabel({}, {.type = Type::BodyStrong}, this))
    , m_text(new KitLabel({}, {.tone = Tone::Text2}, this))
    , m_facts(new QWidget(this))
    , m_action(new KitButton(ButtonKind::Outlined, {}, this))
    , m_note(new KitLabel({}, {.type = Type::Meta, .tone = Tone::Text2, .align = Align::End}, this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kNoticeInset, kNoticeInset - 2, kNoticeInset, kNoticeInset - 4);
    layout->setSpacing(kNoticeDiscGap);
    layout->addSpacing(kDisc + kNoticeDiscGap);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(m_title);
    texts->addWidget(m_text);
    texts->addSpacing(6);
    texts->addWidget(m_facts);
    texts->addStretch(1);
    layout->addLayout(texts, 1);
    auto* end = new QVBoxLayout;
    end->setSpacing(4);
    end->addWidget(m_action, 0, Qt::AlignTrailing);
    end->addStretch(1);
    end->addWidget(m_note);
    layout->addLayout(end);
    auto* facts = new QHBoxLayout(m_facts);
    facts->setContentsMargins(0, 0, 0, 0);
    facts->setSpacing(12);
    m_action->setObjectName(QStringLiteral("noticeAction"));
    connect(m_action, &KitButton::clicked, this, &NoticeCard::actionChosen);
    setNotice(notice);
}

void NoticeCard::setNotice(const NoticeWords& notice)
{
    m_notice = notice;
    m_title->setText(notice.title);
    m_text->setText(notice.text);
    m_text->setVisible(!notice.text.isEmpty());
    m_action->setText(notice.action);
    m_action->setSign(notice.actionIcon);
    m_action->setKey(notice.key);
    m_action->setVisible(!notice.action.isEmpty());
    setNote(notice.note);
    showFacts();
    setAccessibleName(notice.title);
    setAccessibleDescription(notice.text);
    update();
}

void NoticeCard::setNote(const QString& note)
{
    m_notice.note = note;
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void NoticeCard::showFacts()
{
    auto* layout = static_cast<QHBoxLayout*>(m_facts->layout());
    while (QLayoutItem* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const NoticeFact& fact : m_notice.facts) {
        layout->addWidget(new KitLabel(fact.label, {.type = Type::Meta, .tone = Tone::Text3}, m_facts));
        layout->addWidget(new KitLabel(
            fact.value, {.type = Type::Mono, .tone = Tone::Text1, .cut = Cut::InMiddle, .flow = Flow::LeftToRight}, m_facts));
        layout->addSpacing(16);
    }
    layout->addStretch(1);
    m_facts->setVisible(!m_notice.facts.empty());
}

void NoticeCard::paintEvent(QPaintEvent* event)
{
    Card::paintEvent(event);
    QPainter painter(this);
    const QRect inner = rect().adjusted(kNoticeInset, kNoticeInset, -kNoticeInset, -kNoticeInset);
    paintDisc(painter, inner, m_notice.mood, m_notice.icon, Look::of(*this));
}

} // namespace stillgate
