// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include <QTest>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "core/ledger/sqlite/Connection.h"
#include "tests/support/Readable.h"
#include "tests/support/system/LedgerFaults.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

/// Writes something else into an event's header in the file. Whether it found it.
bool replaceInHeader(const std::filesystem::path& data, Sequence sequence, const std::string& found, const std::string& other)
{
    SQLite::Database database(ledgerPath(data).string(), SQLite::OPEN_READWRITE, kPatience);
    SQLite::Statement update(database, "UPDATE events SET header = CAST(replace(CAST(header AS TEXT), ?, ?) AS BLOB) "
                                       "WHERE seq = ? AND instr(CAST(header AS TEXT), ?) > 0");
    update.bind(1, found);
    update.bind(2, other);
    update.bind(3, static_cast<std::int64_t>(sequence));
    update.bind(4, found);
    return update.exec() == 1;
}

enum class Target { Nothing, Signature, Amount };

} // namespace

/// The orchestrator dies between the approval and the call, and somebody changes the ledger's file before it is started again: the
/// executor goes by what was signed.
class TamperTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        for (DoubleCharge* charge : {&m_signature, &m_amount, &m_untouched, &m_unprotected}) {
            *charge = m_shop.addDoubleCharge(12'900);
        }
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
    }

    void signature_changedInTheFile_isNotExecuted()
    {
        const Ending ending = approveAndChange(m_signature, Target::Signature, Stage::Escalated);
        QCOMPARE(ending.detail, std::string("rejected:not_released:signatures"));
        QCOMPARE(ending.refunds, std::size_t{0});
        QVERIFY(!ending.verifies);
    }

    void amount_changedInTheFile_isNotExecuted()
    {
        const Ending ending = approveAndChange(m_amount, Target::Amount, Stage::Escalated);
        QCOMPARE(ending.detail, std::string("rejected:not_released:proposal"));
        QCOMPARE(ending.refunds, std::size_t{0});
        QVERIFY(!ending.verifies);
    }

    /// The controls: untouched it runs, and so it does with a bad signature that nobody looks at.
    void action_untouched_isExecuted()
    {
        const Ending ending = approveAndChange(m_untouched, Target::Nothing, Stage::Closed);
        QCOMPARE(ending.refunds, std::size_t{1});
        QVERIFY(ending.verifies);
    }

    void signature_changedAndUnchecked_isExecuted()
    {
        const Ending ending = approveAndChange(m_unprotected, Target::Signature, Stage::Closed, "executor_signatures");
        QCOMPARE(ending.refunds, std::size_t{1});
    }

private:
    struct Ending {
        std::string detail = "it never came";
        std::size_t refunds = 0;
        bool verifies = false;
    };

    /// Its jobs are to gather, and then to call: it dies when it is about to call.
    Ending approveAndChange(const DoubleCharge& charge, Target target, Stage end, const std::string& disabled = {})
    {
        Daemon daemon(m_stand->placeFor("of-" + charge.order));
        const auto ticket = daemon.start({"dispatcher.before_job:2", disabled})
                                ? daemon.takeIn(complaintAbout(charge, "tampered"))
                                : std::nullopt;
        const auto gate = ticket ? daemon.awaitGate(*ticket) : std::nullopt;
        const Approver agent(daemon, daemon.agent(1));
        const auto shown = gate ? agent.look(*gate) : fail(ErrorCode::NotFound, "gate", "none was opened");
        if (!shown) {
            return {};
        }
        const auto decision = agent.sign(agent.statement(*shown, Verdict::Approve));
        const auto result = agent.submit(decision);
        if (verdictOn(result) != "accepted" || daemon.program().waitForEnd() != -SIGKILL ||
            !change(daemon.data(), *shown, decision, *result->first, target) || !daemon.start({{}, disabled}) ||
            !daemon.reaches(*ticket, end)) {
            return {};
        }
        return {daemon.ticket(*ticket)->row.detail, m_stand->sandbox().books().refundsOf(charge.order).size(),
                ledgerFaults(daemon.data()).empty()};
    }

    static bool change(const std::filesystem::path& data, const Shown& shown, const rpc::SubmitDecision& decision,
                       Sequence decided, Target target)
    {
        switch (target) {
        case Target::Nothing: break;
        case Target::Signature: {
            Signature other = decision.signature;
            other.bytes.front() ^= 1U;
            return replaceInHeader(data, decided, toHex(decision.signature.view()), toHex(other.view()));
        }
        case Target::Amount:
            return replaceInHeader(data, shown.gate.proposed.header.header().sequence, "\"129.00\"", "\"929.00\"");
        }
        return true;
    }

    SampleShop m_shop;
    DoubleCharge m_signature;
    DoubleCharge m_amount;
    DoubleCharge m_untouched;
    DoubleCharge m_unprotected;
    std::unique_ptr<Stand> m_stand;
};

QTEST_GUILESS_MAIN(TamperTest)
#include "TamperTest.moc"
