// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/support/Readable.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

/// A hold-back that nobody waits for.
const Pauses kLong{"10m", "200ms", "30m"};

/// One field that is not as it was shown, and how the decision is refused for it. The statement is signed afterwards: the signature
/// is good.
struct Change {
    const char* name;
    void (*apply)(Statement&, const Shown&);
    const char* code;
    const char* detail;
};

Digest proposalOver(ActionProposed action, const Shown& shown)
{
    const auto& personal = shown.gate.proposed.header.header().personal;
    return proposalDigest(action, personal.at("target").commitment, personal.at("parameters").commitment);
}

const std::vector<Change>& changes()
{
    static const std::vector<Change> list{
        {"another cent",
         [](Statement& s, const Shown& shown) {
             ActionProposed action = shown.action;
             action.amount.minor += 1;
             s.proposal = proposalOver(action, shown);
         },
         "statement_mismatch", "proposal"},
        {"another cent shown",
         [](Statement& s, const Shown& shown) {
             std::vector<DisplayLine> lines = shown.gate.displayLines;
             lines.at(1).value = "129.01 EUR";
             s.display = displayDigest(lines);
         },
         "statement_mismatch", "display"},
        {"another policy", [](Statement& s, const Shown&) { s.policy = sha256("another"); }, "statement_mismatch", "policy"},
        {"another ledger", [](Statement& s, const Shown&) { s.origin = "another"; }, "statement_mismatch", "origin"},
        {"another action", [](Statement& s, const Shown&) { s.action = {}; }, "statement_mismatch", "gate"},
        {"another person", [](Statement& s, const Shown&) { s.approver = {}; }, "statement_mismatch", "approver"},
        {"an unknown key", [](Statement& s, const Shown&) { s.keyId = "0123456789abcdef"; }, "unknown_key", "0123456789abcdef"},
        {"a role not held", [](Statement& s, const Shown&) { s.slot = Role::Supervisor; }, "role_missing", "supervisor"},
        {"a made-up nonce", [](Statement& s, const Shown&) { s.nonce = {}; }, "nonce_mismatch", nullptr},
        {"a longer time", [](Statement& s, const Shown&) { s.expires.ms += 1; }, "nonce_mismatch", nullptr},
        {"a note that is not given", [](Statement& s, const Shown&) { s.note = sha256("note"); }, "statement_mismatch", "note"},
    };
    return list;
}

} // namespace

