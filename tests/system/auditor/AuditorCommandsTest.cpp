// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include "core/base/File.h"
#include "core/ledger/Checkpoint.h"
#include "core/ledger/sqlite/Connection.h"
#include "core/ledger/sqlite/SqliteLedgerStore.h"
#include "tests/support/Readable.h"
#include "tests/support/ledger/LedgerSamples.h"

using namespace stillgate;

namespace {

struct Run {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Run ctl(const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.start(qEnvironmentVariable("STILLGATE_BIN") + QStringLiteral("/stillgatectl"), arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished();
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

// The reference tree of Certificate Transparency: eight entries, the first of them empty.
const QByteArray kEntries = "\n00\n10\n2021\n3031\n40414243\n5051525354555657\n606162636465666768696a6b6c6d6e6f\n";
const QString kRoot8 = QStringLiteral("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
const QString kRoot6 = QStringLiteral("76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef");

} // namespace

/// What an auditor runs, against published vectors and a ledger of our own.
class AuditorCommandsTest : public QObject {
    Q_OBJECT

private slots:
    void jcs_ofTheRfcsExample_isItsCanonicalForm()
    {
        // RFC 8785 section 3.2.4
        const QByteArray input = R"({
  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
  "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
  "literals": [null, true, false]
})";
        const QByteArray expected = "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                                    "\"string\":\"\xE2\x82\xAC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
        const Run run = ctl({QStringLiteral("jcs")}, input);
        QCOMPARE(run.out, expected);
        QCOMPARE(run.code, 0);
    }

    void jcs_ofNoJson_saysSo()
    {
        const Run run = ctl({QStringLiteral("jcs")}, "{\"a\":1,\"a\":2}");
        QCOMPARE(run.code, 1);
        QVERIFY(run.out.isEmpty() && !run.err.isEmpty());
    }

    void ed25519_ofTheRfcsVector_verifies()
    {
        // RFC 8032 section 7.1, test 2
        const QString key = QStringLiteral("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        const QString signature = QStringLiteral("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                                 "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        const QStringList arguments = {QStringLiteral("ed25519-verify"), QStringLiteral("--key"), key,
                                       QStringLiteral("--signature"), signature};
        QCOMPARE(ctl(arguments, "\x72").code, 0);
        QCOMPARE(ctl(arguments, "\x73").code, 1);
        QCOMPARE(ctl({QStringLiteral("ed25519-verify"), QStringLiteral("--key"), QStringLiteral("00"),
                      QStringLiteral("--signature"), signature})
                     .code,
                 2);
    }

    void merkle_ofTheReferenceTree_provesAndVerifies()
    {
        const auto merkle = [](const QString& line, const QByteArray& input) {
            return ctl(QStringList{QStringLiteral("merkle")} + line.split(QLatin1Char(' ')), input);
        };
        QCOMPARE(merkle(QStringLiteral("root"), kEntries).out.trimmed(), kRoot8.toLatin1());
        const Run inclusion = merkle(QStringLiteral("inclusion --index 5"), kEntries);
        QCOMPARE(inclusion.out, QByteArray("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b\n"
                                           "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0\n"
                                           "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7\n"));
        const QString check =
            QStringLiteral("inclusion --size 8 --leaf 40414243 --root ") + kRoot8 + QStringLiteral(" --index ");
        QCOMPARE(merkle(check + QStringLiteral("5"), inclusion.out).code, 0);
        QCOMPARE(merkle(check + QStringLiteral("4"), inclusion.out).code, 1);

        const Run consistency = merkle(QStringLiteral("consistency --old-size 6"), kEntries);
        const QString consistent =
            QStringLiteral("consistency --size 8 --old-size 6 --root ") + kRoot8 + QStringLiteral(" --old-root ");
        QCOMPARE(merkle(consistent + kRoot6, consistency.out).code, 0);
        QCOMPARE(merkle(consistent + kRoot8, consistency.out).code, 1);
        QCOMPARE(merkle(QStringLiteral("inclusion --index 8"), kEntries).code, 3);
        QCOMPARE(merkle(QStringLiteral("root"), "00\nzz\n").err.trimmed(),
                 QByteArray("stillgatectl: malformed at line 2: not a hexadecimal digit"));
    }

    void verify_aLedger_saysWhatItFound()
    {
        const QTemporaryDir dir;
        const std::filesystem::path folder = dir.path().toStdString();
        std::string early;
        {
            auto store = SqliteLedgerStore::open(folder).value();
            samples::SampleLedger samples(store->keys());
            STILLGATE_VERIFY_VALUE(store->append(samples.opened()));
            early = store->reader().checkpoint().value();
        }
        const QString held = dir.filePath(QStringLiteral("held"));
        QVERIFY(writeFile(held.toStdString(), early).has_value());
        const Run clean = verify(dir, {QStringLiteral("--checkpoint"), held});
        QCOMPARE(clean.code, 0);
        QCOMPARE(field(clean, "authentic"), QStringLiteral("yes"));
        QCOMPARE(field(clean, "complete"), QStringLiteral("yes"));
        QCOMPARE(field(verify(dir, {}), "complete"), QStringLiteral("not_shown"));

        flipInHeader(folder);
        const Run tampered = verify(dir, {});
        QCOMPARE(tampered.code, 1);
        QCOMPARE(field(tampered, "authentic"), QStringLiteral("no"));
        QVERIFY(ctl({QStringLiteral("verify"), dir.path()})
                    .out.contains("event 0: its header is not the one that was hashed [tree]"));
    }

    void verify_whatIsNotThere_cannotBeReached()
    {
        const QTemporaryDir dir;
        QCOMPARE(ctl({QStringLiteral("verify"), dir.path()}).code, 3);
        QCOMPARE(ctl({QStringLiteral("verify")}).code, 2);
    }

private:
    static Run verify(const QTemporaryDir& dir, const QStringList& more)
    {
        return ctl(QStringList{QStringLiteral("verify"), dir.path(), QStringLiteral("--json")} + more);
    }

    static QString field(const Run& run, const char* name)
    {
        return QJsonDocument::fromJson(run.out).object().value(QLatin1String(name)).toString();
    }

    /// Renames the tenant in the stored header of event 0.
    static void flipInHeader(const std::filesystem::path& folder)
    {
        std::string bytes = readFile(ledgerPath(folder)).value();
        bytes.replace(bytes.find("Sample Tenant"), 6, "Simple");
        QVERIFY(writeFile(ledgerPath(folder), bytes).has_value());
    }
};

QTEST_GUILESS_MAIN(AuditorCommandsTest)
#include "AuditorCommandsTest.moc"
