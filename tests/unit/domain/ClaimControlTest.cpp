// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

/// The control of ClaimTest: with the protection switched off a second person takes the same ticket for
/// themselves. The switch exists only in builds with STILLGATE_FAULTS.
class ClaimControlTest : public QObject {
    Q_OBJECT

private slots:
#ifndef STILLGATE_FAULTS
    void initTestCase() { QSKIP("this build has no switches"); }
#endif

    void claim_protectionOff_isTakenAway()
    {
        Loop loop;
        const Agent one = loop.enrol(101);
        const Agent two = loop.enrol(102);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        QVERIFY(!loop.submit(ClaimTicket{one.id, walk.id()}, one.id).refusal);
        QVERIFY(!loop.submit(ClaimTicket{two.id, walk.id()}, two.id).refusal);
        QVERIFY(walk.ticket().handling.claim->person == two.id);
    }
};

int main(int argc, char** argv)
{
    // Before the first decision, which reads the list once for the whole process.
    qputenv("STILLGATE_DISABLE", "claim");
    ClaimControlTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "ClaimControlTest.moc"
