// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QTest>

#include "tests/support/Readable.h"
#include "tests/support/system/LedgerFaults.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

/// An approval of a state that is no longer there. Somebody else gives the first payment back while the gate waits: with the second
/// one the customer would have paid nothing.
class StaleStateTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        for (DoubleCharge* charge : {&m_reread, &m_look, &m_settled, &m_touched, &m_atTheCall, &m_unprotected}) {
            *charge = m_shop.addDoubleCharge(12'900);
        }
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
    }

    void reread_whileTheGateWaits_saysWhatMovedAndEndsIt()
    {
        Daemon& daemon = m_stand->daemon();
        const Waiting waiting = openGate(daemon, m_reread);
        QVERIFY(waiting.shown);
        const GateId gate = waiting.shown->gate.row.id;
        const auto unmoved = daemon.call<rpc::GateReread>({gate});
        STILLGATE_VERIFY_VALUE(unmoved);
        QVERIFY(unmoved->moved.empty());
        QCOMPARE(daemon.ticket(waiting.ticket)->row.stage, Stage::Gate);

        QVERIFY(!m_stand->sandbox().refundByHand(m_reread.firstPayment, "129.00").empty());
        const auto moved = daemon.call<rpc::GateReread>({gate});
        STILLGATE_VERIFY_VALUE(moved);
        QVERIFY(names(moved->moved, "order.refunded"));
        QVERIFY(daemon.reaches(waiting.ticket, Stage::Escalated));
        const auto voided = payloadsOf<GateVoided>(*daemon.ticket(waiting.ticket));
        QCOMPARE(voided.size(), std::size_t{1});
        QCOMPARE(voided.front().why, std::string("state_moved"));
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_reread.order).size(), std::size_t{1});
        // Once it has ended, a look changes nothing more.
        const auto before = daemon.call<rpc::LedgerStatus>({});
        STILLGATE_VERIFY_VALUE(before);
        STILLGATE_VERIFY_VALUE(daemon.call<rpc::GateReread>({gate}));
        const auto after = daemon.call<rpc::LedgerStatus>({});
        STILLGATE_VERIFY_VALUE(after);
        QCOMPARE(after->size, before->size);

        const auto none = daemon.call<rpc::GateReread>({GateId{}});
        QVERIFY(!none);
        QVERIFY(none.error().code == ErrorCode::NotFound);
    }

    /// The control: with the protection off, a look leaves the gate to be approved.
    void reread_unprotected_leavesTheGate()
    {
        Daemon daemon(m_stand->placeFor("look-unprotected"));
        QVERIFY(daemon.start({{}, "fresh_state"}));
        const Waiting waiting = openGate(daemon, m_look);
        QVERIFY(waiting.shown);
        QVERIFY(!m_stand->sandbox().refundByHand(m_look.firstPayment, "129.00").empty());
        STILLGATE_VERIFY_VALUE(daemon.call<rpc::GateReread>({waiting.shown->gate.row.id}));
        QCOMPARE(daemon.ticket(waiting.ticket)->row.stage, Stage::Gate);
    }

    void approval_ofAStateThatMoved_isRefusedAndStopped()
    {
        Daemon& daemon = m_stand->daemon();
        const Waiting waiting = openGate(daemon, m_settled);
        QVERIFY(waiting.shown);
        QVERIFY(!m_stand->sandbox().refundByHand(m_settled.firstPayment, "129.00").empty());

        const Approver agent = m_stand->agent(1);
        const auto approval = agent.sign(agent.statement(*waiting.shown, Verdict::Approve));
        const CommandId id = Approver::newCommandId();
        const auto result = agent.submit(approval, id);
        QCOMPARE(verdictOn(result), std::string("state_moved"));
        QVERIFY(names(result->refusal->moved, "order.refunded"));
        const auto again = agent.submit(approval, id);
        STILLGATE_VERIFY_VALUE(again);
        QVERIFY(*again == *result);
        QVERIFY(daemon.reaches(waiting.ticket, Stage::Escalated));

        const auto stopped = daemon.ticket(waiting.ticket);
        QCOMPARE(payloadsOf<GateVoided>(*stopped).size(), std::size_t{1});
        QCOMPARE(stopped->row.reason, std::string("policy_block"));
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_settled.order).size(), std::size_t{1});
    }

    void approval_ofAStateThatMovedAndFits_isAskedForAnew()
    {
        Daemon& daemon = m_stand->daemon();
        const Waiting waiting = openGate(daemon, m_touched);
        QVERIFY(waiting.shown);
        const std::string refund = m_stand->sandbox().refundByHand(m_touched.firstPayment, "129.00");
        QVERIFY(m_stand->sandbox().rechargeByHand(refund));

        const Approver agent = m_stand->agent(1);
        const auto old = agent.sign(agent.statement(*waiting.shown, Verdict::Approve));
        const auto result = agent.submit(old);
        QCOMPARE(verdictOn(result), std::string("state_moved"));
        QVERIFY(names(result->refusal->moved, "order.version"));

        const auto again = daemon.awaitGate(waiting.ticket, waiting.shown->gate.row.id);
        QVERIFY(again);
        QCOMPARE(verdictOn(agent.submit(old)), std::string("gate_not_open"));
        QCOMPARE(verdictOn(agent.decide(*again, Verdict::Approve)), std::string("accepted"));
        QVERIFY(daemon.reaches(waiting.ticket, Stage::Closed));
        const auto refunds = m_stand->sandbox().books().refundsOf(m_touched.order);
        QCOMPARE(refunds.size(), std::size_t{2});
        QCOMPARE(refunds.back().textAt("payment"), m_touched.secondPayment);
    }

    void state_movedUnseen_isCaughtAtTheCall()
    {
        Daemon daemon(m_stand->placeFor("at-the-call"));
        QVERIFY(daemon.start({{}, "fresh_state"}));
        QCOMPARE(approveAfterAnotherRefund(daemon, m_atTheCall, Stage::Escalated), std::size_t{1});
        QCOMPARE(ledgerFaults(daemon.data()), std::string());
    }

    /// The control: with neither look the customer gets both payments back.
    void state_movedWithoutProtection_doesHarm()
    {
        Daemon daemon(m_stand->placeFor("unprotected"));
        QVERIFY(daemon.start({{}, "fresh_state,compare_and_set"}));
        QCOMPARE(approveAfterAnotherRefund(daemon, m_unprotected, Stage::Escalated), std::size_t{2});
    }

