// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/triage/Sla.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

constexpr std::string_view kBook = R"(format = 1
id = "sample"
version = 1
at_risk = 75

[[calendar]]
id = "always"
zone = "UTC"
shifts = [{ days = "mon-sun", from = "00:00", to = "24:00" }]

[[calendar]]
id = "office"
zone = "Europe/Berlin"
shifts = [{ days = "mon-fri", from = "09:00", to = "17:00" }]

[[target]]
id = "urgent"
priority = "P1"
calendar = "always"
first_response = "1h"
next_response = "1h"
resolution = "2h"

[[target]]
id = "rest"
calendar = "office"
first_response = "4h"
next_response = "2h"
resolution = "12h"

[[target]]
id = "billing"
team = "billing"
calendar = "office"
first_response = "3h"
next_response = "2h"
resolution = "10h"

[[target]]
id = "vip"
tier = "vip"
calendar = "office"
first_response = "1h"
next_response = "1h"
resolution = "6h"
)";

SlaBook book()
{
    return *slaBookFrom(kBook, "sla.toml");
}

UtcTime at(std::string_view text)
{
    return *utcFromRfc3339(text);
}

Duration hours(std::int64_t count)
{
    return Duration::minutes(60 * count);
}

/// As apply() takes an sla.set.
SlaStanding standing(const SlaSet& set, UtcTime time)
{
    return {set.target, set.calendar, time, std::nullopt, set.clocks, 0};
}

const SlaClock& clockOf(const std::vector<SlaClock>& clocks, SlaMetric metric)
{
    return *std::ranges::find(clocks, metric, &SlaClock::metric);
}

std::string dueOf(const SlaSet& set, SlaMetric metric)
{
    return toRfc3339(clockOf(set.clocks, metric).due);
}

/// A ticket of 2 March 2026, a Monday, 10:00 in Berlin.
SlaSituation opened()
{
    SlaSituation out;
    out.priority = Priority::P3;
    out.openedAt = at("2026-03-02T09:00:00Z");
    out.now = out.openedAt;
    out.unansweredSince = out.openedAt;
    return out;
}

SlaSituation later(SlaSituation situation, std::string_view now)
{
    situation.now = at(now);
    return situation;
}

} // namespace

class SlaTest : public QObject {
    Q_OBJECT

private slots:
    void targetFor_tierBeforeTeamBeforePriority()
    {
        const SlaBook rules = book();
        QCOMPARE(rules.targetFor(Priority::P3, "other", "")->id, std::string("rest"));
        QCOMPARE(rules.targetFor(Priority::P1, "other", "")->id, std::string("urgent"));
        QCOMPARE(rules.targetFor(Priority::P1, "billing", "")->id, std::string("billing"));
        QCOMPARE(rules.targetFor(Priority::P1, "billing", "vip")->id, std::string("vip"));
    }

    void nextClocks_newTicket_startsTwoClocksFromItsOpening()
    {
        const auto set = nextClocks(book(), std::nullopt, later(opened(), "2026-03-02T09:10:00Z"));
        QVERIFY(set.has_value());
        QCOMPARE(set->why, std::string("started"));
        QCOMPARE(set->target, std::string("rest"));
        QCOMPARE(dueOf(*set, SlaMetric::FirstResponse), std::string("2026-03-02T13:00:00.000Z"));
        // 12 hours: seven on Monday, five on Tuesday.
        QCOMPARE(dueOf(*set, SlaMetric::Resolution), std::string("2026-03-03T13:00:00.000Z"));
        QCOMPARE(toRfc3339(clockOf(set->clocks, SlaMetric::FirstResponse).atRisk), std::string("2026-03-02T12:00:00.000Z"));
        QCOMPARE(clockOf(set->clocks, SlaMetric::Resolution).used, Duration::minutes(10));
    }

    void nextClocks_nothingChanged_setsNothing()
    {
        const auto set = nextClocks(book(), std::nullopt, opened());
        QVERIFY(!nextClocks(book(), standing(*set, opened().now), later(opened(), "2026-03-04T09:00:00Z")).has_value());
    }

