// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QTest>

#include "tests/support/Readable.h"
#include "tests/support/system/LedgerFaults.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

const Pauses kPauses{"200ms", "200ms", "10m"};
/// So long that the terms of a decision end before the gate.
const Pauses kLongGates{"200ms", "200ms", "5h"};

/// libfaketime, which shifts the wall clock of one process.
QString shifter()
{
    QDirIterator libraries(QStringLiteral("/usr/lib"), {QStringLiteral("libfaketimeMT.so.1")}, QDir::Files,
                           QDirIterator::Subdirectories);
    return libraries.hasNext() ? libraries.next() : QString();
}

bool startShifted(Daemon& daemon, const std::string& shift, const std::string& disabled = {}, const QStringList& more = {})
{
    return daemon.startWith({daemon.usualArguments() + more,
                             {{"LD_PRELOAD", shifter().toStdString()},
                              {"FAKETIME", shift},
                              {"FAKETIME_DONT_FAKE_MONOTONIC", "1"},
                              {"DONT_FAKE_MONOTONIC", "1"},
                              {"STILLGATE_DISABLE", disabled}},
                             {}});
}

} // namespace

/// The wall clock jumps while the orchestrator is down: nothing expires or runs by a clock nobody vouched for, and nothing that had
/// expired comes back.
class ClockTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (shifter().isEmpty()) {
            QSKIP("libfaketime is not installed: the clock cannot be shifted");
        }
        for (DoubleCharge* charge : {&m_held, &m_unprotected, &m_believed, &m_expired, &m_late, &m_revived, &m_later}) {
            *charge = m_shop.addDoubleCharge(15'000);
        }
        m_stand = std::make_unique<Stand>(m_shop, kPauses);
        QVERIFY(m_stand->start());
    }

    void clock_farAhead_isHeldAndNothingRuns()
    {
        Daemon& daemon = m_stand->daemon();
        const auto gate = openGateAndEnd(daemon, m_held);
        QVERIFY(gate);
        QVERIFY(startShifted(daemon, "+400d"));
        const auto status = daemon.call<rpc::LedgerStatus>({});
        STILLGATE_VERIFY_VALUE(status);
        QCOMPARE(status->clock, rpc::ClockState::Held);
        // It is no hour later than it was: the gate stands open and can be decided, the execution waits.
        QCOMPARE(verdictOn(m_stand->agent(1).decide(*gate, Verdict::Approve)), std::string("accepted"));
        constexpr int kManyHoldBacks = 2'000;
        QTest::qWait(kManyHoldBacks);
        QCOMPARE(daemon.ticket(m_ticket)->row.stage, Stage::HoldBack);
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_held.order).size(), std::size_t{0});

        QCOMPARE(daemon.program().terminate(), 0);
        QVERIFY(daemon.start());
        QVERIFY(daemon.reaches(m_ticket, Stage::Closed));
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_held.order).size(), std::size_t{1});
        QCOMPARE(ledgerFaults(daemon.data()), std::string());
    }

    /// The control: believed without a question, the same jump expires every gate.
    void clock_farAheadUnchecked_expiresTheGate()
    {
#ifndef STILLGATE_FAULTS
        QSKIP("this build has no failpoints");
#endif
        Daemon daemon(m_stand->placeFor("unprotected", kPauses));
        QVERIFY(daemon.start());
        QVERIFY(openGateAndEnd(daemon, m_unprotected));
        QVERIFY(startShifted(daemon, "+400d", "clock"));
        QVERIFY(daemon.reaches(m_ticket, Stage::Escalated));
        QCOMPARE(daemon.ticket(m_ticket)->row.detail, std::string("gate_expired"));
    }

    void clock_farAheadAndVouchedFor_isBelieved()
    {
        Daemon daemon(m_stand->placeFor("believed", kPauses));
        QVERIFY(daemon.start());
        QVERIFY(openGateAndEnd(daemon, m_believed));
        QVERIFY(startShifted(daemon, "+400d", {}, {QStringLiteral("--accept-clock")}));
        QVERIFY(daemon.reaches(m_ticket, Stage::Escalated));
        QCOMPARE(daemon.ticket(m_ticket)->row.detail, std::string("gate_expired"));
    }

    void clock_setBack_revivesNoGate()
    {
        Daemon daemon(m_stand->placeFor("back", kPauses));
        QVERIFY(daemon.start());
        const auto shown = lookAndEnd(daemon, m_expired);
        QVERIFY(shown);
        QVERIFY(startShifted(daemon, "+20m"));
        QVERIFY(daemon.reaches(m_ticket, Stage::Escalated));
        QCOMPARE(daemon.ticket(m_ticket)->row.detail, std::string("gate_expired"));
        QCOMPARE(daemon.program().terminate(), 0);

        QVERIFY(startShifted(daemon, "-1h"));
        const Approver agent(daemon, daemon.agent(1));
        const auto now = agent.look(shown->gate.row.id);
        STILLGATE_VERIFY_VALUE(now);
        QCOMPARE(approval(daemon, *shown), std::string("statement_expired"));
        QCOMPARE(approval(daemon, *now), std::string("statement_expired"));
        QCOMPARE(daemon.ticket(m_ticket)->row.stage, Stage::Escalated);
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_expired.order).size(), std::size_t{0});
        QCOMPARE(ledgerFaults(daemon.data()), std::string());
    }

    void clock_setBack_revivesNoStatement()
    {
        Daemon daemon(m_stand->placeFor("late", kLongGates));
        QVERIFY(daemon.start());
        const auto late = outlivedStatement(daemon, m_late);
        QVERIFY(late);
        QVERIFY(daemon.start());
        QCOMPARE(approval(daemon, *late), std::string("statement_expired"));
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_late.order).size(), std::size_t{0});
        // Nobody has to wait an hour for it: what is looked at now is decided now, by the ledger's time.
        QCOMPARE(verdictOn(Approver(daemon, daemon.agent(1)).decide(late->gate.row.id, Verdict::Approve)),
                 std::string("accepted"));
        QCOMPARE(ledgerFaults(daemon.data()), std::string());
    }

    /// The control: were the time of the ledger to go back with the clock, what had expired would count.
    void clock_setBackWithTheLedger_revivesTheStatement()
    {
#ifndef STILLGATE_FAULTS
        QSKIP("this build has no failpoints");
#endif
        Daemon daemon(m_stand->placeFor("revived", kLongGates));
        QVERIFY(daemon.start());
        const auto late = outlivedStatement(daemon, m_revived);
        QVERIFY(late);
        QVERIFY(daemon.start({{}, "ledger_time"}));
        QCOMPARE(approval(daemon, *late), std::string("accepted"));
    }

