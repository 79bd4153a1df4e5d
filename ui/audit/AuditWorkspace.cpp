// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/AuditWorkspace.h"

#include <algorithm>

#include <QDateTime>
#include <QScrollBar>
#include <QStackedWidget>

#include "ui/audit/AuditDetailPane.h"
#include "ui/audit/AuditFacets.h"
#include "ui/audit/AuditListHead.h"
#include "ui/audit/AuditTable.h"
#include "ui/audit/IntegrityLine.h"
#include "ui/kit/text/Formatting.h"
#include "ui/kit/widget/LoadingLine.h"
#include "ui/kit/widget/StatePanel.h"

namespace stillgate {

namespace {
constexpr int kFacetsFrom = 1150; ///< narrower, the facets fold away
} // namespace

AuditWorkspace::AuditWorkspace(AuditParts parts, QWidget* parent)
    : QWidget(parent)
    , m_parts(std::move(parts))
    , m_presenter(m_parts.tickets, m_parts.link, m_parts.formatting, m_parts.zone)
    , m_model(m_parts.reader, m_presenter, m_parts.timers)
    , m_facets(new AuditFacets(this))
    , m_head(new AuditListHead(this))
    , m_integrity(new IntegrityLine(this))
    , m_loading(new LoadingLine(this))
    , m_stack(new QStackedWidget(this))
    , m_table(new AuditTable(m_model, this))
    , m_state(new StatePanel({}, this))
    , m_detail(new AuditDetailPane(this))
{
    setObjectName(QStringLiteral("auditWorkspace"));
    setWindowTitle(tr("Audit"));
    setFocusProxy(m_table);
    layOut();
    addCommands();
    follow();
    showIntegrity();
    setQuery({});
}

AuditWorkspace::~AuditWorkspace() = default;

void AuditWorkspace::follow()
{
    connect(m_facets, &AuditFacets::chosen, this, &AuditWorkspace::takeFacet);
    connect(m_head, &AuditListHead::wordTyped, this, &AuditWorkspace::takeWords);
    connect(m_head, &AuditListHead::submitted, this, [this](const QString& text) {
        if (takeWords(text)) {
            m_table->setFocus(Qt::OtherFocusReason);
        }
    });
    connect(m_head, &AuditListHead::termRemoved, this,
            [this](int index) { setQuery(withoutField(m_query, m_query.terms.at(static_cast<std::size_t>(index)).field)); });
    connect(m_head, &AuditListHead::newsAsked, this, &AuditWorkspace::showNews);
    connect(m_integrity, &IntegrityLine::verifyAsked, this, &AuditWorkspace::verify);
    connect(m_integrity, &IntegrityLine::cancelAsked, this, [this] { m_parts.verifier.cancel(); });
    connect(m_table, &AuditTable::eventChosen, this, &AuditWorkspace::readDetail);
    connect(m_state, &StatePanel::stepChosen, this, &AuditWorkspace::takeStep);
    connect(m_detail, &AuditDetailPane::eventChosen, this, &AuditWorkspace::followLink);
    connect(m_detail, &AuditDetailPane::ticketChosen, this, &AuditWorkspace::ticketOpened);
    connect(m_detail, &AuditDetailPane::retryAsked, this, [this] { readDetail(m_wanted.value_or(0)); });
    connect(&m_model, &AuditModel::stateChanged, this, &AuditWorkspace::showList);
    connect(&m_model, &AuditModel::newerChanged, this, [this] { m_head->setNews(m_model.newer(), m_model.hasMoreNewer()); });
    connect(&m_parts.watch, &LedgerWatch::verdictChanged, this, [this](const LedgerVerdict& verdict) {
        showIntegrity();
        m_model.noticeSize(verdict.size);
    });
    connect(&m_parts.verifier, &LedgerVerifier::progressed, this, [this](std::uint64_t done, std::uint64_t total) {
        m_progress = VerificationProgress{done, total};
        showIntegrity();
    });
    connect(&m_parts.verifier, &LedgerVerifier::ended, this, [this] {
        m_progress.reset();
        showIntegrity();
    });
    connect(&m_parts.link, &Link::statusChanged, this, &AuditWorkspace::readAgainWhenLive);
    connect(&m_parts.tickets, &TicketStore::ticketsChanged, this, [this](const std::vector<TicketId>& tickets) {
        std::uint64_t size = 0;
        for (const TicketId& ticket : tickets) {
            const auto entry = m_parts.tickets.ticket(ticket);
            size = std::max(size, entry ? entry->row.latest + 1 : 0);
        }
        m_model.noticeSize(size);
    });
}

AuditNames AuditWorkspace::names() const
{
    const auto ticket = [this](Sequence number) {
        std::optional<TicketId> found;
        m_parts.tickets.forEachTicket([&](const TicketEntry& entry) {
            if (entry.row.opened == number) {
                found = entry.row.id;
            }
        });
        return found;
    };
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_parts.formatting.now().ms, m_parts.zone);
    return {ticket, m_parts.link.status().person, m_parts.zone, now.date()};
}

