// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/ApprovalsWorkspace.h"

#include <algorithm>

#include <QAction>
#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/approval/DecisionCard.h"
#include "ui/approval/NextCard.h"
#include "ui/approval/ReceiptNotice.h"
#include "ui/approval/SignaturesPane.h"
#include "ui/approval/StreamPane.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/StatePanel.h"

namespace stillgate {

namespace {

constexpr int kSideWidth = 336;
constexpr int kNarrow = 1150; ///< under this the signatures stand below the decision
constexpr int kCentreMargin = 24;
constexpr Duration kStreamTogether{100};
constexpr Duration kEverySecond = Duration::seconds(1);
constexpr Duration kStreamInert{600}; ///< what was pressed for the question before must not reach the next one

bool isRecorded(DecisionPhase phase)
{
    switch (phase) {
    case DecisionPhase::Counted:
    case DecisionPhase::Held:
    case DecisionPhase::Executing:
    case DecisionPhase::Executed:
    case DecisionPhase::Verified:
    case DecisionPhase::Closed:
    case DecisionPhase::Denied:
    case DecisionPhase::Escalated:
    case DecisionPhase::Asked: return true;
    default: return false;
    }
}

QScrollArea* column(QWidget* content, const QString& objectName, QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setObjectName(objectName);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    area->setFocusPolicy(Qt::NoFocus);
    content->setAutoFillBackground(false);
    area->setWidget(content);
    return area;
}

} // namespace

ApprovalsWorkspace::ApprovalsWorkspace(const ApprovalsParts& parts, QWidget* parent, HoldTimes times)
    : QWidget(parent)
    , m_parts(parts)
    , m_stream(parts.decision.tickets, parts.decision.outbox, parts.decision.formatting)
    , m_people(parts.decision.link, m_parts.audit)
    , m_presenter(parts.decision)
    , m_receiptPresenter(parts.decision)
    , m_pane(new StreamPane(this))
    , m_centre(column(new QWidget, QStringLiteral("approvalsCentre"), this))
    , m_receipt(new NoticeCard({}, m_centre->widget()))
    , m_card(new DecisionCard(CardForm::Stream, m_presenter, parts.decision.formatting.locale(), m_centre->widget(), times))
    , m_empty(new StatePanel({}, m_centre->widget()))
    , m_next(new NextCard(tr("Next"), m_centre->widget()))
    , m_later(new NextCard({}, m_centre->widget()))
    , m_side(column(new QWidget, QStringLiteral("approvalsSide"), this))
    , m_signatures(new SignaturesPane)
{
    setObjectName(QStringLiteral("approvalsWorkspace"));
    setFocusProxy(&m_pane->list());
    setWindowTitle(tr("Approvals"));
    m_receipt->setObjectName(QStringLiteral("receiptCard"));
    m_empty->setObjectName(QStringLiteral("approvalsEmpty"));
    m_next->setObjectName(QStringLiteral("nextCard"));
    m_later->setObjectName(QStringLiteral("laterCard"));
    layOut();
    addCommands();
    connectAll();
    onTick();
    onDecisionChanged();
    onReceiptChanged();
}

ApprovalsWorkspace::~ApprovalsWorkspace() = default;

void ApprovalsWorkspace::layOut()
{
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(m_pane);
    columns->addWidget(new Hairline(Qt::Vertical, this));
    columns->addWidget(m_centre, 1);
    m_side->setFixedWidth(kSideWidth);
    m_side->setWidget(m_signatures);
    columns->addWidget(m_side);

    m_column = new QVBoxLayout(m_centre->widget());
    m_column->setContentsMargins(kCentreMargin, 20, kCentreMargin, 20);
    m_column->setSpacing(16);
    for (QWidget* part : {static_cast<QWidget*>(m_receipt), static_cast<QWidget*>(m_card), static_cast<QWidget*>(m_empty),
                          static_cast<QWidget*>(m_next), static_cast<QWidget*>(m_later)}) {
        m_column->addWidget(part);
    }
    m_column->addStretch(1);
    setTabOrder(&m_pane->list(), m_card);
}

QAction* ApprovalsWorkspace::addCommand(const QString& text, const QKeySequence& keys, const QString& objectName)
{
    auto* action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setObjectName(objectName);
    addAction(action);
    return action;
}

void ApprovalsWorkspace::addCommands()
{
    // The card's own come first; they work wherever the focus is in here.
    addActions(m_card->actions());
    QAction* next = addCommand(tr("Next approval"), QKeySequence(Qt::Key_J), QStringLiteral("nextApproval"));
    connect(next, &QAction::triggered, this, [this] { step(1); });
    QAction* previous = addCommand(tr("Previous approval"), QKeySequence(Qt::Key_K), QStringLiteral("previousApproval"));
    connect(previous, &QAction::triggered, this, [this] { step(-1); });
    m_openTicket = addCommand(tr("Open the whole packet"), QKeySequence(Qt::Key_O), QStringLiteral("openTicket"));
    connect(m_openTicket, &QAction::triggered, this, [this] {
        if (const auto& ticket = m_presenter.ticket()) {
            emit ticketOpened(*ticket);
        }
    });
    m_undoReceipt = addCommand(tr("Undo the last approval"), QKeySequence(Qt::Key_Z), QStringLiteral("undoReceipt"));
    connect(m_undoReceipt, &QAction::triggered, &m_receiptPresenter, &DecisionPresenter::withdraw);
    m_showEvent =
        addCommand(tr("Show the event of the last decision"), QKeySequence(Qt::Key_A), QStringLiteral("showDecisionEvent"));
    connect(m_showEvent, &QAction::triggered, this, [this] {
        if (const auto& receipt = m_receiptPresenter.values().receipt; receipt && receipt->event) {
            emit eventOpened(*receipt->event);
        }
    });
}

void ApprovalsWorkspace::connectAll()
{
    TicketStore& tickets = m_parts.decision.tickets;
    connect(&tickets, &TicketStore::gatesChanged, this, [this](const std::vector<GateId>& gates) {
        m_stream.update(gates);
        refreshSoon();
    });
    connect(&tickets, &TicketStore::ticketsChanged, this, &ApprovalsWorkspace::refreshSoon);
    connect(&tickets, &TicketStore::reset, this, [this] {
        m_stream.reset();
        refreshStream();
    });
    connect(&m_parts.decision.outbox, &Outbox::entryChanged, this, &ApprovalsWorkspace::refreshSoon);
    connect(&m_parts.decision.link, &Link::statusChanged, this, &ApprovalsWorkspace::refreshSoon);
    connect(&m_people, &EnrolledPeople::changed, this, [this] { m_presenter.setPeople(m_people.people()); });
    connect(&m_presenter, &DecisionPresenter::changed, this, &ApprovalsWorkspace::onDecisionChanged);
    connect(&m_presenter, &DecisionPresenter::ticketOpened, this, &ApprovalsWorkspace::ticketOpened);
    connect(&m_presenter, &DecisionPresenter::decided, this,
            [this](Verdict verdict) { m_hasDecided = verdict != Verdict::Withdraw; });
    connect(&m_receiptPresenter, &DecisionPresenter::changed, this, &ApprovalsWorkspace::onReceiptChanged);
    connect(m_receipt, &NoticeCard::actionChosen, &m_receiptPresenter, &DecisionPresenter::withdraw);
    connect(m_pane, &StreamPane::chosen, this, &ApprovalsWorkspace::choose);
    connect(&m_pane->list(), &QListView::activated, m_card, &DecisionCard::focusFirst);
    connect(m_empty, &StatePanel::stepChosen, this, &ApprovalsWorkspace::queueAsked);
    for (NextCard* card : {m_next, m_later}) {
        connect(card, &NextCard::clicked, this, [this, card] { choose(StreamRow(card->row())); });
    }
}

void ApprovalsWorkspace::onTick()
{
    refreshStream();
    m_tick = m_parts.decision.timers.after(kEverySecond, [this] { onTick(); });
}

void ApprovalsWorkspace::refreshSoon()
{
    if (!m_soon) {
        m_soon = m_parts.decision.timers.after(kStreamTogether, [this] {
            m_soon.reset();
            refreshStream();
        });
    }
}

std::vector<StreamRow> ApprovalsWorkspace::waitingRows() const
{
    std::vector<StreamRow> out;
    std::copy_if(m_values.rows.begin(), m_values.rows.end(), std::back_inserter(out),
                 [](const StreamRow& row) { return row.state == StreamState::Waiting; });
    return out;
}

/// Out of view only the count is kept: there may be thousands, and each takes words.
void ApprovalsWorkspace::refreshStream()
{
    if (!isVisible()) {
        tellCount(m_stream.waiting(m_parts.decision.link.status()));
        return;
    }
    m_values = m_stream.values(m_parts.decision.link.status());
    m_pane->setValues(m_values);
    if (!m_presenter.ticket() && !waitingRows().empty()) {
        choose(waitingRows().front());
    }
    showStream();
    tellCount(m_values.waiting);
}

void ApprovalsWorkspace::tellCount(int waiting)
{
    if (waiting != m_waiting) {
        m_waiting = waiting;
        emit countChanged(m_waiting);
    }
}

void ApprovalsWorkspace::showStream()
{
    const GateId shown = m_presenter.values().gate;
    m_pane->select(shown);
    std::vector<StreamRow> waiting = waitingRows();
    const auto place = std::find_if(waiting.begin(), waiting.end(), [&](const StreamRow& row) { return row.gate == shown; });
    m_card->setKicker(place == waiting.end()
                          ? tr("The decision")
                          : tr("The decision, %1 of %2").arg(place - waiting.begin() + 1).arg(waiting.size()));
    // What comes next: behind the one in view, or the first ones when that is not among them.
    waiting.erase(waiting.begin(), place == waiting.end() ? waiting.begin() : place + 1);
    m_next->setVisible(!waiting.empty());
    m_later->setVisible(waiting.size() > 1);
    if (!waiting.empty()) {
        m_next->setRow(waiting[0]);
    }
    if (waiting.size() > 1) {
        m_later->setRow(waiting[1]);
    }
    showEmpty();
}

void ApprovalsWorkspace::showEmpty()
{
    const bool isEmpty = m_presenter.values().phase == DecisionPhase::Nothing;
    m_card->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    m_openTicket->setEnabled(!isEmpty);
    if (!isEmpty) {
        return;
    }
    const LinkStatus& link = m_parts.decision.link.status();
    if (link.state != LinkState::Live && m_parts.decision.tickets.size() == 0) {
        m_empty->setWords({StateKind::Offline,
                           tr("No connection yet"),
                           tr("Approvals appear here as soon as the orchestrator answers."),
                           {}});
        return;
    }
    m_empty->setWords({StateKind::Empty, tr("Nothing waits for you"),
                       m_values.held.empty() ? tr("What asks for your role appears here by itself.")
                                             : tr("What is open asks for somebody else; it is listed under Held from me."),
                       tr("Open the queue")});
}

void ApprovalsWorkspace::choose(const StreamRow& row)
{
    m_hasDecided = false;
    m_presenter.open(row.ticket);
    m_presenter.setPeople(m_people.people());
    showStream();
}

void ApprovalsWorkspace::open(const TicketId& ticket)
{
    m_hasDecided = false;
    m_presenter.open(ticket);
    m_presenter.setPeople(m_people.people());
    showStream();
}

void ApprovalsWorkspace::step(int by)
{
    const auto& rows = m_values.rows;
    if (rows.empty()) {
        return;
    }
    const auto place =
        std::find_if(rows.begin(), rows.end(), [&](const StreamRow& row) { return row.gate == m_presenter.values().gate; });
    const auto last = static_cast<std::ptrdiff_t>(rows.size()) - 1;
    const std::ptrdiff_t to = place == rows.end() ? 0 : std::clamp<std::ptrdiff_t>(place - rows.begin() + by, 0, last);
    choose(StreamRow(rows[static_cast<std::size_t>(to)]));
}

void ApprovalsWorkspace::onDecisionChanged()
{
    if (m_hasDecided && isRecorded(m_presenter.values().phase)) {
        m_hasDecided = false;
        // Not from within the presenter, which is about to be given another ticket.
        QMetaObject::invokeMethod(this, &ApprovalsWorkspace::advance, Qt::QueuedConnection);
    }
    m_signatures->setValues(m_presenter.values());
    m_signatures->setVisible(!m_presenter.values().gate.isNull());
    showStream();
    onReceiptChanged();
}

void ApprovalsWorkspace::advance()
{
    if (!m_presenter.packet() || !isRecorded(m_presenter.values().phase)) {
        return;
    }
    const GateId decided = m_presenter.values().gate;
    m_receiptPresenter.take(Packet(*m_presenter.packet()));
    m_values = m_stream.values(m_parts.decision.link.status());
    m_pane->setValues(m_values);
    auto waiting = waitingRows();
    waiting.erase(std::remove_if(waiting.begin(), waiting.end(), [&](const StreamRow& row) { return row.gate == decided; }),
                  waiting.end());
    if (waiting.empty()) {
        m_presenter.clear();
        return;
    }
    m_card->setInert(true);
    m_inert = m_parts.decision.timers.after(kStreamInert, [this] { m_card->setInert(false); });
    choose(waiting.front());
    m_centre->ensureVisible(0, 0);
}

void ApprovalsWorkspace::onReceiptChanged()
{
    const DecisionValues& values = m_receiptPresenter.values();
    const auto notice = receiptNotice(values);
    // The question in view tells of itself.
    const bool shows = notice && values.gate != m_presenter.values().gate;
    m_receipt->setVisible(shows);
    if (shows && *notice != m_receipt->notice()) {
        NoticeWords standing = m_receipt->notice();
        standing.note = notice->note;
        if (standing == *notice) {
            m_receipt->setNote(notice->note);
        } else {
            m_receipt->setNotice(*notice);
        }
    }
    const auto& own = m_presenter.values().receipt;
    m_undoReceipt->setEnabled(shows && values.receipt->canUndo && !(own && own->canUndo));
    m_showEvent->setEnabled(values.receipt && values.receipt->event);
}

void ApprovalsWorkspace::placeSignatures()
{
    const bool narrow = width() < kNarrow;
    if (narrow == m_isNarrow) {
        return;
    }
    m_isNarrow = narrow;
    if (narrow) {
        m_side->takeWidget();
        m_column->insertWidget(m_column->indexOf(m_next), m_signatures);
    } else {
        m_column->removeWidget(m_signatures);
        m_side->setWidget(m_signatures);
    }
    m_side->setVisible(!narrow);
    m_signatures->setVisible(!m_presenter.values().gate.isNull());
}

void ApprovalsWorkspace::resizeEvent(QResizeEvent* event)
{
    placeSignatures();
    QWidget::resizeEvent(event);
}

void ApprovalsWorkspace::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refreshStream();
    emit crumbsChanged({tr("Approvals"), tr("For me, by deadline")});
}

void ApprovalsWorkspace::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Look::of(*this).colour(Tone::Surface));
}

} // namespace stillgate
