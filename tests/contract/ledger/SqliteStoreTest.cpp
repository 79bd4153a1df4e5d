// SPDX-License-Identifier: GPL-3.0-or-later
#include <bit>

#include <QTemporaryDir>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "core/base/File.h"
#include "core/ledger/sqlite/Connection.h"
#include "core/ledger/sqlite/SqliteLedgerReader.h"
#include "core/ledger/sqlite/SqliteLedgerStore.h"
#include "core/ledger/sqlite/SqliteRawLedger.h"
#include "tests/support/Readable.h"
#include "tests/support/ledger/LedgerSamples.h"

using namespace stillgate;

namespace {

constexpr auto kOwnerOnly = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;

std::string pragma(SQLite::Database& database, const std::string& name)
{
    return database.execAndGet("PRAGMA " + name).getString();
}

} // namespace

/// What is particular to the store in SQLite; the contract that all stores share is LedgerContract.
class SqliteStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_store = SqliteLedgerStore::open(folder()).value();
        m_samples = std::make_unique<samples::SampleLedger>(m_store->keys());
    }

    void cleanup()
    {
        m_samples.reset();
        m_store.reset();
        m_dir.reset();
    }

    void connection_ofTheWriter_isDurableAndForgetful()
    {
        SQLite::Database& database = m_store->database();
        QCOMPARE(pragma(database, "journal_mode"), std::string("wal"));
        QCOMPARE(pragma(database, "synchronous"), std::string("2")); // FULL
        QCOMPARE(pragma(database, "secure_delete"), std::string("1"));
        QCOMPARE(pragma(database, "temp_store"), std::string("2")); // MEMORY
        QCOMPARE(pragma(database, "user_version"), std::string("1"));
    }

    void files_ofALedger_areTheOwnersAlone()
    {
        append(m_samples->opened());
        for (const auto& entry : std::filesystem::directory_iterator(folder())) {
            QVERIFY2(entry.status().permissions() == kOwnerOnly, entry.path().c_str());
        }
        QVERIFY(std::filesystem::exists(folder() / "ledger.sqlite-wal"));
        QCOMPARE(std::filesystem::status(folder()).permissions(), kOwnerOnly | std::filesystem::perms::owner_exec);
    }

    void open_foreignFile_isMalformedAndLeftAlone()
    {
        const QTemporaryDir other;
        const std::filesystem::path path = ledgerPath(other.path().toStdString());
        SQLite::Database(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE mine (a)");
        const std::string before = *readFile(path);
        STILLGATE_VERIFY_CODE(SqliteLedgerStore::open(path.parent_path()), ErrorCode::Malformed);
        STILLGATE_VERIFY_CODE(SqliteRawLedger::open(path.parent_path()), ErrorCode::Malformed);
        QVERIFY(*readFile(path) == before);
    }

    void open_noDatabaseAtAll_isCorrupt()
    {
        const QTemporaryDir other;
        const std::filesystem::path folder = other.path().toStdString();
        STILLGATE_VERIFY_CODE(SqliteRawLedger::open(folder), ErrorCode::NotFound);
        QVERIFY(writeFile(ledgerPath(folder), std::string(5000, 'x')).has_value());
        STILLGATE_VERIFY_CODE(SqliteLedgerStore::open(folder), ErrorCode::Corrupt);
        STILLGATE_VERIFY_CODE(SqliteRawLedger::open(folder), ErrorCode::Corrupt);
    }

    void open_newerFile_isUnsupportedAndLeftAlone()
    {
        append(m_samples->opened());
        m_store->database().exec("PRAGMA user_version = 99");
        m_store.reset();
        STILLGATE_VERIFY_CODE(SqliteLedgerStore::open(folder()), ErrorCode::Unsupported);
        STILLGATE_VERIFY_CODE(SqliteLedgerReader::open(folder()), ErrorCode::Unsupported);
        SQLite::Database database(ledgerPath(folder()).string(), SQLite::OPEN_READWRITE);
        QCOMPARE(pragma(database, "user_version"), std::string("99"));
    }

    void open_withoutTheMasterKey_makesNoOther()
    {
        append(m_samples->opened());
        m_store.reset();
        std::filesystem::rename(folder() / "master.key", folder() / "elsewhere");
        STILLGATE_VERIFY_CODE(SqliteLedgerStore::open(folder()), ErrorCode::NotFound);
        QVERIFY(!std::filesystem::exists(folder() / "master.key"));
        QVERIFY(writeFile(folder() / "master.key", std::string(32, 'k')).has_value());
        STILLGATE_VERIFY_ERROR(SqliteLedgerStore::open(folder()), ErrorCode::Corrupt, "secret checkpoint");
    }

    void open_withTheTailCut_isCorrupt()
    {
        append(m_samples->opened());
        append(m_samples->messages(5));
        m_store->database().exec("DELETE FROM events WHERE seq = 5");
        m_store.reset();
        STILLGATE_VERIFY_CODE(SqliteLedgerStore::open(folder()), ErrorCode::Corrupt);
    }

    void append_onAFullDisk_isLimitAndGoesOnWhenThereIsRoom()
    {
        append(m_samples->opened());
        const TreeHead before = append(m_samples->messages(3));
        SQLite::Database& database = m_store->database();
        database.exec("PRAGMA max_page_count = " + pragma(database, "page_count"));
        samples::SampleLedger branch = *m_samples;
        STILLGATE_VERIFY_CODE(m_store->append(branch.messages(200)), ErrorCode::Limit);
        QVERIFY(m_store->reader().head().value() == before);
        QCOMPARE(m_store->reader().value(1, "text").value()->value, std::string("Sample text 0"));
        database.exec("PRAGMA max_page_count = 1000000");
        QCOMPARE(append(m_samples->messages(200)).size, std::uint64_t{204});
    }

    void append_afterALockedCommit_waitsForTheFileToSayWhatHappened()
    {
        append(m_samples->opened());
        // A constraint that is checked only at COMMIT stands for a commit that fails with its outcome open.
        m_store->database().exec("CREATE TABLE fault (seq INTEGER REFERENCES events (seq) DEFERRABLE INITIALLY DEFERRED);"
                                 "CREATE TRIGGER fail AFTER INSERT ON events BEGIN INSERT INTO fault VALUES (-1); END;"
                                 "PRAGMA foreign_keys = ON");
        samples::SampleLedger branch = *m_samples;
        QVERIFY(!m_store->append(branch.messages(1)).has_value());
        STILLGATE_VERIFY_CODE(m_store->append(branch.messages(1)), ErrorCode::Unavailable);
        m_store->database().exec("DROP TRIGGER fail; DROP TABLE fault");
        STILLGATE_VERIFY_CODE(m_store->append(m_samples->messages(1)), ErrorCode::Unavailable);
        m_store.reset();
        m_store = SqliteLedgerStore::open(folder()).value();
        QCOMPARE(m_store->reader().head().value().size, std::uint64_t{1});
    }

    void proofs_inALargeTree_readFewRows()
    {
        append(m_samples->opened());
        for (int i = 0; i < 20; ++i) {
            append(m_samples->messages(250));
        }
        const auto reader = SqliteLedgerReader::open(folder()).value();
        const std::uint64_t most = 2 * std::bit_width(5001U);
        for (const std::uint64_t index : {0U, 1U, 2500U, 4095U, 4096U, 4999U, 5000U}) {
            const std::uint64_t before = reader->nodeReads();
            QVERIFY(reader->inclusion(index, 5001).has_value());
            QVERIFY(reader->consistency(index + 1, 5001).has_value());
            QVERIFY(reader->nodeReads() - before <= 2 * most);
        }
    }

    void checkpoints_atEveryThousandTwentyFour_areKept()
    {
        append(m_samples->opened());
        append(m_samples->messages(3000)); // one commit over two of the sizes
        append(m_samples->messages(71));   // ends on the third
        append(m_samples->messages(5));
        SQLite::Statement rows(m_store->database(),
                               "SELECT group_concat(size) FROM (SELECT size FROM checkpoints ORDER BY size)");
        QVERIFY(rows.executeStep());
        QCOMPARE(rows.getColumn(0).getString(), std::string("1024,2048,3072,3077"));
    }

    void reader_onAFolderThatCannotBeWritten_reads()
    {
        append(m_samples->opened());
        append(m_samples->messages(3));
        m_store.reset();
        std::filesystem::permissions(folder(), std::filesystem::perms::owner_write, std::filesystem::perm_options::remove);
        const auto raw = SqliteRawLedger::open(folder());
        std::filesystem::permissions(folder(), std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
        STILLGATE_VERIFY_VALUE(raw);
        QVERIFY((*raw)->storageFaults().value().empty());
    }

    void close_leavesNoLogBehind()
    {
        append(m_samples->opened());
        m_store.reset();
        QVERIFY(!std::filesystem::exists(folder() / "ledger.sqlite-wal"));
    }

private:
    [[nodiscard]] std::filesystem::path folder() const { return m_dir->path().toStdString(); }

    TreeHead append(const Batch& batch)
    {
        const auto head = m_store->append(batch);
        if (!head) {
            QTest::qFail(head.error().text().c_str(), __FILE__, __LINE__);
        }
        return head.value_or(TreeHead{});
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SqliteLedgerStore> m_store;
    std::unique_ptr<samples::SampleLedger> m_samples;
};

QTEST_GUILESS_MAIN(SqliteStoreTest)
#include "SqliteStoreTest.moc"
