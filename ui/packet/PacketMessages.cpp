// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketMessages.h"

#include <QBoxLayout>
#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/PlainToolTip.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/MarkWidget.h"
#include "ui/kit/widget/OutsideText.h"
#include "ui/packet/PacketText.h"

namespace stillgate {

namespace {

constexpr int kBadge = 24;
constexpr int kFindingsGap = 6;
constexpr int kBadgeGap = 12;
constexpr int kBetween = 20;
constexpr int kSpeakerHeight = 24;
constexpr int kSpeakerGap = 8;
constexpr int kOurSign = 14;

/// Who speaks, from where, and when.
class SpeakerLine final : public QWidget {
public:
    SpeakerLine(const PacketUtterance& utterance, QWidget* parent)
        : QWidget(parent)
        , m_who(utterance.who)
        , m_address(utterance.address)
        , m_time(utterance.time)
        , m_mark(utterance.mark)
        , m_speaker(utterance.speaker)
    {
        m_mark.diameter = kBadge;
        setFixedHeight(kSpeakerHeight + 2);
        setAccessibleName(PacketText::tr("%1, %2, %3", "who, from where, when").arg(m_who.text, m_address.text, m_time));
        setToolTip(plainToolTip(utterance.timeTip));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Look look = Look::of(*this);
        Lane lane(rect(), look.direction());
        const QRect badge = lane.fromStart(kBadge, kBadgeGap);
        if (m_speaker == PacketSpeaker::Customer) {
            paintMark(painter, badge.adjusted(-2, 0, 2, 0), m_mark, look);
        } else {
            const QRect disc(badge.x(), badge.y() + (badge.height() - kBadge) / 2, kBadge, kBadge);
            paintBox(painter, disc, kBadge / 2.0, look.colour(Tone::Surface), look.colour(Tone::Strong));
            look.paintIcon(painter, disc, Icon::Sign, kOurSign, Tone::Text2);
        }
        paintText(painter, lane.fromEnd(textWidth(m_time, Type::Meta, look), kSpeakerGap), m_time,
                  {.type = Type::Meta, .tone = Tone::Text3, .align = Align::End}, look);
        paintText(painter, lane.fromStart(qMin(lane.width(), textWidth(m_who.text, Type::BodyStrong, look)), kSpeakerGap),
                  m_who.text,
                  {.type = Type::BodyStrong,
                   .tone = m_who.voice == PacketVoice::Withheld ? Tone::Text3 : Tone::Text1,
                   .flow = m_who.voice == PacketVoice::Outside ? Flow::Content : Flow::Window},
                  look);
        paintText(painter, lane.rest(), m_address.text,
                  {.type = Type::Meta,
                   .tone = Tone::Text3,
                   .flow = m_address.voice == PacketVoice::Outside ? Flow::LeftToRight : Flow::Window},
                  look);
    }

private:
    PacketLine m_who;
    PacketLine m_address;
    QString m_time;
    PersonMark m_mark;
    PacketSpeaker m_speaker;
};

} // namespace

PacketMessages::PacketMessages(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("packetMessages"));
    setAccessibleName(PacketText::tr("Conversation"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
}

void PacketMessages::setConversation(const std::vector<PacketUtterance>& conversation, const OutsideFindings& findings,
                                     const QString& findingsWords)
{
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    for (std::size_t i = 0; i < conversation.size(); ++i) {
        addUtterance(conversation[i], i);
        m_layout->addSpacing(kBetween);
    }
    m_layout->addWidget(new Hairline(Qt::Horizontal, this));
    m_layout->addSpacing(kBadgeGap);
    const bool isClean = findings.isClean();
    auto* found = new QWidget(this);
    found->setObjectName(QStringLiteral("packetFindings"));
    found->setAccessibleName(findingsWords);
    auto* line = new QHBoxLayout(found);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(kFindingsGap);
    const FactMark sign{
        .mood = isClean ? Mood::Verified : Mood::Soon, .icon = isClean ? Icon::ShieldCheck : Icon::Warning, .text = {}};
    line->addWidget(new MarkWidget<FactMark>(sign, found), 0, Qt::AlignTop);
    const Tone tone = isClean ? Tone::Text2 : Tone::SoonText;
    line->addWidget(new KitLabel(findingsWords, {.type = Type::Meta, .tone = tone}, found, Wrap::Words), 1);
    m_layout->addWidget(found);
    m_layout->addStretch(1);
}

void PacketMessages::addUtterance(const PacketUtterance& utterance, std::size_t number)
{
    auto* block = new QWidget(this);
    auto* lines = new QVBoxLayout(block);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(4);
    lines->addWidget(new SpeakerLine(utterance, block));
    auto* inset = new QHBoxLayout;
    inset->addSpacing(kBadge + kBadgeGap);
    auto* body = new QVBoxLayout;
    body->setSpacing(6);
    inset->addLayout(body, 1);
    lines->addLayout(inset);
    if (!utterance.subject.text.isEmpty()) {
        const bool isOutside = utterance.subject.voice == PacketVoice::Outside;
        body->addWidget(new KitLabel(utterance.subject.text,
                                     {.type = Type::BodyMedium,
                                      .tone = isOutside ? Tone::Text1 : Tone::Text3,
                                      .flow = isOutside ? Flow::Content : Flow::Window},
                                     block));
    }
    if (utterance.withheld.text.isEmpty()) {
        auto* text =
            new OutsideText(block, Type::Body, utterance.speaker == PacketSpeaker::Customer ? Tone::Text1 : Tone::Text2);
        text->setObjectName(QStringLiteral("packetMessage%1").arg(number));
        text->setContent(utterance.body);
        body->addWidget(text);
    } else {
        auto* why = new MarkWidget<FactMark>({.icon = Icon::Lock, .text = utterance.withheld.text, .type = Type::Body}, block);
        why->setObjectName(QStringLiteral("packetWithheld%1").arg(number));
        body->addWidget(why);
    }
    for (const PacketLine& attachment : utterance.attachments) {
        body->addWidget(
            new MarkWidget<FactMark>({.icon = Icon::Paperclip, .text = attachment.text, .type = Type::Body}, block));
    }
    if (!utterance.note.isEmpty()) {
        body->addWidget(new KitLabel(utterance.note, {.type = Type::Meta, .tone = Tone::Text3}, block));
    }
    m_layout->addWidget(block);
}

} // namespace stillgate
