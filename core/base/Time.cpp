// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Time.h"

#include <charconv>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace stillgate {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr int kDayMinutes = 1440;

/// Reads exactly `count` digits at `at`; -1 when there are others.
int digits(std::string_view text, std::size_t at, std::size_t count)
{
    if (at + count > text.size()) {
        return -1;
    }
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

struct Fraction {
    int milliseconds = 0;
    std::size_t end = 0;
};

/// The optional ".123" after the seconds; end is 0 when it is malformed.
Fraction readFraction(std::string_view text, std::size_t at)
{
    if (at >= text.size() || text[at] != '.') {
        return {0, at};
    }
    std::size_t i = at + 1;
    int value = 0;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
        if (i - at <= 3) {
            value = value * 10 + (text[i] - '0');
        }
    }
    const std::size_t count = i - at - 1;
    if (count == 0 || count > 9) {
        return {0, 0};
    }
    for (std::size_t missing = count; missing < 3; ++missing) {
        value *= 10;
    }
    return {value, i};
}

/// The offset in minutes from "Z", "+02:00" or "-05:30" that must end the text.
Result<int> readOffset(std::string_view text, std::size_t at)
{
    const std::string_view rest = text.substr(at);
    if (rest == "Z" || rest == "z") {
        return 0;
    }
    const int hours = rest.size() == 6 ? digits(rest, 1, 2) : -1;
    const int minutes = rest.size() == 6 ? digits(rest, 4, 2) : -1;
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || rest[3] != ':' || (rest[0] != '+' && rest[0] != '-')) {
        return fail(ErrorCode::Malformed, {}, "expected Z or an offset such as +02:00");
    }
    return (rest[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

} // namespace

std::string toRfc3339(UtcTime time)
{
    using namespace std::chrono;
    std::int64_t dayNumber = time.ms / kDayMs;
    if (time.ms % kDayMs < 0) {
        --dayNumber;
    }
    const std::int64_t ofDay = time.ms - dayNumber * kDayMs;
    const year_month_day date{sys_days{days{dayNumber}}};
    char out[48];
    const int length = std::snprintf(out, sizeof out, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                     static_cast<int>(ofDay / 3'600'000), static_cast<int>(ofDay / 60'000 % 60),
                                     static_cast<int>(ofDay / 1000 % 60), static_cast<int>(ofDay % 1000));
    return {out, static_cast<std::size_t>(length)};
}

Result<UtcTime> utcFromRfc3339(std::string_view text)
{
    using namespace std::chrono;
    const auto malformed = [&] {
        return fail(ErrorCode::Malformed, {}, "expected an RFC 3339 time such as 2026-03-02T09:12:04Z");
    };
    const int yearNumber = digits(text, 0, 4);
    const int monthNumber = digits(text, 5, 2);
    const int dayNumber = digits(text, 8, 2);
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    if (yearNumber < 0 || monthNumber < 0 || dayNumber < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 60 || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':' ||
        (text[10] != 'T' && text[10] != 't' && text[10] != ' ')) {
        return malformed();
    }
    const year_month_day date{year{yearNumber}, month{static_cast<unsigned>(monthNumber)},
                              day{static_cast<unsigned>(dayNumber)}};
    const Fraction fraction = readFraction(text, 19);
    if (!date.ok() || fraction.end == 0) {
        return malformed();
    }
    const auto offset = readOffset(text, fraction.end);
    if (!offset) {
        return malformed();
    }
    const int utcMinute = hour * 60 + minute - *offset;
    if (second == 60 && (utcMinute + 1) % kDayMinutes != 0) {
        return malformed(); // a leap second ends a day in UTC
    }
    const std::int64_t day = sys_days{date}.time_since_epoch().count();
    return UtcTime{day * kDayMs + utcMinute * 60'000LL + second * 1000LL + fraction.milliseconds};
}

Result<Duration> durationFromText(std::string_view text)
{
    std::int64_t count = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), count);
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    std::int64_t factor = 0;
    if (unit == "ms") {
        factor = 1;
    } else if (unit == "s") {
        factor = 1000;
    } else if (unit == "m") {
        factor = 60'000;
    } else if (unit == "h") {
        factor = 3'600'000;
    } else if (unit == "d") {
        factor = kDayMs;
    }
    constexpr std::int64_t kMost = 100LL * 366 * kDayMs;
    if (status != std::errc{} || factor == 0 || count < 0 || count > kMost / factor) {
        return fail(ErrorCode::Malformed, {}, "expected a duration such as 250ms, 10s, 5m, 2h or 7d");
    }
    return Duration{count * factor};
}

UtcTime SystemClock::now() const
{
    using namespace std::chrono;
    return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

Duration SystemClock::sinceBoot() const
{
    timespec time{};
    clock_gettime(CLOCK_BOOTTIME, &time);
    return {static_cast<std::int64_t>(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000};
}

} // namespace stillgate
