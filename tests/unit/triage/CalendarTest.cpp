// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTime>
#include <QTimeZone>
#include <rapidcheck.h>

#include "core/triage/Calendar.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

UtcTime at(std::string_view text)
{
    return *utcFromRfc3339(text);
}

Duration hours(std::int64_t count)
{
    return Duration::minutes(60 * count);
}

Calendar calendar(const std::string& zone, std::vector<CalendarText::ShiftText> shifts, std::vector<std::string> holidays = {})
{
    return *Calendar::fromText({"sample", zone, std::move(shifts), std::move(holidays)}, "$");
}

std::string after(const Calendar& calendar, std::string_view start, Duration work)
{
    return toRfc3339(calendar.after(at(start), work));
}

const std::vector<CalendarText::ShiftText> kOffice{{"mon-fri", "09:00", "17:00"}};
const std::vector<CalendarText::ShiftText> kNights{{"mon-sun", "22:00", "06:00"}};
const std::vector<CalendarText::ShiftText> kAlways{{"mon-sun", "00:00", "24:00"}};

/// What a wall clock on the spot would say: minute by minute, by Qt's own conversion, with nothing of ours.
class Watcher {
public:
    Watcher(const std::string& zone, const CalendarText::ShiftText& shift)
        : m_zone(QByteArray::fromStdString(zone)), m_from(minute(shift.from)), m_to(minute(shift.to))
    {
    }

    [[nodiscard]] bool isOpen(UtcTime time) const
    {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(time.ms, m_zone);
        const int now = local.time().hour() * 60 + local.time().minute();
        const int today = local.date().dayOfWeek();
        const int yesterday = today == 1 ? 7 : today - 1;
        if (m_to > m_from) {
            return isWorkday(today) && now >= m_from && now < m_to;
        }
        return (isWorkday(today) && now >= m_from) || (isWorkday(yesterday) && now < m_to);
    }

    [[nodiscard]] Duration between(UtcTime from, UtcTime to) const
    {
        Duration sum;
        for (UtcTime time = from; time < to; time = time + Duration::minutes(1)) {
            sum.ms += isOpen(time) ? 60'000 : 0;
        }
        return sum;
    }

private:
    static int minute(const std::string& text) { return std::stoi(text.substr(0, 2)) * 60 + std::stoi(text.substr(3)); }
    static bool isWorkday(int day) { return day <= 5; }

    QTimeZone m_zone;
    int m_from;
    int m_to;
};

const std::vector<std::string> kZones{
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Auckland", "America/Sao_Paulo", "UTC"};

} // namespace

/// Working time across zones, shifts, holidays and changes of the clocks.
class CalendarTest : public QObject {
    Q_OBJECT

private slots:
    void after_withinADay_countsHours()
    {
        const Calendar office = calendar("Europe/Berlin", kOffice);
        // 2 March 2026 is a Monday, in winter time.
        QCOMPARE(after(office, "2026-03-02T08:00:00Z", hours(2)), std::string("2026-03-02T10:00:00.000Z"));
        // Before the doors open nothing counts.
        QCOMPARE(after(office, "2026-03-02T03:00:00Z", hours(2)), std::string("2026-03-02T10:00:00.000Z"));
    }

    void after_exactlyAtTheEndOfAShift_isThatEnd()
    {
        const Calendar office = calendar("Europe/Berlin", kOffice);
        QCOMPARE(after(office, "2026-03-02T08:00:00Z", hours(8)), std::string("2026-03-02T16:00:00.000Z"));
        QCOMPARE(after(office, "2026-03-02T08:00:00Z", Duration{hours(8).ms + 1}), std::string("2026-03-03T08:00:00.001Z"));
    }

    void after_overAWeekendAndHoliday_skipsThem()
    {
        const Calendar office = calendar("Europe/Berlin", kOffice, {"2026-03-09"});
        // Friday afternoon; Monday is a holiday.
        QCOMPARE(after(office, "2026-03-06T15:00:00Z", hours(2)), std::string("2026-03-10T09:00:00.000Z"));
    }

    void after_severalShiftsADay_pausesBetweenThem()
    {
        const Calendar split = calendar("Europe/Berlin", {{"mon-fri", "13:00", "17:00"}, {"mon-fri", "08:00", "12:00"}});
        QCOMPARE(after(split, "2026-03-02T10:30:00Z", hours(1)), std::string("2026-03-02T12:30:00.000Z"));
    }

