// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <QString>

#include "ui/kit/paint/Mood.h"
#include "ui/queue/FilterPlan.h"

namespace stillgate {

/// A saved filter with a name.
struct QueueView {
    const char* id;
    const char* name;   ///< to be translated in QueueText
    const char* filter; ///< as it would be typed
    const char* empty;  ///< what it means that nothing is in it; to be translated in QueueText
    Mood mood = Mood::Neutral; ///< while something is in it
};

inline constexpr std::array<QueueView, 10> kQueueViews{{
    {"approvals", QT_TRANSLATE_NOOP("QueueText", "Approvals waiting"), "stage:gate",
     QT_TRANSLATE_NOOP("QueueText", "No action waits for people.")},
    {"manual", QT_TRANSLATE_NOOP("QueueText", "Manual triage"), "band:manual -stage:closed",
     QT_TRANSLATE_NOOP("QueueText", "No open ticket was left to people by its confidence.")},
    {"low_confidence", QT_TRANSLATE_NOOP("QueueText", "Low confidence"), "confidence:<0.6 -stage:closed",
     QT_TRANSLATE_NOOP("QueueText", "No open ticket was labelled with less than 0.60.")},
    {"sla", QT_TRANSLATE_NOOP("QueueText", "SLA at risk"), "sla:at_risk,breached",
     QT_TRANSLATE_NOOP("QueueText", "Nothing owed to a customer is late or about to be."), Mood::Soon},
    {"security", QT_TRANSLATE_NOOP("QueueText", "Security"), "category:security,sensitive -stage:closed",
     QT_TRANSLATE_NOOP("QueueText", "No open ticket is about security or anything sensitive."), Mood::Harm},
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

/// One bit for each view.
using ViewMask = std::uint16_t;
static_assert(kQueueViews.size() <= 10, "each view has a digit for its key and a bit of the mask");

[[nodiscard]] QString viewName(std::size_t view);
/// The digit that shows it: 1 to 9, then 0.
[[nodiscard]] constexpr int viewDigit(std::size_t view)
{
    return static_cast<int>((view + 1) % 10);
}
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
    [[nodiscard]] ViewMask viewsOf(Slot slot) const;
    void makePlans(FilterMoment moment);

    const QueueColumns& m_columns;
    std::vector<FilterPlan> m_plans;
    std::vector<ViewMask> m_views; ///< of each slot
    Counts m_counts{};
};

} // namespace stillgate
