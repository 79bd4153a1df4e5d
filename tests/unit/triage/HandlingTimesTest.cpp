// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/triage/Handled.h"

using namespace stillgate;
using namespace stillgate::samples;
using namespace stillgate::triage;

/// What time does to a ticket: its clocks, and the priority that moves with them.
class HandlingTimesTest : public QObject {
    Q_OBJECT

private slots:
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
};

QTEST_GUILESS_MAIN(HandlingTimesTest)
#include "HandlingTimesTest.moc"
