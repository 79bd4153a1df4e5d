// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "ui/queue/FilterPlan.h"
#include "ui/queue/QueueColumns.h"

namespace stillgate {

enum class QueueColumn : std::uint8_t { Deadline, Priority, Ticket, Asks, Intent, Stage, Team, Age };
inline constexpr int kQueueColumns = static_cast<int>(QueueColumn::Age) + 1;

struct QueueSort {
    QueueColumn column = QueueColumn::Deadline;
    Qt::SortOrder order = Qt::AscendingOrder;

    friend bool operator==(const QueueSort&, const QueueSort&) = default;
};

/// Compares slots by one column; what has no value comes last either way, equals stand in the order in which they were opened. Within
/// a priority what is due first comes first either way; clocks that stand still come after those that run.
class SlotLess {
public:
    SlotLess(const QueueColumns& columns, QueueSort sort);

    [[nodiscard]] bool operator()(Slot left, Slot right) const;
    /// Ascending in the order asked for. Texts are told apart by what follows this.
    [[nodiscard]] std::uint64_t key(Slot slot) const;
    [[nodiscard]] bool comparesText() const { return m_sort.column == QueueColumn::Ticket; }

private:
    [[nodiscard]] std::uint64_t ascendingKey(const QueueFacts& facts, Slot slot) const;

    const QueueColumns& m_columns;
    QueueSort m_sort;
    std::vector<std::uint16_t> m_ranks; ///< of the names, where the column shows names
};

/// What a merge does to the rows: those that stay in front, then the whole new arrangement.
struct QueueMerge {
    std::vector<Slot> rows; ///< as they stand afterwards
    std::vector<Slot> entering; ///< among them
    std::vector<Slot> leaving; ///< not among them any more
    bool isReordered = false;

    [[nodiscard]] bool isEmpty() const { return entering.empty() && leaving.empty() && !isReordered; }
};

/// Which slots stand in which row: the index and its reverse.
class QueueOrder {
public:
    explicit QueueOrder(const QueueColumns& columns) : m_columns(columns) {}

    [[nodiscard]] const std::vector<Slot>& rows() const { return m_rows; }
    /// -1 for a slot that is not shown.
    [[nodiscard]] int rowOf(Slot slot) const { return slot < m_positions.size() ? m_positions[slot] : -1; }

    /// Every slot that the plan lets in, and the pinned one, sorted.
    [[nodiscard]] std::vector<Slot> arranged(const FilterPlan& plan, QueueSort sort, std::optional<Slot> pinned = {}) const;
    /// The rows sorted anew.
    [[nodiscard]] std::vector<Slot> sorted(QueueSort sort) const;
    /// Takes `out` out, and puts `in` where they belong. All others stand in order.
    [[nodiscard]] QueueMerge merged(const std::vector<Slot>& out, const std::vector<Slot>& in, QueueSort sort) const;
    /// What it takes to get from the rows as they stand to these.
    [[nodiscard]] QueueMerge replacedBy(std::vector<Slot> rows) const;
    void setRows(std::vector<Slot> rows);

private:
    void sortSlots(std::vector<Slot>& order, QueueSort sort) const;

    const QueueColumns& m_columns;
    std::vector<Slot> m_rows;
    std::vector<int> m_positions;
};

} // namespace stillgate
