// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Calendar.h"

#include <algorithm>

namespace stillgate::triage {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr int kTenYears = 3653;
constexpr int kOneYear = 366;

std::int64_t localMsOf(std::chrono::sys_days day, int minute)
{
    return day.time_since_epoch().count() * kDayMs + minute * kMinuteMs;
}

} // namespace

Calendar::Calendar(Zone zone, std::vector<Shift> shifts, std::set<std::chrono::sys_days> holidays)
    : m_zone(std::move(zone)), m_shifts(std::move(shifts)), m_holidays(std::move(holidays))
{
    std::ranges::stable_sort(m_shifts, {}, &Shift::from);
}

std::chrono::sys_days Calendar::localDay(UtcTime time) const
{
    const std::chrono::milliseconds local(time.ms + m_zone.offsetAt(time).ms);
    return std::chrono::sys_days(std::chrono::floor<std::chrono::days>(local));
}

template <typename Take>
void Calendar::eachSpan(UtcTime time, int days, Take take) const
{
    // A shift of the evening before may still run.
    std::chrono::sys_days day = localDay(time) - std::chrono::days(1);
    UtcTime behind = time;
    for (int count = 0; count <= days; ++count, day += std::chrono::days(1)) {
        if (m_holidays.contains(day)) {
            continue;
        }
        const unsigned weekday = std::chrono::weekday(day).iso_encoding() - 1;
        for (const Shift& shift : m_shifts) {
            if (!shift.days[weekday]) {
                continue;
            }
            // Shifts may overlap, and begin in order: each counts from where the one before ended.
            const Span span{std::max(behind, m_zone.instantOf(localMsOf(day, shift.from))),
                            m_zone.instantOf(localMsOf(day, shift.to))};
            if (span.to <= span.from) {
                continue;
            }
            behind = span.to;
            if (!take(span)) {
                return;
            }
        }
    }
}

bool Calendar::isOpen(UtcTime time) const
{
    bool open = false;
    eachSpan(time, 1, [&](const Span& span) {
        open = span.from <= time;
        return false;
    });
    return open;
}

UtcTime Calendar::after(UtcTime start, Duration work) const
{
    if (work <= Duration{}) {
        return start;
    }
    UtcTime end = start + Duration::days(kTenYears);
    Duration left = work;
    eachSpan(start, kTenYears, [&](const Span& span) {
        const Duration length = span.to - span.from;
        if (length >= left) {
            end = span.from + left;
            return false;
        }
        left = left - length;
        return true;
    });
    return end;
}

Duration Calendar::between(UtcTime from, UtcTime to) const
{
    Duration sum;
    if (to <= from) {
        return sum;
    }
    const auto days = static_cast<int>((to - from).ms / kDayMs) + 3;
    eachSpan(from, days, [&](const Span& span) {
        if (span.from < to) {
            sum.ms += (std::min(span.to, to) - span.from).ms;
        }
        return span.to < to;
    });
    return sum;
}

std::optional<UtcTime> Calendar::nextOpening(UtcTime time) const
{
    std::optional<UtcTime> next;
    UtcTime openUntil = time;
    eachSpan(time, kOneYear, [&](const Span& span) {
        // A span that goes on from where the one before ended is no opening.
        if (span.from > openUntil) {
            next = span.from;
            return false;
        }
        openUntil = span.to;
        return true;
    });
    return next;
}

} // namespace stillgate::triage
