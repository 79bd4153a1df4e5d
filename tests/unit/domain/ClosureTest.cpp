// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

using Codes = std::vector<std::string>;

const Codes kReceived{"ticket.opened", "message.received", "ticket.classified", "runbook.chosen"};
const Codes kProposed{"identity.checked", "state.observed", "action.proposed", "policy.decided"};

Codes joined(std::initializer_list<Codes> parts)
{
    Codes out;
    for (const Codes& part : parts) {
        out.insert(out.end(), part.begin(), part.end());
    }
    return out;
}

QByteArray listed(const Codes& codes)
{
    QByteArray out;
    for (const std::string& code : codes) {
        out += QByteArray::fromStdString(code) + '\n';
    }
    return out;
}

} // namespace

/// The pipeline from a message to its closure.
class ClosureTest : public QObject {
    Q_OBJECT

private slots:
    void smallRefund_policyAllows_closesWithoutPeople()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(4000)));
        walk.gather();
        QVERIFY(walk.action().effect == PolicyEffect::Allow);
        walk.beginCall();
        walk.answer();
        walk.verify();
        walk.beginNotice();
        walk.noticeSent();
        walk.closeSilent();
        QCOMPARE(loop.fault(), std::string());
        QCOMPARE(listed(loop.codesFrom(1)),
                 listed(joined({kReceived,
                                kProposed,
                                {"action.intended", "action.executed", "state.observed", "action.verified", "notice.intended",
                                 "notice.sent", "ticket.closed"}})));
        QVERIFY(walk.ticket().stage == Stage::Closed);
        QCOMPARE(walk.ticket().resolution, std::string("refund_issued"));
        QVERIFY(walk.ticket().attribution == Attribution::Auto);
        const auto closed = loop.newestAs<TicketClosed>();
        QCOMPARE(closed.by, std::string("silence"));
        QCOMPARE(closed.automated.back(), std::string("decide"));
    }

    void largeRefund_personApproves_closesAssisted()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        const Sequence start = loop.state().next;
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        QVERIFY(walk.ticket().stage == Stage::Gate);
        walk.decide(agent);
        QVERIFY(walk.ticket().stage == Stage::HoldBack);
        walk.beginCall();
        walk.answer();
        walk.verify();
        walk.beginNotice();
        walk.noticeSent();
        walk.closeSilent();
        QCOMPARE(loop.fault(), std::string());
        QCOMPARE(listed(loop.codesFrom(start)),
                 listed(joined({kReceived,
                                kProposed,
                                {"gate.opened", "gate.decided", "action.held", "action.intended", "action.executed",
                                 "state.observed", "action.verified", "notice.intended", "notice.sent", "ticket.closed"}})));
        QVERIFY(walk.ticket().attribution == Attribution::Assisted);
        QVERIFY(walk.gate().status == GateStatus::Approved);
        QCOMPARE(walk.action().artifact, std::string("R-1"));
        const auto automated = loop.newestAs<TicketClosed>().automated;
        QVERIFY(std::find(automated.begin(), automated.end(), "decide") == automated.end());
    }

    /// What the proposal says is what the books show, and what was found after it.
    void largeRefund_itsEvents_sayWhatWasDone()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        const auto proposed = loop.newestAs<ActionProposed>();
        QVERIFY(proposed.amount == euro(12900));
        QCOMPARE(proposed.expectedVersion.value_or(""), std::string("1"));
        QVERIFY((proposed.changes == std::vector<StateChange>{{"order.total", "129.00 EUR", "129.00 EUR"},
                                                              {"order.paid", "258.00 EUR", "258.00 EUR"},
                                                              {"order.refunded", "0.00 EUR", "129.00 EUR"},
                                                              {"order.status", "paid", "paid"}}));
        QCOMPARE(loop.opening(walk.action().proposed, "target").value, std::string("ORD-1001"));
        QCOMPARE(loop.opening(walk.action().proposed, "parameters").value,
                 std::string(R"({"amount":"129.00 EUR","payment":"PAY-2"})"));
        QCOMPARE(proposed.sources.at("payment"), std::string("{duplicate.id}"));

        const auto opened = loop.newestAs<GateOpened>();
        QCOMPARE(opened.rule, std::string("refund-over-100"));
        QVERIFY(opened.stakes == Stakes::Normal);
        QVERIFY(opened.expires == kMorning + Duration::minutes(30));
        QCOMPARE(loop.opening(walk.gate().opened, "planted").value, std::string("no"));

        walk.decide(agent);
        QVERIFY(*walk.action().due == kMorning + Duration::seconds(10));
        walk.beginCall();
        walk.answer();
        walk.verify();
        const auto verified = loop.newestAs<ActionVerified>();
        QVERIFY(verified.matches);
        QVERIFY(verified.differences.empty());
        QCOMPARE(loop.newestAs<StateObserved>().facts.at("order.refunded"), std::string("129.00 EUR"));
        QVERIFY(loop.newestAs<StateObserved>().when == Observation::After);
    }

    /// After a crash at any point the state alone says what to do next.
    void largeRefund_afterEachStep_stateKnowsTheNext()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        const auto isNext = [&](Work work, UtcTime at) { return loop.next(walk.id()) == NextStep{work, at}; };
        QVERIFY(isNext(Work::Gather, {}));
        walk.gather();
        QVERIFY(isNext(Work::ExpireGate, kMorning + Duration::minutes(30)));
        walk.decide(agent);
        QVERIFY(isNext(Work::BeginCall, kMorning + Duration::seconds(10)));
        walk.beginCall();
        QVERIFY(isNext(Work::SettleCall, {}));
        walk.answer();
        QVERIFY(isNext(Work::Verify, {}));
        walk.verify();
        QVERIFY(isNext(Work::BeginNotice, {}));
        walk.beginNotice();
        QVERIFY(isNext(Work::SettleNotice, {}));
        walk.noticeSent();
        QVERIFY(isNext(Work::CloseSilent, loop.clock().now() + Duration::minutes(60)));
        walk.closeSilent();
        QVERIFY(isNext(Work::Nothing, {}));
        QCOMPARE(loop.fault(), std::string());
    }

    void smallRefund_afterTheProposal_isCalledAtOnce()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(4000)));
        walk.gather();
        QVERIFY((loop.next(walk.id()) == NextStep{Work::BeginCall, {}}));
    }

    void failures_afterEach_stateKnowsTheNext()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(4000)));
        walk.gather();
        walk.beginCall();
        walk.fail(CallFailure::NotSent);
        QVERIFY((loop.next(walk.id()) == NextStep{Work::BeginCall, kMorning + Duration{500}}));
        walk.beginCall();
        walk.fail(CallFailure::InDoubt);
        QVERIFY((loop.next(walk.id()) == NextStep{Work::SettleCall, {}}));
        walk.lookUp();
        QVERIFY((loop.next(walk.id()) == NextStep{Work::BeginCall, loop.clock().now() + Duration{1000}}));
        walk.beginCall();
        walk.answer();
        walk.verify();
        walk.beginNotice();
        walk.noticeFailed(CallFailure::NotSent);
        QVERIFY((loop.next(walk.id()) == NextStep{Work::BeginNotice, loop.clock().now() + Duration{500}}));
        QCOMPARE(loop.fault(), std::string());
    }

    /// Commands in another order than the stages have it do nothing, and say so.
    void eachStep_outOfTurn_isRefused()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(12900)));
        const Sequence before = loop.state().next;
        const TicketId id = walk.id();
        const ActionId strange{person(999).uuid};
        for (const Command& command : std::initializer_list<Command>{
                 BeginCall{strange}, RecordLookup{strange, 1, std::nullopt, {}}, RecordVerification{strange, Json()},
                 BeginNotice{id, {}, "en"}, CloseSilent{id}, ExpireGate{GateId{person(999).uuid}},
                 RecordGathering{TicketId{person(999).uuid}, {}, {}, {}}, GiveUp{TicketId{person(999).uuid}}}) {
            QVERIFY(loop.submit(command).refusal.has_value());
        }
        walk.gather();
        QVERIFY(walk.gather().refusal->code == RefusalCode::NotInThisStage);
        QVERIFY(walk.beginCall().refusal->code == RefusalCode::NotInThisStage);
        QVERIFY(walk.answer().refusal->code == RefusalCode::NotInThisStage);
        QVERIFY(walk.lookUp().refusal->code == RefusalCode::NotInThisStage);
        QVERIFY(walk.verify().refusal->code == RefusalCode::NotInThisStage);
        QVERIFY(loop.submit(OpenLedger{}).refusal->code == RefusalCode::NotInThisStage);
        QVERIFY((Codes(loop.codesFrom(before)) == joined({kProposed, {"gate.opened"}})));
        QCOMPARE(loop.fault(), std::string());
    }

    void anyCommand_beforeTheLedgerIsOpen_isRefused()
    {
        const CommandContext context{{kMorning, *Secret32::from(digest("seed").view())}, kOrchestrator, std::nullopt};
        const Outcome outcome = decide(State{}, rulebook(), ReceiveMessage{message(1, person(7)), classified()}, context);
        QVERIFY(outcome.refusal->code == RefusalCode::NotInThisStage);
        QVERIFY(outcome.events.empty());
    }

    void sameCommandAndStamp_giveTheSameEvents()
    {
        Loop first;
        Loop second;
        Walk(first, chargedTwice(euro(12900))).gather();
        Walk(second, chargedTwice(euro(12900))).gather();
        QVERIFY(first.log() == second.log());
        QVERIFY(first.state() == second.state());
    }
};

QTEST_GUILESS_MAIN(ClosureTest)
#include "ClosureTest.moc"
