// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <QString>

#include "ui/queue/FilterPlan.h"

namespace stillgate {

/// A saved filter with a name.
struct QueueView {
    const char* id;
    const char* name;   ///< to be translated in QueueText
    const char* filter; ///< as it would be typed
    const char* empty;  ///< what it means that nothing is in it; to be translated in QueueText
};

inline constexpr std::array<QueueView, 8> kQueueViews{{
    {"approvals", QT_TRANSLATE_NOOP("QueueText", "Approvals waiting"), "stage:gate",
     QT_TRANSLATE_NOOP("QueueText", "No action waits for people.")},
    {"manual", QT_TRANSLATE_NOOP("QueueText", "Manual triage"), "band:manual -stage:closed",
     QT_TRANSLATE_NOOP("QueueText", "No open ticket was left to people by its confidence.")},
    {"low_confidence", QT_TRANSLATE_NOOP("QueueText", "Low confidence"), "confidence:<0.6 -stage:closed",
     QT_TRANSLATE_NOOP("QueueText", "No open ticket was labelled with less than 0.60.")},
    {"escalated", QT_TRANSLATE_NOOP("QueueText", "Escalated"), "stage:escalated",
     QT_TRANSLATE_NOOP("QueueText", "Automation stopped nowhere.")},
    {"awaiting_customer", QT_TRANSLATE_NOOP("QueueText", "Awaiting customer"), "stage:waiting_customer",
     QT_TRANSLATE_NOOP("QueueText", "No customer was asked something and owes the answer.")},
    {"in_progress", QT_TRANSLATE_NOOP("QueueText", "In progress"),
     "stage:triage,identity,policy,hold_back,execute,verify,confirm", QT_TRANSLATE_NOOP("QueueText", "Nothing is under way.")},
    {"closed_today", QT_TRANSLATE_NOOP("QueueText", "Closed today"), "stage:closed moved:today",
     QT_TRANSLATE_NOOP("QueueText", "No ticket was closed since midnight.")},
    {"all", QT_TRANSLATE_NOOP("QueueText", "All"), "", QT_TRANSLATE_NOOP("QueueText", "No ticket has come in yet.")},
}};

[[nodiscard]] QString viewName(std::size_t view);
[[nodiscard]] QueueFilter viewFilter(std::size_t view);
/// The view that a filter narrows: the one with the most terms that all stand in the filter.
[[nodiscard]] std::size_t viewOf(const QueueFilter& filter);

/// What the column of the stage is good for under a filter.
enum class StageShown : std::uint8_t {
    Stage,
    Stakes, ///< all wait at the gate: how much is at stake is all that differs
    Nothing, ///< all are in one stage that the filter already names
};

[[nodiscard]] StageShown stageShown(const QueueFilter& filter);

/// How many tickets are in each view, kept up to date slot by slot.
class ViewCounts {
public:
    using Counts = std::array<int, kQueueViews.size()>;

    ViewCounts(const QueueColumns& columns, FilterMoment moment);

    /// Takes a slot's facts anew; true when a count changed.
    bool update(Slot slot);
    void recount(FilterMoment moment);
    [[nodiscard]] const Counts& counts() const { return m_counts; }

private:
    [[nodiscard]] std::uint8_t viewsOf(Slot slot) const;
    void makePlans(FilterMoment moment);

    const QueueColumns& m_columns;
    std::vector<FilterPlan> m_plans;
    std::vector<std::uint8_t> m_views; ///< of each slot, as bits
    Counts m_counts{};
};

} // namespace stillgate