    void nextClocks_customerAwaited_countsNoTime()
    {
        const auto set = nextClocks(book(), std::nullopt, opened());
        SlaStanding clocks = standing(*set, opened().now);
        // Asked on Monday at 11:00 in Berlin; the answer comes on Wednesday at 12:00.
        answer(clocks, at("2026-03-02T10:00:00Z"));
        SlaSituation waiting = later(opened(), "2026-03-03T10:00:00Z");
        waiting.awaitsCustomer = true;
        waiting.unansweredSince.reset();
        QVERIFY(!nextClocks(book(), clocks, waiting).has_value());
        SlaSituation answered = later(opened(), "2026-03-04T11:00:00Z");
        answered.unansweredSince = answered.now;
        const auto resumed = nextClocks(book(), clocks, answered);
        QVERIFY(resumed.has_value());
        QCOMPARE(resumed->why, std::string("resumed"));
        const SlaClock& resolution = clockOf(resumed->clocks, SlaMetric::Resolution);
        QCOMPARE(resolution.used, hours(1));
        QCOMPARE(resolution.paused, hours(49));
        // Eleven hours are left: five on Wednesday, six on Thursday.
        QCOMPARE(toRfc3339(resolution.due), std::string("2026-03-05T14:00:00.000Z"));
        QCOMPARE(nameOf(clockOf(resumed->clocks, SlaMetric::FirstResponse).state), nameOf(SlaState::Met));
        QCOMPARE(dueOf(*resumed, SlaMetric::NextResponse), std::string("2026-03-04T13:00:00.000Z"));
    }

    void nextClocks_customerAwaitedButNotPaused_wouldHaveBreached()
    {
        // The control: the same hours without the pause run past the target.
        const auto set = nextClocks(book(), std::nullopt, opened());
        QVERIFY(clockOf(set->clocks, SlaMetric::Resolution).due < at("2026-03-04T11:00:00Z"));
    }

    void nextClocks_customerWroteAfterAnAnswer_owesTheNext()
    {
        const auto set = nextClocks(book(), std::nullopt, opened());
        SlaStanding clocks = standing(*set, opened().now);
        clocks.clocks[0].ended = at("2026-03-02T10:00:00Z");
        SlaSituation wrote = later(opened(), "2026-03-02T12:00:00Z");
        wrote.unansweredSince = wrote.now;
        const auto next = nextClocks(book(), clocks, wrote);
        QVERIFY(next.has_value());
        QCOMPARE(next->why, std::string("customer_wrote"));
        QCOMPARE(dueOf(*next, SlaMetric::NextResponse), std::string("2026-03-02T14:00:00.000Z"));
        // Writing again changes nothing: the oldest unanswered message counts.
        QVERIFY(!nextClocks(book(), standing(*next, wrote.now), later(wrote, "2026-03-02T13:00:00Z")).has_value());
    }

    void nextClocks_priorityRises_takesWhatWasUsedAlong()
    {
        const auto set = nextClocks(book(), std::nullopt, opened());
        SlaSituation worse = later(opened(), "2026-03-02T10:30:00Z");
        worse.priority = Priority::P1;
        const auto changed = nextClocks(book(), standing(*set, opened().now), worse);
        QVERIFY(changed.has_value());
        QCOMPARE(changed->why, std::string("target_changed"));
        // An hour and a half is used up of one hour and of two.
        QCOMPARE(dueOf(*changed, SlaMetric::FirstResponse), std::string("2026-03-02T10:30:00.000Z"));
        QCOMPARE(dueOf(*changed, SlaMetric::Resolution), std::string("2026-03-02T11:00:00.000Z"));
    }

    void nextClocks_breachedClock_staysBreached()
    {
        const auto set = nextClocks(book(), std::nullopt, opened());
        SlaStanding clocks = standing(*set, opened().now);
        clocks.clocks[0].state = SlaState::Breached;
        SlaSituation vip = later(opened(), "2026-03-02T13:30:00Z");
        vip.tier = "vip";
        const auto changed = nextClocks(book(), clocks, vip);
        QCOMPARE(nameOf(changed->clocks[0].state), nameOf(SlaState::Breached));
        QCOMPARE(toRfc3339(changed->clocks[0].due), std::string("2026-03-02T13:00:00.000Z"));
    }

