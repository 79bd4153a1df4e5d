// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <fstream>

#include <QTest>

#include "tests/support/Readable.h"
#include "tests/support/system/CommandLine.h"
#include "tests/support/system/LedgerFaults.h"
#include "tests/support/system/Stand.h"
#include "tests/support/system/Waiting.h"

using namespace stillgate;

Q_DECLARE_METATYPE(stillgate::HaltScope)

namespace {

/// Long enough for a call that is on its way to arrive.
constexpr int kCallWouldArrive = 1'500;

bool isStopped(qint64 process)
{
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto end = text.rfind(')');
    return end != std::string::npos && text.size() > end + 2 && text[end + 2] == 'T';
}

QString qtPath(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

} // namespace

/// The kill switch on the real programs: what was claimed and not started does not start, by the sandbox's own books, and after the lift
/// it is done once.
class KillSwitchTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        for (DoubleCharge& charge : m_charges) {
            charge = m_shop.addDoubleCharge(7'450); // runs without people
        }
        m_gated = m_shop.addDoubleCharge(12'900);
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
    }

    void claimed_thenHalted_doesNotLeave_data()
    {
        QTest::addColumn<HaltScope>("scope");
        for (const auto& [scope, name] : EnumNames<HaltScope>::kNames) {
            QTest::newRow(std::string(name).c_str()) << scope;
        }
    }
    /// The job sleeps between the recorded intent and the call; the halt comes meanwhile.
    void claimed_thenHalted_doesNotLeave()
    {
        QFETCH(HaltScope, scope);
        Daemon daemon(m_stand->placeFor("scope-" + std::string(nameOf(scope))));
        QVERIFY(daemon.start({"call.before:1:sleep", {}}));
        const DoubleCharge& charge = m_charges.at(static_cast<std::size_t>(scope));
        const auto ticket = daemon.takeIn(complaintAbout(charge, "claimed"));
        QVERIFY(ticket);
        QVERIFY(becomes([&] { return count<ActionIntended>(daemon, *ticket) == 1; }));
        const std::string name = nameOfTarget(daemon, scope, *ticket);
        QCOMPARE(verdictOn(submit(daemon, rpc::SubmitHalt{scope, name, HaltReason::Drill})), std::string("accepted"));

        QVERIFY(becomes([&] { return count<ActionFailed>(daemon, *ticket) == 1; }));
        QVERIFY(payloadsOf<ActionFailed>(*daemon.ticket(*ticket)).front().failure == CallFailure::Halted);
        QTest::qWait(kCallWouldArrive);
        QCOMPARE(count<ActionIntended>(daemon, *ticket), std::size_t{1});
        QVERIFY(m_stand->sandbox().books().refundsOf(charge.order).empty());

        QCOMPARE(verdictOn(submit(daemon, rpc::SubmitLift{scope, name})), std::string("accepted"));
        endsWithOneRefund(daemon, *ticket, charge);
    }

    /// Everything of the orchestrator stands still while the file comes; its own next question finds it.
    void claimed_thenStoppedByTheFile_doesNotLeave()
    {
        Daemon daemon(m_stand->placeFor("file"));
        QVERIFY(daemon.start({"call.before:1:stop", {}}));
        const DoubleCharge& charge = m_charges.at(4);
        const auto ticket = daemon.takeIn(complaintAbout(charge, "file"));
        QVERIFY(ticket);
        QVERIFY(becomes([&] { return isStopped(daemon.program().processId()); }));
        QCOMPARE(haltFile(daemon, {}).code, 0);
        QCOMPARE(::kill(static_cast<pid_t>(daemon.program().processId()), SIGCONT), 0);

        QVERIFY(becomes([&] { return count<ActionFailed>(daemon, *ticket) >= 1; }));
        QVERIFY(becomes([&] {
            const auto halts = daemon.call<rpc::HaltsList>({});
            return halts && halts->file && halts->halts.size() == 1 && halts->halts[0].target.origin == HaltOrigin::File;
        }));
        QTest::qWait(kCallWouldArrive);
        QVERIFY(m_stand->sandbox().books().refundsOf(charge.order).empty());
        // No command lifts it.
        QCOMPARE(verdictOn(submit(daemon, rpc::SubmitLift{HaltScope::All, {}})), std::string("accepted"));
        QVERIFY(daemon.call<rpc::HaltsList>({})->halts.size() == 1);

        QCOMPARE(haltFile(daemon, {QStringLiteral("lift")}).code, 0);
        endsWithOneRefund(daemon, *ticket, charge);
        QVERIFY(daemon.call<rpc::HaltsList>({})->halts.empty());
    }

