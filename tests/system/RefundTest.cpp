// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QTest>

#include "core/ledger/Checkpoint.h"
#include "tests/support/Readable.h"
#include "tests/support/system/LedgerFaults.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

/// A hold-back that is long enough to withdraw in, also on a busy machine.
const Pauses kUnhurried{"6s", "200ms", "30m"};

bool shows(const Shown& shown, const std::string& label, const std::string& value)
{
    const OpenedLine line{label, {}, UntrustedText(value)};
    return std::find(shown.lines.begin(), shown.lines.end(), line) != shown.lines.end();
}

} // namespace

/// A refund from the customer's message to the books of the system of record, and every way in which a person stops it.
class RefundTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_underTheLimit = m_shop.addDoubleCharge(7'450);
        m_denied = m_shop.addDoubleCharge(15'000);
        m_withdrawn = m_shop.addDoubleCharge(16'000);
        m_later = m_shop.addDoubleCharge(17'000);
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
    }

    void showcase_approved_isRefundedOnceToldAndClosed()
    {
        const auto ticket = m_stand->daemon().takeIn(sampleMessage("sample-0008"));
        QVERIFY(ticket);
        const auto gate = m_stand->daemon().awaitGate(*ticket);
        QVERIFY(gate);
        QCOMPARE(m_stand->sandbox().books().refundsOf("ORD-7719").size(), std::size_t{0});

        const auto shown = m_stand->agent(1).look(*gate);
        STILLGATE_VERIFY_VALUE(shown);
        QCOMPARE(shown->action.amount, showcase().amount);
        QVERIFY(shows(*shown, "amount", "129.00 EUR"));
        QVERIFY(shows(*shown, "target", "ORD-7719"));
        QCOMPARE(verdictOn(m_stand->agent(1).decide(*gate, Verdict::Approve)), std::string("accepted"));
        QVERIFY(m_stand->daemon().reaches(*ticket, Stage::Closed));

        const auto closed = m_stand->daemon().ticket(*ticket);
        STILLGATE_VERIFY_VALUE(closed);
        QCOMPARE(closed->row.resolution, std::string("refund_issued"));
        QCOMPARE(closed->row.attribution, std::string("assisted"));
        QCOMPARE(payloadsOf<ActionVerified>(*closed).back().matches, true);
        const Books books = m_stand->sandbox().books();
        const auto refunds = books.refundsOf("ORD-7719");
        QCOMPARE(refunds.size(), std::size_t{1});
        QCOMPARE(*refunds.front().find("amount_minor")->asInteger(), 12'900);
        QCOMPARE(refunds.front().textAt("payment"), showcase().secondPayment);
        QCOMPARE(refunds.front().textAt("id"), closed->row.artifact);
        const auto mails = books.messagesTo("C-07");
        QCOMPARE(mails.size(), std::size_t{1});
        QVERIFY(mails.front().textAt("body").find(closed->row.artifact) != std::string_view::npos);
        m_closed = *closed;
    }

    void showcase_closed_isProvenFromTheCheckpoint()
    {
        const auto status = m_stand->daemon().call<rpc::LedgerStatus>({});
        const auto first = m_stand->daemon().call<rpc::EventsList>({0, {1}, rpc::SortOrder::OldestFirst});
        STILLGATE_VERIFY_VALUE(status);
        STILLGATE_VERIFY_VALUE(first);
        const auto opened = payloadOf(first->headers.front().header());
        STILLGATE_VERIFY_VALUE(opened);
        const PublicKey key{std::get<LedgerOpened>(*opened).checkpointKey.bytes};
        const auto checkpoint = verifyCheckpoint(status->checkpoint, status->origin, key);
        STILLGATE_VERIFY_VALUE(checkpoint);

        const rpc::EventView& closing = m_closed.events.back();
        const Sequence sequence = closing.header.header().sequence;
        const auto proof = m_stand->daemon().call<rpc::LedgerInclusion>({sequence, checkpoint->head.size});
        STILLGATE_VERIFY_VALUE(proof);
        const InclusionProof path{proof->index, proof->size, proof->path};
        QVERIFY(verifyInclusion(path, leafHash(closing.header.bytes()), checkpoint->head.root));
        // The control: the proof is of this event and no other.
        const rpc::EventView& other = m_closed.events.front();
        QVERIFY(!verifyInclusion(path, leafHash(other.header.bytes()), checkpoint->head.root));
    }

    void refund_underTheLimit_closesWithoutAPerson()
    {
        const auto ticket = m_stand->daemon().takeIn(complaintAbout(m_underTheLimit, "under"));
        QVERIFY(ticket && m_stand->daemon().reaches(*ticket, Stage::Closed));
        const auto closed = m_stand->daemon().ticket(*ticket);
        STILLGATE_VERIFY_VALUE(closed);
        QCOMPARE(closed->row.attribution, std::string("auto"));
        QVERIFY(payloadsOf<GateOpened>(*closed).empty());
        const auto refunds = m_stand->sandbox().books().refundsOf(m_underTheLimit.order);
        QCOMPARE(refunds.size(), std::size_t{1});
        QCOMPARE(*refunds.front().find("amount_minor")->asInteger(), 7'450);
        QCOMPARE(m_stand->sandbox().books().messagesTo(m_underTheLimit.customer).size(), std::size_t{1});
    }

    void denial_withAReasonOnly_escalatesAndRefundsNothing()
    {
        const auto ticket = m_stand->daemon().takeIn(complaintAbout(m_denied, "denied"));
        const auto gate = ticket ? m_stand->daemon().awaitGate(*ticket) : std::nullopt;
        QVERIFY(gate);
        const Approver agent = m_stand->agent(1);
        const auto shown = agent.look(*gate);
        STILLGATE_VERIFY_VALUE(shown);
        Statement denial = agent.statement(*shown, Verdict::Deny);
        denial.reason.clear();
        QCOMPARE(verdictOn(agent.submit(agent.sign(denial))), std::string("reason_missing"));
        denial.reason = "wrong_target";
        QCOMPARE(verdictOn(agent.submit(agent.sign(denial))), std::string("accepted"));
        QVERIFY(m_stand->daemon().reaches(*ticket, Stage::Escalated));
        const auto stopped = m_stand->daemon().ticket(*ticket);
        QCOMPARE(stopped->row.detail, std::string("denied:wrong_target"));
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_denied.order).size(), std::size_t{0});
    }

    void withdrawal_inTheHoldBack_stopsTheExecution()
    {
        Daemon daemon(m_stand->placeFor("unhurried", kUnhurried));
        QVERIFY(daemon.start());
        const Approver agent(daemon, daemon.agent(1));
        const auto ticket = daemon.takeIn(complaintAbout(m_withdrawn, "withdrawn"));
        const auto gate = ticket ? daemon.awaitGate(*ticket) : std::nullopt;
        const auto later = daemon.takeIn(complaintAbout(m_later, "later"));
        const auto laterGate = later ? daemon.awaitGate(*later) : std::nullopt;
        QVERIFY(gate && laterGate);
        QCOMPARE(verdictOn(agent.decide(*gate, Verdict::Approve)), std::string("accepted"));
        QCOMPARE(verdictOn(agent.decide(*gate, Verdict::Withdraw)), std::string("accepted"));

        // What is approved after it is executed, so its own time has passed as well. That is the control, too.
        QCOMPARE(verdictOn(agent.decide(*laterGate, Verdict::Approve)), std::string("accepted"));
        QVERIFY(daemon.reaches(*later, Stage::Closed));
        const auto row = daemon.ticket(*ticket)->row;
        QCOMPARE(row.stage, Stage::Gate);
        QCOMPARE(row.gate, gate);
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_withdrawn.order).size(), std::size_t{0});
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_later.order).size(), std::size_t{1});
    }

    void ledger_ofTheDay_verifies()
    {
        QCOMPARE(m_stand->daemon().program().terminate(), 0);
        QCOMPARE(ledgerFaults(m_stand->daemon().data()), std::string());
    }

private:
    SampleShop m_shop;
    DoubleCharge m_underTheLimit;
    DoubleCharge m_denied;
    DoubleCharge m_withdrawn;
    DoubleCharge m_later;
    std::unique_ptr<Stand> m_stand;
    rpc::TicketGet::Result m_closed;
};

QTEST_GUILESS_MAIN(RefundTest)
#include "RefundTest.moc"
