// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <cstdio>
#include <random>

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "core/ledger/sqlite/SqliteLedgerStore.h"
#include "core/ledger/sqlite/SqliteRawLedger.h"
#include "tests/contract/ledger/Traces.h"
#include "tests/support/Readable.h"
#include "tests/support/ledger/LedgerSamples.h"

using namespace stillgate;

namespace {

constexpr int kBatch = 10;
constexpr int kErased = 3;

/// The child: continues the ledger batch by batch and says of each how far it got once the store has acknowledged it.
int appendUntilKilled(const std::filesystem::path& folder, bool erases)
{
    auto store = SqliteLedgerStore::open(folder);
    if (!store) {
        return 2;
    }
    samples::SampleLedger samples((*store)->keys());
    const std::uint64_t size = (*store)->reader().head().value().size;
    // What is there already was decided in the same way.
    while (samples.next() < size) {
        static_cast<void>(samples.next() == 0 ? samples.opened() : samples.messages(kBatch));
    }
    for (int i = 0; i < 100'000; ++i) {
        const Batch batch = samples.next() == 0 ? samples.opened()
                            : erases            ? samples.redacted(kErased)
                                                : samples.messages(kBatch);
        const auto head = (*store)->append(batch);
        if (!head) {
            return 3;
        }
        std::printf("%llu\n", static_cast<unsigned long long>(head->size));
        std::fflush(stdout);
    }
    return 0;
}

struct Child {
    std::uint64_t acknowledged = 0;
    bool wasKilled = false;
};

} // namespace

/// kill -9 at any moment: what was acknowledged is there, and of the rest a batch is whole or absent.
class SqliteCrashTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_dir.reset(); }

    void kill_atAFailpoint_losesNothingAcknowledged_data()
    {
        QTest::addColumn<QString>("failpoint");
        QTest::addColumn<int>("batchesUnacknowledged");
        QTest::newRow("before the append") << QStringLiteral("ledger.before_append") << 0;
        QTest::newRow("before the commit") << QStringLiteral("ledger.before_commit") << 0;
        QTest::newRow("after the commit") << QStringLiteral("ledger.after_commit") << 1;
    }

    void kill_atAFailpoint_losesNothingAcknowledged()
    {
#ifndef STILLGATE_FAULTS
        QSKIP("this build has no failpoints");
#endif
        QFETCH(QString, failpoint);
        QFETCH(int, batchesUnacknowledged);
        std::uint64_t before = 0;
        for (const int passes : {1, 2, 3, 7}) {
            const Child child = run(failpoint + QLatin1Char(':') + QString::number(passes), false);
            QVERIFY(child.wasKilled);
            const std::uint64_t acknowledged = std::max(child.acknowledged, before);
            const std::uint64_t expected =
                batchesUnacknowledged == 0 ? acknowledged : acknowledged + (acknowledged == 0 ? 1 : kBatch);
            before = soundSize();
            QCOMPARE(before, expected);
        }
    }

    void kill_atAnyMoment_losesNothingAcknowledged()
    {
        std::mt19937 random(11);
        std::uint64_t before = 0;
        int start = 20; // milliseconds until it has begun to write, which a sanitizer or a busy machine stretches
        for (int i = 0; i < 15 || (before <= 100 && i < 200); ++i) {
            const Child child = run({}, false, start + static_cast<int>(random() % 60));
            const std::uint64_t size = soundSize();
            QVERIFY(size >= std::max(child.acknowledged, before));
            QVERIFY(size == 0 || (size - 1) % kBatch == 0);
            start += size == before ? 20 : 0;
            before = size;
        }
        QVERIFY(before > 100);
    }

    /// The bytes that a commit has erased still lie in the log when the process dies before emptying it.
    void kill_betweenErasureAndEmptyingTheLog_isMadeGoodAtTheNextStart()
    {
#ifndef STILLGATE_FAULTS
        QSKIP("this build has no failpoints");
#endif
        Traces traces;
        {
            auto store = SqliteLedgerStore::open(folder()).value();
            samples::SampleLedger samples(store->keys());
            STILLGATE_VERIFY_VALUE(store->append(samples.opened()));
            STILLGATE_VERIFY_VALUE(store->append(samples.messages(kBatch)));
            SQLite::Statement boxes(store->database(), "SELECT box FROM personal WHERE person = 3");
            while (boxes.executeStep()) {
                traces.add(boxes.getColumn(0).getString());
            }
        }
        QVERIFY(traces.standIn(folder()));
        const Child child = run(QStringLiteral("ledger.after_commit:1"), true);
        QVERIFY(child.wasKilled);
        QVERIFY(traces.foundIn(folder()) > 0);
        QCOMPARE(soundSize(), std::uint64_t{kBatch + 2});
        QCOMPARE(traces.foundIn(folder()), std::size_t{0});
    }

private:
    [[nodiscard]] std::filesystem::path folder() const { return m_dir->path().toStdString(); }

    /// Runs this program as the child, until its failpoint or for so long.
    [[nodiscard]] Child run(const QString& failpoint, bool erases, int killAfterMilliseconds = 0) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("STILLGATE_FAILPOINT"), failpoint);
        process.setProcessEnvironment(environment);
        process.start(QCoreApplication::applicationFilePath(),
                      {QString::fromLatin1(erases ? "--erase" : "--append"), m_dir->path()});
        if (killAfterMilliseconds > 0) {
            process.waitForStarted();
            process.waitForFinished(killAfterMilliseconds);
            process.kill();
        }
        process.waitForFinished(30'000);
        const QList<QByteArray> lines = process.readAllStandardOutput().split('\n');
        Child child;
        child.wasKilled = process.exitStatus() == QProcess::CrashExit;
        // A line that the kill cut off in the middle tells nothing.
        child.acknowledged = lines.size() > 1 ? lines[lines.size() - 2].toULongLong() : 0;
        return child;
    }

    /// Opens the ledger as the next start would and returns its size, once a verifier has found nothing.
    [[nodiscard]] std::uint64_t soundSize() const
    {
        auto store = SqliteLedgerStore::open(folder()).value();
        const std::uint64_t size = store->reader().head().value().size;
        const auto raw = SqliteRawLedger::open(folder()).value();
        const auto report = verifyLedger(*raw, {.masterKey = masterKey(folder(), MasterKeyUse::MustExist).value(),
                                                .projections = samples::sampleProjection()})
                                .value();
        const bool isSound = size == 0 || report.findings.empty();
        return isSound ? size : std::numeric_limits<std::uint64_t>::max();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

int main(int argc, char* argv[])
{
    if (argc == 3 && std::string_view(argv[1]).starts_with("--")) {
        return appendUntilKilled(argv[2], std::string_view(argv[1]) == "--erase");
    }
    QCoreApplication application(argc, argv);
    SqliteCrashTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "SqliteCrashTest.moc"
