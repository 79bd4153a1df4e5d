// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

/// The control of HaltTest: with the switch off a halt stops nothing, and the loop that watches says so.
class HaltControlTest : public QObject {
    Q_OBJECT

private slots:
#ifndef STILLGATE_FAULTS
    void initTestCase() { QSKIP("this build has no switches"); }
#endif

    void call_protectionOff_isBegunUnderTheHalt()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(4000)));
        walk.gather();
        loop.submit(SetHalt{kOrchestrator, {HaltScope::All, {}, HaltOrigin::File}, HaltReason::Other});
        QVERIFY(!walk.beginCall().refusal);
        QCOMPARE(loop.fault(), std::string("something leaves under a halt. "));
    }
};

int main(int argc, char** argv)
{
    qputenv("STILLGATE_DISABLE", "halt");
    HaltControlTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "HaltControlTest.moc"
