// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <fstream>
#include <random>
#include <regex>
#include <set>

#include <QProcess>
#include <QTest>

#include "tests/support/Readable.h"
#include "tests/support/system/LedgerFaults.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

int rounds()
{
    constexpr int kUsual = 12;
    bool isNumber = false;
    const int value = qEnvironmentVariableIntValue("STILLGATE_FAULT_ROUNDS", &isNumber);
    return isNumber ? value : kUsual;
}

/// The outbox's failpoints as the source names them, so that none can be forgotten here.
std::set<std::string> failpoints()
{
    const std::filesystem::path source = qEnvironmentVariable("STILLGATE_SOURCE").toStdString();
    std::ifstream file(source / "core/client/store/DurableOutbox.cpp");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::regex pattern("STILLGATE_FAILPOINT\\(\"([^\"]+)\"\\)");
    std::set<std::string> names;
    for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match) {
        names.insert((*match)[1]);
    }
    return names;
}

struct Decide {
    TicketId ticket;
    QString verdict = QStringLiteral("approve");
    QString link = QStringLiteral("live");
};

/// A console without a window as a process (Hand.cpp).
class Hand {
public:
    explicit Hand(Stand& stand) : m_stand(stand) { std::filesystem::create_directories(folder()); }
    ~Hand() { kill(); }
    Hand(const Hand&) = delete;
    Hand& operator=(const Hand&) = delete;

    void start(const std::optional<Decide>& decide, const Faults& faults = {})
    {
        m_said.clear();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("STILLGATE_FAILPOINT"), QString::fromStdString(faults.failpoint));
        environment.insert(QStringLiteral("STILLGATE_DISABLE"), QString::fromStdString(faults.disabled));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        Daemon& daemon = m_stand.daemon();
        QStringList arguments{path(folder()), path(daemon.program().readyFile()),
                              path(daemon.data() / "demonstration" / "agent-1.json")};
        if (decide) {
            arguments += {QString::fromStdString(decide->ticket.text()), decide->verdict, decide->link};
        }
        m_process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/outbox-hand"), arguments);
    }
    /// Whether it said something that begins so, now or soon.
    [[nodiscard]] bool says(const std::string& beginning)
    {
        const auto isSaid = [&] { return ("\n" + m_said).find("\n" + beginning) != std::string::npos; };
        while (!isSaid() && m_process.waitForReadyRead(kPatience)) {
            m_said += m_process.readAllStandardOutput().toStdString();
        }
        return isSaid();
    }
    /// Its exit code, or minus the number of the signal that ended it.
    [[nodiscard]] int waitForEnd()
    {
        m_process.waitForFinished(kPatience);
        m_said += m_process.readAllStandardOutput().toStdString();
        return m_process.exitStatus() == QProcess::CrashExit ? -m_process.exitCode() : m_process.exitCode();
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished(kPatience);
        m_said += m_process.readAllStandardOutput().toStdString();
    }
    /// Delivers what waits, in a process that nothing disturbs. Everything it knows about the gate, a line each.
    [[nodiscard]] std::vector<std::string> delivered(const GateId& gate, const std::string& disabled = {})
    {
        start(std::nullopt, {{}, disabled});
        std::vector<std::string> lines;
        if (waitForEnd() != 0) {
            return {"it did not end well"};
        }
        const std::string beginning = "entry " + gate.text() + " ";
        for (const QString& line : QString::fromStdString(m_said).split(QLatin1Char('\n'))) {
            if (line.startsWith(QString::fromStdString(beginning))) {
                lines.push_back(line.toStdString().substr(beginning.size()));
            }
        }
        return lines;
    }
    [[nodiscard]] bool hasStored() const { return m_said.find("stored ") != std::string::npos; }

private:
    static QString path(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }
    [[nodiscard]] std::filesystem::path folder() const { return m_stand.folder() / "hand"; }

    Stand& m_stand;
    QProcess m_process;
    std::string m_said;
};

} // namespace

