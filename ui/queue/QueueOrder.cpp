// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/QueueOrder.h"

#include <algorithm>

namespace stillgate {

namespace {

constexpr std::uint64_t kLast = UINT64_MAX;
constexpr std::uint64_t kPaused = kLast - 2; ///< what is turned round does not meet kLast
constexpr unsigned kPriorityShift = 56; ///< above the milliseconds of any deadline

/// Signed numbers in the order of unsigned ones.
std::uint64_t ordered(std::int64_t value)
{
    return static_cast<std::uint64_t>(value) ^ (std::uint64_t{1} << 63U);
}

/// The first eight bytes, in the order of the text.
std::uint64_t beginning(std::string_view text)
{
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        out = (out << 8U) | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    }
    return out;
}

std::uint64_t deadlineKey(const QueueFacts& facts)
{
    if (facts.deadline != kNoTime) {
        return ordered(facts.deadline);
    }
    return facts.clock == kNoEnumerator ? kLast : kPaused;
}

/// By priority, and within one by what is due first, whichever way it goes.
std::uint64_t priorityKey(const QueueFacts& facts, Qt::SortOrder order)
{
    if (facts.priority == kNoEnumerator) {
        return kLast;
    }
    const unsigned last = static_cast<unsigned>(EnumNames<Priority>::kNames.size()) - 1;
    const std::uint64_t place = order == Qt::AscendingOrder ? facts.priority : last - facts.priority;
    constexpr std::int64_t kMostMs = (std::int64_t{1} << kPriorityShift) - 1;
    return (place << kPriorityShift) | static_cast<std::uint64_t>(std::clamp(facts.deadline, std::int64_t{0}, kMostMs));
}

struct KeyedSlot {
    std::uint64_t key;
    Slot slot;
};

} // namespace

SlotLess::SlotLess(const QueueColumns& columns, QueueSort sort) : m_columns(columns), m_sort(sort)
{
    if (sort.column == QueueColumn::Intent) {
        m_ranks = columns.intents().ranks();
    } else if (sort.column == QueueColumn::Team) {
        m_ranks = columns.teams().ranks();
    }
}

std::uint64_t SlotLess::ascendingKey(const QueueFacts& facts, Slot slot) const
{
    switch (m_sort.column) {
    case QueueColumn::Deadline: return deadlineKey(facts);
    case QueueColumn::Priority: return priorityKey(facts, Qt::AscendingOrder);
    case QueueColumn::Ticket: return beginning(m_columns.text(slot));
    case QueueColumn::Asks: return facts.amount == kNoAmount ? kLast : ordered(facts.amount);
    case QueueColumn::Intent: return (std::uint64_t{m_ranks[facts.intent]} << 16U) | facts.confidence;
    case QueueColumn::Stage: return (std::uint64_t{facts.stage} << 8U) | (0xffU - facts.stakes);
    case QueueColumn::Team: return m_ranks[facts.team];
    case QueueColumn::Age: return kLast - 1 - ordered(facts.openedAt);
    }
    return 0;
}

std::uint64_t SlotLess::key(Slot slot) const
{
    if (m_sort.column == QueueColumn::Priority) {
        return priorityKey(m_columns.facts(slot), m_sort.order);
    }
    const std::uint64_t key = ascendingKey(m_columns.facts(slot), slot);
    const bool hasNone = key == kLast && !comparesText();
    return m_sort.order == Qt::AscendingOrder || hasNone ? key : kLast - 1 - key;
}

bool SlotLess::operator()(Slot left, Slot right) const
{
    if (comparesText()) {
        const int difference = m_columns.text(left).compare(m_columns.text(right));
        if (difference != 0) {
            return (difference < 0) == (m_sort.order == Qt::AscendingOrder);
        }
    } else if (const std::uint64_t one = key(left), other = key(right); one != other) {
        return one < other;
    }
    return m_columns.facts(left).opened < m_columns.facts(right).opened;
}

void QueueOrder::sortSlots(std::vector<Slot>& order, QueueSort sort) const
{
    const SlotLess less(m_columns, sort);
    std::vector<KeyedSlot> keyed;
    keyed.reserve(order.size());
    for (const Slot slot : order) {
        keyed.push_back({less.key(slot), slot});
    }
    std::ranges::sort(keyed, [&](const KeyedSlot& left, const KeyedSlot& right) {
        return left.key != right.key ? left.key < right.key : less(left.slot, right.slot);
    });
    std::ranges::transform(keyed, order.begin(), [](const KeyedSlot& entry) { return entry.slot; });
}

std::vector<Slot> QueueOrder::arranged(const FilterPlan& plan, QueueSort sort, std::optional<Slot> pinned) const
{
    std::vector<Slot> out;
    const auto count = static_cast<Slot>(m_columns.size());
    for (Slot slot = 0; slot < count; ++slot) {
        if (plan.matches(slot) || slot == pinned) {
            out.push_back(slot);
        }
    }
    sortSlots(out, sort);
    return out;
}

std::vector<Slot> QueueOrder::sorted(QueueSort sort) const
{
    std::vector<Slot> out = m_rows;
    sortSlots(out, sort);
    return out;
}

QueueMerge QueueOrder::merged(const std::vector<Slot>& out, const std::vector<Slot>& in, QueueSort sort) const
{
    QueueMerge merge;
    std::vector<bool> gone(m_rows.size(), false);
    for (const Slot slot : out) {
        if (const int row = rowOf(slot); row >= 0) {
            gone[static_cast<std::size_t>(row)] = true;
        }
    }
    std::vector<Slot> stay;
    stay.reserve(m_rows.size() + in.size());
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (!gone[row]) {
            stay.push_back(m_rows[row]);
        }
    }
    std::vector<Slot> placed = in;
    sortSlots(placed, sort);
    const SlotLess less(m_columns, sort);
    merge.rows.reserve(stay.size() + placed.size());
    auto from = stay.cbegin();
    for (const Slot slot : placed) {
        const auto to = std::lower_bound(from, stay.cend(), slot, less);
        merge.rows.insert(merge.rows.end(), from, to);
        merge.rows.push_back(slot);
        from = to;
    }
    merge.rows.insert(merge.rows.end(), from, stay.cend());
    std::ranges::copy_if(in, std::back_inserter(merge.entering), [&](Slot slot) { return rowOf(slot) < 0; });
    std::vector<Slot> stays = in;
    std::ranges::sort(stays);
    std::ranges::copy_if(out, std::back_inserter(merge.leaving),
                         [&](Slot slot) { return rowOf(slot) >= 0 && !std::ranges::binary_search(stays, slot); });
    merge.isReordered = merge.entering.empty() && merge.leaving.empty() && merge.rows != m_rows;
    return merge;
}

QueueMerge QueueOrder::replacedBy(std::vector<Slot> rows) const
{
    QueueMerge merge;
    std::vector<bool> stays(m_columns.size(), false);
    for (const Slot slot : rows) {
        stays[slot] = true;
        if (rowOf(slot) < 0) {
            merge.entering.push_back(slot);
        }
    }
    std::ranges::copy_if(m_rows, std::back_inserter(merge.leaving), [&](Slot slot) { return !stays[slot]; });
    merge.isReordered = merge.entering.empty() && merge.leaving.empty() && rows != m_rows;
    merge.rows = std::move(rows);
    return merge;
}

void QueueOrder::setRows(std::vector<Slot> rows)
{
    m_rows = std::move(rows);
    m_positions.assign(m_columns.size(), -1);
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        m_positions[m_rows[row]] = static_cast<int>(row);
    }
}

} // namespace stillgate
