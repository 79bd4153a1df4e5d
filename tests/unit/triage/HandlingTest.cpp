// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "tests/support/Readable.h"
#include "tests/support/World.h"
#include "tests/unit/triage/Handled.h"

using namespace stillgate;
using namespace stillgate::samples;
using namespace stillgate::triage;

namespace {

const SlaClock& clockOf(const Handling& handling, SlaMetric metric)
{
    return *std::ranges::find(handling.sla->clocks, metric, &SlaClock::metric);
}

} // namespace

/// What follows for a ticket after each of its events, decided, applied and asked for again until there is nothing left.
class HandlingTest : public QObject {
    Q_OBJECT

private slots:
    void ticket_justOpened_hasPriorityClocksAndTheTeamOfItsCategory()
    {
        Handled world;
        const TicketId id = world.receive(1, classified());
        QCOMPARE(world.priority(id), std::string("P4"));
        QCOMPARE(world.of(id).sla->clocks.size(), std::size_t{2});
        // The classification said so; nothing is to be added while automation has it.
        QVERIFY(world.of(id).teams.empty());
        QCOMPARE(rowOf(world.loop().state(), world.loop().ticket(id)).team, std::string("billing"));
        QCOMPARE(world.attend(id), 0);
        QCOMPARE(world.loop().fault(), std::string());
    }

    void ticket_needsAPerson_isAssignedToOneOfTheTeam()
    {
        Handled world;
        const TicketId id = world.receiveManual(1);
        const auto person = world.of(id).teams.at(0).person;
        QVERIFY(person.has_value());
        QCOMPARE(world.loop().state().loads.at(*person), 1);
        QCOMPARE(rowOf(world.loop().state(), world.loop().ticket(id)).assignee->text(), person->text());
    }

    void ticket_lockedAccount_goesToSecurityAndAccountsAtOnce()
    {
        Handled world;
        Classified locked = classified();
        locked.labels = {{"account_takeover", 9000}};
        locked.category = "security";
        locked.team = "security";
        locked.redFlags = {"account_takeover"};
        const TicketId id = world.receive(1, locked);
        QCOMPARE(world.priority(id), std::string("P1"));
        QCOMPARE(world.of(id).sla->target, std::string("security_p1"));
        const auto& teams = world.of(id).teams;
        QCOMPARE(teams.size(), std::size_t{2});
        QVERIFY(teams[0].person && teams[1].person);
        QCOMPARE(teams[1].team, std::string("accounts"));
    }

    void ticket_whenEveryoneIsFull_isHeldAndTakenUpWhenThereIsRoom()
    {
        Handled world;
        std::vector<TicketId> tickets;
        while (world.loop().state().held.empty()) {
            tickets.push_back(world.receiveManual(static_cast<int>(tickets.size()) + 1));
            QVERIFY(tickets.size() < 20);
        }
        const TicketId held = tickets.back();
        QCOMPARE(std::string(nameOf(*world.of(held).teams.at(0).held)), std::string("all_full"));
        QVERIFY(!nextHeld(world.rules(), world.loop().state(), "billing", world.loop().clock().now()));

        const Agent agent = world.loop().enrol(101);
        const PersonId busy = *world.of(tickets.front()).teams.at(0).person;
        world.loop().submit(ClaimTicket{agent.id, tickets.front()}, agent.id);
        QVERIFY(!world.loop().state().loads.contains(busy) || world.loop().state().loads.at(busy) < 2);
        const auto room = nextHeld(world.rules(), world.loop().state(), "billing", world.loop().clock().now());
        QVERIFY(room.has_value());
        world.loop().submit(*room);
        QVERIFY(world.of(held).teams.at(0).person.has_value());
        QVERIFY(world.loop().state().held.empty());
        QCOMPARE(world.loop().fault(), std::string());
    }

    void ticket_held_theMoreUrgentIsTakenUpFirst()
    {
        Handled world;
        int number = 1;
        while (world.loop().state().held.empty()) {
            world.receiveManual(number++);
        }
        Classified urgent = classified();
        urgent.band = Band::Manual;
        urgent.urgency = 100;
        const TicketId late = world.receive(number, urgent);
        QCOMPARE(world.loop().state().held.at("billing").begin()->ticket.text(), late.text());
    }

