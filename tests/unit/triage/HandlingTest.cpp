// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/domain/Projection.h"
#include "core/triage/HandlingRules.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"
#include "tests/support/Walk.h"
#include "tests/support/World.h"

using namespace stillgate;
using namespace stillgate::samples;
using namespace stillgate::triage;

namespace {

std::string codeOf(RefusalCode code)
{
    return std::string(nameOf(code));
}

HandlingRules starterRules()
{
    const auto file = [](const char* name) {
        return sourceFile((std::string("resources/packs/starter/") + name).c_str()).toStdString();
    };
    HandlingRules out{*loadPriorityBook(file("priority.toml")),
                      *loadSlaBook(file("sla.toml")),
                      *loadRoutingBook(file("routing.toml"), file("people.toml")),
                      {{"charged_twice", "billing"}, {"account_takeover", "security"}, {"password_reset", "accounts"}}};
    // Two people of sample capacity in billing, so that a test can fill them.
    for (RosterPerson& person : out.routing.roster.people) {
        person.capacity = 2;
    }
    return out;
}

Rulebook rulesFor(const HandlingRules& handling)
{
    Rulebook out = rulebook();
    out.tiers = handling.tiers();
    return out;
}

/// The loop with what the orchestrator does after each command.
class Handled {
public:
    Handled() : m_handling(starterRules()), m_loop(rulesFor(m_handling)) {}

    [[nodiscard]] Loop& loop() { return m_loop; }
    [[nodiscard]] const HandlingRules& rules() const { return m_handling; }

    /// Asks until nothing is asked for; how often.
    int attend(const TicketId& id)
    {
        int count = 0;
        while (count < 20) {
            const auto command = nextHandling(m_handling, m_loop.state(), m_loop.ticket(id), m_loop.clock().now());
            if (!command) {
                break;
            }
            m_loop.submit(*command);
            ++count;
        }
        return count;
    }
    void pass(const TicketId& id)
    {
        m_loop.submit(PassMoment{id});
        attend(id);
    }
    TicketId receive(int number, Classified classified)
    {
        const TicketId id = *m_loop.submit(ReceiveMessage{message(number, person(number)), std::move(classified)}).ticket;
        attend(id);
        return id;
    }
    /// A ticket that a person has to handle.
    TicketId receiveManual(int number)
    {
        Classified manual = classified();
        manual.band = Band::Manual;
        return receive(number, manual);
    }
    [[nodiscard]] const Handling& of(const TicketId& id) const { return m_loop.ticket(id).handling; }
    [[nodiscard]] std::string priority(const TicketId& id) const { return std::string(nameOf(of(id).priority->priority)); }

private:
    HandlingRules m_handling;
    Loop m_loop;
};

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
        book.tiers.push_back("gold");
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

    void claim_byAPerson_keepsOthersOutUntilItExpires()
    {
        Handled world;
        Loop& loop = world.loop();
        const Agent one = loop.enrol(101);
        const Agent two = loop.enrol(102);
        const TicketId id = world.receiveManual(1);
        QVERIFY(!loop.submit(ClaimTicket{one.id, id}, one.id).refusal.has_value());
        QCOMPARE(world.of(id).teams.at(0).person->text(), one.id.text());
        QCOMPARE(codeOf(loop.submit(ClaimTicket{two.id, id}, two.id).refusal->code), std::string("already_claimed"));
        QCOMPARE(codeOf(loop.submit(ReleaseTicket{two.id, id}, two.id).refusal->code), std::string("role_missing"));
        const UtcTime until = world.of(id).claim->until;
        loop.clock().advance(until - loop.clock().now());
        world.pass(id);
        QVERIFY(!world.of(id).claim.has_value());
        QVERIFY(world.of(id).teams.at(0).person != one.id);
        QVERIFY(!loop.submit(ClaimTicket{two.id, id}, two.id).refusal.has_value());
        QCOMPARE(loop.fault(), std::string());
    }

    void claim_released_goesToSomebodyElse()
    {
        Handled world;
        Loop& loop = world.loop();
        const Agent one = loop.enrol(101);
        const TicketId id = world.receiveManual(1);
        QCOMPARE(codeOf(loop.submit(ReleaseTicket{one.id, id}, one.id).refusal->code), std::string("not_claimed"));
        (void)loop.submit(ClaimTicket{one.id, id}, one.id);
        QVERIFY(!loop.submit(ReleaseTicket{one.id, id}, one.id).refusal.has_value());
        world.attend(id);
        QVERIFY(world.of(id).teams.at(0).person.has_value());
        QCOMPARE(loop.newestAs<TicketAssigned>().why, std::string("gave_back"));
    }

    void claim_withoutTheRole_isRefused()
    {
        Handled world;
        Loop& loop = world.loop();
        const Agent auditor = loop.enrol(101, {Role::Auditor});
        const TicketId id = world.receiveManual(1);
        QCOMPARE(codeOf(loop.submit(ClaimTicket{auditor.id, id}, auditor.id).refusal->code), std::string("role_missing"));
        const TicketId moving = world.receive(2, classified());
        const Agent agent = loop.enrol(102);
        QCOMPARE(codeOf(loop.submit(ClaimTicket{agent.id, moving}, agent.id).refusal->code), std::string("not_in_this_stage"));
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
