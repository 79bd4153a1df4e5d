// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/ReviewTicketPane.h"

#include <utility>

#include <QVBoxLayout>

#include "ui/kit/text/PlainToolTip.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/DiffTable.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/LoadingLine.h"
#include "ui/kit/widget/LoadingPanel.h"
#include "ui/kit/widget/MarkWidget.h"
#include "ui/kit/widget/OutsideText.h"
#include "ui/kit/widget/SectionHeader.h"
#include "ui/quality/ReasonTable.h"

namespace stillgate {

namespace {
constexpr int kTextInset = 32;
constexpr int kTextWidest = 760; ///< longer lines are hard to read

/// Each in the direction of its own letters, and all in the direction of the screen.
QString joined(const QStringList& facts)
{
    QStringList apart;
    for (const QString& fact : facts) {
        apart << QChar(0x2068) + fact + QChar(0x2069); // first strong isolate (Unicode 15, UAX #9)
    }
    return apart.join(QStringLiteral("  ·  "));
}

} // namespace

ReviewTicketPane::ReviewTicketPane(QWidget* parent) : QScrollArea(parent), m_line(new LoadingLine(this))
{
    setObjectName(QStringLiteral("reviewTicket"));
    setAccessibleName(tr("The ticket"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::ClickFocus);
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &ReviewTicketPane::showSlow);
}

void ReviewTicketPane::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    m_line->setGeometry(0, 0, width(), m_line->height());
    m_line->raise();
}

QVBoxLayout& ReviewTicketPane::begin()
{
    m_wait.stop();
    m_left = nullptr;
    m_title = nullptr;
    m_table = nullptr;
    m_note = nullptr;
    m_content = new QWidget;
    auto* outer = new QHBoxLayout(m_content);
    outer->setContentsMargins(kTextInset, 24, kTextInset, 24);
    auto* column = new QWidget(m_content);
    column->setMaximumWidth(kTextWidest);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    outer->addWidget(column, 100);
    outer->addStretch(1);
    return *layout;
}

void ReviewTicketPane::finish()
{
    if (QWidget* before = takeWidget()) {
        before->deleteLater(); // what was pressed to come here may be in it
    }
    setWidget(std::exchange(m_content, nullptr));
}

void ReviewTicketPane::showReading()
{
    m_line->start();
    if (!m_wait.isActive()) {
        m_wait.start(kLoadingDelay);
    }
}

void ReviewTicketPane::showSlow()
{
    QVBoxLayout& layout = begin();
    auto* words = new KitLabel(tr("Reading the ticket"), {.tone = Tone::Text2});
    words->setObjectName(QStringLiteral("reviewReading"));
    layout.addWidget(words);
    layout.addStretch(1);
    finish();
    emit emptied();
}

void ReviewTicketPane::showState(const StateWords& words)
{
    m_line->stop();
    QVBoxLayout& layout = begin();
    auto* panel = new StatePanel(words);
    panel->setObjectName(QStringLiteral("reviewState"));
    connect(panel, &StatePanel::stepChosen, this, &ReviewTicketPane::retryAsked);
    layout.addWidget(panel);
    layout.addStretch(1);
    finish();
}

void ReviewTicketPane::showEmpty()
{
    showState({StateKind::Empty, tr("Nothing is left here"),
               tr("Every ticket of this sampler was seen. Choose another one with Alt+1 to Alt+3, or wait for new tickets."),
               QString()});
}

void ReviewTicketPane::showError(const Error& error)
{
    if (error.code == ErrorCode::Unavailable) {
        showState({StateKind::Offline, tr("No connection"),
                   tr("This ticket is not remembered here. Reviews that were given are kept and sent later."),
                   tr("Read it again")});
    } else if (error.code == ErrorCode::Corrupt) {
        showState({StateKind::Error, tr("What came is not what the ledger recorded"),
                   tr("So none of it is shown. Go on with the next ticket, and call who runs the orchestrator."),
                   tr("Read it again")});
    } else if (error.code == ErrorCode::NotFound) {
        showState(
            {StateKind::Empty, tr("The model has said nothing of this ticket"), tr("There is nothing to review."), QString()});
    } else {
        showState({StateKind::Error, tr("The ticket could not be read"), tr("Nothing was sent."), tr("Read it again")});
    }
}

