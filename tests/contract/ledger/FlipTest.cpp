// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <random>

#include <QTemporaryDir>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>

#include "core/base/File.h"
#include "core/ledger/sqlite/Connection.h"
#include "core/ledger/sqlite/SqliteLedgerStore.h"
#include "core/ledger/sqlite/SqliteRawLedger.h"
#include "tests/support/Readable.h"
#include "tests/support/ledger/LedgerSamples.h"

using namespace stillgate;

namespace {

constexpr std::size_t kPage = 4096;
constexpr std::size_t kSampled = 4000;
constexpr const char* kEveryByte = "STILLGATE_FLIP_EVERY_BYTE";

const std::set<VerifyCheck> kEverything = [] {
    std::set<VerifyCheck> out;
    for (const auto& [check, name] : EnumNames<VerifyCheck>::kNames) {
        out.insert(check);
    }
    return out;
}();

/// Every row of every table as text, types told apart; where the file cannot be read, how far it went.
std::string logicalContent(const std::filesystem::path& folder)
{
    std::string out;
    try {
        SQLite::Database database(ledgerPath(folder).string(), SQLite::OPEN_READONLY);
        std::vector<std::string> queries = {"SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name",
                                            "PRAGMA user_version", "PRAGMA application_id", "PRAGMA encoding"};
        SQLite::Statement tables(database, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
        while (tables.executeStep()) {
            queries.push_back("SELECT * FROM " + tables.getColumn(0).getString());
        }
        for (const std::string& query : queries) {
            SQLite::Statement rows(database, query);
            while (rows.executeStep()) {
                for (int column = 0; column < rows.getColumnCount(); ++column) {
                    const SQLite::Column value = rows.getColumn(column);
                    out += std::to_string(value.getType()) + ":" + std::to_string(value.size()) + ":" + value.getString() + ";";
                }
            }
        }
    } catch (const SQLite::Exception& exception) {
        out += exception.what();
    }
    return out;
}

} // namespace

/// One flipped byte anywhere in the file is reported, or what the file says is provably unchanged. A sample by default;
/// STILLGATE_FLIP_EVERY_BYTE=1 tries the whole file.
class FlipTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        {
            auto store = SqliteLedgerStore::open(folder()).value();
            samples::SampleLedger samples(store->keys());
            const auto append = [&](const Batch& batch) { STILLGATE_VERIFY_VALUE(store->append(batch)); };
            append(samples.opened());
            append(samples.messages(6));
            append(samples.message({.customer = 2, .attachments = {Bytes(3000, 0x5A)}}));
            append(samples.message({.customer = 3, .attachments = {Bytes(10, 0x5B)}}));
            append(samples.note(4, 5, "a sample note"));
            append(samples.redacted(3));
            append(samples.messages(2));
        }
        m_bytes = readFile(ledgerPath(folder())).value();
        m_content = logicalContent(folder());
        QVERIFY(!isReported({}));
        QVERIFY(m_content.find("ledger.opened") != std::string::npos);
    }

    void flip_anywhere_isReportedOrChangesNothing()
    {
        std::size_t reported = 0;
        const std::vector<std::size_t> offsets = chosenOffsets();
        std::vector<std::size_t> missed;
        for (const std::size_t offset : offsets) {
            flip(offset);
            if (isReported({})) {
                ++reported;
            } else if (logicalContent(folder()) != m_content) {
                missed.push_back(offset);
            }
            flip(offset);
        }
        qInfo("%zu of %zu bytes flipped: %zu reported, %zu without effect", offsets.size(), m_bytes.size(), reported,
              offsets.size() - reported - missed.size());
        QVERIFY2(missed.empty(), missed.empty() ? "" : std::to_string(missed.front()).c_str());
        QVERIFY(reported > offsets.size() / 4);
    }

    /// The control: what the verifier does not look at is changed in silence.
    void flip_withTheChecksOff_changesTheContentInSilence()
    {
        std::mt19937_64 random(7);
        std::size_t missed = 0;
        for (int i = 0; i < 300; ++i) {
            const std::size_t offset = random() % m_bytes.size();
            flip(offset);
            missed += !isReported(kEverything) && logicalContent(folder()) != m_content ? 1 : 0;
            flip(offset);
        }
        QVERIFY(missed > 50);
    }

    void truncate_anywhere_isReported()
    {
        for (std::size_t size = 0; size < m_bytes.size(); size += kPage / 2) {
            std::filesystem::resize_file(ledgerPath(folder()), size);
            QVERIFY2(isReported({}), qPrintable(QString::number(size)));
            QVERIFY(writeFile(ledgerPath(folder()), m_bytes).has_value());
        }
        QVERIFY(!isReported({}));
    }

private:
    [[nodiscard]] std::filesystem::path folder() const { return m_dir.path().toStdString(); }

    [[nodiscard]] std::vector<std::size_t> chosenOffsets() const
    {
        std::vector<std::size_t> out;
        const bool everyByte = qEnvironmentVariableIsSet(kEveryByte);
        for (std::size_t i = 0; i < (everyByte ? m_bytes.size() : kPage); ++i) {
            out.push_back(i);
        }
        std::mt19937_64 random(42);
        for (std::size_t i = 0; !everyByte && i < kSampled; ++i) {
            out.push_back(kPage + random() % (m_bytes.size() - kPage));
        }
        return out;
    }

    /// Changes one byte in place, always in the same way; the second time puts it back.
    void flip(std::size_t offset) const
    {
        const auto change = static_cast<unsigned char>(1 + offset * 37 % 255);
        std::fstream file(ledgerPath(folder()), std::ios::in | std::ios::out | std::ios::binary);
        file.seekg(static_cast<std::streamoff>(offset));
        const int byte = file.get();
        file.seekp(static_cast<std::streamoff>(offset));
        file.put(static_cast<char>(static_cast<unsigned char>(byte) ^ change));
    }

    [[nodiscard]] bool isReported(const std::set<VerifyCheck>& off) const
    {
        const auto raw = SqliteRawLedger::open(folder());
        if (!raw) {
            return true;
        }
        const auto report = verifyLedger(**raw, {.masterKey = masterKey(folder(), MasterKeyUse::MustExist).value(),
                                                 .projections = samples::sampleProjection(),
                                                 .off = off});
        return !report || !report->findings.empty();
    }

    QTemporaryDir m_dir;
    std::string m_bytes;
    std::string m_content;
};

int main(int argc, char* argv[])
{
    if (qEnvironmentVariableIsSet(kEveryByte)) {
        qputenv("QTEST_FUNCTION_TIMEOUT", "7200000");
    }
    FlipTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "FlipTest.moc"
