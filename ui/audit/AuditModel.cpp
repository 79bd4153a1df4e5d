// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/AuditModel.h"

#include <algorithm>

#include "ui/kit/text/PlainToolTip.h"

namespace stillgate {

AuditModel::AuditModel(AuditReader& reader, const AuditPresenter& presenter, Timers& timers, QObject* parent)
    : QAbstractTableModel(parent), m_reader(reader), m_presenter(presenter), m_timers(timers)
{
}

void AuditModel::setFilter(AuditFilter filter, std::optional<Sequence> around)
{
    beginResetModel();
    m_filter = std::move(filter);
    m_rows.clear();
    m_newer.clear();
    m_hasMoreNewer = false;
    m_next.reset();
    m_newerFrom.reset();
    m_around = around;
    m_nextProbe.reset();
    m_isProbing = false;
    ++m_round;
    m_state = AuditListState::Loading;
    endResetModel();
    emit newerChanged();
    read(around, AuditOrder::NewestFirst);
}

void AuditModel::read(std::optional<Sequence> from, AuditOrder order)
{
    m_isReading = true;
    m_error.reset();
    emit stateChanged();
    const auto passed = [this, order, round = m_round](const Result<AuditPage>& page) {
        if (round == m_round) {
            take(page, order);
        }
    };
    m_reader.page(m_filter, order, from, kPage).then(this, passed).onCanceled(this, [passed] {
        passed(fail(ErrorCode::Unavailable, "audit", "cancelled"));
    });
}

void AuditModel::take(const Result<AuditPage>& page, AuditOrder order)
{
    if (!page) {
        m_isReading = false;
        m_error = page.error();
        m_state = m_state == AuditListState::Ready ? AuditListState::Ready : AuditListState::Failed;
        emit stateChanged();
        return;
    }
    if (m_state != AuditListState::Ready) {
        m_seenSize = page->size;
        m_newerFrom = m_around && *m_around + 1 < page->size ? std::optional(*m_around + 1) : std::nullopt;
    }
    m_state = AuditListState::Ready;
    m_size = std::max(m_size.value_or(0), page->size);
    if (order == AuditOrder::NewestFirst) {
        putOlder(*page);
    } else {
        putNewer(*page);
    }
    m_isReading = false; // not before: who hears of rows may ask for more at once
    emit stateChanged();
    if (page->events.empty()) {
        readOnWhereNothingFits();
    }
    noticeSize(m_noticedSize);
}

void AuditModel::putOlder(const AuditPage& page)
{
    m_next = page.next;
    if (!page.events.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(page.events.size()) - 1);
        for (const ShownEvent& event : page.events) {
            m_rows.push_back(m_presenter.row(event));
        }
        endInsertRows();
    }
}

void AuditModel::putNewer(const AuditPage& page)
{
    m_newerFrom = page.next;
    if (!page.next) {
        m_seenSize = std::max(m_seenSize, page.size);
    }
    if (!page.events.empty()) {
        beginInsertRows({}, 0, static_cast<int>(page.events.size()) - 1);
        for (const ShownEvent& event : page.events) {
            m_rows.push_front(m_presenter.row(event));
        }
        endInsertRows();
    }
}

/// Nobody would scroll for an empty stretch.
void AuditModel::readOnWhereNothingFits()
{
    if (m_next) {
        fetchMore({});
    } else if (m_rows.empty()) {
        fetchNewer();
    }
}

void AuditModel::noticeSize(std::uint64_t size)
{
    m_noticedSize = std::max(m_noticedSize, size);
    if (m_noticedSize <= m_seenSize || m_newerFrom || m_state != AuditListState::Ready || m_nextProbe || m_isProbing) {
        return;
    }
    m_nextProbe = m_timers.after(kProbeDelay, [this] {
        m_nextProbe.reset();
        probe();
    });
}

void AuditModel::probe()
{
    m_isProbing = true;
    const auto passed = [this, round = m_round](const Result<AuditPage>& page) {
        if (round == m_round) {
            takeProbe(page);
        }
    };
    m_reader.page(m_filter, AuditOrder::NewestFirst, std::nullopt, kPage).then(this, passed).onCanceled(this, [passed] {
        passed(fail(ErrorCode::Unavailable, "audit", "cancelled"));
    });
}

void AuditModel::takeProbe(const Result<AuditPage>& page)
{
    m_isProbing = false;
    if (!page) {
        return; // the next notice asks again
    }
    const std::optional<Sequence> top = m_rows.empty() ? std::nullopt : std::optional(m_rows.front().sequence);
    m_newer.clear();
    for (const ShownEvent& event : page->events) {
        if (!top || event.header.sequence > *top) {
            m_newer.push_back(m_presenter.row(event));
        }
    }
    m_hasMoreNewer = page->next.has_value() && m_newer.size() == page->events.size();
    m_seenSize = std::max(m_seenSize, page->size);
    m_noticedSize = std::max(m_noticedSize, page->size);
    m_size = std::max(m_size.value_or(0), page->size);
    emit newerChanged();
    emit stateChanged();
}

void AuditModel::showNewer()
{
    if (m_hasMoreNewer || m_newerFrom) {
        reload();
        return;
    }
    if (!m_newer.empty()) {
        beginInsertRows({}, 0, newer() - 1);
        m_rows.insert(m_rows.begin(), m_newer.begin(), m_newer.end());
        m_newer.clear();
        endInsertRows();
    }
    emit newerChanged();
}

std::optional<int> AuditModel::rowOf(Sequence sequence) const
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), sequence,
                                        [](const AuditRow& row, Sequence wanted) { return row.sequence > wanted; });
    const bool isThere = found != m_rows.end() && found->sequence == sequence;
    return isThere ? std::optional(static_cast<int>(found - m_rows.begin())) : std::nullopt;
}

int AuditModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AuditModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kAuditColumns;
}

bool AuditModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_next && !m_isReading;
}

void AuditModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent)) {
        read(m_next, AuditOrder::NewestFirst);
    }
}

void AuditModel::fetchNewer()
{
    if (canFetchNewer()) {
        read(m_newerFrom, AuditOrder::OldestFirst);
    }
}

QVariant AuditModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const AuditRow& row = rowAt(index.row());
    if (role == Qt::ToolTipRole) {
        return plainToolTip(data(index, Qt::AccessibleTextRole).toString()); // a cell may be cut
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) {
        return {};
    }
    switch (static_cast<AuditColumn>(index.column())) {
    case AuditColumn::Number: return row.number;
    case AuditColumn::Time: return role == Qt::AccessibleTextRole ? row.instant : row.time;
    case AuditColumn::Code: return row.code;
    case AuditColumn::Subject: return row.subject;
    case AuditColumn::Actor: return row.actor;
    case AuditColumn::Outcome: return row.outcome;
    case AuditColumn::Hash: return row.hash;
    }
    return {};
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kAuditColumns) {
        return {};
    }
    const auto column = static_cast<AuditColumn>(section);
    if (role == Qt::TextAlignmentRole) {
        const bool atEnd = column == AuditColumn::Number || column == AuditColumn::Time || column == AuditColumn::Hash;
        return static_cast<int>((atEnd ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case AuditColumn::Number: return tr("Event");
    case AuditColumn::Time: return tr("Time");
    case AuditColumn::Code: return tr("Code");
    case AuditColumn::Subject: return tr("Subject");
    case AuditColumn::Actor: return tr("Actor");
    case AuditColumn::Outcome: return tr("Outcome");
    case AuditColumn::Hash: return tr("Hash");
    }
    return {};
}

} // namespace stillgate
