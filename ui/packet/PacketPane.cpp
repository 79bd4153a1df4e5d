// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketPane.h"

#include <QBoxLayout>
#include <QScrollArea>

#include "ui/kit/text/PlainToolTip.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/MarkWidget.h"
#include "ui/kit/widget/SectionHeader.h"
#include "ui/packet/PacketFrame.h"
#include "ui/packet/PacketHeadBar.h"
#include "ui/packet/PacketLists.h"
#include "ui/packet/PacketMeasures.h"
#include "ui/packet/PacketStates.h"
#include "ui/packet/PacketSteps.h"
#include "ui/packet/PacketText.h"

namespace stillgate {

namespace {

constexpr int kPaneTop = 4;
constexpr int kPaneSection = 16;
constexpr int kPaneUnder = 8;

/// Widgets of the pane stand in by 20, the decision by 12.
QVBoxLayout* paneColumn(QVBoxLayout& into, int inset)
{
    auto* column = new QVBoxLayout;
    column->setContentsMargins(inset, 0, inset, 0);
    column->setSpacing(0);
    into.addLayout(column);
    return column;
}

} // namespace

PacketPane::PacketPane(const PacketPresenter& presenter, QWidget* parent) : QWidget(parent), m_presenter(presenter)
{
    setObjectName(QStringLiteral("packetPane"));
    setAccessibleName(PacketText::tr("Packet"));
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("packetPaneScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidgetResizable(true);
    scroll->setWidget(makeContent());
    m_frame = new PacketFrame(scroll, this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    connect(m_open, &KitButton::clicked, this, [this] {
        if (m_ticket) {
            emit pageAsked(*m_ticket);
        }
    });
    connect(m_frame, &PacketFrame::readAgainAsked, this, [this] {
        if (m_ticket) {
            emit reloadAsked(*m_ticket);
        }
    });
    showNothing();
}

PacketPane::~PacketPane() = default;

QWidget* PacketPane::makeContent()
{
    auto* content = new QWidget;
    auto* lines = new QVBoxLayout(content);
    lines->setContentsMargins(0, kPaneTop, 0, kPaneSection);
    lines->setSpacing(0);
    QVBoxLayout* head = paneColumn(*lines, kPaneInset);
    auto* top = new QHBoxLayout;
    m_number = new KitLabel({}, {.type = Type::MonoBody, .tone = Tone::Text3, .flow = Flow::LeftToRight}, content);
    m_number->setObjectName(QStringLiteral("packetNumber"));
    m_open = new KitButton(ButtonKind::Bare, Icon::External, {}, content);
    m_open->setObjectName(QStringLiteral("packetOpenPage"));
    m_open->setAccessibleName(PacketText::tr("Open the whole packet"));
    m_open->setToolTip(PacketText::tr("Open the whole packet (Enter)"));
    top->addWidget(m_number, 1);
    top->addWidget(m_open);
    head->addLayout(top);
    m_summary = new PacketSummary(content);
    head->addWidget(m_summary);
    lines->addSpacing(kPaneUnder);
    m_slot = paneColumn(*lines, kPaneSlotInset);
    m_details = new QWidget(content);
    auto* below = new QVBoxLayout(m_details);
    below->setContentsMargins(kPaneInset, kPaneSection, kPaneInset, 0);
    below->setSpacing(0);
    addReasons(*below, m_details);
    m_happened = new SectionHeader(PacketText::tr("What happened"), m_details, Type::Label);
    m_steps = new PacketStepList(m_details);
    m_proof = new MarkWidget<FactMark>({}, m_details);
    m_proof->setObjectName(QStringLiteral("packetProof"));
    below->addWidget(m_happened);
    below->addSpacing(kPaneUnder);
    below->addWidget(m_steps);
    below->addSpacing(kPaneUnder);
    below->addWidget(new Hairline(Qt::Horizontal, m_details));
    below->addSpacing(kPaneUnder);
    below->addWidget(m_proof);
    lines->addWidget(m_details);
    lines->addStretch(1);
    return content;
}

void PacketPane::addReasons(QVBoxLayout& layout, QWidget* content)
{
    m_labels = new PacketLabelList(content);
    m_words = new PacketWordChips(content);
    m_noWords = new KitLabel({}, {.tone = Tone::Text3}, content, Wrap::Words);
    layout.addWidget(new SectionHeader(PacketText::tr("Why the AI thinks so"), content, Type::Label));
    layout.addSpacing(kPaneUnder);
    layout.addWidget(m_labels);
    layout.addSpacing(kPaneUnder);
    layout.addWidget(m_words);
    layout.addWidget(m_noWords);
    layout.addSpacing(kPaneSection);
    layout.addWidget(new Hairline(Qt::Horizontal, content));
    layout.addSpacing(kPaneSection);
}

void PacketPane::setDecision(QWidget* decision)
{
    if (m_decision != nullptr) {
        m_decision->deleteLater();
    }
    m_decision = decision;
    m_slot->addWidget(decision);
    decision->hide();
}

void PacketPane::setDetailsVisible(bool visible)
{
    m_details->setVisible(visible);
}

void PacketPane::showNothing()
{
    m_ticket.reset();
    m_frame->stopLoading();
    m_frame->showState(packetNothingWords());
}

void PacketPane::showLoading(const TicketEntry& entry)
{
    const bool isSame = m_ticket == entry.row.id;
    m_ticket = entry.row.id;
    const PacketHead head = m_presenter.head(entry);
    m_number->setText(head.number);
    m_summary->setHead(head);
    if (!isSame) {
        setDetailsVisible(false);
        if (m_decision != nullptr) {
            m_decision->hide();
        }
        m_frame->setFreshness(Freshness::Fresh);
    }
    m_frame->showContent();
    m_frame->startLoading();
}

void PacketPane::showPacket(const Packet& packet)
{
    const PacketValues values = m_presenter.present(packet);
    m_ticket = values.ticket;
    m_number->setText(values.head.number);
    m_summary->setHead(values.head);
    m_labels->setLabels(values.reasons.labels);
    m_words->setWords(values.reasons.words);
    m_noWords->setText(values.reasons.labels.empty() ? PacketText::tr("Nothing was classified.")
                                                     : values.reasons.withheld.text);
    m_noWords->setVisible(!m_noWords->text().isEmpty());
    m_happened->setNote(values.eventCount);
    m_steps->setSteps(values.steps);
    m_proof->setMark({.mood = values.proof.mood, .icon = values.proof.icon, .text = values.proof.words});
    m_proof->setToolTip(plainToolTip(values.proof.detail));
    if (m_decision != nullptr) {
        m_decision->setVisible(values.hasGate);
    }
    setDetailsVisible(true);
    m_frame->stopLoading();
    m_frame->setFreshness(Freshness::Fresh);
    m_frame->showContent();
}

void PacketPane::showError(const TicketId& ticket, const Error& error)
{
    m_ticket = ticket;
    m_frame->stopLoading();
    m_frame->showState(packetErrorWords(error));
}

void PacketPane::markStale()
{
    if (m_ticket) {
        m_frame->setFreshness(Freshness::Stale);
    }
}

} // namespace stillgate
