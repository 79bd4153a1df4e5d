// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>

#include "core/base/File.h"
#include "core/ledger/Sealing.h"
#include "core/ledger/sqlite/MasterKeyRotation.h"
#include "core/ledger/sqlite/SqliteLedgerReader.h"
#include "core/ledger/sqlite/SqliteLedgerStore.h"
#include "core/ledger/sqlite/SqliteRawLedger.h"
#include "tests/contract/ledger/Traces.h"
#include "tests/support/Readable.h"
#include "tests/support/ledger/LedgerSamples.h"

using namespace stillgate;

namespace {

constexpr int kMessages = 10;
constexpr std::string_view kBeside = "what people sign in with";
constexpr std::string_view kBesideContext = "beside";

std::filesystem::path besideNext(const std::filesystem::path& folder)
{
    return folder / (std::string(kSealedAccounts) + ".next");
}

Result<void> sealBeside(const std::filesystem::path& file, const Secret32& key)
{
    return writeFile(file, asText(seal(key, asBytes(kBeside), asBytes(kBesideContext))));
}

Result<Rotated> rotateIn(const std::filesystem::path& folder)
{
    return rotateMasterKey(folder, [&](const Secret32& from, const Secret32& to) {
        return readFile(folder / kSealedAccounts)
            .and_then([&](const std::string& sealed) { return open(from, asBytes(sealed), asBytes(kBesideContext)); })
            .and_then([&](const Bytes&) { return sealBeside(besideNext(folder), to); });
    });
}

} // namespace

/// Another master key: everything opens under it and nothing under the old one, wherever it dies on the way.
class RotationTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        auto store = SqliteLedgerStore::open(folder()).value();
        samples::SampleLedger samples(store->keys());
        STILLGATE_VERIFY_VALUE(store->append(samples.opened()));
        STILLGATE_VERIFY_VALUE(store->append(samples.messages(kMessages)));
        STILLGATE_VERIFY_VALUE(store->append(samples.redacted(3)));
        m_old = masterKey(folder(), MasterKeyUse::MustExist).value();
        STILLGATE_VERIFY_VALUE(sealBeside(folder() / kSealedAccounts, m_old));
    }
    void cleanup() { m_dir.reset(); }

    void rotation_done_everythingOpensUnderTheNewKeyAlone()
    {
        Traces old;
        old.add(std::string(asText(m_old.view())));
        addWrapped(old);
        QVERIFY(old.standIn(folder()));
        const auto rotated = rotateIn(folder());
        STILLGATE_VERIFY_VALUE(rotated);
        QVERIFY(rotated->persons > 2);
        QCOMPARE(rotated->secrets, std::size_t{3});
        const Secret32 now = masterKey(folder(), MasterKeyUse::MustExist).value();
        QCOMPARE(openedBy(now), rotated->persons + rotated->secrets + 1);
        QCOMPARE(openedBy(m_old), std::size_t{0});
        QCOMPARE(old.foundIn(folder()), std::size_t{0});
        QVERIFY(isSound());
    }

    void rotation_killed_leavesWhatOneKeyOpensWhole_data()
    {
        QTest::addColumn<QString>("failpoint");
        QTest::addColumn<bool>("hasChanged");
        QTest::newRow("key written") << QStringLiteral("rotation.key_written") << false;
        QTest::newRow("sealed anew") << QStringLiteral("rotation.sealed_anew") << false;
        QTest::newRow("before the commit") << QStringLiteral("rotation.before_commit") << false;
        QTest::newRow("after the commit") << QStringLiteral("rotation.after_commit") << true;
        QTest::newRow("between the renames") << QStringLiteral("rotation.between_renames") << true;
    }
    void rotation_killed_leavesWhatOneKeyOpensWhole()
    {
#ifndef STILLGATE_FAULTS
        QSKIP("this build has no failpoints");
#endif
        QFETCH(QString, failpoint);
        QFETCH(bool, hasChanged);
        QVERIFY(diesAt(failpoint));
        // Beside the wreck, without mending it.
        const auto present = presentMasterKey(folder());
        STILLGATE_VERIFY_VALUE(present);
        QVERIFY(openedBy(*present) >= all() - 1); // what lies beside may be one rename behind
        STILLGATE_VERIFY_VALUE(SqliteLedgerReader::open(folder()));
        // The next start mends it.
        QVERIFY(isSound());
        const Secret32 now = masterKey(folder(), MasterKeyUse::MustExist).value();
        QCOMPARE(!std::ranges::equal(now.view(), m_old.view()), hasChanged);
        QCOMPARE(openedBy(hasChanged ? m_old : now) > 0, !hasChanged);
        QCOMPARE(openedBy(now), all());
        QVERIFY(!std::filesystem::exists(folder() / "master.key.next") && !std::filesystem::exists(besideNext(folder())));
        // And it can be done again.
        STILLGATE_VERIFY_VALUE(rotateIn(folder()));
        QVERIFY(isSound());
    }

    /// The control: a half of each would be found.
    void keys_halfChanged_areFound()
    {
        std::filesystem::remove(folder() / "master.key");
        STILLGATE_VERIFY_VALUE(writeFile(folder() / "master.key", asText(Secret32::random().view())));
        QCOMPARE(openedBy(masterKey(folder(), MasterKeyUse::MustExist).value()), std::size_t{0});
        QVERIFY(!SqliteLedgerStore::open(folder()));
    }

    void rotation_besideARunningStore_isRefused()
    {
        const auto store = SqliteLedgerStore::open(folder()).value();
        const auto rotated = rotateIn(folder());
        QVERIFY(!rotated && rotated.error().code == ErrorCode::Conflict);
    }

    void rotation_whatLiesBesideCannotBeSealed_changesNothing()
    {
        STILLGATE_VERIFY_VALUE(writeFile(folder() / kSealedAccounts, "damaged"));
        QVERIFY(!rotateIn(folder()));
        QVERIFY(std::ranges::equal(masterKey(folder(), MasterKeyUse::MustExist).value().view(), m_old.view()));
        QVERIFY(!std::filesystem::exists(folder() / "master.key.next"));
        QVERIFY(isSound());
    }

