// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>

#include "ui/audit/AuditDetailPane.h"
#include "ui/audit/AuditTable.h"
#include "ui/audit/AuditWorkspace.h"
#include "ui/audit/SignedChanges.h"
#include "ui/kit/text/Formatting.h"

/// How one event comes to be shown in full.
namespace stillgate {

namespace {
constexpr int kHashLetters = 4;
constexpr int kMostProposals = 100; ///< of one ticket, before a decision
} // namespace

void AuditWorkspace::openEvent(Sequence sequence)
{
    if (m_model.rowOf(sequence)) {
        followLink(sequence);
        return;
    }
    readDetail(sequence);
    setQuery({}, sequence);
}

/// From one event to another one: the filter stays, also where it does not let that one in.
void AuditWorkspace::followLink(Sequence sequence)
{
    const auto row = m_model.rowOf(sequence);
    if (row && m_table->currentIndex().row() != *row) {
        m_table->selectRow(*row); // which reads it
        return;
    }
    if (!row && m_query.terms.empty()) {
        openEvent(sequence);
        return;
    }
    if (!row) {
        m_table->clearSelection();
        m_table->setCurrentIndex({});
    }
    readDetail(sequence);
}

void AuditWorkspace::readDetail(Sequence sequence)
{
    m_wanted = sequence;
    m_detail->showReading(sequence);
    m_parts.reader.detail(sequence)
        .then(this, [this, sequence](const Result<AuditDetail>& detail) { showDetail(sequence, detail); })
        .onCanceled(this, [this, sequence] { showDetail(sequence, fail(ErrorCode::Unavailable, "audit", "cancelled")); });
}

void AuditWorkspace::showDetail(Sequence sequence, const Result<AuditDetail>& detail)
{
    if (sequence != m_wanted) {
        return; // another one was chosen meanwhile
    }
    if (!detail) {
        m_detail->showError(detail.error());
        m_openTicket->setEnabled(false);
        m_copy->setEnabled(false);
        return;
    }
    const auto decision = auditedDecision(detail->event.header);
    if (!decision) {
        placeDetail(*detail, {});
        return;
    }
    // What was signed stands in another event: without it the decision is shown all the same.
    const auto place = [this, sequence, event = *detail, about = decision->about](const Result<AuditPage>& page) {
        if (sequence == m_wanted) {
            placeDetail(event, page ? changesSigned(about, page->events) : std::vector<StateChange>{});
        }
    };
    m_parts.reader.page(decision->proposals, AuditOrder::NewestFirst, sequence, kMostProposals)
        .then(this, place)
        .onCanceled(this, [place] { place(fail(ErrorCode::Unavailable, "audit", "cancelled")); });
}

void AuditWorkspace::placeDetail(const AuditDetail& detail, const std::vector<StateChange>& changes)
{
    const Sequence sequence = detail.event.header.sequence;
    AuditNeighbours neighbours;
    neighbours.ownHash = middleCut(QString::fromStdString(toHex(detail.event.leaf.view())), kHashLetters, kHashLetters);
    if (sequence > 0) {
        neighbours.previous = sequence - 1;
        neighbours.previousHash = hashOf(sequence - 1);
    }
    if (sequence + 1 < m_model.ledgerSize().value_or(0)) {
        neighbours.next = sequence + 1;
        neighbours.nextHash = hashOf(sequence + 1);
    }
    m_detail->showDetail(m_presenter.shown(detail, changes), neighbours);
    m_openTicket->setEnabled(detail.event.header.ticket.has_value());
    m_copy->setEnabled(true);
}

QString AuditWorkspace::hashOf(Sequence sequence) const
{
    const auto row = m_model.rowOf(sequence);
    return row ? m_model.rowAt(*row).hash : QString();
}

} // namespace stillgate
