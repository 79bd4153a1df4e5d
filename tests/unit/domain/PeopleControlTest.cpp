// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/unit/domain/PeopleOffice.h"

using namespace stillgate;
using namespace stillgate::samples;

/// The control of PeopleTest: with the protections off what is refused or voided there counts.
class PeopleControlTest : public QObject {
    Q_OBJECT

private slots:
#ifndef STILLGATE_FAULTS
    void initTestCase() { QSKIP("this build has no switches"); }
#endif

    void key_protectionOff_isCountersignedByAnybody()
    {
        Office office;
        const Agent agent = office.colleague(211, {Role::L2Agent});
        const Agent who = office.join(212, {Role::L2Agent});
        QCOMPARE(codeOf(office.enrolKey(who, agent)), std::string("carried out"));
    }

    void revocation_protectionOff_leavesTheApproval()
    {
        Office office;
        const Agent agent = office.colleague(211, {Role::L2Agent});
        Walk walk(office.loop, chargedTwice(euro(12900)));
        walk.gather();
        walk.decide(agent);
        QCOMPARE(codeOf(office.revoke(office.admin, agent)), std::string("carried out"));
        QVERIFY(walk.gate().status == GateStatus::Approved);
    }

    void highStakes_protectionOff_needNoCode()
    {
        Office office;
        const Agent agent = office.colleague(211, {Role::L2Agent});
        Walk walk(office.loop, chargedTwice(euro(120'000)));
        walk.gather();
        QVERIFY(walk.gate().stakes == Stakes::High);
        QCOMPARE(codeOf(walk.decide(agent)), std::string("carried out"));
    }
};

int main(int argc, char** argv)
{
    qputenv("STILLGATE_DISABLE", "countersign,void_on_revocation,step_up");
    PeopleControlTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "PeopleControlTest.moc"
