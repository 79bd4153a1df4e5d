// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketPage.h"

#include <QAction>
#include <QBoxLayout>
#include <QScrollArea>

#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/MarkWidget.h"
#include "ui/kit/widget/SectionHeader.h"
#include "ui/packet/PacketFrame.h"
#include "ui/packet/PacketHeadBar.h"
#include "ui/packet/PacketMeasures.h"
#include "ui/packet/PacketMessages.h"
#include "ui/packet/PacketReasonsColumn.h"
#include "ui/packet/PacketStates.h"
#include "ui/packet/PacketSteps.h"
#include "ui/packet/PacketText.h"

namespace stillgate {

namespace {

constexpr int kPageTimesMs = 10'000;
constexpr int kUnderTitle = 10;
constexpr int kProofGap = 12;
/// Rows of steps stand out by the inset of their ground.
constexpr int kStepOut = 8;

} // namespace

PacketPage::PacketPage(const PacketPresenter& presenter, QWidget* parent) : QWidget(parent), m_presenter(presenter)
{
    setObjectName(QStringLiteral("packetPage"));
    setWindowTitle(PacketText::tr("Packet"));
    m_frame = new PacketFrame(makeContent(), this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    connect(m_frame, &PacketFrame::readAgainAsked, this, [this] {
        if (m_ticket) {
            emit reloadAsked(*m_ticket);
        }
    });
    connect(m_steps, &PacketSteps::eventOpened, this, &PacketPage::eventOpened);
    m_times.setInterval(kPageTimesMs);
    connect(&m_times, &QTimer::timeout, this, &PacketPage::refreshTimes);
    addCommands();
    m_frame->showState(packetNothingWords());
}

PacketPage::~PacketPage() = default;

void PacketPage::addCommands()
{
    auto* read = new QAction(PacketText::tr("Read the packet again"), this);
    read->setObjectName(QStringLiteral("readPacketAgain"));
    read->setShortcut(QKeySequence(Qt::Key_F5));
    read->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    read->setIcon(Look::of(*this).icon(Icon::Refresh));
    connect(read, &QAction::triggered, m_frame, &PacketFrame::readAgainAsked);
    addAction(read);
    struct Jump {
        const char* name;
        QString text;
        Qt::Key key;
        Icon icon;
        QWidget* target;
    };
    const Jump jumps[] = {
        {"goToSteps", PacketText::tr("Go to what happened"), Qt::Key_1, Icon::Link, m_steps},
        {"goToConversation", PacketText::tr("Go to the conversation"), Qt::Key_2, Icon::Chat, m_talkArea},
        {"goToReasons", PacketText::tr("Go to the reasons"), Qt::Key_3, Icon::Chip, m_reasonsArea},
    };
    for (const Jump& jump : jumps) {
        auto* action = new QAction(jump.text, this);
        action->setObjectName(QLatin1String(jump.name));
        action->setShortcut(QKeySequence(Qt::ALT | jump.key));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setIcon(Look::of(*this).icon(jump.icon));
        connect(action, &QAction::triggered, this, [target = jump.target] {
            if (target->focusPolicy() == Qt::NoFocus) {
                target->setFocus(Qt::ShortcutFocusReason);
                target->nextInFocusChain()->setFocus(Qt::ShortcutFocusReason);
            } else {
                target->setFocus(Qt::ShortcutFocusReason);
            }
        });
        addAction(action);
    }
}

QWidget* PacketPage::makeContent()
{
    auto* content = new QWidget(this);
    m_head = new PacketHeadBar(content);
    m_slotRoom = new QWidget(content);
    m_slot = new QVBoxLayout(m_slotRoom);
    m_slot->setContentsMargins(kPageInset, 0, kPageInset, kPageSlotEnd);
    m_slotRoom->hide();
    auto* lines = new QVBoxLayout(content);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_head);
    lines->addWidget(m_slotRoom);
    lines->addWidget(new Hairline(Qt::Horizontal, content));
    m_columns = makeColumns(content);
    lines->addWidget(m_columns, 1);
    return content;
}

QScrollArea* PacketPage::addColumn(QHBoxLayout& layout, QWidget* inside, const QString& name)
{
    auto* area = new QScrollArea(m_columns);
    area->setObjectName(name);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::StrongFocus);
    area->setWidget(inside);
    layout.addWidget(area);
    return area;
}

