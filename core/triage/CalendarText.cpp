// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>

#include "core/triage/Calendar.h"

namespace stillgate::triage {

namespace {

constexpr int kDayMinutes = 24 * 60;
constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

tl::unexpected<Error> wrong(const std::string& path, std::string detail)
{
    return fail(ErrorCode::Malformed, path, std::move(detail));
}

std::optional<std::size_t> dayNamed(std::string_view name)
{
    const auto at = std::ranges::find(kDays, name);
    return at == kDays.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - kDays.begin()));
}

/// "mon-fri", "sat,sun", "fri-mon"
std::optional<std::array<bool, 7>> daysFrom(std::string_view text)
{
    std::array<bool, 7> out{};
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), part.size() + 1));
        const auto dash = part.find('-');
        const auto first = dayNamed(part.substr(0, dash));
        const auto last = dash == std::string_view::npos ? first : dayNamed(part.substr(dash + 1));
        if (!first || !last) {
            return std::nullopt;
        }
        for (std::size_t day = *first;; day = (day + 1) % kDays.size()) {
            out[day] = true;
            if (day == *last) {
                break;
            }
        }
    }
    return std::ranges::find(out, true) == out.end() ? std::nullopt : std::optional(out);
}

std::optional<int> numberIn(std::string_view text, int most)
{
    int value = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = status == std::errc{} && end == text.data() + text.size();
    return whole && value >= 0 && value <= most ? std::optional(value) : std::nullopt;
}

/// "09:00" to "24:00", in minutes.
std::optional<int> minuteFrom(std::string_view text)
{
    if (text.size() != 5 || text[2] != ':') {
        return std::nullopt;
    }
    const auto hour = numberIn(text.substr(0, 2), 24);
    const auto minute = numberIn(text.substr(3), 59);
    return hour && minute && *hour * 60 + *minute <= kDayMinutes ? std::optional(*hour * 60 + *minute) : std::nullopt;
}

Result<Shift> shiftFrom(const CalendarText::ShiftText& text, const std::string& path)
{
    const auto days = daysFrom(text.days);
    if (!days) {
        return wrong(path + ".days", "expected days such as mon-fri or sat,sun");
    }
    const auto from = minuteFrom(text.from);
    if (!from || *from == kDayMinutes) {
        return wrong(path + ".from", "expected a time of day such as 09:00");
    }
    const auto to = minuteFrom(text.to);
    if (!to) {
        return wrong(path + ".to", "expected a time of day such as 17:00, or 24:00");
    }
    return Shift{*days, *from, *to > *from ? *to : *to + kDayMinutes};
}

Result<std::chrono::sys_days> dateFrom(std::string_view text, const std::string& path)
{
    const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
    const auto year = shaped ? numberIn(text.substr(0, 4), 9999) : std::nullopt;
    const auto month = shaped ? numberIn(text.substr(5, 2), 12) : std::nullopt;
    const auto day = shaped ? numberIn(text.substr(8), 31) : std::nullopt;
    if (year && month && day) {
        const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                               std::chrono::day(static_cast<unsigned>(*day))};
        if (date.ok()) {
            return std::chrono::sys_days(date);
        }
    }
    return wrong(path, "expected a date such as 2026-12-25");
}

} // namespace

Result<Calendar> Calendar::fromText(const CalendarText& text, const std::string& path)
{
    auto zone = Zone::named(text.zone);
    if (!zone) {
        return wrong(path + ".zone", zone.error().detail);
    }
    std::vector<Shift> shifts;
    for (std::size_t i = 0; i < text.shifts.size(); ++i) {
        const auto shift = shiftFrom(text.shifts[i], path + ".shifts[" + std::to_string(i) + "]");
        if (!shift) {
            return tl::make_unexpected(shift.error());
        }
        shifts.push_back(*shift);
    }
    if (shifts.empty()) {
        return wrong(path + ".shifts", "expected at least one shift");
    }
    std::set<std::chrono::sys_days> holidays;
    const auto dates = text.holidays.value_or(std::vector<std::string>{});
    for (std::size_t i = 0; i < dates.size(); ++i) {
        const auto date = dateFrom(dates[i], path + ".holidays[" + std::to_string(i) + "]");
        if (!date) {
            return tl::make_unexpected(date.error());
        }
        holidays.insert(*date);
    }
    return Calendar(std::move(*zone), std::move(shifts), std::move(holidays));
}

} // namespace stillgate::triage
