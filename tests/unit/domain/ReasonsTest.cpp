// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include "core/domain/Reasons.h"
#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

/// A decision of a fresh gate with this reason and note.
Outcome decideFor(Loop& loop, Walk& walk, const Agent& agent, Verdict verdict, std::string_view reason, const std::string& note)
{
    walk.gather();
    Statement statement = loop.statement(walk.gate().id, agent, verdict);
    statement.reason = reason;
    const DecideGate command =
        note.empty() ? loop.decision(statement, agent, walk.books()) : loop.notedDecision(statement, agent, walk.books(), note);
    return loop.submit(command, agent.id);
}

void verifyTaken(Verdict verdict, std::string_view reason)
{
    Loop loop;
    const Agent agent = loop.enrol(101);
    Walk walk(loop, chargedTwice(euro(12900)));
    const std::string note = needsNote(verdict, reason) ? "Sample note" : "";
    QVERIFY2(!decideFor(loop, walk, agent, verdict, reason, note).refusal, std::string(reason).c_str());
    QVERIFY(walk.ticket().detail.ends_with(":" + std::string(reason)));
    QCOMPARE(loop.fault(), std::string());
}

} // namespace

/// The codes that people choose from. What is refused for its reason or its missing note is in GateRefusalTest.
class ReasonsTest : public QObject {
    Q_OBJECT

private slots:
    void lists_eachBelongsToItsVerdict()
    {
        QVERIFY(isReasonOf(Verdict::Deny, "wrong_target"));
        QVERIFY(!isReasonOf(Verdict::Escalate, "wrong_target"));
        QVERIFY(isReasonOf(Verdict::Escalate, "over_my_authority"));
        QVERIFY(!isReasonOf(Verdict::Deny, "over_my_authority"));
        QVERIFY(!isReasonOf(Verdict::Deny, ""));
        QVERIFY(!isReasonOf(Verdict::Deny, "Wrong_target"));
        for (const Verdict verdict : {Verdict::Approve, Verdict::AskCustomer, Verdict::Withdraw}) {
            QVERIFY(isReasonOf(verdict, ""));
            QVERIFY(!isReasonOf(verdict, "other"));
        }
    }

    void note_isNeededWhereTheCodeLeavesItOpen()
    {
        QVERIFY(needsNote(Verdict::AskCustomer, ""));
        QVERIFY(needsNote(Verdict::Deny, "other"));
        QVERIFY(needsNote(Verdict::Escalate, "other"));
        QVERIFY(!needsNote(Verdict::Deny, "wrong_target"));
        QVERIFY(!needsNote(Verdict::Approve, ""));
        QVERIFY(!needsNote(Verdict::Withdraw, ""));
    }

    void decision_ofEveryListedReason_isCarriedOut()
    {
        for (const auto& [reason, name] : EnumNames<DenyReason>::kNames) {
            verifyTaken(Verdict::Deny, name);
        }
        for (const auto& [reason, name] : EnumNames<EscalateReason>::kNames) {
            verifyTaken(Verdict::Escalate, name);
        }
    }

    /// What is no code may be anything, even words about somebody: it does not get into the ledger.
    void reason_unknown_isNotRecorded()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        const Outcome outcome = decideFor(loop, walk, agent, Verdict::Deny, "Sample Customer 07 is lying", {});
        QVERIFY(outcome.refusal->code == RefusalCode::UnknownReason);
        for (const Event& event : loop.log()) {
            QVERIFY(encodeHeader(event.header)->find("lying") == std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(ReasonsTest)
#include "ReasonsTest.moc"
