// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/triage/Routing.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

constexpr std::string_view kRules = R"(format = 1
id = "sample"
version = 1
claim = "4h"
on_call = ["P1"]
elsewhere = "billing"

[[rule]]
id = "takeover"
flags = ["account_takeover"]
team = "security"
further = ["it"]

[[rule]]
id = "dispute"
categories = ["billing"]
intents = ["refund_request"]
skills = ["disputes"]
)";

constexpr std::string_view kPeople = R"(format = 1

[[calendar]]
id = "day"
zone = "UTC"
shifts = [{ days = "mon-fri", from = "08:00", to = "16:00" }]

[[calendar]]
id = "night"
zone = "UTC"
shifts = [{ days = "mon-sun", from = "22:00", to = "06:00" }]

[[person]]
id = "00000000-0000-7000-8000-000000000001"
teams = ["billing"]
languages = ["en"]
capacity = 4
calendar = "day"

[[person]]
id = "00000000-0000-7000-8000-000000000002"
teams = ["billing"]
skills = ["disputes"]
languages = ["en", "de"]
capacity = 2
calendar = "day"

[[person]]
id = "00000000-0000-7000-8000-000000000003"
teams = ["security", "it"]
languages = ["en"]
capacity = 1
calendar = "night"
on_call = true

[[person]]
id = "00000000-0000-7000-8000-000000000004"
teams = ["it"]
languages = ["en"]
capacity = 1
calendar = "day"
away = [{ from = "2026-03-03T00:00:00Z", to = "2026-03-05T00:00:00Z" }]
)";

RoutingBook book()
{
    RoutingBook out = *routingBookFrom(kRules, "routing.toml");
    out.roster = *rosterFrom(kPeople, "people.toml");
    return out;
}

PersonId person(int number)
{
    return *PersonId::fromText("00000000-0000-7000-8000-00000000000" + std::to_string(number));
}

/// A refund question of Monday noon that needs a person.
RoutingInputs inputs()
{
    RoutingInputs out;
    out.intent = "charged_twice";
    out.category = "billing";
    out.categoryTeam = "billing";
    out.language = "en";
    out.wanted = Wanted::Person;
    out.now = *utcFromRfc3339("2026-03-02T12:00:00Z");
    return out;
}

std::string why(const TicketAssigned& assigned, int number)
{
    for (const PassedOver& passed : assigned.passedOver) {
        if (passed.person == person(number)) {
            return std::string(nameOf(passed.why));
        }
    }
    return "-";
}

std::string held(const TeamPart& part)
{
    return part.held ? std::string(nameOf(*part.held)) : "-";
}

} // namespace

class RoutingTest : public QObject {
    Q_OBJECT

private slots:
    void route_noRule_goesToTheCategorysTeam()
    {
        const TicketAssigned out = route(book(), inputs(), {}, "triage");
        QCOMPARE(out.rule, std::string("category"));
        QCOMPARE(out.teams.size(), std::size_t{1});
        QCOMPARE(out.teams[0].team, std::string("billing"));
        QCOMPARE(out.teams[0].person->text(), person(1).text());
        QCOMPARE(why(out, 2), std::string("busier"));
    }

    void route_noCategory_goesToTheTeamForTheRest()
    {
        RoutingInputs lost = inputs();
        lost.category.clear();
        lost.categoryTeam.clear();
        QCOMPARE(route(book(), lost, {}, "triage").teams.at(0).team, std::string("billing"));
    }

    void route_teamAlone_asksNobody()
    {
        RoutingInputs team = inputs();
        team.wanted = Wanted::Team;
        const TicketAssigned out = route(book(), team, {}, "triage");
        QVERIFY(!out.teams[0].person && !out.teams[0].held && out.passedOver.empty());
    }

    void route_ruleHolds_namesTeamAndFurtherTeamsInParallel()
    {
        RoutingInputs locked = inputs();
        locked.redFlags = {"account_takeover"};
        locked.priority = Priority::P1;
        const TicketAssigned out = route(book(), locked, {}, "triage");
        QCOMPARE(out.rule, std::string("takeover"));
        QCOMPARE(out.teams.size(), std::size_t{2});
        QCOMPARE(out.teams[0].team, std::string("security"));
        QCOMPARE(out.teams[1].team, std::string("it"));
        QCOMPARE(out.teams[1].person->text(), person(4).text());
        QVERIFY(!out.teams[1].onCall);
    }

