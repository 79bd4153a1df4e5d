// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <csignal>
#include <memory>
#include <set>

#include <QProcess>
#include <QTest>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include <sys/types.h>
#include <unistd.h>

#include "core/base/File.h"
#include "core/client/DaemonLauncher.h"
#include "tests/support/Readable.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

/// Somebody else's server, on a port that an orchestrator had before. It lets everyone in and remembers what it was told.
class Stranger {
public:
    explicit Stranger(const std::string& url)
    {
        m_server.setSupportedSubprotocols({QStringLiteral("stillgate.v1")});
        const auto port = static_cast<quint16>(QUrl(QString::fromStdString(url)).port());
        m_listens = becomes([&] { return m_server.listen(QHostAddress::LocalHost, port); });
        QObject::connect(&m_server, &QWebSocketServer::newConnection, &m_server, [this] {
            m_guests.emplace_back(m_server.nextPendingConnection());
            m_heard.push_back(m_guests.back()->request().rawHeader("Authorization").toStdString());
        });
    }
    [[nodiscard]] bool listens() const { return m_listens; }
    [[nodiscard]] const std::vector<std::string>& heard() const { return m_heard; }

private:
    QWebSocketServer m_server{QString(), QWebSocketServer::NonSecureMode};
    std::vector<std::unique_ptr<QWebSocket>> m_guests;
    bool m_listens = false;
    std::vector<std::string> m_heard;
};

/// A console as a process and a group of processes of its own (Finder.cpp).
class Finder {
public:
    ~Finder() { kill(); }

    void start(const std::filesystem::path& data, const DaemonProgram& program, const std::string& disabled = {})
    {
        QStringList arguments{QString::fromStdString(data.string()), QString::fromStdString(program.program.string())};
        for (const std::string& argument : program.arguments) {
            arguments.push_back(QString::fromStdString(argument));
        }
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("STILLGATE_DISABLE"), QString::fromStdString(disabled));
        m_process.setProcessEnvironment(environment);
        m_process.setChildProcessModifier([] { ::setpgid(0, 0); });
        m_process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/daemon-finder"), arguments);
    }
    /// What it says about where the orchestrator is.
    [[nodiscard]] std::string said()
    {
        (void)QTest::qWaitFor([&] { return m_process.canReadLine() || m_process.state() == QProcess::NotRunning; }, kPatience);
        return m_process.readLine().trimmed().toStdString();
    }
    /// It and all it started, as far as that belongs to it.
    void kill()
    {
        if (m_process.state() != QProcess::NotRunning) {
            ::kill(-static_cast<pid_t>(m_process.processId()), SIGKILL);
            m_process.waitForFinished(kPatience);
        }
    }

private:
    QProcess m_process;
};

/// Of the orchestrator of this data folder; 0 when there is none.
pid_t processOf(const std::filesystem::path& data)
{
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string line = readFile(entry.path() / "cmdline").value_or(std::string());
        const std::string wanted = std::string("--data") + '\0' + data.string() + '\0';
        if (line.find("stillgated") != std::string::npos && line.find(wanted) != std::string::npos) {
            return static_cast<pid_t>(std::stoi(entry.path().filename().string()));
        }
    }
    return 0;
}

bool answers(const ReadyFile& ready)
{
    PersonConnection connection;
    return connection.call<rpc::LedgerStatus>({ready.url, ready.token}, {}).has_value();
}

} // namespace

