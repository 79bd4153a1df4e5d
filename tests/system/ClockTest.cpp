// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QTest>

#include "tests/support/Readable.h"
#include "tests/support/system/LedgerFaults.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

const Pauses kPauses{"200ms", "200ms", "10m"};

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
        for (DoubleCharge* charge : {&m_held, &m_unprotected, &m_believed, &m_expired}) {
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

    void clock_setBack_revivesNothing()
    {
        Daemon daemon(m_stand->placeFor("back", {"200ms", "200ms", "2s"}));
        QVERIFY(daemon.start());
        const auto ticket = daemon.takeIn(complaintAbout(m_expired, "expired"));
        const auto gate = ticket ? daemon.awaitGate(*ticket) : std::nullopt;
        QVERIFY(gate);
        const Approver agent(daemon, daemon.agent(1));
        const auto shown = agent.look(*gate);
        STILLGATE_VERIFY_VALUE(shown);
        QVERIFY(daemon.reaches(*ticket, Stage::Escalated));
        QCOMPARE(daemon.program().terminate(), 0);

        QVERIFY(startShifted(daemon, "-1h"));
        const auto now = agent.look(*gate);
        STILLGATE_VERIFY_VALUE(now);
        QVERIFY(now->gate.terms->issued < shown->gate.terms->issued);
        QCOMPARE(verdictOn(agent.submit(agent.sign(agent.statement(*shown, Verdict::Approve)))),
                 std::string("statement_expired"));
        QCOMPARE(daemon.ticket(*ticket)->row.stage, Stage::Escalated);
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_expired.order).size(), std::size_t{0});
        QCOMPARE(ledgerFaults(daemon.data()), std::string());
    }

private:
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
    std::unique_ptr<Stand> m_stand;
    TicketId m_ticket;
};

QTEST_GUILESS_MAIN(ClockTest)
#include "ClockTest.moc"
