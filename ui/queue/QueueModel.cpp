// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/QueueModel.h"

#include <algorithm>

#include <QDateTime>

namespace stillgate {

namespace {

constexpr Duration kTick{16};
constexpr int kMostReady = 512;

} // namespace

QueueModel::QueueModel(QueueModelParts parts, QObject* parent)
    : QAbstractTableModel(parent)
    , m_parts(std::move(parts))
    , m_counts(m_columns, {})
    , m_order(m_columns)
    , m_plan({}, m_columns, {})
{
    connect(&m_parts.store, &TicketStore::ticketsChanged, this, &QueueModel::onTicketsChanged);
    connect(&m_parts.store, &TicketStore::gatesChanged, this, &QueueModel::onGatesChanged);
    connect(&m_parts.store, &TicketStore::reset, this, &QueueModel::load);
    load();
}

QueueModel::~QueueModel() = default;

FilterMoment QueueModel::moment() const
{
    const UtcTime now = m_parts.clock.now();
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(now.ms, m_parts.zone);
    return {now, {local.date().startOfDay(m_parts.zone).toMSecsSinceEpoch()}};
}

void QueueModel::load()
{
    std::optional<TicketId> pinned = m_pinned ? std::optional(m_columns.id(*m_pinned)) : std::nullopt;
    beginResetModel();
    m_nextTick.reset();
    m_nextArrange.reset();
    m_dirty.clear();
    m_moving.clear();
    m_gathered.clear();
    m_glows.clear();
    m_ready.clear();
    m_columns.clear();
    m_parts.store.forEachTicket([this](const TicketEntry& entry) {
        const auto gate = entry.row.gate ? m_parts.store.gate(*entry.row.gate) : std::nullopt;
        m_columns.put(entry, gate ? &*gate : nullptr);
    });
    m_moment = moment();
    m_counts.recount(m_moment);
    m_plan = FilterPlan(m_filter, m_columns, m_moment);
    m_pinned = pinned ? m_columns.find(*pinned) : std::nullopt;
    m_order.setRows(m_order.arranged(m_plan, m_sort, m_pinned));
    endResetModel();
    emit gatheredChanged(0);
    emit viewCountsChanged();
}

void QueueModel::setSelf(const PersonId& self)
{
    if (m_columns.setSelf(self)) {
        takeNamesAnew();
    }
}

void QueueModel::setTaxonomy(const ShownTaxonomy& taxonomy)
{
    std::unordered_map<std::string, std::string> categories;
    for (const ShownIntent& intent : taxonomy.intents) {
        categories.emplace(intent.id, intent.category);
    }
    m_columns.setCategories(std::move(categories));
    takeNamesAnew();
}

/// What filters mean by a name changed, and so may what they let in.
void QueueModel::takeNamesAnew()
{
    m_counts.recount(m_moment);
    rearrange();
    m_ready.clear();
    emit viewCountsChanged();
}

FilterNames QueueModel::names() const
{
    return {m_columns.intents().sorted(), m_columns.categories(), m_columns.teams().sorted(), m_columns.assignees().sorted()};
}

void QueueModel::setFilter(QueueFilter filter)
{
    m_filter = std::move(filter);
    m_pinned.reset();
    m_stageShown = stillgate::stageShown(m_filter);
    rearrange();
    emit headerDataChanged(Qt::Horizontal, 0, kQueueColumns - 1);
}

void QueueModel::setSort(QueueSort sort)
{
    if (sort == m_sort) {
        return;
    }
    m_sort = sort;
    m_nextArrange.reset();
    arrange();
    apply(m_order.replacedBy(m_order.sorted(m_sort)));
    emit headerDataChanged(Qt::Horizontal, 0, kQueueColumns - 1);
}

void QueueModel::sort(int column, Qt::SortOrder order)
{
    if (column >= 0 && column < kQueueColumns) {
        setSort({static_cast<QueueColumn>(column), order});
    }
}

std::optional<TicketId> QueueModel::ticketAt(int row) const
{
    const bool isThere = row >= 0 && row < rowCount();
    return isThere ? std::optional(m_columns.id(m_order.rows()[static_cast<std::size_t>(row)])) : std::nullopt;
}

std::optional<int> QueueModel::rowOf(const TicketId& ticket) const
{
    const auto slot = m_columns.find(ticket);
    const int row = slot ? m_order.rowOf(*slot) : -1;
    return row >= 0 ? std::optional(row) : std::nullopt;
}

void QueueModel::setVisibleRows(int first, int last)
{
    m_firstVisible = first;
    m_lastVisible = last;
}

void QueueModel::setPinned(std::optional<TicketId> ticket)
{
    const std::optional<Slot> before = m_pinned;
    m_pinned = ticket ? m_columns.find(*ticket) : std::nullopt;
    if (before && before != m_pinned && !isWanted(*before)) {
        m_moving.insert(*before);
        arrangeSoon();
    }
}

void QueueModel::setHolding(bool holding)
{
    m_isHolding = holding;
    if (!holding && !m_moving.empty()) {
        arrangeSoon();
    }
}

void QueueModel::showGathered()
{
    m_moving.insert(m_gathered.begin(), m_gathered.end());
    m_gathered.clear();
    const Arrivals before = std::exchange(m_arrivals, Arrivals::Insert);
    arrange();
    m_arrivals = before;
    emit gatheredChanged(0);
}

void QueueModel::onTicketsChanged(const std::vector<TicketId>& tickets)
{
    m_dirty.insert(tickets.begin(), tickets.end());
    tickSoon();
}

void QueueModel::onGatesChanged(const std::vector<GateId>& gates)
{
    for (const GateId& id : gates) {
        if (const auto gate = m_parts.store.gate(id)) {
            m_dirty.insert(gate->ticket);
        }
    }
    tickSoon();
}

void QueueModel::tickSoon()
{
    if (!m_nextTick && !(m_dirty.empty() && m_glows.empty())) {
        m_nextTick = m_parts.timers.after(kTick, [this] {
            m_nextTick.reset();
            tick();
        });
    }
}

void QueueModel::tick()
{
    const auto dirty = std::exchange(m_dirty, {});
    const ViewCounts::Counts before = m_counts.counts();
    for (const TicketId& ticket : dirty) {
        takeIn(ticket);
    }
    if (m_counts.counts() != before) {
        emit viewCountsChanged();
    }
    fadeGlows();
    tickSoon();
}

void QueueModel::takeIn(const TicketId& ticket)
{
    const auto entry = m_parts.store.ticket(ticket);
    if (!entry) {
        return;
    }
    const auto gate = entry->row.gate ? m_parts.store.gate(*entry->row.gate) : std::nullopt;
    const QueueColumns::Touched touched = m_columns.put(*entry, gate ? &*gate : nullptr);
    m_counts.update(touched.slot);
    m_ready.remove(touched.slot);
    const int row = m_order.rowOf(touched.slot);
    if (touched.hasChanged && (row >= 0 || isWanted(touched.slot) || m_gathered.contains(touched.slot))) {
        m_moving.insert(touched.slot);
        arrangeSoon();
    }
    if (row >= m_firstVisible && row <= m_lastVisible) {
        light({touched.slot});
        announce(row);
    }
}

/// Slots that are not in view are passed over: nobody would see them glow.
void QueueModel::light(const std::vector<Slot>& changed)
{
    if (m_glow.ms <= 0) {
        return;
    }
    for (const Slot slot : changed) {
        const int row = m_order.rowOf(slot);
        if (row >= m_firstVisible && row <= m_lastVisible) {
            std::erase_if(m_glows, [&](const Glow& glow) { return glow.slot == slot; });
            m_glows.push_back({slot, m_parts.clock.sinceBoot().ms});
        }
    }
    tickSoon();
}

void QueueModel::fadeGlows()
{
    const std::int64_t now = m_parts.clock.sinceBoot().ms;
    const std::vector<Glow> glows = m_glows;
    std::erase_if(m_glows, [&](const Glow& glow) { return now - glow.since >= m_glow.ms; });
    for (const Glow& glow : glows) {
        const int row = m_order.rowOf(glow.slot);
        if (row >= m_firstVisible && row <= m_lastVisible) {
            announce(row);
        }
    }
}

/// A signal over several cells would paint the whole table anew.
void QueueModel::announce(int row)
{
    for (int column = 0; column < kQueueColumns; ++column) {
        const QModelIndex cell = index(row, column);
        emit dataChanged(cell, cell);
    }
}

void QueueModel::refreshTimes()
{
    if (const FilterMoment now = moment(); now.midnight != m_moment.midnight) {
        m_moment = now;
        m_counts.recount(now);
        emit viewCountsChanged();
        rearrange();
    } else if (m_filter.dependsOnTime() && !m_isHolding) {
        rearrange();
    }
    m_ready.clear();
    for (int row = std::max(0, m_firstVisible); row <= std::min(m_lastVisible, rowCount() - 1); ++row) {
        for (const QueueColumn column : {QueueColumn::Deadline, QueueColumn::Age}) {
            const QModelIndex cell = index(row, static_cast<int>(column));
            emit dataChanged(cell, cell);
        }
    }
}

bool QueueModel::isWanted(Slot slot) const
{
    return m_plan.matches(slot) || slot == m_pinned;
}

double QueueModel::glowOf(Slot slot) const
{
    const auto glow = std::ranges::find(m_glows, slot, &Glow::slot);
    if (glow == m_glows.end() || m_glow.ms <= 0) {
        return 0.0;
    }
    const double passed = static_cast<double>(m_parts.clock.sinceBoot().ms - glow->since) / static_cast<double>(m_glow.ms);
    return std::clamp(1.0 - passed, 0.0, 1.0);
}

QueueRowPtr QueueModel::rowAt(int row) const
{
    const Slot slot = m_order.rows()[static_cast<std::size_t>(row)];
    if (const auto ready = m_ready.constFind(slot); ready != m_ready.cend()) {
        return *ready;
    }
    const auto entry = m_parts.store.ticket(m_columns.id(slot));
    if (!entry) {
        return std::make_shared<const QueueRow>();
    }
    if (m_ready.size() >= kMostReady) {
        m_ready.clear();
    }
    const auto gate = entry->row.gate ? m_parts.store.gate(*entry->row.gate) : std::nullopt;
    auto made = std::make_shared<const QueueRow>(m_parts.presenter.present(*entry, gate ? &*gate : nullptr));
    m_ready.insert(slot, made);
    return made;
}

} // namespace stillgate
