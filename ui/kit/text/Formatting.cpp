// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/text/Formatting.h"

#include <cstdlib>

#include <QDateTime>

namespace stillgate {

namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kLongestCountdown = 100 * kHour;
constexpr std::int64_t kLongestRelative = 7 * kDay;

const QChar kMinus(0x2212);
const QChar kNoBreak(0x00A0);
const QChar kEllipsis(0x2026);
const QChar kIsolate(0x2066);
const QChar kIsolateEnd(0x2069);

} // namespace

Formatting::Formatting(const QLocale& locale, const QTimeZone& zone, const Clock& clock)
    : m_locale(locale), m_zone(zone), m_clock(&clock)
{
}

QString Formatting::money(const Money& amount) const
{
    // From the exact decimal string: no amount ever passes through a floating-point number.
    const QString decimal = QString::fromStdString(amount.decimal());
    const bool negative = decimal.startsWith(QLatin1Char('-'));
    const QStringList halves = decimal.mid(negative ? 1 : 0).split(QLatin1Char('.'));
    QString text = m_locale.toString(halves.first().toULongLong());
    if (halves.size() > 1) {
        text += m_locale.decimalPoint();
        for (const QChar digit : halves.last()) {
            text += m_locale.toString(digit.digitValue());
        }
    }
    const auto code = amount.currency.text();
    text = (negative ? QString(kMinus) : QString()) + text + kNoBreak +
           QString::fromLatin1(code.data(), static_cast<qsizetype>(code.size()));
    return m_locale.textDirection() == Qt::RightToLeft ? isolated(text) : text;
}

QString Formatting::count(std::int64_t number) const
{
    return m_locale.toString(static_cast<qlonglong>(number));
}

QString Formatting::ratio(double value) const
{
    return m_locale.toString(value, 'f', 2);
}

QString Formatting::weight(double value) const
{
    const QString number = m_locale.toString(std::abs(value), 'f', 1);
    constexpr double kLeastShown = 0.05;
    if (std::abs(value) < kLeastShown) {
        return number;
    }
    return (value < 0 ? QString(kMinus) : QStringLiteral("+")) + number;
}

QDateTime Formatting::local(UtcTime time) const
{
    return QDateTime::fromMSecsSinceEpoch(time.ms, m_zone);
}

QString Formatting::clockTime(UtcTime time) const
{
    return m_locale.toString(local(time), QStringLiteral("HH:mm"));
}

QString Formatting::clockSeconds(UtcTime time) const
{
    return m_locale.toString(local(time), QStringLiteral("HH:mm:ss"));
}

QString Formatting::absolute(UtcTime time) const
{
    return m_locale.toString(local(time), QStringLiteral("d MMMM yyyy HH:mm:ss t"));
}

QString Formatting::span(Duration span) const
{
    const std::int64_t ms = span.ms < 0 ? 0 : span.ms;
    if (ms < kMinute) {
        return tr("%1 s").arg(count(ms / kSecond));
    }
    if (ms < kHour) {
        return tr("%1 min").arg(count(ms / kMinute));
    }
    if (ms < kDay) {
        const std::int64_t minutes = ms % kHour / kMinute;
        return minutes == 0 ? tr("%1 h").arg(count(ms / kHour)) : tr("%1 h %2 min").arg(count(ms / kHour), count(minutes));
    }
    const std::int64_t hours = ms % kDay / kHour;
    return hours == 0 ? tr("%1 d").arg(count(ms / kDay)) : tr("%1 d %2 h").arg(count(ms / kDay), count(hours));
}

QString Formatting::relative(UtcTime time) const
{
    const std::int64_t past = m_clock->now().ms - time.ms;
    const std::int64_t distance = past < 0 ? -past : past;
    if (distance < kSecond) {
        return tr("now");
    }
    if (distance >= kLongestRelative) {
        return m_locale.toString(local(time).date(), QStringLiteral("d MMM yyyy"));
    }
    // One unit is enough to place something; the whole instant is in the tool tip.
    std::int64_t unit = kSecond;
    for (const std::int64_t larger : {kMinute, kHour, kDay}) {
        unit = distance >= larger ? larger : unit;
    }
    const QString words = span({distance / unit * unit});
    return past < 0 ? tr("in %1").arg(words) : tr("%1 ago").arg(words);
}

QString Formatting::age(UtcTime time) const
{
    const std::int64_t past = m_clock->now().ms - time.ms;
    if (past < kMinute) {
        return tr("now");
    }
    if (past < kHour) {
        return tr("%1m", "minutes, as short as can be").arg(count(past / kMinute));
    }
    return past < kDay ? tr("%1h", "hours, as short as can be").arg(count(past / kHour))
                       : tr("%1d", "days, as short as can be").arg(count(past / kDay));
}

QString Formatting::countdown(UtcTime deadline) const
{
    const std::int64_t left = deadline.ms - m_clock->now().ms;
    const std::int64_t distance = left < 0 ? -left : left;
    const QString sign = left < 0 ? QString(kMinus) : QString();
    if (distance >= kLongestCountdown) {
        return sign + span({distance / kHour * kHour});
    }
    if (distance < kMinute) {
        return sign + span({distance / kSecond * kSecond});
    }
    const std::int64_t minutes = distance / kMinute;
    return sign + QStringLiteral("%1:%2").arg(minutes / 60, 2, 10, QLatin1Char('0')).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

QString middleCut(const QString& id, int start, int end)
{
    return id.size() <= start + end + 1 ? id : id.left(start) + kEllipsis + id.right(end);
}

QString isolated(const QString& text)
{
    return kIsolate + text + kIsolateEnd;
}

} // namespace stillgate
