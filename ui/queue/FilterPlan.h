// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/queue/QueueColumns.h"
#include "ui/queue/QueueFilter.h"

namespace stillgate {

/// What filters that depend on time are held against.
struct FilterMoment {
    UtcTime now;
    UtcTime midnight; ///< the last one where the user is

    friend bool operator==(const FilterMoment&, const FilterMoment&) = default;
};

/// A filter made ready to be asked about a million slots. Valid for one moment and for the names that there are by then.
class FilterPlan {
public:
    FilterPlan(QueueFilter filter, const QueueColumns& columns, FilterMoment moment);

    [[nodiscard]] const QueueFilter& filter() const { return m_filter; }
    [[nodiscard]] bool matches(Slot slot) const;

private:
    [[nodiscard]] bool holds(const FilterTerm& term, std::size_t number, const QueueFacts& facts, Slot slot) const;
    [[nodiscard]] const NameTable& tableOf(FilterField field) const;
    [[nodiscard]] bool fits(const PartTerm& term, std::uint16_t name) const;
    [[nodiscard]] bool holdsPart(const PartTerm& term, std::size_t number, const QueueFacts& facts) const;
    [[nodiscard]] bool holdsSize(const SizeTerm& term, const QueueFacts& facts) const;

    QueueFilter m_filter;
    const QueueColumns* m_columns; ///< never null
    FilterMoment m_moment;
    std::vector<std::vector<bool>> m_names; ///< for each term: which numbers of the name table fit
};

} // namespace stillgate