/// One orchestrator for every console of a data folder.
class DaemonLauncherTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
        m_daemon = std::make_unique<Daemon>(m_stand->placeFor("launched"));
        m_program.program = qEnvironmentVariable("STILLGATE_BIN").toStdString() + "/stillgated";
        for (const QString& argument : m_daemon->usualArguments()) {
            m_program.arguments.push_back(argument.toStdString());
        }
    }
    /// Nothing that a failed function started is left behind.
    void cleanup()
    {
        if (const pid_t process = processOf(data()); QTest::currentTestFailed() && process > 0) {
            ::kill(process, SIGKILL);
        }
    }
    void cleanupTestCase()
    {
        if (const pid_t process = processOf(data()); process > 0) {
            ::kill(process, SIGKILL);
        }
    }

    void ensure_noneRuns_startsOne()
    {
        const auto ready = ensure(m_program);
        STILLGATE_VERIFY_VALUE(ready);
        QVERIFY(answers(*ready));
        QVERIFY(isServed(data()));
        m_ready = *ready;
    }

    /// Which program it would start does not matter: there is nothing to start.
    void ensure_oneRuns_findsIt()
    {
        const auto ready = ensure({"/nowhere/stillgated", {}});
        STILLGATE_VERIFY_VALUE(ready);
        QVERIFY(*ready == m_ready);
    }

    void stop_asked_endsIt()
    {
        DaemonLauncher launcher(data(), {"/nowhere/stillgated", {}}, m_timers);
        const auto stopped = awaitResult(launcher.stop());
        QVERIFY(stopped);
        STILLGATE_VERIFY_VALUE(*stopped);
        QVERIFY(becomes([&] { return processOf(data()) == 0; }));
        QVERIFY(!isServed(data()));
        QVERIFY(!std::filesystem::exists(readyFileOf(data())));
        const auto again = awaitResult(launcher.stop());
        QVERIFY(again);
        STILLGATE_VERIFY_CODE(*again, ErrorCode::NotFound);
        STILLGATE_VERIFY_CODE(ensure({"/nowhere/stillgated", {}}), ErrorCode::NotFound);
    }

    void consolesAtOnce_startOneAndTheSame()
    {
        std::array<Finder, 4> finders;
        for (Finder& finder : finders) {
            finder.start(data(), m_program);
        }
        std::set<std::string> said;
        for (Finder& finder : finders) {
            said.insert(finder.said());
        }
        QCOMPARE(said.size(), std::size_t{1});
        QVERIFY2(said.begin()->starts_with("ready ws://"), said.begin()->c_str());
    }

    /// They were killed with everything that belonged to them when the function above ended.
    void consoleKilled_leavesItRunning()
    {
        const auto ready = readyFileInUse(data());
        STILLGATE_VERIFY_VALUE(ready);
        QVERIFY(answers(*ready));
    }

    void staleFile_whosePortIsTaken_isNotBelieved()
    {
        const ReadyFile stale = killIt();
        const Stranger stranger(stale.url);
        QVERIFY(stranger.listens());
        STILLGATE_VERIFY_CODE(readyFileInUse(data()), ErrorCode::NotFound);
        const auto ready = ensure(m_program);
        STILLGATE_VERIFY_VALUE(ready);
        QVERIFY(ready->url != stale.url && answers(*ready));
        QVERIFY(stranger.heard().empty());
    }

    /// The control: a file is believed because it is there, and the token goes to whoever listens.
    void staleFile_believed_tellsTheStrangerTheToken()
    {
#ifndef STILLGATE_FAULTS
        QSKIP("this build has no failpoints");
#endif
        const ReadyFile stale = killIt();
        const Stranger stranger(stale.url);
        QVERIFY(stranger.listens());
        Finder finder;
        finder.start(data(), m_program, "client.ready_lock");
        QCOMPARE(finder.said(), "ready " + stale.url);
        QCOMPARE(stranger.heard(), std::vector{"Bearer " + stale.token});
    }

private:
    [[nodiscard]] std::filesystem::path data() const { return m_daemon->data(); }

    [[nodiscard]] Result<ReadyFile> ensure(const DaemonProgram& program)
    {
        DaemonLauncher launcher(data(), program, m_timers);
        return awaitResult(launcher.ensure()).value_or(fail(ErrorCode::Internal, "ensure", "it never ended"));
    }

    /// What it leaves behind.
    [[nodiscard]] ReadyFile killIt()
    {
        const auto ready = readReadyFile(readyFileOf(data()));
        ::kill(processOf(data()), SIGKILL);
        (void)becomes([&] { return !isServed(data()); });
        return ready.value_or(ReadyFile{});
    }

    SampleShop m_shop;
    std::unique_ptr<Stand> m_stand;
    std::unique_ptr<Daemon> m_daemon; ///< its folder and its options; it is never started from here
    DaemonProgram m_program;
    QtTimers m_timers;
    ReadyFile m_ready;
};

QTEST_GUILESS_MAIN(DaemonLauncherTest)
#include "DaemonLauncherTest.moc"
