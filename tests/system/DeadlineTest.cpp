// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include <QDirIterator>
#include <QTest>

#include "tests/support/Readable.h"
#include "tests/support/system/CommandLine.h"
#include "tests/support/system/LedgerFaults.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

const Pauses kPauses{"200ms", "200ms", "20d"};

/// Two seconds for a first response, most of it used up after one and a half.
constexpr std::string_view kShortTargets = R"(format = 1
id = "short"
version = 1
at_risk = 75

[[calendar]]
id = "always"
zone = "UTC"
shifts = [{ days = "mon-sun", from = "00:00", to = "24:00" }]

[[target]]
id = "short"
calendar = "always"
first_response = "2s"
next_response = "1h"
resolution = "2h"
)";

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

/// Deadlines come true on time, once, whether the orchestrator runs then or not; and not by a clock that nobody vouched for.
class DeadlineTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        for (DoubleCharge* charge : {&m_running, &m_down, &m_jump, &m_unprotected, &m_claimed}) {
            *charge = m_shop.addDoubleCharge(15'000);
        }
        m_stand = std::make_unique<Stand>(m_shop, kPauses);
        QVERIFY(m_stand->start());
    }

    void target_usedUpWhileRunning_isAtRiskAndThenBreached()
    {
        Daemon::Place place = m_stand->placeFor("running", kPauses);
        std::ofstream(place.pack / "sla.toml") << kShortTargets;
        Daemon daemon(place);
        QVERIFY(daemon.start());
        QVERIFY(takeToGate(daemon, m_running));
        QVERIFY(becomes([&] { return breaches(daemon) == 1; }));
        const auto ticket = daemon.ticket(m_ticket);
        QCOMPARE(payloadsOf<SlaAtRisk>(*ticket).size(), std::size_t{1});
        QCOMPARE(ticket->row.deadline->state, SlaState::Breached);
        QVERIFY(*ticket->row.priority <= Priority::P2);
        QCOMPARE(daemon.program().terminate(), 0);
        QCOMPARE(ledgerFaults(daemon.data()), std::string());
    }

    void target_usedUpWhileDown_isBreachedOnceAtTheNextStart()
    {
        if (shifter().isEmpty()) {
            QSKIP("libfaketime is not installed: the clock cannot be shifted");
        }
        Daemon daemon(m_stand->placeFor("down", kPauses));
        QVERIFY(daemon.start());
        QVERIFY(takeToGate(daemon, m_down));
        QCOMPARE(breaches(daemon), std::size_t{0});
        QCOMPARE(daemon.program().terminate(), 0);
        // First response and resolution.
        QVERIFY(startShifted(daemon, "+15d"));
        QVERIFY(becomes([&] { return breaches(daemon) == 2; }));
        QCOMPARE(daemon.program().terminate(), 0);
        QVERIFY(startShifted(daemon, "+16d"));
        QVERIFY(takeToGate(daemon, m_running, "later"));
        QCOMPARE(payloadsOf<SlaBreached>(*daemon.ticket(m_first)).size(), std::size_t{2});
        QCOMPARE(daemon.program().terminate(), 0);
        QCOMPARE(ledgerFaults(daemon.data()), std::string());
    }

    void clock_farAhead_breachesNothing()
    {
        if (shifter().isEmpty()) {
            QSKIP("libfaketime is not installed: the clock cannot be shifted");
        }
        Daemon daemon(m_stand->placeFor("jump", kPauses));
        QVERIFY(daemon.start());
        QVERIFY(takeToGate(daemon, m_jump));
        QCOMPARE(daemon.program().terminate(), 0);
        QVERIFY(startShifted(daemon, "+400d"));
        constexpr int kManyTicks = 3'000;
        QTest::qWait(kManyTicks);
        QCOMPARE(breaches(daemon), std::size_t{0});
        QCOMPARE(daemon.program().terminate(), 0);
        // Vouched for, the same clock breaches.
        QVERIFY(startShifted(daemon, "+400d", {}, {QStringLiteral("--accept-clock")}));
        QVERIFY(becomes([&] { return breaches(daemon) == 2; }));
    }

    /// The control: believed without a question, the same jump breaches everything.
    void clock_farAheadUnchecked_breaches()
    {
#ifndef STILLGATE_FAULTS
        QSKIP("this build has no failpoints");
#endif
        if (shifter().isEmpty()) {
            QSKIP("libfaketime is not installed: the clock cannot be shifted");
        }
        Daemon daemon(m_stand->placeFor("unprotected", kPauses));
        QVERIFY(daemon.start());
        QVERIFY(takeToGate(daemon, m_unprotected));
        QCOMPARE(daemon.program().terminate(), 0);
        QVERIFY(startShifted(daemon, "+400d", "clock"));
        QVERIFY(becomes([&] { return breaches(daemon) == 2; }));
    }

    void claim_andRelease_fromTheCommandLine()
    {
        Daemon daemon(m_stand->placeFor("claims", kPauses));
        QVERIFY(daemon.start());
        QVERIFY(takeToGate(daemon, m_claimed));
        const QString id = QString::fromStdString(m_ticket.text());
        const QStringList reach{QStringLiteral("--ready"), QString::fromStdString(daemon.program().readyFile().string()),
                                QStringLiteral("--data"), QString::fromStdString(daemon.data().string())};
        QCOMPARE(ctl(QStringList{QStringLiteral("claim"), id} + reach).code, 0);
        const Approver second(daemon, daemon.agent(2));
        QCOMPARE(verdictOn(second.submit(rpc::SubmitClaim{m_ticket})), std::string("already_claimed"));
        QVERIFY(daemon.ticket(m_ticket)->row.claimedUntil.has_value());
        const CommandRun told = ctl(QStringList{QStringLiteral("explain"), id} + reach);
        for (const char* part : {"Its priority is P", "Its clocks run by the target ", "It went to billing",
                                 "took it for themselves", "Next deadline: first response"}) {
            QVERIFY2(told.text.find(part) != std::string::npos, (std::string(part) + "\n" + told.text).c_str());
        }
        QCOMPARE(ctl(QStringList{QStringLiteral("release"), id} + reach).code, 0);
        QVERIFY(!daemon.ticket(m_ticket)->row.claimedUntil.has_value());
        QCOMPARE(verdictOn(second.submit(rpc::SubmitClaim{m_ticket})), std::string("accepted"));
    }

private:
    bool takeToGate(Daemon& daemon, const DoubleCharge& charge, const std::string& prefix = "deadline")
    {
        m_first = m_ticket;
        m_ticket = daemon.takeIn(complaintAbout(charge, prefix + "-" + charge.order)).value_or(TicketId{});
        return daemon.awaitGate(m_ticket).has_value();
    }

    [[nodiscard]] std::size_t breaches(Daemon& daemon) const
    {
        const auto ticket = daemon.ticket(m_ticket);
        return ticket ? payloadsOf<SlaBreached>(*ticket).size() : 0;
    }

    SampleShop m_shop;
    DoubleCharge m_running;
    DoubleCharge m_down;
    DoubleCharge m_jump;
    DoubleCharge m_unprotected;
    DoubleCharge m_claimed;
    std::unique_ptr<Stand> m_stand;
    TicketId m_ticket;
    TicketId m_first; ///< the one before
};

QTEST_GUILESS_MAIN(DeadlineTest)
#include "DeadlineTest.moc"