private:
    /// What an agent saw of the gate before the orchestrator ended.
    std::optional<Shown> lookAndEnd(Daemon& daemon, const DoubleCharge& charge)
    {
        const auto ticket = daemon.takeIn(complaintAbout(charge, "clock-" + charge.order));
        m_ticket = ticket.value_or(TicketId{});
        const auto gate = ticket ? daemon.awaitGate(*ticket) : std::nullopt;
        const Approver agent(daemon, daemon.agent(1));
        const auto shown = gate ? agent.look(*gate) : fail(ErrorCode::NotFound, "gate", "none");
        return daemon.program().terminate() == 0 && shown ? std::optional(*shown) : std::nullopt;
    }

    /// Terms that an hour of ledger time ended, under a gate that stands open still. Leaves the orchestrator ended.
    std::optional<Shown> outlivedStatement(Daemon& daemon, const DoubleCharge& charge)
    {
        const auto shown = lookAndEnd(daemon, charge);
        const bool laterEvent = startShifted(daemon, "+1h") && daemon.takeIn(complaintAbout(m_later, "later-" + charge.order));
        return daemon.program().terminate() == 0 && laterEvent ? shown : std::nullopt;
    }

    static std::string approval(Daemon& daemon, const Shown& shown)
    {
        const Approver agent(daemon, daemon.agent(1));
        return verdictOn(agent.submit(agent.sign(agent.statement(shown, Verdict::Approve))));
    }

    std::optional<GateId> openGateAndEnd(Daemon& daemon, const DoubleCharge& charge)
    {
        const auto ticket = daemon.takeIn(complaintAbout(charge, "clock-" + charge.order));
        m_ticket = ticket.value_or(TicketId{});
        const auto gate = ticket ? daemon.awaitGate(*ticket) : std::nullopt;
        return daemon.program().terminate() == 0 ? gate : std::nullopt;
    }

    SampleShop m_shop;
    DoubleCharge m_held;
    DoubleCharge m_unprotected;
    DoubleCharge m_believed;
    DoubleCharge m_expired;
    DoubleCharge m_late;
    DoubleCharge m_revived;
    DoubleCharge m_later;
    std::unique_ptr<Stand> m_stand;
    TicketId m_ticket;
};

QTEST_GUILESS_MAIN(ClockTest)
#include "ClockTest.moc"
