// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/Result.h"

namespace stillgate {

/// A span of time in milliseconds.
struct Duration {
    std::int64_t ms = 0;

    friend auto operator<=>(const Duration&, const Duration&) = default;
    friend constexpr Duration operator-(Duration left, Duration right) { return {left.ms - right.ms}; }
    friend constexpr Duration operator*(Duration span, std::int64_t factor) { return {span.ms * factor}; }

    [[nodiscard]] static constexpr Duration seconds(std::int64_t count) { return {count * 1000}; }
    [[nodiscard]] static constexpr Duration minutes(std::int64_t count) { return {count * 60'000}; }
    [[nodiscard]] static constexpr Duration days(std::int64_t count) { return {count * 86'400'000}; }
};

/// An instant: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX).
struct UtcTime {
    std::int64_t ms = 0;

    friend auto operator<=>(const UtcTime&, const UtcTime&) = default;
    friend constexpr UtcTime operator+(UtcTime time, Duration span) { return {time.ms + span.ms}; }
    friend constexpr Duration operator-(UtcTime end, UtcTime start) { return {end.ms - start.ms}; }
};

/// RFC 3339 in UTC with milliseconds: 2026-03-02T09:12:04.000Z
[[nodiscard]] std::string toRfc3339(UtcTime time);
/// RFC 3339 with any offset and up to nine fractional digits; finer than milliseconds is cut off. A leap second is the instant after it.
[[nodiscard]] Result<UtcTime> utcFromRfc3339(std::string_view text);

/// "250ms", "10s", "5m", "2h", "7d" as configuration writes them.
[[nodiscard]] Result<Duration> durationFromText(std::string_view text);

/// Where the time comes from. Everything that needs the time is given one of these.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual UtcTime now() const = 0;
    /// Milliseconds since the machine booted, sleep included: cannot be set, only runs on.
    [[nodiscard]] virtual Duration sinceBoot() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] UtcTime now() const override;
    [[nodiscard]] Duration sinceBoot() const override;
};

} // namespace stillgate