/// What an approval is bound to, each with its control: the honest one on the same gate is accepted.
class RefusalTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        for (DoubleCharge* charge : {&m_replayed, &m_replayedUnprotected, &m_beneficiary, &m_tooLate}) {
            *charge = m_shop.addDoubleCharge(15'000);
        }
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
        const auto ticket = m_stand->daemon().takeIn(sampleMessage("sample-0008"));
        const auto gate = ticket ? m_stand->daemon().awaitGate(*ticket) : std::nullopt;
        QVERIFY(gate);
        m_ticket = *ticket;
        const auto shown = m_stand->agent(1).look(*gate);
        STILLGATE_VERIFY_VALUE(shown);
        m_shown = *shown;
    }

    void approval_changed_isRefused_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < changes().size(); ++i) {
            QTest::newRow(changes()[i].name) << static_cast<int>(i);
        }
    }

    void approval_changed_isRefused()
    {
        QFETCH(const int, index);
        const Change& change = changes().at(static_cast<std::size_t>(index));
        const Approver agent = m_stand->agent(1);
        Statement statement = agent.statement(m_shown, Verdict::Approve);
        change.apply(statement, m_shown);
        const auto result = agent.submit(agent.sign(statement));
        QCOMPARE(verdictOn(result), std::string(change.code));
        if (change.detail != nullptr) {
            QCOMPARE(result->refusal->detail, std::string(change.detail));
        }
    }

    void approval_signedByAnotherKey_isRefused()
    {
        const Approver agent = m_stand->agent(1);
        rpc::SubmitDecision decision = agent.sign(agent.statement(m_shown, Verdict::Approve));
        decision.signature = m_stand->agent(2).sign(decision.statement).signature;
        QCOMPARE(verdictOn(agent.submit(decision)), std::string("bad_signature"));
    }

    void approval_changedAfterSigning_isRefused()
    {
        const Approver agent = m_stand->agent(1);
        rpc::SubmitDecision decision = agent.sign(agent.statement(m_shown, Verdict::Approve));
        decision.statement.checkpoint.size += 1;
        QCOMPARE(verdictOn(agent.submit(decision)), std::string("bad_signature"));
    }

    void approval_ofAnotherPersonsSession_isRefused()
    {
        const Approver agent = m_stand->agent(1);
        const auto decision = agent.sign(agent.statement(m_shown, Verdict::Approve));
        QCOMPARE(verdictOn(m_stand->agent(2).submit(decision)), std::string("statement_mismatch"));
    }

    void approval_unchanged_isAccepted()
    {
        QCOMPARE(m_stand->sandbox().books().refundsOf("ORD-7719").size(), std::size_t{0});
        const Approver agent = m_stand->agent(1);
        QCOMPARE(verdictOn(agent.submit(agent.sign(agent.statement(m_shown, Verdict::Approve)))), std::string("accepted"));
        QVERIFY(m_stand->daemon().reaches(m_ticket, Stage::Closed));
        QCOMPARE(m_stand->sandbox().books().refundsOf("ORD-7719").size(), std::size_t{1});
    }

    void nonce_usedAgain_isRefused()
    {
        Daemon daemon(m_stand->placeFor("protected", kLong));
        QVERIFY(daemon.start());
        QCOMPARE(approveWithdrawAndReplay(daemon, m_replayed), std::string("nonce_mismatch"));
    }

    /// The control: without the nonce, what was taken back runs after all.
    void nonce_usedAgainUnchecked_isAccepted()
    {
        Daemon unprotected(m_stand->placeFor("unprotected", kLong));
        QVERIFY(unprotected.start({{}, "nonce"}));
        QCOMPARE(approveWithdrawAndReplay(unprotected, m_replayedUnprotected), std::string("accepted"));
    }

    void approval_byBeneficiaryOrRequester_isRefused()
    {
        Daemon daemon(m_stand->placeFor("duties", kLong));
        QVERIFY(daemon.start());
        const auto ticket = daemon.takeIn(complaintAbout(m_beneficiary, "beneficiary"));
        const auto gate = ticket ? daemon.awaitGate(*ticket) : std::nullopt;
        QVERIFY(gate);
        const auto row = daemon.ticket(*ticket);
        STILLGATE_VERIFY_VALUE(row);
        QCOMPARE(decideAs(daemon, row->row.customer, *gate), std::string("beneficiary_may_not"));
        QCOMPARE(decideAs(daemon, kOrchestrator, *gate), std::string("requester_may_not"));
        QCOMPARE(verdictOn(Approver(daemon, daemon.agent(1)).decide(*gate, Verdict::Approve)), std::string("accepted"));
    }

    void statement_expired_isRefusedAndTheGateBlocks()
    {
        Daemon daemon(m_stand->placeFor("expiry", {"100ms", "100ms", "2s"}));
        QVERIFY(daemon.start());
        const Approver agent(daemon, daemon.agent(1));
        const auto late = daemon.takeIn(complaintAbout(m_tooLate, "too-late"));
        const auto lateGate = late ? daemon.awaitGate(*late) : std::nullopt;
        QVERIFY(lateGate);
        const auto shown = agent.look(*lateGate);
        STILLGATE_VERIFY_VALUE(shown);
        const auto decision = agent.sign(agent.statement(*shown, Verdict::Approve));
        QVERIFY(daemon.reaches(*late, Stage::Escalated));
        QCOMPARE(verdictOn(agent.submit(decision)), std::string("statement_expired"));
        const auto stopped = daemon.ticket(*late);
        QCOMPARE(payloadsOf<GateExpired>(*stopped).size(), std::size_t{1});
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_tooLate.order).size(), std::size_t{0});
    }

private:
    static std::string approveWithdrawAndReplay(Daemon& daemon, const DoubleCharge& charge)
    {
        const auto ticket = daemon.takeIn(complaintAbout(charge, "replayed"));
        const auto gate = ticket ? daemon.awaitGate(*ticket) : std::nullopt;
        const Approver agent(daemon, daemon.agent(1));
        const auto shown = gate ? agent.look(*gate) : fail(ErrorCode::NotFound, "gate", "none was opened");
        if (!shown) {
            return shown.error().text();
        }
        const auto approval = agent.sign(agent.statement(*shown, Verdict::Approve));
        const std::string approved = verdictOn(agent.submit(approval));
        const std::string withdrawn = verdictOn(agent.decide(*gate, Verdict::Withdraw));
        return approved == "accepted" && withdrawn == "accepted" ? verdictOn(agent.submit(approval)) : withdrawn;
    }

    /// Decides as somebody who is given a key of their own at a restart.
    static std::string decideAs(Daemon& daemon, const PersonId& person, const GateId& gate)
    {
        KeyFile file = daemon.agent(2);
        file.person = person;
        file.key = SigningKey::generate();
        const auto written = writeKeyFile(daemon.data() / "demonstration" / "agent-2.json", file);
        if (!written || daemon.program().terminate() != 0 || !daemon.start()) {
            return "it did not start again";
        }
        return verdictOn(Approver(daemon, file).decide(gate, Verdict::Approve));
    }

    SampleShop m_shop;
    DoubleCharge m_replayed;
    DoubleCharge m_replayedUnprotected;
    DoubleCharge m_beneficiary;
    DoubleCharge m_tooLate;
    std::unique_ptr<Stand> m_stand;
    TicketId m_ticket;
    Shown m_shown;
};

QTEST_GUILESS_MAIN(RefusalTest)
#include "RefusalTest.moc"