    void route_furtherLabels_bringTheirTeamsOnce()
    {
        RoutingInputs more = inputs();
        more.labelTeams = {"it", "billing", "it"};
        const TicketAssigned out = route(book(), more, {}, "triage");
        QCOMPARE(out.teams.size(), std::size_t{2});
        QCOMPARE(out.teams[1].team, std::string("it"));
    }

    void route_skillAsked_passesOverWhoLacksIt()
    {
        RoutingInputs refund = inputs();
        refund.intent = "refund_request";
        const TicketAssigned out = route(book(), refund, {}, "triage");
        QCOMPARE(out.teams[0].person->text(), person(2).text());
        QCOMPARE(why(out, 1), std::string("skill_missing"));
    }

    void route_skillThatNobodyHas_isNotWaitedFor()
    {
        RoutingBook rules = book();
        rules.rules[1].skills = {"juggling"};
        RoutingInputs refund = inputs();
        refund.intent = "refund_request";
        QVERIFY(route(rules, refund, {}, "triage").teams[0].person.has_value());
    }

    void route_language_prefersWhoSpeaksIt()
    {
        RoutingInputs german = inputs();
        german.language = "de";
        const TicketAssigned out = route(book(), german, {}, "triage");
        QCOMPARE(out.teams[0].person->text(), person(2).text());
        QCOMPARE(why(out, 1), std::string("language_missing"));
        german.language = "ja";
        QVERIFY(route(book(), german, {}, "triage").teams[0].person.has_value());
    }

    void route_workload_goesToWhoHasTheMostRoomByShare()
    {
        // Two of four is more than none of two, and less than two of two.
        QCOMPARE(route(book(), inputs(), {{person(1), 2}}, "triage").teams[0].person->text(), person(2).text());
        QCOMPARE(route(book(), inputs(), {{person(1), 2}, {person(2), 2}}, "triage").teams[0].person->text(), person(1).text());
    }

    void route_everyoneFull_holdsAndSaysSo()
    {
        const TicketAssigned out = route(book(), inputs(), {{person(1), 4}, {person(2), 2}}, "triage");
        QVERIFY(!out.teams[0].person);
        QCOMPARE(held(out.teams[0]), std::string("all_full"));
        QCOMPARE(why(out, 1), std::string("full"));
        QCOMPARE(why(out, 2), std::string("full"));
        // The control: with room for one more it is not held.
        QCOMPARE(held(route(book(), inputs(), {{person(1), 3}, {person(2), 2}}, "triage").teams[0]), std::string("-"));
    }

    void route_allOffShift_holdsUntilSomebodyComes()
    {
        RoutingInputs evening = inputs();
        evening.now = *utcFromRfc3339("2026-03-02T20:00:00Z");
        const TicketAssigned out = route(book(), evening, {}, "triage");
        QCOMPARE(held(out.teams[0]), std::string("all_off_shift"));
        QCOMPARE(why(out, 1), std::string("off_shift"));
        QCOMPARE(toRfc3339(*book().roster.nextOpening(evening.now)), std::string("2026-03-02T22:00:00.000Z"));
    }

    void route_teamWithoutPeople_holdsAsNobodyFits()
    {
        RoutingInputs lost = inputs();
        lost.categoryTeam = "nobody_is_here";
        QCOMPARE(held(route(book(), lost, {}, "triage").teams[0]), std::string("nobody_fits"));
    }

    void route_away_isPassedOver()
    {
        RoutingInputs tuesday = inputs();
        tuesday.categoryTeam = "it";
        tuesday.now = *utcFromRfc3339("2026-03-03T12:00:00Z");
        const TicketAssigned out = route(book(), tuesday, {}, "triage");
        QCOMPARE(why(out, 4), std::string("away"));
        QCOMPARE(held(out.teams[0]), std::string("all_off_shift"));
    }

    void route_mostUrgentWithNobodyThere_asksWhoIsOnCall()
    {
        RoutingInputs urgent = inputs();
        urgent.categoryTeam = "security";
        urgent.priority = Priority::P1;
        // Full and off shift, and asked all the same.
        const TicketAssigned out = route(book(), urgent, {{person(3), 1}}, "triage");
        QCOMPARE(out.teams[0].person->text(), person(3).text());
        QVERIFY(out.teams[0].onCall);
        urgent.priority = Priority::P2;
        QCOMPARE(held(route(book(), urgent, {}, "triage").teams[0]), std::string("all_off_shift"));
    }