    void ticket_heldAndThenMostUrgent_isGivenToWhoIsOnCall()
    {
        Handled world;
        // Night: nobody of the accounts team works, and one of them is on call.
        world.loop().clock().setWall(*utcFromRfc3339("2026-03-03T01:00:00Z"));
        Classified manual = classified();
        manual.band = Band::Manual;
        manual.labels = {{"password_reset", 9000}};
        manual.category = "account";
        manual.team = "accounts";
        manual.urgency = 100;
        manual.sentiment = -100;
        const TicketId id = world.receive(1, manual);
        QCOMPARE(std::string(nameOf(*world.of(id).teams.at(0).held)), std::string("all_off_shift"));
        // Another night: its clocks are breached, and the customer writes again and again.
        world.loop().clock().setWall(*utcFromRfc3339("2026-03-10T01:00:00Z"));
        world.pass(id);
        QVERIFY(!world.of(id).teams.at(0).person);
        for (int number = 2; number <= 4; ++number) {
            world.loop().submit(ReceiveMessage{message(number, person(1)), manual});
            world.attend(id);
        }
        QCOMPARE(world.priority(id), std::string("P1"));
        QVERIFY(world.of(id).teams.at(0).onCall);
        QVERIFY(world.loop().state().held.empty());
    }

    void moment_targetUsedUp_isAtRiskThenBreachedAndRaisesThePriority()
    {
        Handled world;
        const TicketId id = world.receiveManual(1);
        Loop& loop = world.loop();
        const SlaClock first = clockOf(world.of(id), SlaMetric::FirstResponse);
        QCOMPARE(nextMoment(loop.ticket(id))->ms, first.atRisk.ms);
        QVERIFY(loop.submit(PassMoment{id}).refusal.has_value());
        loop.clock().advance(first.atRisk - loop.clock().now());
        world.pass(id);
        QCOMPARE(nameOf(clockOf(world.of(id), SlaMetric::FirstResponse).state), nameOf(SlaState::AtRisk));
        // What warns of a target does not tighten it.
        QCOMPARE(clockOf(world.of(id), SlaMetric::FirstResponse).due.ms, first.due.ms);
        QVERIFY(loop.submit(PassMoment{id}).refusal.has_value());
        loop.clock().advance(first.due - loop.clock().now());
        world.pass(id);
        QCOMPARE(nameOf(clockOf(world.of(id), SlaMetric::FirstResponse).state), nameOf(SlaState::Breached));
        QCOMPARE(world.priority(id), std::string("P2"));
        QCOMPARE(loop.newestAs<SlaBreached>().due.ms, first.due.ms);
        QCOMPARE(loop.fault(), std::string());
    }

    void moment_longAfterTheTarget_isBreachedOnce()
    {
        Handled world;
        const TicketId id = world.receiveManual(1);
        world.loop().clock().advance(Duration::days(60));
        const Sequence before = world.loop().state().next;
        world.pass(id);
        world.pass(id);
        const auto codes = world.loop().codesFrom(before);
        QCOMPARE(std::ranges::count(codes, "sla.breached"), 2);
        QCOMPARE(std::ranges::count(codes, "sla.at_risk"), 0);
        QVERIFY(!nextMoment(world.loop().ticket(id)).has_value());
    }

    void clocks_whileTheCustomerIsAwaited_standStill()
    {
        Handled world;
        Loop& loop = world.loop();
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        world.attend(walk.id());
        walk.gather();
        world.attend(walk.id());
        QVERIFY(world.of(walk.id()).teams.at(0).person.has_value());
        walk.ask(agent);
        walk.beginNotice();
        walk.noticeSent();
        world.attend(walk.id());
        QVERIFY(!nextMoment(walk.ticket()).has_value());
        QCOMPARE(nameOf(clockOf(world.of(walk.id()), SlaMetric::FirstResponse).state), nameOf(SlaState::Met));
        QVERIFY(rowOf(loop.state(), walk.ticket()).deadline->paused);
        const Duration before = clockOf(world.of(walk.id()), SlaMetric::Resolution).used;
        loop.clock().advance(Duration::minutes(90));
        walk.write(1);
        world.attend(walk.id());
        const SlaClock resumed = clockOf(world.of(walk.id()), SlaMetric::Resolution);
        QCOMPARE(resumed.paused.ms, Duration::minutes(90).ms);
        QVERIFY(resumed.used.ms - before.ms < Duration::minutes(90).ms);
        QVERIFY(nextMoment(walk.ticket()).has_value());
        QCOMPARE(world.attend(walk.id()), 0);
        QCOMPARE(loop.fault(), std::string());
    }