private:
    struct Waiting {
        TicketId ticket;
        std::optional<Shown> shown;
    };

    static Waiting openGate(Daemon& daemon, const DoubleCharge& charge)
    {
        const auto ticket = daemon.takeIn(complaintAbout(charge, "stale-" + charge.order));
        const auto gate = ticket ? daemon.awaitGate(*ticket) : std::nullopt;
        const auto shown = gate ? Approver(daemon, daemon.agent(1)).look(*gate) : fail(ErrorCode::NotFound, "gate", "none");
        return {ticket.value_or(TicketId{}), shown ? std::optional(*shown) : std::nullopt};
    }

    static bool names(const std::vector<StateChange>& moved, const std::string& fact)
    {
        return std::any_of(moved.begin(), moved.end(), [&](const StateChange& change) { return change.fact == fact; });
    }

    /// How many refunds there are when the ticket has come to its end.
    std::size_t approveAfterAnotherRefund(Daemon& daemon, const DoubleCharge& charge, Stage end)
    {
        const Waiting waiting = openGate(daemon, charge);
        const bool moved = !m_stand->sandbox().refundByHand(charge.firstPayment, "129.00").empty();
        const Approver agent(daemon, daemon.agent(1));
        const bool approved =
            waiting.shown && moved &&
            verdictOn(agent.submit(agent.sign(agent.statement(*waiting.shown, Verdict::Approve)))) == "accepted";
        return approved && daemon.reaches(waiting.ticket, end) ? m_stand->sandbox().books().refundsOf(charge.order).size() : 0;
    }

    SampleShop m_shop;
    DoubleCharge m_reread;
    DoubleCharge m_look;
    DoubleCharge m_settled;
    DoubleCharge m_touched;
    DoubleCharge m_atTheCall;
    DoubleCharge m_unprotected;
    std::unique_ptr<Stand> m_stand;
};

QTEST_GUILESS_MAIN(StaleStateTest)
#include "StaleStateTest.moc"
