// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

/// The control of AskCustomerTest and CorrectionTest: with these protections switched off the harm they keep away is done. The
/// switches exist only in builds with STILLGATE_FAULTS.
class ReviewControlTest : public QObject {
    Q_OBJECT

private slots:
#ifndef STILLGATE_FAULTS
    void initTestCase() { QSKIP("this build has no switches"); }
#endif

    /// The ticket would leave a call behind that may take effect at any moment. The fold refuses what the decision let through.
    void correctionUnderWay_protectionOff_leavesACallBehind()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        walk.decide(agent);
        walk.beginCall();
        QVERIFY(!walk.correct(agent, "refund_request").refusal);
        QVERIFY(loop.fault().find("ticket.rerouted") != std::string::npos);
    }

    /// A proposal of one runbook is made from what another one asked for.
    void recordsOfTheOldRunbook_protectionOff_makeAProposal()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        const RecordGathering late = gathering(walk.id(), walk.books(), walk.ticket().runbook);
        walk.correct(agent, "refund_request");
        QVERIFY(!loop.submit(late).refusal);
        QCOMPARE(walk.action().runbook, std::string("refund_goodwill"));
    }

    /// A person had asked the customer; then the refund runs with nobody having read the answer.
    void answer_protectionOff_runsWithoutAPerson()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        walk.ask(agent);
        walk.beginNotice();
        walk.noticeSent();
        walk.books() = chargedTwice(euro(4000));
        walk.write(77);
        walk.gather();
        QVERIFY(!walk.action().gate);
        QVERIFY(!walk.beginCall().refusal);
    }
};

int main(int argc, char** argv)
{
    // Before the first decision, which reads the list once for the whole process.
    qputenv("STILLGATE_DISABLE", "review_under_way,gathered_for,asked_needs_person");
    ReviewControlTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "ReviewControlTest.moc"