void AuditWorkspace::setQuery(AuditQuery query, std::optional<Sequence> around)
{
    m_query = std::move(query);
    m_head->showQuery(m_query);
    m_facets->showQuery(m_query);
    m_table->scrollToTop();
    m_model.setFilter(m_query.filter, around);
    QStringList crumbs{windowTitle()};
    if (!m_query.terms.empty()) {
        crumbs << tr("Filtered");
    }
    emit crumbsChanged(crumbs);
}

bool AuditWorkspace::takeWords(const QString& text)
{
    auto query = withWords(m_query, text, names());
    if (!query) {
        m_head->showFault(query.error());
        return false;
    }
    setQuery(std::move(*query));
    return true;
}

void AuditWorkspace::takeFacet(AuditField field, const QString& value)
{
    if (value.isEmpty()) {
        setQuery(withoutField(m_query, field));
        return;
    }
    auto query = withWords(m_query, auditFieldName(field) + value, names());
    if (query) {
        setQuery(std::move(*query));
    } else {
        m_head->showFault(query.error());
        m_facets->showQuery(m_query);
    }
}

void AuditWorkspace::openTicket(const TicketId& ticket)
{
    const auto entry = m_parts.tickets.ticket(ticket);
    const QString value = entry ? QStringLiteral("#%1").arg(entry->row.opened) : QString::fromStdString(ticket.text());
    setQuery({{{AuditField::Ticket, value}}, AuditFilter{.ticket = ticket, .actor = {}, .code = {}, .since = {}, .until = {}}});
}

void AuditWorkspace::showList()
{
    const bool isEmpty = m_model.state() == AuditListState::Ready && m_model.rowCount() == 0 && !m_model.isReading();
    if (m_model.state() == AuditListState::Failed) {
        const bool isOffline = m_model.error() && m_model.error()->code == ErrorCode::Unavailable;
        m_state->setWords(
            isOffline ? StateWords{StateKind::Offline, tr("No connection"),
                                   tr("The ledger is read from the orchestrator. What was verified before stands above."),
                                   tr("Read it again")}
                      : StateWords{StateKind::Error, tr("The ledger could not be read"), tr("Nothing was changed."),
                                   tr("Read it again")});
    } else if (isEmpty && m_query.terms.empty()) {
        m_state->setWords({StateKind::Empty, tr("The ledger has no event yet"), tr("The first one comes with the first start."),
                           tr("Read it again")});
    } else if (isEmpty) {
        m_state->setWords(
            {StateKind::Empty, tr("No event fits this filter"), tr("The whole ledger was searched."), tr("Clear the filter")});
    }
    const bool showsState = isEmpty || m_model.state() == AuditListState::Failed;
    m_stack->setCurrentIndex(showsState ? 1 : 0);
    m_model.isReading() ? m_loading->start() : m_loading->stop();
    const auto size = m_model.ledgerSize();
    const QString count = size ? m_parts.formatting.count(static_cast<std::int64_t>(*size)) : QString();
    m_facets->setLedgerCount(count);
    const auto plural = static_cast<int>(std::min<std::uint64_t>(size.value_or(0), 1'000'000));
    const bool stopped = m_model.state() == AuditListState::Ready && m_model.error();
    m_head->setCount(stopped                         ? tr("The next page did not come")
                     : size && m_query.terms.empty() ? tr("%1 event(s)", nullptr, plural).arg(count)
                                                     : QString());
    if (m_model.state() == AuditListState::Ready && m_model.rowCount() > 0 && !m_table->currentIndex().isValid()) {
        selectWanted();
    }
}

/// What the pane shows keeps its mark in the list.
void AuditWorkspace::selectWanted()
{
    if (!m_wanted) {
        m_table->selectRow(0);
    } else if (const auto row = m_model.rowOf(*m_wanted)) {
        const QSignalBlocker blocker(m_table); // it is being read already
        m_table->selectRow(*row);
    }
}

/// What did not come while there was no connection is asked for once more.
void AuditWorkspace::readAgainWhenLive(const LinkStatus& status)
{
    if (status.state != LinkState::Live) {
        return;
    }
    if (m_model.state() == AuditListState::Failed) {
        m_model.reload();
    } else if (m_model.error()) {
        m_table->fetchNearEnd();
    }
    if (m_wanted && !m_detail->shown()) {
        readDetail(*m_wanted);
    }
}

void AuditWorkspace::takeStep()
{
    const bool isEmpty = m_model.state() == AuditListState::Ready && !m_query.terms.empty();
    isEmpty ? clearFilter() : m_model.reload();
}

void AuditWorkspace::showIntegrity()
{
    if (!m_parts.verifier.isRunning()) {
        m_progress.reset();
    }
    m_integrity->show(integrityShown(m_parts.watch.verdict(), m_parts.verifier.last(), m_progress, m_parts.formatting));
    m_verify->setText(m_progress ? tr("Stop verifying") : tr("Verify the ledger again"));
}

void AuditWorkspace::verify()
{
    if (m_parts.verifier.isRunning()) {
        m_parts.verifier.cancel();
        return;
    }
    m_progress = VerificationProgress{};
    m_parts.verifier.start();
    showIntegrity();
}

void AuditWorkspace::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_facets->setVisible(width() >= kFacetsFrom);
}

void AuditWorkspace::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_model.state() == AuditListState::Failed) {
        m_model.reload(); // it may have been built before the connection was there
    }
}

} // namespace stillgate
