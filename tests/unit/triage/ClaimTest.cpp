// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/unit/triage/Handled.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

std::string codeOf(RefusalCode code)
{
    return std::string(nameOf(code));
}

} // namespace

/// A person takes a ticket for themselves, for a time. Its control is ClaimControlTest.
class ClaimTest : public QObject {
    Q_OBJECT

private slots:
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
};

QTEST_GUILESS_MAIN(ClaimTest)
#include "ClaimTest.moc"
