// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Sla.h"

#include <algorithm>

namespace stillgate::triage {

namespace {

Duration spanOf(const SlaTarget& target, SlaMetric metric)
{
    switch (metric) {
    case SlaMetric::FirstResponse: return target.firstResponse;
    case SlaMetric::NextResponse: return target.nextResponse;
    case SlaMetric::Resolution: break;
    }
    return target.resolution;
}

/// Clocks on their way into the next sla.set.
class Setting {
public:
    Setting(const SlaBook& book, const SlaTarget& target, const SlaSituation& situation)
        : m_book(book), m_target(target), m_calendar(*book.calendar(target.calendar)), m_situation(situation)
    {
    }

    void start(std::vector<SlaClock>& clocks, SlaMetric metric, UtcTime at) const
    {
        SlaClock clock;
        clock.metric = metric;
        clock.started = at;
        clock.target = spanOf(m_target, metric);
        clock.used = m_calendar.between(at, m_situation.now);
        aim(clock);
        clocks.push_back(clock);
    }

    /// Brings what a clock has used up to now, and lets it run on towards the target.
    void carryOn(SlaClock& clock, const SlaStanding& standing) const
    {
        if (hasEnded(clock)) {
            return;
        }
        // A calendar that the pack has no more cannot be asked: the present one counts then.
        const Calendar* old = m_book.calendar(standing.calendar);
        const UtcTime stopped = std::max(standing.pausedAt.value_or(m_situation.now), standing.setAt);
        clock.used.ms += (old != nullptr ? *old : m_calendar).between(standing.setAt, stopped).ms;
        if (standing.pausedAt) {
            clock.paused.ms += (m_situation.now - *standing.pausedAt).ms;
        }
        clock.target = spanOf(m_target, clock.metric);
        aim(clock);
    }

private:
    /// When a clock that runs from now on is at risk and due. What was broken stays broken.
    void aim(SlaClock& clock) const
    {
        if (clock.state == SlaState::Breached) {
            return;
        }
        const Duration risky{clock.target.ms * m_book.atRisk / 100};
        clock.atRisk = m_calendar.after(m_situation.now, risky - clock.used);
        clock.due = m_calendar.after(m_situation.now, clock.target - clock.used);
        if (clock.state == SlaState::AtRisk && clock.used < risky) {
            clock.state = SlaState::Running;
        }
    }

    const SlaBook& m_book;
    const SlaTarget& m_target;
    const Calendar& m_calendar;
    const SlaSituation& m_situation;
};

/// Whether the customer wrote after the first response and no clock counts for that yet.
bool owesNext(const SlaStanding& standing, const SlaSituation& situation)
{
    if (!situation.unansweredSince) {
        return false;
    }
    bool firstGiven = false;
    for (const SlaClock& clock : standing.clocks) {
        if (clock.metric == SlaMetric::NextResponse && !hasEnded(clock)) {
            return false;
        }
        firstGiven = firstGiven || (clock.metric == SlaMetric::FirstResponse && hasEnded(clock));
    }
    return firstGiven;
}

SlaSet started(const SlaBook& book, const SlaTarget& target, const SlaSituation& situation)
{
    SlaSet out{"started", target.id, target.calendar, {}};
    const Setting setting(book, target, situation);
    setting.start(out.clocks, SlaMetric::FirstResponse, situation.openedAt);
    setting.start(out.clocks, SlaMetric::Resolution, situation.openedAt);
    return out;
}

} // namespace

const Calendar* SlaBook::calendar(const std::string& calendarId) const
{
    const auto at = calendars.find(calendarId);
    return at == calendars.end() ? nullptr : &at->second;
}

const SlaTarget* SlaBook::targetFor(Priority priority, std::string_view team, std::string_view tier) const
{
    const SlaTarget* best = nullptr;
    int bestRank = -1;
    for (const SlaTarget& target : targets) {
        const bool fits = (!target.priority || *target.priority == priority) && (!target.team || *target.team == team) &&
                          (!target.tier || *target.tier == tier);
        const int rank = (target.tier ? 4 : 0) + (target.team ? 2 : 0) + (target.priority ? 1 : 0);
        if (fits && rank > bestRank) {
            best = &target;
            bestRank = rank;
        }
    }
    return best;
}

std::optional<SlaSet> nextClocks(const SlaBook& book, const std::optional<SlaStanding>& standing, const SlaSituation& situation)
{
    const SlaTarget* target = book.targetFor(situation.priority, situation.team, situation.tier);
    if (target == nullptr || book.calendar(target->calendar) == nullptr) {
        return std::nullopt;
    }
    if (!standing) {
        return started(book, *target, situation);
    }
    // While the customer is awaited nothing runs; what has changed meanwhile counts from when it goes on.
    if (situation.awaitsCustomer) {
        return std::nullopt;
    }
    const bool owes = owesNext(*standing, situation);
    const std::string why = standing->pausedAt               ? "resumed"
                            : standing->target != target->id ? "target_changed"
                            : owes                           ? "customer_wrote"
                                                             : "";
    if (why.empty()) {
        return std::nullopt;
    }
    SlaSet out{why, target->id, target->calendar, standing->clocks};
    const Setting setting(book, *target, situation);
    for (SlaClock& clock : out.clocks) {
        setting.carryOn(clock, *standing);
    }
    if (owes) {
        std::erase_if(out.clocks, [](const SlaClock& clock) { return clock.metric == SlaMetric::NextResponse; });
        setting.start(out.clocks, SlaMetric::NextResponse, *situation.unansweredSince);
    }
    return out;
}

} // namespace stillgate::triage