/// A console is killed (SIGKILL) while decisions lie in its outbox or are on their way: what it had taken from its person is delivered
/// by the next one, and counts once. STILLGATE_FAULT_ROUNDS gives the number of random deaths.
class OutboxCrashTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const std::size_t needed = failpoints().size() + static_cast<std::size_t>(rounds()) + 4;
        for (std::size_t i = 0; i < needed; ++i) {
            m_charges.push_back(m_shop.addDoubleCharge(12'900));
        }
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
        m_hand = std::make_unique<Hand>(*m_stand);
    }

    void failpoints_inTheSource_areEnough() { QVERIFY(failpoints().size() >= 6); }

    void killed_atAFailpoint_data()
    {
        QTest::addColumn<QString>("failpoint");
        for (const std::string& name : failpoints()) {
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
        }
    }

    void killed_atAFailpoint()
    {
#ifndef STILLGATE_FAULTS
        QSKIP("this build has no failpoints");
#endif
        QFETCH(QString, failpoint);
        openGate();
        m_hand->start(Decide{m_ticket}, {failpoint.toStdString(), {}});
        QCOMPARE(m_hand->waitForEnd(), -SIGKILL);
        if (failpoint == QLatin1String("outbox.before_store")) {
            // It was told nothing yet, so nothing may have happened, and the person decides again.
            QVERIFY(!m_hand->hasStored());
            QCOMPARE(m_hand->delivered(m_gate), std::vector<std::string>{});
            QCOMPARE(decisions().size(), std::size_t{0});
            m_hand->start(Decide{m_ticket});
            QCOMPARE(m_hand->waitForEnd(), 0);
        }
        const auto told = m_hand->delivered(m_gate);
        QCOMPARE(told, std::vector{confirmation()});
        QVERIFY(m_stand->daemon().reaches(m_ticket, Stage::Closed));
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_order).size(), std::size_t{1});
    }

    /// Taken while there was no connection; the orchestrator is another process when the decision comes to it.
    void killed_whileItWaits_isDeliveredByTheNext()
    {
        decideOfflineAndDie({});
        const auto told = m_hand->delivered(m_gate);
        QCOMPARE(told, std::vector{confirmation()});
    }

    /// The control: what is only kept in memory is lost with the process, and nobody is told.
    void killed_withoutTheFile_losesTheDecision()
    {
#ifndef STILLGATE_FAULTS
        QSKIP("this build has no failpoints");
#endif
        decideOfflineAndDie("outbox.file");
        QCOMPARE(m_hand->delivered(m_gate), std::vector<std::string>{});
        QCOMPARE(decisions().size(), std::size_t{0});
    }

    /// The control: sent again under another id, what has counted is told to have been refused.
    void killed_withAnotherIdEachTime_isToldThatItFailed()
    {
#ifndef STILLGATE_FAULTS
        QSKIP("this build has no failpoints");
#endif
        openGate();
        m_hand->start(Decide{m_ticket}, {"outbox.answered", {}});
        QCOMPARE(m_hand->waitForEnd(), -SIGKILL);
        const auto told = m_hand->delivered(m_gate, "outbox.same_id");
        QCOMPARE(told.size(), std::size_t{1});
        QVERIFY2(told.front().starts_with("refused"), told.front().c_str());
        QCOMPARE(decisions().size(), std::size_t{1});
    }

    void killed_atRandomTimes_losesNothingAndCountsOnce()
    {
        std::mt19937 random(1);
        std::uniform_int_distribution<int> moment(0, 25);
        int stored = 0;
        int died = 0;
        for (int round = 0; round < rounds(); ++round) {
            openGate();
            m_hand->start(Decide{m_ticket});
            QVERIFY(m_hand->says("shown"));
            QTest::qWait(moment(random));
            m_hand->kill();
            stored += m_hand->hasStored() ? 1 : 0;
            for (int time = 0; time < 2; ++time) {
                m_hand->start(std::nullopt);
                QTest::qWait(moment(random) * 8);
                m_hand->kill();
                ++died;
            }
            const auto told = m_hand->delivered(m_gate);
            QVERIFY2(decisions().size() <= 1, "it counted twice");
            QVERIFY2(!m_hand->hasStored() || told.size() == 1, "a decision that was taken is gone");
            QCOMPARE(told, decisions().empty() ? std::vector<std::string>{} : std::vector{confirmation()});
        }
        qInfo("%d rounds, %d of them with a decision taken, %d deaths", rounds(), stored, died + rounds());
        QCOMPARE(ledgerFaults(m_stand->daemon().data()), std::string());
    }

private:
    void openGate()
    {
        const DoubleCharge charge = m_charges.at(m_used++);
        m_order = charge.order;
        const auto ticket = m_stand->daemon().takeIn(complaintAbout(charge, "outbox-" + charge.order));
        m_ticket = ticket.value_or(TicketId{});
        const auto gate = ticket ? m_stand->daemon().awaitGate(*ticket) : std::nullopt;
        QVERIFY(gate);
        m_gate = *gate;
    }

    /// Leaves the orchestrator running again.
    void decideOfflineAndDie(const std::string& disabled)
    {
        openGate();
        m_hand->start(Decide{m_ticket, QStringLiteral("deny"), QStringLiteral("offline")}, {{}, disabled});
        QVERIFY(m_hand->says("shown"));
        m_stand->daemon().program().kill();
        QVERIFY(m_hand->says("stored "));
        m_hand->kill();
        QVERIFY(m_stand->daemon().start());
        QCOMPARE(decisions().size(), std::size_t{0});
    }

    [[nodiscard]] std::vector<Sequence> decisions()
    {
        std::vector<Sequence> out;
        const auto ticket = m_stand->daemon().ticket(m_ticket);
        for (const rpc::EventView& event : ticket ? ticket->events : std::vector<rpc::EventView>()) {
            if (event.header.header().code == GateDecided::kCode) {
                out.push_back(event.header.header().sequence);
            }
        }
        return out;
    }
    /// What the outbox says of the one decision that counts.
    [[nodiscard]] std::string confirmation()
    {
        const auto found = decisions();
        return found.size() == 1 ? "confirmed " + std::to_string(found.front()) + " -" : "not decided exactly once";
    }

    SampleShop m_shop;
    std::vector<DoubleCharge> m_charges;
    std::size_t m_used = 0;
    std::unique_ptr<Stand> m_stand;
    std::unique_ptr<Hand> m_hand;
    TicketId m_ticket;
    GateId m_gate;
    std::string m_order;
};

QTEST_GUILESS_MAIN(OutboxCrashTest)
#include "OutboxCrashTest.moc"
