// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>

#include <QDateTime>
#include <QTimeZone>

#include "core/triage/Calendar.h"

namespace stillgate::triage {

namespace {

constexpr UtcTime kZoneBegin{0};
constexpr UtcTime kZoneEnd{4'102'444'800'000}; // 2100-01-01T00:00:00Z
constexpr Duration kZoneDay = Duration::days(1);

QDateTime asDateTime(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.ms, Qt::UTC);
}

} // namespace

Result<Zone> Zone::named(const std::string& name)
{
    const QTimeZone zone(QByteArray::fromStdString(name));
    // A bare offset such as "UTC+01:00" is no place: it knows no daylight saving.
    if (!zone.isValid() || name.find(':') != std::string::npos || name.empty()) {
        return fail(ErrorCode::NotFound, name, "expected the name of a time zone such as Europe/Berlin");
    }
    Zone out;
    const auto offset = [&](UtcTime at) { return Duration::seconds(zone.offsetFromUtc(asDateTime(at))); };
    out.m_changes.push_back({{std::numeric_limits<std::int64_t>::min()}, offset(kZoneBegin)});
    for (const QTimeZone::OffsetData& change : zone.transitions(asDateTime(kZoneBegin), asDateTime(kZoneEnd))) {
        const UtcTime at{change.atUtc.toMSecsSinceEpoch()};
        // Some changes are of the name alone.
        if (const Duration now = Duration::seconds(change.offsetFromUtc); now != out.m_changes.back().offset) {
            out.m_changes.push_back({at, now});
        }
    }
    return out;
}

Duration Zone::offsetAt(UtcTime time) const
{
    const auto behind = std::ranges::upper_bound(m_changes, time, {}, &Change::at);
    return std::prev(behind)->offset;
}

UtcTime Zone::instantOf(std::int64_t localMs) const
{
    // No zone changes its offset twice within two days: the right one is that of the day before or that of the day after.
    const Duration before = offsetAt(UtcTime{localMs} + Duration{-kZoneDay.ms});
    const Duration later = offsetAt(UtcTime{localMs} + kZoneDay);
    const UtcTime first{localMs - before.ms};
    if (before == later || offsetAt(first) == before) {
        return first;
    }
    const UtcTime second{localMs - later.ms};
    if (offsetAt(second) == later) {
        return second;
    }
    return std::ranges::upper_bound(m_changes, second, {}, &Change::at)->at;
}

} // namespace stillgate::triage
