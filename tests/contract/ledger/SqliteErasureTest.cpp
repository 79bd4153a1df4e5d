// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "core/ledger/Sealing.h"
#include "core/ledger/sqlite/Connection.h"
#include "core/ledger/sqlite/SqliteLedgerReader.h"
#include "core/ledger/sqlite/SqliteLedgerStore.h"
#include "core/ledger/sqlite/SqliteRawLedger.h"
#include "tests/contract/ledger/Traces.h"
#include "tests/support/Readable.h"
#include "tests/support/ledger/LedgerSamples.h"

using namespace stillgate;

namespace {

constexpr int kErased = 3; ///< the customer who is erased in these tests

Bytes sampleContent(std::size_t size)
{
    Bytes out(size);
    for (std::size_t i = 0; i < size; ++i) {
        out[i] = static_cast<std::uint8_t>(i * 11);
    }
    return out;
}

} // namespace

/// No byte of an erased person's key, ciphertexts or address hash is left in any file of the folder.
class SqliteErasureTest : public QObject {
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

    void erase_amongManyOthers_leavesNoByte()
    {
        fill();
        const Traces traces = tracesOf(kErased);
        QVERIFY(traces.count() > 1000);
        QVERIFY(traces.standIn(folder()));
        append(m_samples->redacted(kErased));
        QCOMPARE(traces.foundIn(folder()), std::size_t{0});
        m_store.reset();
        QCOMPARE(traces.foundIn(folder()), std::size_t{0});
        QVERIFY(isSound());
    }

    void erase_afterOthersWereErasedAround_leavesNoByte()
    {
        fill();
        const Traces traces = tracesOf(kErased);
        for (const int other : {1, 2, 4, 5, 6, 7}) {
            append(m_samples->redacted(other));
            append(m_samples->message({.customer = other, .text = std::string(700, 'r')}));
        }
        QVERIFY(traces.standIn(folder()));
        append(m_samples->redacted(kErased));
        QCOMPARE(traces.foundIn(folder()), std::size_t{0});
        QVERIFY(isSound());
    }

    void erase_whileAReaderHoldsAnOldSnapshot_isFinishedWhenItLetsGo()
    {
        fill();
        const Traces traces = tracesOf(kErased);
        {
            const auto reader = SqliteRawLedger::open(folder()).value();
            auto events = reader->events().value();
            RawEvent row;
            QVERIFY(events->next(row).value());
            append(m_samples->redacted(kErased));
            // The control: without the emptying of the log the bytes stay.
            QVERIFY(traces.foundIn(folder()) > 0);
        }
        append(m_samples->messages(1)); // any append tries again
        QCOMPARE(traces.foundIn(folder()), std::size_t{0});
    }

    void erase_finishedOnDemand_leavesNoByte()
    {
        fill();
        const Traces traces = tracesOf(kErased);
        {
            const auto reader = SqliteRawLedger::open(folder()).value();
            RawEvent row;
            auto events = reader->events().value();
            QVERIFY(events->next(row).value());
            append(m_samples->redacted(kErased));
        }
        STILLGATE_VERIFY_VALUE(m_store->finishErasure());
        QCOMPARE(traces.foundIn(folder()), std::size_t{0});
    }

    /// The control: the search does find what SQLite leaves behind when rows are deleted without care.
    void erase_byDeletingInstead_wouldLeaveBytes()
    {
        fill();
        const Traces traces = tracesOf(kErased);
        const std::string number = std::to_string(numberOf(kErased));
        m_store.reset();
        {
            SQLite::Database database(ledgerPath(folder()).string(), SQLite::OPEN_READWRITE);
            database.exec("PRAGMA secure_delete = OFF");
            database.exec("DELETE FROM personal WHERE person = " + number + ";DELETE FROM persons WHERE no = " + number +
                          ";DELETE FROM contacts WHERE person = " + number +
                          ";DELETE FROM blob_pieces WHERE place / 256 IN (SELECT no FROM blobs WHERE person = " + number + ")");
            database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        QVERIFY(traces.foundIn(folder()) > 0);
    }

private:
    [[nodiscard]] std::filesystem::path folder() const { return m_dir->path().toStdString(); }

    void append(const Batch& batch)
    {
        const auto head = m_store->append(batch);
        QVERIFY2(head.has_value(), head ? "" : head.error().text().c_str());
    }

    /// Several hundred people, pages split many times over, and attachments.
    void fill()
    {
        append(m_samples->opened());
        for (int round = 0; round < 6; ++round) {
            Batch batch = m_samples->messages(50);
            for (int i = 0; i < 60; ++i) {
                samples::join(batch, m_samples->message({.customer = 100 + i + 60 * round, .text = std::string(i * 20U, 'x')}));
            }
            samples::join(batch,
                          m_samples->message({.customer = kErased, .attachments = {sampleContent(300'000), sampleContent(1)}}));
            samples::join(batch, m_samples->message({.customer = kErased + 1, .attachments = {sampleContent(5000)}}));
            append(batch);
        }
    }

    [[nodiscard]] std::int64_t numberOf(int customer)
    {
        SQLite::Statement query(m_store->database(), "SELECT no FROM persons WHERE id = ?");
        const PersonId person = m_samples->person(customer);
        query.bind(1, person.uuid.bytes.data(), static_cast<int>(Uuid::kSize));
        return query.executeStep() ? query.getColumn(0).getInt64() : -1;
    }

    [[nodiscard]] Traces tracesOf(int customer)
    {
        Traces traces;
        for (const char* sql : {"SELECT wrapped FROM persons WHERE no = ?", "SELECT box FROM personal WHERE person = ?",
                                "SELECT hash FROM contacts WHERE person = ?",
                                "SELECT box FROM blob_pieces WHERE place / 256 IN (SELECT no FROM blobs WHERE person = ?)"}) {
            SQLite::Statement rows(m_store->database(), sql);
            rows.bind(1, numberOf(customer));
            while (rows.executeStep()) {
                traces.add(rows.getColumn(0).getString());
            }
        }
        return traces;
    }

    [[nodiscard]] bool isSound()
    {
        const auto raw = SqliteRawLedger::open(folder()).value();
        const auto key = masterKey(folder(), MasterKeyUse::MustExist).value();
        const auto report = verifyLedger(*raw, {.masterKey = key, .projections = samples::sampleProjection()}).value();
        for (const Finding& finding : report.findings) {
            qInfo("%s %s", finding.row.c_str(), finding.text.c_str());
        }
        return report.findings.empty() && report.erasedValues > 0;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SqliteLedgerStore> m_store;
    std::unique_ptr<samples::SampleLedger> m_samples;
};

QTEST_GUILESS_MAIN(SqliteErasureTest)
#include "SqliteErasureTest.moc"
