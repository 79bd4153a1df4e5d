// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <functional>

#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

Outcome erase(Loop& loop, const PersonId& who, const PersonId& by)
{
    return loop.submit(ErasePerson{by, who, "customer_request"}, by);
}

} // namespace

/// Forgetting a person, as far as the rules go; the store destroys the values.
class ErasureTest : public QObject {
    Q_OBJECT

private slots:
    void erasure_openTickets_stopAndThePersonIsGone()
    {
        Loop loop;
        const Agent supervisor = loop.enrol(103, {Role::Supervisor});
        Walk early(loop, chargedTwice(euro(12900)));
        Walk gated(loop, chargedTwice(euro(12900)), 8);
        gated.gather();
        Walk same(loop, chargedTwice(euro(12900)), 9);
        QVERIFY(!erase(loop, person(8), supervisor.id).refusal);
        QVERIFY(gated.ticket().stage == Stage::Escalated);
        QVERIFY(gated.ticket().reason == EscalationReason::CustomerRequest);
        QCOMPARE(gated.ticket().detail, std::string("person_redacted"));
        QVERIFY(gated.gate().status == GateStatus::Voided);
        QVERIFY(gated.action().status == ActionStatus::Abandoned);
        QVERIFY(early.ticket().stage == Stage::Identity);
        QVERIFY(same.ticket().stage == Stage::Identity);
        QVERIFY(loop.newestAs<PersonRedacted>().person == person(8));
        QVERIFY(loop.newest("person.redacted").header.actor == supervisor.id);
        QCOMPARE(loop.fault(), std::string());
    }

    void erasure_twice_isRefused()
    {
        Loop loop;
        const Agent supervisor = loop.enrol(103, {Role::Supervisor});
        Walk walk(loop, chargedTwice(euro(12900)));
        erase(loop, person(7), supervisor.id);
        QVERIFY(erase(loop, person(7), supervisor.id).refusal->code == RefusalCode::UnknownPerson);
        QVERIFY(loop.newestAs<CommandRefused>().kind == "person.erase");
        QCOMPARE(loop.fault(), std::string());
    }

    void erasure_ofNobodyKnown_isRefused()
    {
        Loop loop;
        QVERIFY(erase(loop, person(777), person(103)).refusal->code == RefusalCode::UnknownPerson);
        QVERIFY(loop.state().erased.empty());
        QCOMPARE(loop.fault(), std::string());
    }

    void erasure_whileAnEffectMayCome_isRefused_data()
    {
        QTest::addColumn<int>("steps");
        QTest::addColumn<bool>("refused");
        QTest::newRow("proposed") << 0 << false;
        QTest::newRow("called") << 1 << true;
        QTest::newRow("in doubt") << 2 << true;
        QTest::newRow("found not there, waiting") << 3 << false;
        QTest::newRow("called again") << 4 << true;
        QTest::newRow("executed") << 5 << true;
        QTest::newRow("verified") << 6 << true;
        QTest::newRow("told") << 8 << true;
        QTest::newRow("closed") << 9 << false;
    }

    void erasure_whileAnEffectMayCome_isRefused()
    {
        QFETCH(int, steps);
        QFETCH(bool, refused);
        Loop loop;
        Walk walk(loop, chargedTwice(euro(4000)));
        walk.gather();
        const std::array<std::function<void()>, 9> all{[&] { walk.beginCall(); },   [&] { walk.fail(CallFailure::InDoubt); },
                                                       [&] { walk.lookUp(); },      [&] { walk.beginCall(); },
                                                       [&] { walk.answer(); },      [&] { walk.verify(); },
                                                       [&] { walk.beginNotice(); }, [&] { walk.noticeSent(); },
                                                       [&] { walk.closeSilent(); }};
        for (int i = 0; i < steps; ++i) {
            all[static_cast<std::size_t>(i)]();
        }
        const Outcome outcome = erase(loop, person(7), person(103));
        QCOMPARE(outcome.refusal.has_value(), refused);
        if (refused) {
            QVERIFY(outcome.refusal->code == RefusalCode::ActionUnderWay);
            QVERIFY(outcome.ticket == walk.id());
        }
        QCOMPARE(loop.state().erased.contains(person(7)), !refused);
        QCOMPARE(loop.fault(), std::string());
    }

    /// A ticket that a person has may still wait for the answer of a call, which will name the customer.
    void erasure_escalatedInDoubt_isRefusedUntilSettled()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(4000)));
        walk.gather();
        walk.beginCall();
        walk.loseAnswer();
        loop.submit(GiveUp{walk.id()});
        QVERIFY(erase(loop, person(7), person(103)).refusal->code == RefusalCode::ActionUnderWay);
        walk.lookUp();
        QVERIFY(!erase(loop, person(7), person(103)).refusal);
        QCOMPARE(loop.fault(), std::string());
    }

    void message_ofAnErasedPerson_isRefused()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(4000)));
        erase(loop, person(7), person(103));
        const Sequence before = loop.state().next;
        QVERIFY(walk.write(900).refusal->code == RefusalCode::UnknownPerson);
        QCOMPARE(loop.state().next, before);
        QCOMPARE(loop.fault(), std::string());
    }
};

QTEST_GUILESS_MAIN(ErasureTest)
#include "ErasureTest.moc"
