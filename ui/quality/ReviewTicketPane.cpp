// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/ReviewTicketPane.h"

#include <QVBoxLayout>

#include "ui/kit/text/PlainToolTip.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/DiffTable.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/LoadingPanel.h"
#include "ui/kit/widget/MarkWidget.h"
#include "ui/kit/widget/OutsideText.h"
#include "ui/kit/widget/SectionHeader.h"
#include "ui/kit/widget/StatePanel.h"
#include "ui/quality/ReasonTable.h"

namespace stillgate {

namespace {
constexpr int kTextInset = 32;
constexpr int kTextWidest = 760; ///< longer lines are hard to read
} // namespace

ReviewTicketPane::ReviewTicketPane(QWidget* parent) : QScrollArea(parent)
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

QVBoxLayout& ReviewTicketPane::begin()
{
    m_wait.stop();
    m_differences = nullptr;
    m_table = nullptr;
    if (QWidget* before = takeWidget()) {
        before->deleteLater(); // what was pressed to come here may be in it
    }
    auto* content = new QWidget;
    auto* outer = new QHBoxLayout(content);
    outer->setContentsMargins(kTextInset, 24, kTextInset, 24);
    auto* column = new QWidget;
    column->setMaximumWidth(kTextWidest);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    outer->addWidget(column, 100);
    outer->addStretch(1);
    setWidget(content);
    return *layout;
}

void ReviewTicketPane::showReading()
{
    m_wait.start(kLoadingDelay);
}

void ReviewTicketPane::showSlow()
{
    QVBoxLayout& layout = begin();
    layout.addWidget(new KitLabel(tr("Reading the ticket"), {.tone = Tone::Text2}));
    layout.addStretch(1);
}

void ReviewTicketPane::showEmpty()
{
    QVBoxLayout& layout = begin();
    auto* panel = new StatePanel(
        {StateKind::Empty, tr("Nothing is left here"),
         tr("Every ticket of this sampler was seen. Choose another one at the side, or wait for new tickets."), QString()});
    panel->setObjectName(QStringLiteral("reviewState"));
    layout.addWidget(panel);
    layout.addStretch(1);
}

void ReviewTicketPane::showError(const Error& error)
{
    StateWords words{StateKind::Error, tr("The ticket could not be read"), tr("Nothing was sent."), tr("Read it again")};
    if (error.code == ErrorCode::Unavailable) {
        words = {StateKind::Offline, tr("No connection"),
                 tr("This ticket is not remembered here. Reviews that were given are kept and sent later."),
                 tr("Read it again")};
    } else if (error.code == ErrorCode::Corrupt) {
        words = {StateKind::Error, tr("What came is not what the ledger recorded"),
                 tr("So none of it is shown. Go on with the next ticket, and call who runs the orchestrator."),
                 tr("Read it again")};
    } else if (error.code == ErrorCode::NotFound) {
        words = {StateKind::Empty, tr("The model has said nothing of this ticket"), tr("There is nothing to review."),
                 QString()};
    }
    QVBoxLayout& layout = begin();
    auto* panel = new StatePanel(words);
    panel->setObjectName(QStringLiteral("reviewState"));
    connect(panel, &StatePanel::stepChosen, this, &ReviewTicketPane::retryAsked);
    layout.addWidget(panel);
    layout.addStretch(1);
}

void ReviewTicketPane::showTicket(const ReviewTicket& ticket, const QString& left)
{
    QVBoxLayout& layout = begin();
    addHead(layout, ticket, left);
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
    m_differences = new QWidget;
    auto* differences = new QVBoxLayout(m_differences);
    differences->setContentsMargins(0, 24, 0, 0);
    differences->setSpacing(8);
    differences->addWidget(new SectionHeader(tr("What the two labels differ in")));
    m_table = new DiffTable({});
    m_table->setObjectName(QStringLiteral("labelDifferences"));
    differences->addWidget(m_table);
    m_differences->hide();
    layout.addWidget(m_differences);
    layout.addStretch(1);
}

void ReviewTicketPane::addHead(QVBoxLayout& layout, const ReviewTicket& ticket, const QString& left)
{
    auto* line = new QHBoxLayout;
    auto* number = new KitLabel(ticket.number, {.type = Type::MonoBody, .tone = Tone::Text2, .flow = Flow::LeftToRight});
    number->setObjectName(QStringLiteral("reviewNumber"));
    line->addWidget(number, 1);
    line->addWidget(new KitLabel(left, {.tone = Tone::Text3}));
    layout.addLayout(line);
    layout.addSpacing(6);
    if (!ticket.subject.shown().isEmpty()) {
        auto* subject = new OutsideText(nullptr, Type::Title, Tone::Text1);
        subject->setFocusPolicy(Qt::ClickFocus);
        subject->setContent(ticket.subject);
        layout.addWidget(subject);
        layout.addSpacing(4);
    }
    auto* facts =
        new MarkWidget<FactMark>({Mood::Neutral, ticket.channelSign, ticket.facts.join(QStringLiteral("  ·  ")), Type::Body});
    facts->setToolTip(plainToolTip(ticket.instant));
    layout.addWidget(facts);
    if (!ticket.redFlags.isEmpty()) {
        layout.addSpacing(8);
        layout.addWidget(new MarkWidget<StatusMark>(
            {Mood::Harm, Icon::Flag, tr("Red flag: %1").arg(ticket.redFlags.join(QStringLiteral(", ")))}));
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

void ReviewTicketPane::showDifferences(const std::vector<DiffRow>& rows, const std::string& from, const std::string& to)
{
    if (m_table == nullptr) {
        return;
    }
    m_table->setHeader({tr("By the taxonomy"), outsideLine(from), outsideLine(to), Change::Unchanged});
    m_table->setRows(rows);
    m_differences->setVisible(!rows.empty());
}

} // namespace stillgate