    void clocks_closedTicket_runNoMore()
    {
        Handled world;
        Loop& loop = world.loop();
        Walk walk(loop, chargedTwice(euro(5000)));
        world.attend(walk.id());
        walk.gather();
        walk.beginCall();
        walk.answer();
        walk.verify();
        walk.beginNotice();
        walk.noticeSent();
        world.attend(walk.id());
        walk.closeSilent();
        QCOMPARE(nameOf(walk.ticket().stage), nameOf(Stage::Closed));
        QCOMPARE(world.attend(walk.id()), 0);
        QVERIFY(!nextMoment(walk.ticket()).has_value());
        QVERIFY(!rowOf(loop.state(), walk.ticket()).deadline.has_value());
        QCOMPARE(nameOf(clockOf(world.of(walk.id()), SlaMetric::Resolution).state), nameOf(SlaState::Met));
    }

    void priority_customerWritesAgain_rises()
    {
        Handled world;
        Loop& loop = world.loop();
        Walk walk(loop, chargedTwice(euro(12900)));
        world.attend(walk.id());
        const int calm = world.of(walk.id()).priority->score;
        walk.write(1);
        world.attend(walk.id());
        QVERIFY(world.of(walk.id()).priority->score > calm);
        QCOMPARE(loop.newestAs<PrioritySet>().parts.back().detail, std::string("messages:1"));
    }

    void tier_provenCustomerOfATierThatCounts_changesTargetAndPriority()
    {
        HandlingRules rules = starterRules();
        Rulebook book = rulesFor(rules);
        book.tiers.emplace_back("gold");
        Loop loop(book);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        QCOMPARE(walk.ticket().handling.tier, std::string("gold"));
        // The control: a tier that no rule names is nobody's business.
        Loop plain(rulesFor(rules));
        Walk other(plain, chargedTwice(euro(12900)));
        other.gather();
        QCOMPARE(other.ticket().handling.tier, std::string());
    }

    /// Whatever is done in whatever order: the loads and queues are what the tickets say, and asking ends.
    void anyRun_attendedAfterEachStep_endsAndCountsRight()
    {
        const HandlingRules rules = starterRules();
        const bool ended = rc::check("asking what follows ends, and nothing of it is refused", [&] {
            World world;
            const auto steps = *rc::gen::container<std::vector<std::tuple<int, int, int>>>(
                40, rc::gen::tuple(rc::gen::inRange(0, World::kSteps), rc::gen::inRange(0, 60), rc::gen::inRange(1, 10'000)));
            for (const auto& [what, who, how] : steps) {
                world.take({what, who, how});
            }
            State state = world.loop().state();
            for (const TicketId& id : world.tickets()) {
                int count = 0;
                while (const auto command = nextHandling(rules, state, state.tickets.at(id), state.time)) {
                    const Digest seed = digest("attend " + std::to_string(state.next));
                    const Outcome outcome = decide(state, world.loop().rules(), *command,
                                                   {{state.time, *Secret32::from(seed.view())}, kOrchestrator, std::nullopt});
                    RC_ASSERT(!outcome.refusal.has_value());
                    for (const Event& event : outcome.events) {
                        RC_ASSERT(apply(state, event.header).has_value());
                    }
                    RC_ASSERT(++count < 8);
                }
            }
            Loads loads;
            std::size_t queued = 0;
            for (const auto& [id, ticket] : state.tickets) {
                for (const TeamPart& part : ticket.handling.teams) {
                    loads[part.person.value_or(PersonId{})] += needsPerson(ticket) && part.person ? 1 : 0;
                    queued += needsPerson(ticket) && part.held ? 1U : 0U;
                }
            }
            std::erase_if(loads, [](const auto& load) { return load.second == 0; });
            RC_ASSERT(loads == state.loads);
            std::size_t held = 0;
            for (const auto& [team, queue] : state.held) {
                held += queue.size();
            }
            RC_ASSERT(held == queued);
        });
        QVERIFY(ended);
    }
};

QTEST_GUILESS_MAIN(HandlingTest)
#include "HandlingTest.moc"