    void route_whoGaveItBack_isPassedOver()
    {
        RoutingInputs back = inputs();
        back.gaveBack = {person(1)};
        const TicketAssigned out = route(book(), back, {}, "gave_back");
        QCOMPARE(out.teams[0].person->text(), person(2).text());
        QCOMPARE(why(out, 1), std::string("gave_back"));
    }

    void route_anyLoads_givesNobodyMoreThanTheirRoom()
    {
        const RoutingBook rules = book();
        const bool held = rc::check("whoever gets it works now, has room and is in the team; or it is held with a reason", [&] {
            RoutingInputs any = inputs();
            any.now = any.now + Duration::minutes(*rc::gen::inRange(0, 20'000));
            any.language = *rc::gen::element<std::string>("", "en", "de", "fr");
            any.priority = *rc::gen::element(Priority::P1, Priority::P3);
            any.categoryTeam = *rc::gen::element<std::string>("billing", "security", "it");
            any.labelTeams = {"it"};
            Loads loads;
            for (int number = 1; number <= 4; ++number) {
                loads[person(number)] = *rc::gen::inRange(0, 5);
            }
            const TicketAssigned out = route(rules, any, loads, "triage");
            RC_ASSERT(out == route(rules, any, loads, "triage"));
            for (const TeamPart& part : out.teams) {
                RC_ASSERT(part.person.has_value() != part.held.has_value());
                if (!part.person || part.onCall) {
                    continue;
                }
                const auto who = std::ranges::find(rules.roster.people, *part.person, &RosterPerson::id);
                RC_ASSERT(std::ranges::find(who->teams, part.team) != who->teams.end());
                RC_ASSERT(loads[who->id]++ < who->capacity);
                RC_ASSERT(rules.roster.calendars.at(who->calendar).isOpen(any.now));
            }
        });
        QVERIFY(held);
    }

    void rosterFrom_wrongField_namesTheLine_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("where");
        QTest::newRow("calendar") << "calendar = \"day\"" << "calendar = \"dawn\"" << "people.toml:18:12: $.person[0].calendar";
        QTest::newRow("capacity") << "capacity = 4" << "capacity = 0" << "people.toml:17:12: $.person[0].capacity";
        QTest::newRow("no team") << "[\"billing\"]" << "[]" << "people.toml:15:9: $.person[0].teams";
        QTest::newRow("twice") << "000000000002" << "000000000001" << "people.toml:21:6: $.person[1].id";
        QTest::newRow("away") << "to = \"2026-03-05" << "to = \"2026-03-01" << "people.toml:42:9: $.person[3].away[0]";
    }

    void rosterFrom_wrongField_namesTheLine()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, where);
        QString text = QString::fromUtf8(kPeople.data(), static_cast<qsizetype>(kPeople.size()));
        text.replace(text.indexOf(from), from.size(), to);
        STILLGATE_VERIFY_ERROR(rosterFrom(text.toStdString(), "people.toml"), ErrorCode::Malformed, where.toStdString());
    }

    void routingBookFrom_ruleThatHidesOthers_isRefused()
    {
        std::string text(kRules);
        text.replace(text.find("flags = [\"account_takeover\"]\n"), 29, "");
        STILLGATE_VERIFY_ERROR(routingBookFrom(text, "routing.toml"), ErrorCode::Malformed, "routing.toml:8:1: $.rule[0]");
    }

    void loadRoutingBook_starterPack_coversEveryTeamAtEveryHour()
    {
        const auto starter = loadRoutingBook(sourceFile("resources/packs/starter/routing.toml").toStdString(),
                                             sourceFile("resources/packs/starter/people.toml").toStdString());
        STILLGATE_VERIFY_VALUE(starter);
        RoutingInputs locked = inputs();
        locked.redFlags = {"account_takeover"};
        locked.priority = Priority::P1;
        for (int hour = 0; hour < 24 * 7; ++hour) {
            locked.now = inputs().now + Duration::minutes(60) * hour;
            const TicketAssigned out = route(*starter, locked, {}, "triage");
            QCOMPARE(out.teams.size(), std::size_t{2});
            QVERIFY(out.teams[0].person && out.teams[1].person);
        }
    }
};

QTEST_GUILESS_MAIN(RoutingTest)
#include "RoutingTest.moc"
