// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/QueueViews.h"

#include <algorithm>
#include <bit>

#include "ui/queue/QueueText.h"

namespace stillgate {

QString viewName(std::size_t view)
{
    return QueueText::tr(kQueueViews[view].name);
}

QueueFilter viewFilter(std::size_t view)
{
    return parseFilter(QLatin1String(kQueueViews[view].filter)).value_or(QueueFilter{});
}

std::size_t viewOf(const QueueFilter& filter)
{
    std::size_t best = kQueueViews.size() - 1;
    std::size_t most = 0;
    for (std::size_t view = 0; view < kQueueViews.size(); ++view) {
        const QueueFilter narrowed = viewFilter(view);
        const bool within = std::ranges::all_of(narrowed.terms, [&](const FilterTerm& term) {
            return std::ranges::any_of(filter.terms, [&](const FilterTerm& other) {
                return other.sense == term.sense && other.meaning == term.meaning;
            });
        });
        if (within && narrowed.terms.size() > most) {
            best = view;
            most = narrowed.terms.size();
        }
    }
    return best;
}

StageShown stageShown(const QueueFilter& filter)
{
    for (const FilterTerm& term : filter.terms) {
        const auto* list = std::get_if<ListTerm>(&term.meaning);
        const bool isOne = list != nullptr && list->field == FilterField::Stage && std::has_single_bit(list->members);
        if (isOne && term.sense == TermSense::Plain) {
            const auto stage = static_cast<std::size_t>(std::countr_zero(list->members));
            return EnumNames<Stage>::kNames[stage].first == Stage::Gate ? StageShown::Stakes : StageShown::Nothing;
        }
    }
    return StageShown::Stage;
}

ViewCounts::ViewCounts(const QueueColumns& columns, FilterMoment moment) : m_columns(columns)
{
    recount(moment);
}

void ViewCounts::makePlans(FilterMoment moment)
{
    m_plans.clear();
    for (std::size_t view = 0; view < kQueueViews.size(); ++view) {
        m_plans.emplace_back(viewFilter(view), m_columns, moment);
    }
}

ViewMask ViewCounts::viewsOf(Slot slot) const
{
    unsigned out = 0;
    for (std::size_t view = 0; view < m_plans.size(); ++view) {
        out |= m_plans[view].matches(slot) ? 1U << view : 0U;
    }
    return static_cast<ViewMask>(out);
}

bool ViewCounts::update(Slot slot)
{
    if (slot >= m_views.size()) {
        m_views.resize(slot + 1U, 0);
    }
    const ViewMask before = m_views[slot];
    const ViewMask after = viewsOf(slot);
    m_views[slot] = after;
    for (std::size_t view = 0; view < m_counts.size(); ++view) {
        m_counts[view] += static_cast<int>((after >> view) & 1U) - static_cast<int>((before >> view) & 1U);
    }
    return before != after;
}

void ViewCounts::recount(FilterMoment moment)
{
    makePlans(moment);
    m_views.clear();
    m_counts = {};
    const auto count = static_cast<Slot>(m_columns.size());
    for (Slot slot = 0; slot < count; ++slot) {
        update(slot);
    }
}

} // namespace stillgate
