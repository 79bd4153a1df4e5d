// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/JsonCodec.h"

namespace stillgate::triage {

/// A time zone as the moments at which its offset from UTC changes, from 1970 to 2100: a plain value, looked up without a lock.
class Zone {
public:
    /// By its IANA name, such as "Europe/Berlin". NotFound when this machine does not know it.
    [[nodiscard]] static Result<Zone> named(const std::string& name);

    /// Local time is UTC plus this.
    [[nodiscard]] Duration offsetAt(UtcTime time) const;
    /// The instant of a local time, in milliseconds since 1970-01-01T00:00 there. One that a change of the clocks leaves out is the
    /// instant of that change; one that comes twice is the first of the two.
    [[nodiscard]] UtcTime instantOf(std::int64_t localMs) const;

    friend bool operator==(const Zone&, const Zone&) = default;

private:
    struct Change {
        UtcTime at;
        Duration offset; ///< from then on

        friend bool operator==(const Change&, const Change&) = default;
    };
    std::vector<Change> m_changes; ///< at least one, the first at the beginning of time
};

/// Working hours on some days of the week. `to` at or before `from` is on the next day; "24:00" is the end of the same one.
struct Shift {
    std::array<bool, 7> days{}; ///< Monday first
    int from = 0; ///< minutes since midnight
    int to = 0; ///< over 24 hours where it ends on the next day

    friend bool operator==(const Shift&, const Shift&) = default;
};

/// When work is done, as a pack writes it: { id, zone, shifts = [{ days = "mon-fri", from = "09:00", to = "17:00" }], holidays =
/// ["2026-12-25"] }. A shift that begins on a holiday falls out whole; one that began the evening before goes on.
struct CalendarText {
    struct ShiftText {
        std::string days;
        std::string from;
        std::string to;

        friend bool operator==(const ShiftText&, const ShiftText&) = default;
    };
    std::string id;
    std::string zone;
    std::vector<ShiftText> shifts;
    std::optional<std::vector<std::string>> holidays;

    friend bool operator==(const CalendarText&, const CalendarText&) = default;
};

class Calendar {
public:
    Calendar(Zone zone, std::vector<Shift> shifts, std::set<std::chrono::sys_days> holidays);
    /// Malformed names the field under `path`.
    [[nodiscard]] static Result<Calendar> fromText(const CalendarText& text, const std::string& path);

    [[nodiscard]] bool isOpen(UtcTime time) const;
    /// The instant at which so much working time has passed since `start`: the end of a shift, not the start of the next, where
    /// both would do. At most ten years on.
    [[nodiscard]] UtcTime after(UtcTime start, Duration work) const;
    /// Working time between two instants; nothing when the second is not the later one.
    [[nodiscard]] Duration between(UtcTime from, UtcTime to) const;
    /// The next instant after `time` at which work begins; none in the next year when everything is a holiday.
    [[nodiscard]] std::optional<UtcTime> nextOpening(UtcTime time) const;

private:
    struct Span {
        UtcTime from;
        UtcTime to;
    };
    [[nodiscard]] std::chrono::sys_days localDay(UtcTime time) const;
    /// Calls `take` with the spans of working time that end after `time`, in order and without overlap, until it returns false or
    /// `days` days have been gone through.
    template <typename Take>
    void eachSpan(UtcTime time, int days, Take take) const;

    Zone m_zone;
    std::vector<Shift> m_shifts; ///< by their beginning
    std::set<std::chrono::sys_days> m_holidays;
};

template <typename Visitor>
void describe(Visitor& visit, CalendarText::ShiftText& shift)
{
    visit("days", shift.days);
    visit("from", shift.from);
    visit("to", shift.to);
}

template <typename Visitor>
void describe(Visitor& visit, CalendarText& calendar)
{
    visit("id", calendar.id);
    visit("zone", calendar.zone);
    visit("shifts", calendar.shifts);
    visit("holidays", calendar.holidays);
}

} // namespace stillgate::triage
