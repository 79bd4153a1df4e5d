// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/base/File.h"
#include "tests/support/Readable.h"
#include "tests/support/system/CommandLine.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

constexpr int kFoundWrong = 1;
constexpr int kUsage = 2;

QString option(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

} // namespace

/// Environments do not mix: neither data and systems of record, nor what somebody means and what answers.
class EnvironmentTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_stand = std::make_unique<Stand>(m_shop, Pauses{}, QStringList{option("--environment"), option("staging")});
        QVERIFY(m_stand->sandbox().start());
    }

    void systemOfRecord_ofAnotherEnvironment_isRefusedAtStart()
    {
        for (const char* environment : {"dev", "prod"}) {
            Daemon daemon(m_stand->placeFor(environment));
            QVERIFY(!daemon.startWith({of(daemon, environment), {}, {}}));
            QCOMPARE(daemon.program().waitForEnd(), kFoundWrong);
            const auto log = readFile(daemon.program().logFile());
            QVERIFY(log && log->find("wrong_environment") != std::string::npos);
            // Nothing was founded.
            QVERIFY(!std::filesystem::exists(daemon.data() / "ledger.sqlite"));
        }
    }

    void systemOfRecord_ofTheSameEnvironment_isServed()
    {
        QVERIFY(m_stand->daemon().startWith({of(m_stand->daemon(), "staging"), {}, {}}));
        const auto status = m_stand->daemon().call<rpc::LedgerStatus>({});
        QVERIFY(status && status->environment == Environment::Staging);
        // No two environments share a name, so that a statement that was signed for one is none of the other.
        QCOMPARE(status->origin, std::string("staging.stillgate.local/local"));
    }

    void command_thatMeansAnotherEnvironment_isRefused()
    {
        const QStringList gates{option("gates"), option("--ready"),
                                QString::fromStdString(m_stand->daemon().program().readyFile().string())};
        const CommandRun wrong = ctl(gates + QStringList{option("--environment"), option("prod")});
        QVERIFY2(wrong.complaint.find("wrong_environment") != std::string::npos, wrong.complaint.c_str());
        QCOMPARE(wrong.code, kFoundWrong);
        const CommandRun right = ctl(gates + QStringList{option("--environment"), option("staging")});
        QVERIFY2(right.complaint.find("wrong_environment") == std::string::npos, right.complaint.c_str());
        QCOMPARE(ctl(gates + QStringList{option("--environment"), option("production")}).code, kUsage);
    }

    void demonstration_inProduction_isRefused()
    {
        Daemon daemon(m_stand->placeFor("show"));
        QVERIFY(!daemon.startWith({of(daemon, "prod") + QStringList{option("--demonstration")}, {}, {}}));
        QCOMPARE(daemon.program().waitForEnd(), kUsage);
    }

    /// The control: without the protection data of dev would move money in staging.
    void protectionOff_systemOfAnotherEnvironment_isServed()
    {
#ifdef STILLGATE_FAULTS
        Daemon daemon(m_stand->placeFor("off"));
        QVERIFY(daemon.startWith({of(daemon, "dev"), {{"STILLGATE_DISABLE", "connector_environment"}}, {}}));
#else
        QSKIP("this build has no switches for protections");
#endif
    }

private:
    static QStringList of(const Daemon& daemon, const char* environment)
    {
        QStringList out = daemon.usualArguments();
        out.removeOne(option("--demonstration"));
        return out + QStringList{option("--environment"), option(environment)};
    }

    SampleShop m_shop;
    std::unique_ptr<Stand> m_stand;
};

QTEST_GUILESS_MAIN(EnvironmentTest)
#include "EnvironmentTest.moc"