    void after_overlappingShifts_countsAnHourOnce()
    {
        const Calendar twice = calendar("UTC", {{"mon-fri", "08:00", "14:00"}, {"mon-fri", "12:00", "18:00"}});
        QCOMPARE(twice.between(at("2026-03-02T00:00:00Z"), at("2026-03-03T00:00:00Z")), hours(10));
    }

    void after_shiftOverMidnight_goesOnTheNextDay()
    {
        const Calendar nights = calendar("Europe/Berlin", {{"fri", "22:00", "06:00"}});
        QVERIFY(nights.isOpen(at("2026-03-07T02:00:00Z")));
        QVERIFY(!nights.isOpen(at("2026-03-07T05:00:00Z")));
        QCOMPARE(after(nights, "2026-03-06T22:00:00Z", hours(5)), std::string("2026-03-07T03:00:00.000Z"));
        QCOMPARE(nights.between(at("2026-03-01T00:00:00Z"), at("2026-03-08T00:00:00Z")), hours(8));
    }

    void after_shiftBeginsTheEveningBeforeAHoliday_goesOnIntoIt()
    {
        const Calendar nights = calendar("Europe/Berlin", kNights, {"2026-03-07"});
        QVERIFY(nights.isOpen(at("2026-03-07T04:00:00Z")));
        // The holiday's own night falls out, into the morning of the next day.
        QVERIFY(!nights.isOpen(at("2026-03-07T22:00:00Z")));
        QVERIFY(!nights.isOpen(at("2026-03-08T04:00:00Z")));
    }

    void between_clocksGoForward_losesAnHourOfTheNight()
    {
        const Calendar nights = calendar("Europe/Berlin", kNights);
        // 29 March 2026: 02:00 becomes 03:00.
        QCOMPARE(nights.between(at("2026-03-28T21:00:00Z"), at("2026-03-29T12:00:00Z")), hours(7));
        QCOMPARE(after(nights, "2026-03-28T21:00:00Z", hours(7)), std::string("2026-03-29T04:00:00.000Z"));
        // The same hours by New York's clocks, which change on another day.
        const Calendar york = calendar("America/New_York", kNights);
        QCOMPARE(york.between(at("2026-03-28T16:00:00Z"), at("2026-03-29T16:00:00Z")), hours(8));
        QCOMPARE(york.between(at("2026-03-07T16:00:00Z"), at("2026-03-08T16:00:00Z")), hours(7));
    }

    void between_clocksGoBack_gainsAnHourOfTheNight()
    {
        const Calendar nights = calendar("Europe/Berlin", kNights);
        // 25 October 2026: 03:00 becomes 02:00.
        QCOMPARE(nights.between(at("2026-10-24T18:00:00Z"), at("2026-10-25T12:00:00Z")), hours(9));
    }

    void between_office_keepsItsHoursWhateverTheClocksDo()
    {
        const Calendar office = calendar("Europe/Berlin", {{"mon-sun", "09:00", "17:00"}});
        for (const char* day : {"2026-03-28", "2026-03-29", "2026-10-25", "2026-07-01"}) {
            const UtcTime start = at(std::string(day) + "T00:00:00Z");
            QCOMPARE(office.between(start, start + Duration::days(1)), hours(8));
        }
    }

    void instantOf_localTimeLeftOut_isTheChangeItself()
    {
        const Zone berlin = *Zone::named("Europe/Berlin");
        const std::int64_t local = at("2026-03-29T02:30:00Z").ms;
        QCOMPARE(toRfc3339(berlin.instantOf(local)), std::string("2026-03-29T01:00:00.000Z"));
    }

    void instantOf_localTimeTwice_isTheFirst()
    {
        const Zone berlin = *Zone::named("Europe/Berlin");
        const std::int64_t local = at("2026-10-25T02:30:00Z").ms;
        QCOMPARE(toRfc3339(berlin.instantOf(local)), std::string("2026-10-25T00:30:00.000Z"));
    }

    void named_unknownZone_isRefused()
    {
        STILLGATE_VERIFY_CODE(Zone::named("Europe/Atlantis"), ErrorCode::NotFound);
        STILLGATE_VERIFY_CODE(Zone::named("UTC+01:00"), ErrorCode::NotFound);
        STILLGATE_VERIFY_CODE(Zone::named(""), ErrorCode::NotFound);
    }