    void nextClocks_anyPauses_useOnlyTheTimeBetweenThem()
    {
        const SlaBook rules = book();
        const bool held = rc::check("what is used up is the working time in which nobody waited for the customer", [&] {
            SlaSituation situation = opened();
            auto set = nextClocks(rules, std::nullopt, situation);
            SlaStanding clocks = standing(*set, situation.now);
            Duration worked;
            const int pauses = *rc::gen::inRange(1, 6);
            for (int i = 0; i < pauses; ++i) {
                const UtcTime from = situation.now;
                situation.now = situation.now + Duration::minutes(*rc::gen::inRange(1, 300));
                worked.ms += rules.calendar("office")->between(from, situation.now).ms;
                answer(clocks, situation.now);
                situation.now = situation.now + Duration::minutes(*rc::gen::inRange(1, 5000));
                situation.unansweredSince = situation.now;
                set = nextClocks(rules, clocks, situation);
                RC_ASSERT(set.has_value());
                clocks = standing(*set, situation.now);
                const SlaClock& resolution = clockOf(clocks.clocks, SlaMetric::Resolution);
                RC_ASSERT(resolution.used == worked);
                const Duration left{hours(12).ms - worked.ms};
                RC_ASSERT(resolution.due == rules.calendar("office")->after(situation.now, left));
                RC_ASSERT(clocks.clocks.size() <= std::size_t{3});
            }
        });
        QVERIFY(held);
    }

    void worstOf_endedClocks_countNoMore()
    {
        SlaStanding clocks = standing(*nextClocks(book(), std::nullopt, opened()), opened().now);
        QCOMPARE(nameOf(worstOf(clocks)), nameOf(SlaState::Running));
        clocks.clocks[0].state = SlaState::AtRisk;
        QCOMPARE(nameOf(worstOf(clocks)), nameOf(SlaState::AtRisk));
        clocks.clocks[1].state = SlaState::Breached;
        QCOMPARE(nameOf(worstOf(clocks)), nameOf(SlaState::Breached));
        endAll(clocks, at("2026-03-05T09:00:00Z"));
        QCOMPARE(nameOf(worstOf(clocks)), nameOf(SlaState::Met));
        QCOMPARE(nameOf(clocks.clocks[1].state), nameOf(SlaState::Breached));
    }

    void slaBookFrom_wrongField_namesTheLine_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("where");
        QTest::newRow("zone") << "Europe/Berlin" << "Europe/Atlantis" << "sla.toml:13:8: $.calendar[1].zone";
        QTest::newRow("calendar") << "calendar = \"always\"" << "calendar = \"never\""
                                  << "sla.toml:19:12: $.target[0].calendar";
        QTest::newRow("span") << "first_response = \"1h\"" << "first_response = \"soon\""
                              << "sla.toml:20:18: $.target[0].first_response";
        QTest::newRow("priority") << "priority = \"P1\"" << "priority = \"P9\"" << "sla.toml:18:12: $.target[0].priority";
        QTest::newRow("same id") << "id = \"rest\"" << "id = \"urgent\"" << "sla.toml:25:6: $.target[1].id";
        QTest::newRow("same scope") << "team = \"billing\"\n" << "" << "sla.toml:31:1: $.target[2]";
        QTest::newRow("at risk") << "at_risk = 75" << "at_risk = 100" << "sla.toml:4:11: $.at_risk";
        QTest::newRow("missing") << "next_response = \"2h\"\n" << "" << "sla.toml:24:1: $.target[1].next_response";
        QTest::newRow("no general one") << "id = \"rest\"" << "id = \"rest\"\nteam = \"other\"" << "sla.toml:16:1: $.target";
    }

    void slaBookFrom_wrongField_namesTheLine()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, where);
        QString text = QString::fromUtf8(kBook.data(), static_cast<qsizetype>(kBook.size()));
        text.replace(text.indexOf(from), from.size(), to);
        const auto loaded = slaBookFrom(text.toStdString(), "sla.toml");
        STILLGATE_VERIFY_ERROR(loaded, ErrorCode::Malformed, where.toStdString());
    }

    void loadSlaBook_starterPack_hasTheDefaultTargets()
    {
        const auto starter = loadSlaBook(sourceFile("resources/packs/starter/sla.toml").toStdString());
        STILLGATE_VERIFY_VALUE(starter);
        const std::vector<std::pair<Priority, std::pair<int, int>>> bounds{
            {Priority::P1, {1, 2}}, {Priority::P2, {2, 4}}, {Priority::P3, {8, 12}}, {Priority::P4, {24, 72}}};
        for (const auto& [priority, range] : bounds) {
            for (const char* team : {"", "security", "billing"}) {
                for (const char* tier : {"", "vip"}) {
                    const Duration resolution = starter->targetFor(priority, team, tier)->resolution;
                    QVERIFY2(resolution >= hours(range.first) && resolution <= hours(range.second), nameOf(priority).data());
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(SlaTest)
#include "SlaTest.moc"