void ReviewTicketPane::showTicket(const ReviewTicket& ticket)
{
    m_line->stop();
    QVBoxLayout& layout = begin();
    addHead(layout, ticket);
    layout.addSpacing(18);
    if (ticket.withheld.isEmpty()) {
        auto* text = new OutsideText(nullptr, Type::Reading, Tone::Text1);
        text->setObjectName(QStringLiteral("reviewText"));
        text->setFocusPolicy(Qt::ClickFocus);
        text->setContent(ticket.text);
        layout.addWidget(text);
    } else {
        layout.addWidget(new StatePanel({StateKind::Locked, tr("The text is not shown"), ticket.withheld, QString()}));
    }
    layout.addSpacing(20);
    layout.addWidget(new Hairline);
    layout.addSpacing(16);
    addReasons(layout, ticket);
    layout.addSpacing(20);
    layout.addWidget(new Hairline);
    layout.addSpacing(16);
    addConsequences(layout);
    layout.addStretch(1);
    finish();
}

void ReviewTicketPane::addHead(QVBoxLayout& layout, const ReviewTicket& ticket)
{
    auto* line = new QHBoxLayout;
    auto* number = new KitLabel(ticket.number, {.type = Type::MonoBody, .tone = Tone::Text2, .flow = Flow::LeftToRight});
    number->setObjectName(QStringLiteral("reviewNumber"));
    line->addWidget(number, 1);
    m_left = new KitLabel(QString(), {.tone = Tone::Text3});
    line->addWidget(m_left);
    layout.addLayout(line);
    layout.addSpacing(6);
    if (!ticket.subject.shown().isEmpty()) {
        auto* subject = new OutsideText(nullptr, Type::Title, Tone::Text1);
        subject->setFocusPolicy(Qt::ClickFocus);
        subject->setContent(ticket.subject);
        layout.addWidget(subject);
        layout.addSpacing(4);
    }
    auto* facts = new MarkWidget<FactMark>({Mood::Neutral, ticket.channelSign, joined(ticket.facts), Type::Body});
    facts->setToolTip(plainToolTip(ticket.instant));
    layout.addWidget(facts);
    if (!ticket.redFlags.isEmpty()) {
        layout.addSpacing(8);
        layout.addWidget(new MarkWidget<StatusMark>(
            {Mood::Harm, Icon::Flag, tr("Red flag: %1").arg(ticket.redFlags.join(QStringLiteral(", ")))}));
    }
}

void ReviewTicketPane::setLeft(const QString& left)
{
    if (m_left != nullptr) {
        m_left->setText(left);
    }
}

void ReviewTicketPane::addReasons(QVBoxLayout& layout, const ReviewTicket& ticket)
{
    layout.addWidget(new SectionHeader(tr("Why the model said so")));
    layout.addSpacing(2);
    if (ticket.reasons.empty()) {
        layout.addWidget(new KitLabel(tr("It named no words."), {.tone = Tone::Text2}));
        return;
    }
    const QString label = ticket.labels.empty() ? QString() : outsideLine(ticket.labels.front().intent);
    layout.addWidget(new ReasonTable(ticket.reasons, label));
}

void ReviewTicketPane::addConsequences(QVBoxLayout& layout)
{
    m_title = new KitLabel(QString(), {.type = Type::Section});
    m_title->setObjectName(QStringLiteral("consequencesTitle"));
    layout.addWidget(m_title);
    layout.addSpacing(4);
    m_table = new DiffTable({QString(), tr("now"), tr("after"), Change::Unchanged});
    m_table->setObjectName(QStringLiteral("consequences"));
    m_table->hide();
    layout.addWidget(m_table);
    layout.addSpacing(8);
    m_note = new KitLabel(QString(), {.tone = Tone::Text2}, nullptr, Wrap::Words);
    m_note->setObjectName(QStringLiteral("consequencesNote"));
    layout.addWidget(m_note);
}

void ReviewTicketPane::showConsequences(const Consequences& consequences)
{
    if (m_table == nullptr) {
        return;
    }
    m_title->setText(consequences.title);
    m_table->setRows(consequences.rows);
    m_table->setVisible(!consequences.rows.empty());
    m_note->setText(consequences.note);
}

} // namespace stillgate