    void fromText_wrongField_namesIt_data()
    {
        QTest::addColumn<QString>("days");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("where");
        QTest::newRow("no such day") << "mon-fun" << "09:00" << "17:00" << "$.shifts[0].days";
        QTest::newRow("no day") << "" << "09:00" << "17:00" << "$.shifts[0].days";
        QTest::newRow("no such hour") << "mon" << "25:00" << "17:00" << "$.shifts[0].from";
        QTest::newRow("begins at the end") << "mon" << "24:00" << "17:00" << "$.shifts[0].from";
        QTest::newRow("no such minute") << "mon" << "09:00" << "17:60" << "$.shifts[0].to";
        QTest::newRow("not a time") << "mon" << "09:00" << "5 pm" << "$.shifts[0].to";
    }

    void fromText_wrongField_namesIt()
    {
        QFETCH(QString, days);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, where);
        const CalendarText text{"sample", "UTC", {{days.toStdString(), from.toStdString(), to.toStdString()}}, {}};
        STILLGATE_VERIFY_ERROR(Calendar::fromText(text, "$"), ErrorCode::Malformed, where.toStdString());
    }

    void fromText_dateThatIsNone_isRefused()
    {
        const CalendarText text{"sample", "UTC", kOffice, std::vector<std::string>{"2026-12-25", "2026-02-29"}};
        STILLGATE_VERIFY_ERROR(Calendar::fromText(text, "$"), ErrorCode::Malformed, "$.holidays[1]");
    }

    void nextOpening_closedOpenAndWithoutBreak_isTheNextBeginning()
    {
        const Calendar office = calendar("UTC", kOffice);
        QCOMPARE(toRfc3339(*office.nextOpening(at("2026-03-02T07:00:00Z"))), std::string("2026-03-02T09:00:00.000Z"));
        QCOMPARE(toRfc3339(*office.nextOpening(at("2026-03-02T09:00:00Z"))), std::string("2026-03-03T09:00:00.000Z"));
        QCOMPARE(toRfc3339(*office.nextOpening(at("2026-03-06T12:00:00Z"))), std::string("2026-03-09T09:00:00.000Z"));
        QVERIFY(!calendar("UTC", kAlways).nextOpening(at("2026-03-02T07:00:00Z")).has_value());
    }

    void between_anyCalendar_isWhatAWallClockWouldCount()
    {
        const bool held = rc::check("working time equals minutes watched one by one", [] {
            const std::string zone = *rc::gen::elementOf(kZones);
            // Boundaries keep clear of the hour that comes twice or not at all; shifts over it do not.
            const int from = *rc::gen::inRange(4, 24);
            const int to = *rc::gen::inRange(4, 24);
            RC_PRE(from != to);
            const auto hour = [](int h) { return (h < 10 ? "0" : "") + std::to_string(h) + ":00"; };
            const CalendarText::ShiftText shift{"mon-fri", hour(from), hour(to)};
            const Calendar ours = calendar(zone, {shift});
            // Around the changes of 2026 north and south, and between them.
            const UtcTime start = at("2026-01-01T00:00:00Z") + Duration::minutes(*rc::gen::inRange(0, 365 * 24 * 60));
            const UtcTime end = start + Duration::minutes(*rc::gen::inRange(0, 6 * 24 * 60));
            RC_ASSERT(ours.between(start, end) == Watcher(zone, shift).between(start, end));
        });
        QVERIFY(held);
    }

    void after_anyWork_isTheFirstInstantWithThatMuch()
    {
        const bool held = rc::check("between() of after() is the work, and a moment before it is less", [] {
            const std::string zone = *rc::gen::elementOf(kZones);
            const Calendar ours =
                calendar(zone, {{"mon-fri", "22:00", "02:30"}, {"mon,wed", "01:00", "12:15"}, {"sun", "02:15", "02:45"}},
                         {"2026-03-30"});
            const UtcTime start = at("2026-03-01T00:00:00Z") + Duration::minutes(*rc::gen::inRange(0, 365 * 24 * 60));
            const Duration work{*rc::gen::inRange<std::int64_t>(1, 200'000'000)};
            const UtcTime end = ours.after(start, work);
            RC_ASSERT(ours.between(start, end) == work);
            RC_ASSERT(ours.between(start, end + Duration{-1}) == (Duration{work.ms - 1}));
            const UtcTime middle = start + Duration{(end - start).ms / 3};
            RC_ASSERT(ours.between(start, middle).ms + ours.between(middle, end).ms == work.ms);
        });
        QVERIFY(held);
    }
};

QTEST_GUILESS_MAIN(CalendarTest)
#include "CalendarTest.moc"
