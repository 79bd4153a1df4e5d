// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <sys/stat.h>

#include "core/base/File.h"
#include "tests/support/Readable.h"
#include "tests/support/system/LedgerFaults.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

constexpr int kDone = 0;
constexpr int kFoundWrong = 1;
constexpr int kUsage = 2;
constexpr int kCannotReach = 3;

} // namespace

/// How the orchestrator starts and ends, and what it refuses to start on.
class RestartTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
    }

    void second_onTheSameFolder_isRefusedAndHarmless()
    {
        Daemon& first = m_stand->daemon();
        const std::filesystem::path ready = first.program().readyFile();
        Program second("stillgated", m_stand->folder() / "second");
        QVERIFY(!second.start({first.usualArguments(), {}, {}}));
        QCOMPARE(second.waitForEnd(), kCannotReach);
        QVERIFY(std::filesystem::exists(ready));
        QVERIFY(first.call<rpc::LedgerStatus>({}));
    }

    void readyFile_isForItsOwnerAlone()
    {
        struct stat file{};
        QCOMPARE(::stat(m_stand->daemon().program().readyFile().c_str(), &file), 0);
        QCOMPARE(file.st_mode & 0777U, 0600U);
    }

    void gate_overARestart_isDecidedWithTheOldNonce()
    {
        Daemon& daemon = m_stand->daemon();
        const auto ticket = daemon.takeIn(sampleMessage("sample-0008"));
        const auto gate = ticket ? daemon.awaitGate(*ticket) : std::nullopt;
        QVERIFY(gate);
        const Approver agent = m_stand->agent(1);
        const auto shown = agent.look(*gate);
        STILLGATE_VERIFY_VALUE(shown);
        QCOMPARE(daemon.program().terminate(), kDone);
        QVERIFY(!std::filesystem::exists(daemon.program().readyFile()));

        QVERIFY(daemon.start());
        QCOMPARE(verdictOn(agent.submit(agent.sign(agent.statement(*shown, Verdict::Approve)))), std::string("accepted"));
        QVERIFY(daemon.reaches(*ticket, Stage::Closed));
        QCOMPARE(m_stand->sandbox().books().refundsOf("ORD-7719").size(), std::size_t{1});
    }

    void start_withTheFolderAlone_servesAsBefore()
    {
        Daemon& daemon = m_stand->daemon();
        QCOMPARE(daemon.program().terminate(), kDone);
        const QStringList folderAlone{QStringLiteral("--data"), QString::fromStdString(daemon.data().string())};
        QVERIFY(daemon.startWith({folderAlone, {}, {}}));
        QVERIFY(daemon.callAs<rpc::LedgerStatus>(daemon.agent(1).token, {}));

        // The control: without what the folder remembers there is no sandbox to serve with.
        QCOMPARE(daemon.program().terminate(), kDone);
        QVERIFY(std::filesystem::remove(daemon.data() / "stillgated.toml"));
        QVERIFY(!daemon.startWith({folderAlone, {}, {}}));
        QCOMPARE(daemon.program().waitForEnd(), kUsage);
        QVERIFY(daemon.start());
    }

    void demonstration_inProduction_isRefused()
    {
        QCOMPARE(
            endOf(m_stand->daemon().usualArguments() + QStringList{QStringLiteral("--environment"), QStringLiteral("prod")}),
            kUsage);
    }

    void data_ofAnotherEnvironment_isRefused()
    {
        QCOMPARE(m_stand->daemon().program().terminate(), kDone);
        const QStringList usual = m_stand->daemon().usualArguments();
        QCOMPARE(endOf(usual + QStringList{QStringLiteral("--environment"), QStringLiteral("staging")}), kFoundWrong);
        // The control: its own environment is served.
        QVERIFY(
            m_stand->daemon().startWith({usual + QStringList{QStringLiteral("--environment"), QStringLiteral("dev")}, {}, {}}));
    }

    void pack_thatIsNotThere_isNamed()
    {
        QStringList arguments = m_stand->daemon().usualArguments();
        arguments[arguments.indexOf(QStringLiteral("--pack")) + 1] = QStringLiteral("/nowhere");
        arguments[arguments.indexOf(QStringLiteral("--data")) + 1] = m_folder.filePath(QStringLiteral("new"));
        QCOMPARE(endOf(arguments), kCannotReach);
        QVERIFY(readFile(m_folder.filePath(QStringLiteral("other/stillgated.log")).toStdString())->find("/nowhere") !=
                std::string::npos);
    }

    void kill_leavesALedgerThatVerifies()
    {
        m_stand->daemon().program().kill();
        QCOMPARE(ledgerFaults(m_stand->daemon().data()), std::string());
        QVERIFY(m_stand->daemon().start());
        QCOMPARE(m_stand->daemon().program().terminate(), kDone);
        QCOMPARE(ledgerFaults(m_stand->daemon().data()), std::string());
    }

private:
    /// The exit code of one that does not come to serve; -1 when it serves.
    int endOf(const QStringList& arguments)
    {
        Program program("stillgated", m_folder.filePath(QStringLiteral("other")).toStdString());
        return program.start({arguments, {}, {}}) ? -1 : program.waitForEnd();
    }

    SampleShop m_shop;
    QTemporaryDir m_folder;
    std::unique_ptr<Stand> m_stand;
};

QTEST_GUILESS_MAIN(RestartTest)
#include "RestartTest.moc"