    /// The control: with the switch off the same file stops nothing.
    void file_protectionOff_stopsNothing()
    {
        Daemon daemon(m_stand->placeFor("control"));
        QCOMPARE(haltFile(daemon, {}).code, 0);
        QVERIFY(daemon.start({{}, "halt"}));
        const auto ticket = daemon.takeIn(complaintAbout(m_charges.at(5), "control"));
        QVERIFY(ticket && daemon.reaches(*ticket, Stage::Closed));
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_charges.at(5).order).size(), std::size_t{1});
    }

    /// Put there while nothing ran: what is proposed after the start waits.
    void file_fromBefore_holdsWhatIsProposed()
    {
        Daemon daemon(m_stand->placeFor("before"));
        QCOMPARE(haltFile(daemon, {}).code, 0);
        const CommandRun asked =
            ctl({QStringLiteral("halt"), QStringLiteral("status"), QStringLiteral("--data"), qtPath(daemon.data())});
        QCOMPARE(asked.code, 1);
        QVERIFY(asked.text.find("the file is there") != std::string::npos);
        QVERIFY(daemon.start());
        const DoubleCharge& charge = m_charges.at(6);
        const auto ticket = daemon.takeIn(complaintAbout(charge, "before"));
        QVERIFY(ticket);
        QVERIFY(becomes([&] { return count<PolicyDecided>(daemon, *ticket) == 1; }));
        QTest::qWait(kCallWouldArrive);
        QCOMPARE(daemon.ticket(*ticket)->row.stage, Stage::Policy);
        QVERIFY(m_stand->sandbox().books().refundsOf(charge.order).empty());
        QCOMPARE(haltFile(daemon, {QStringLiteral("lift")}).code, 0);
        endsWithOneRefund(daemon, *ticket, charge);
    }

    /// An agent stops a ticket during the hold-back of an approved refund, and may not let it go on.
    void heldBack_haltedByAnAgent_waitsForWhoMayLift()
    {
        Daemon& daemon = m_stand->daemon();
        const auto ticket = daemon.takeIn(complaintAbout(m_gated, "held"));
        QVERIFY(ticket);
        const auto gate = daemon.awaitGate(*ticket);
        QVERIFY(gate);
        const Approver agent = m_stand->agent(1);
        QCOMPARE(verdictOn(agent.submit(rpc::SubmitHalt{HaltScope::Ticket, ticket->text(), HaltReason::WrongEffects})),
                 std::string("accepted"));
        QCOMPARE(verdictOn(agent.decide(*gate, Verdict::Approve)), std::string("accepted"));
        QTest::qWait(kCallWouldArrive);
        QCOMPARE(count<ActionIntended>(daemon, *ticket), std::size_t{0});
        const auto notHis = agent.submit(rpc::SubmitLift{HaltScope::Ticket, ticket->text()});
        QVERIFY(!notHis && notHis.error().code == ErrorCode::Refused);
        const auto all = agent.submit(rpc::SubmitHalt{HaltScope::All, {}, HaltReason::Drill});
        QVERIFY(!all && all.error().code == ErrorCode::Refused);
        const QStringList lift{QStringLiteral("halt"),     QStringLiteral("lift"),
                               QStringLiteral("--ticket"), QString::fromStdString(ticket->text()),
                               QStringLiteral("--data"),   qtPath(daemon.data()),
                               QStringLiteral("--ready"),  qtPath(daemon.program().readyFile())};
        QCOMPARE(ctl(lift).code, 0);
        endsWithOneRefund(daemon, *ticket, m_gated);
    }

private:
    template <typename P>
    static std::size_t count(Daemon& daemon, const TicketId& ticket)
    {
        const auto told = daemon.ticket(ticket);
        return told ? payloadsOf<P>(*told).size() : 0;
    }
    static Result<rpc::CommandSubmit::Result> submit(Daemon& daemon, const rpc::PersonCommand& command)
    {
        return daemon.call<rpc::CommandSubmit>({Approver::newCommandId(), command});
    }
    static std::string nameOfTarget(Daemon& daemon, HaltScope scope, const TicketId& ticket)
    {
        switch (scope) {
        case HaltScope::All: break;
        case HaltScope::Connector: return payloadsOf<ActionProposed>(*daemon.ticket(ticket)).front().system;
        case HaltScope::Intent: return daemon.ticket(ticket)->row.intent;
        case HaltScope::Ticket: return ticket.text();
        }
        return {};
    }
    static CommandRun haltFile(const Daemon& daemon, const QStringList& verb)
    {
        return ctl(QStringList{QStringLiteral("halt")} + verb +
                   QStringList{QStringLiteral("--file"), QStringLiteral("--data"), qtPath(daemon.data())});
    }
    void endsWithOneRefund(Daemon& daemon, const TicketId& ticket, const DoubleCharge& charge)
    {
        QVERIFY(daemon.reaches(ticket, Stage::Closed));
        QCOMPARE(m_stand->sandbox().books().refundsOf(charge.order).size(), std::size_t{1});
        QCOMPARE(ledgerFaults(daemon.data()), std::string());
    }

    SampleShop m_shop;
    std::array<DoubleCharge, 7> m_charges;
    DoubleCharge m_gated;
    std::unique_ptr<Stand> m_stand;
};

QTEST_GUILESS_MAIN(KillSwitchTest)
#include "KillSwitchTest.moc"