private:
    [[nodiscard]] std::filesystem::path folder() const { return m_dir->path().toStdString(); }

    /// Every wrapped key as it lies in the file.
    template <typename Visit>
    void forEachWrapped(Visit visit) const
    {
        const auto raw = SqliteRawLedger::open(folder()).value();
        RawPerson person;
        for (auto persons = raw->persons().value(); persons->next(person).value();) {
            if (!isErased(person.wrapped)) {
                visit(person.wrapped, personContext(PersonId{*fixedFrom<Uuid>(person.id)}));
            }
        }
        RawSecret secret;
        for (auto secrets = raw->secrets().value(); secrets->next(secret).value();) {
            visit(secret.wrapped, secretContext(secret.name));
        }
    }
    void addWrapped(Traces& traces) const
    {
        forEachWrapped([&](ByteView wrapped, const std::string&) { traces.add(std::string(asText(wrapped))); });
    }
    /// How many of the folder's sealed things the key opens.
    [[nodiscard]] std::size_t openedBy(const Secret32& key) const
    {
        std::size_t opened = 0;
        forEachWrapped([&](ByteView wrapped, const std::string& context) {
            opened += open(key, wrapped, asBytes(context)).has_value() ? 1 : 0;
        });
        const auto beside = readFile(folder() / kSealedAccounts).value();
        return opened + (open(key, asBytes(beside), asBytes(kBesideContext)).has_value() ? 1 : 0);
    }
    [[nodiscard]] std::size_t all() const
    {
        std::size_t count = 1;
        forEachWrapped([&](ByteView, const std::string&) { ++count; });
        return count;
    }
    [[nodiscard]] bool isSound() const
    {
        const auto store = SqliteLedgerStore::open(folder());
        const auto raw = SqliteRawLedger::open(folder()).value();
        const auto report = verifyLedger(*raw, {.masterKey = masterKey(folder(), MasterKeyUse::MustExist).value(),
                                                .projections = samples::sampleProjection()})
                                .value();
        return store.has_value() && report.findings.empty() && report.erasedValues > 0;
    }
    /// Runs this program as the child.
    [[nodiscard]] bool diesAt(const QString& failpoint) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("STILLGATE_FAILPOINT"), failpoint);
        process.setProcessEnvironment(environment);
        process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--rotate"), m_dir->path()});
        process.waitForFinished(30'000);
        return process.exitStatus() == QProcess::CrashExit;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    Secret32 m_old;
};

int main(int argc, char* argv[])
{
    if (argc == 3 && std::string_view(argv[1]) == "--rotate") {
        return rotateIn(argv[2]) ? 0 : 1;
    }
    QCoreApplication application(argc, argv);
    RotationTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "RotationTest.moc"