QWidget* PacketPage::makeColumns(QWidget* content)
{
    m_columns = new QWidget(content);
    auto* across = new QHBoxLayout(m_columns);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(0);
    const auto column = [this](SectionHeader*& header, const QString& title, QWidget* body, int out) {
        auto* inside = new QWidget(m_columns);
        auto* lines = new QVBoxLayout(inside);
        lines->setContentsMargins(kPageInset - out, kColumnTop, kPageInset - out, kPageInset);
        lines->setSpacing(0);
        header = new SectionHeader(title, inside);
        auto* head = new QHBoxLayout;
        head->setContentsMargins(out, 0, out, 0);
        head->addWidget(header);
        lines->addLayout(head);
        lines->addSpacing(kUnderTitle);
        lines->addWidget(body);
        return std::pair(inside, lines);
    };
    m_steps = new PacketSteps(m_columns);
    const auto [stepsInside, stepsLines] = column(m_happened, PacketText::tr("What happened"), m_steps, kStepOut);
    m_proof = new MarkWidget<FactMark>({}, stepsInside);
    m_proof->setObjectName(QStringLiteral("packetProof"));
    m_proofDetail = new KitLabel({}, {.type = Type::Meta, .tone = Tone::Text3}, stepsInside, Wrap::Words);
    auto* proof = new QVBoxLayout;
    proof->setContentsMargins(kStepOut, kProofGap, kStepOut, 0);
    proof->setSpacing(4);
    proof->addWidget(new Hairline(Qt::Horizontal, stepsInside));
    proof->addSpacing(kProofGap);
    proof->addWidget(m_proof);
    proof->addWidget(m_proofDetail);
    stepsLines->addLayout(proof);
    stepsLines->addStretch(1);
    m_messages = new PacketMessages(m_columns);
    const auto [talkInside, talkLines] = column(m_talk, PacketText::tr("Conversation"), m_messages, 0);
    talkLines->addStretch(1);
    m_reasons = new PacketReasonsColumn(m_columns);
    SectionHeader* reasonsHeader = nullptr;
    const auto [reasonsInside, reasonsLines] = column(reasonsHeader, PacketText::tr("Why the AI thinks so"), m_reasons, 0);
    reasonsLines->addStretch(1);
    m_stepsArea = addColumn(*across, stepsInside, QStringLiteral("packetStepsArea"));
    across->addWidget(new Hairline(Qt::Vertical, m_columns));
    m_talkArea = addColumn(*across, talkInside, QStringLiteral("packetTalkArea"));
    across->setStretchFactor(m_talkArea, 1);
    across->addWidget(new Hairline(Qt::Vertical, m_columns));
    m_reasonsArea = addColumn(*across, reasonsInside, QStringLiteral("packetReasonsArea"));
    fitColumns();
    return m_columns;
}

void PacketPage::setDecision(QWidget* decision)
{
    if (m_decision != nullptr) {
        m_decision->deleteLater();
    }
    m_decision = decision;
    m_slot->addWidget(decision);
}

void PacketPage::showLoading(const TicketEntry& entry)
{
    const bool isSame = m_ticket == entry.row.id;
    m_ticket = entry.row.id;
    m_head->setHead(m_presenter.head(entry));
    if (!isSame) {
        m_packet.reset();
        m_columns->hide();
        m_slotRoom->hide();
        m_frame->setFreshness(Freshness::Fresh);
    }
    m_frame->showContent();
    m_frame->startLoading();
}

void PacketPage::showPacket(const Packet& packet)
{
    m_packet = packet;
    const PacketValues values = m_presenter.present(packet);
    m_ticket = values.ticket;
    apply(values);
    m_frame->stopLoading();
    m_frame->setFreshness(Freshness::Fresh);
    m_frame->showContent();
    emit crumbsChanged({PacketText::tr("Queues"), values.head.number});
}

void PacketPage::apply(const PacketValues& values)
{
    m_head->setHead(values.head);
    m_slotRoom->setVisible(values.hasGate && m_decision != nullptr);
    m_columns->show();
    m_happened->setNote(values.eventCount);
    m_steps->setSteps(values.ticket, values.steps);
    m_proof->setMark({.mood = values.proof.mood, .icon = values.proof.icon, .text = values.proof.words, .type = Type::Body});
    m_proofDetail->setText(values.proof.detail);
    m_talk->setNote(values.channels);
    m_messages->setConversation(values.conversation, values.findings, values.findingsWords);
    m_reasons->setReasons(values.reasons, values.parameters);
}

void PacketPage::showError(const TicketId& ticket, const Error& error)
{
    m_ticket = ticket;
    m_packet.reset();
    m_frame->stopLoading();
    m_frame->showState(packetErrorWords(error));
}

void PacketPage::markStale()
{
    if (m_packet) {
        m_frame->setFreshness(Freshness::Stale);
    }
}

void PacketPage::fitColumns()
{
    const bool narrow = width() < kPageNarrowUnder;
    m_stepsArea->setFixedWidth(narrow ? kPageNarrowTimeline : kPageTimeline);
    m_reasonsArea->setFixedWidth(narrow ? kPageNarrowReasons : kPageReasons);
}

void PacketPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void PacketPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_times.start();
}

void PacketPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_times.stop();
}

/// What was read stays; how long ago that was moves on.
void PacketPage::refreshTimes()
{
    if (m_packet) {
        m_head->setHead(m_presenter.present(*m_packet).head);
    }
}

} // namespace stillgate
