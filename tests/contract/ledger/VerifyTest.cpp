// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>

#include "core/ledger/Checkpoint.h"
#include "core/ledger/Sealing.h"
#include "core/ledger/sqlite/SqliteLedgerStore.h"
#include "core/ledger/sqlite/SqliteRawLedger.h"
#include "tests/contract/ledger/Tamperings.h"
#include "tests/support/Readable.h"
#include "tests/support/ledger/LedgerSamples.h"

using namespace stillgate;

namespace {

using Checks = std::set<VerifyCheck>;

std::string namesOf(const Checks& checks)
{
    std::string out;
    for (const VerifyCheck check : checks) {
        out += std::string(nameOf(check)) + " ";
    }
    return out;
}

Checks checksOf(const VerifyReport& report)
{
    Checks out;
    for (const Finding& finding : report.findings) {
        out.insert(finding.check);
    }
    return out;
}

std::optional<Sequence> firstEventOf(const VerifyReport& report)
{
    for (const Finding& finding : report.findings) {
        if (finding.event) {
            return finding.event;
        }
    }
    return std::nullopt;
}

std::string wordsOf(const VerifyReport& report)
{
    std::string out;
    for (const Finding& finding : report.findings) {
        out += std::string(nameOf(finding.check)) + " " + (finding.event ? std::to_string(*finding.event) : finding.row) +
               ": " + finding.text + "\n";
    }
    return out;
}

} // namespace

Q_DECLARE_METATYPE(Tampering)

/// Whatever is changed in a ledger is found and named by the checks that are there for it, and with those off it goes through.
class VerifyTest : public QObject {
    Q_OBJECT

private slots:
    /// The ledger that Tamperings.h describes.
    void initTestCase()
    {
        auto store = SqliteLedgerStore::open(original()).value();
        m_keys.emplace(store->keys());
        m_masterKey = masterKey(original(), MasterKeyUse::MustExist).value();
        samples::SampleLedger samples(*m_keys);
        const auto append = [&](const Batch& batch) { STILLGATE_VERIFY_VALUE(store->append(batch)); };
        append(samples.opened());
        append(samples.messages(20));
        append(samples.note(4, 5, "a sample note"));
        m_early = store->reader().checkpoint().value();
        append(samples.message({.customer = 6, .attachments = {Bytes(kBlobPiece + 500, 0x5A)}}));
        append(samples.redacted(3));
        for (int i = 0; i < 4; ++i) {
            append(samples.messages(269));
        }
        m_newest = store->reader().checkpoint().value();
        QCOMPARE(store->reader().head().value().size, kLastEvent + 1);
    }

    void verify_untouchedLedger_findsNothing()
    {
        const VerifyReport report = verify(original(), {});
        QCOMPARE(wordsOf(report), std::string());
        QVERIFY(report.authentic == VerifyVerdict::Yes && report.complete == VerifyVerdict::NotShown);
        QCOMPARE(report.head.size, kLastEvent + 1);
        QCOMPARE(report.origin, std::string(samples::kOrigin));
        QCOMPARE(report.attachments, std::uint64_t{1});
        QCOMPARE(report.checkpoints, std::uint64_t{2});
        QCOMPARE(report.contacts, std::uint64_t{7});
        QCOMPARE(report.projectionRows, std::uint64_t{8});
        QCOMPARE(report.erasedValues, std::uint64_t{3});
        QVERIFY(report.values > 3000);
    }

    void verify_againstACheckpointItExtends_showsItComplete()
    {
        for (const std::string& held : {m_early, m_newest}) {
            const VerifyReport report = verify(original(), {}, held);
            QCOMPARE(wordsOf(report), std::string());
            QVERIFY(report.authentic == VerifyVerdict::Yes && report.complete == VerifyVerdict::Yes);
        }
    }

    void verify_structureOnly_saysSo()
    {
        const auto raw = SqliteRawLedger::open(original()).value();
        const VerifyReport report = verifyLedger(*raw, {.depth = VerifyDepth::Structure}).value();
        QCOMPARE(wordsOf(report), std::string());
        QVERIFY(report.values == 0 && report.notes.size() == 2);
    }

    void verify_withoutTheMasterKey_saysWhatItCouldNotOpen()
    {
        const auto raw = SqliteRawLedger::open(original()).value();
        const VerifyReport report = verifyLedger(*raw, {.projections = samples::sampleProjection()}).value();
        QCOMPARE(wordsOf(report), std::string());
        QCOMPARE(report.values, std::uint64_t{0});
        QVERIFY(report.notes[0].find("master key") != std::string::npos);
    }

    void verify_besideALiveWriter_seesOneSnapshot()
    {
        const QTemporaryDir dir;
        const std::filesystem::path folder = dir.path().toStdString();
        auto store = SqliteLedgerStore::open(folder).value();
        samples::SampleLedger samples(store->keys());
        STILLGATE_VERIFY_VALUE(store->append(samples.opened()));
        STILLGATE_VERIFY_VALUE(store->append(samples.messages(5000)));
        const auto raw = SqliteRawLedger::open(folder).value();
        int appended = 0;
        const VerifyOptions options{
            .masterKey = masterKey(folder, MasterKeyUse::MustExist).value(),
            .projections = samples::sampleProjection(),
            .progress = [&](std::uint64_t,
                            std::uint64_t) { appended += store->append(samples.messages(3)).has_value() ? 1 : 0; },
        };
        const VerifyReport report = verifyLedger(*raw, options).value();
        QCOMPARE(wordsOf(report), std::string());
        QCOMPARE(report.head.size, std::uint64_t{5001});
        QVERIFY(appended > 0);
    }

    void verify_tamperedLedger_findsItAndNamesIt_data() { addRows(tamperings(loot())); }

    void verify_tamperedLedger_findsItAndNamesIt()
    {
        QFETCH(Tampering, tampering);
        const QTemporaryDir dir;
        const std::filesystem::path folder = tampered(dir, tampering);
        const VerifyReport report = verify(folder, {});
        QVERIFY2(checksOf(report) == tampering.foundBy, wordsOf(report).c_str());
        QVERIFY2(firstEventOf(report) == tampering.firstEvent, wordsOf(report).c_str());
        QVERIFY(report.authentic == VerifyVerdict::No || report.complete == VerifyVerdict::No);
        // The control: nothing else would have found it.
        QCOMPARE(wordsOf(verify(folder, tampering.foundBy)), std::string());
    }

    void verify_whatTheHeldCheckpointSaw_isDemanded_data() { addRows(rewritings(loot())); }

    void verify_whatTheHeldCheckpointSaw_isDemanded()
    {
        QFETCH(Tampering, tampering);
        const QTemporaryDir dir;
        const std::filesystem::path folder = tampered(dir, tampering);
        const VerifyReport report = verify(folder, {}, m_newest);
        QVERIFY2(checksOf(report) == tampering.foundBy, wordsOf(report).c_str());
        // The control: without the checkpoint that was kept elsewhere, that much goes through.
        Checks rest = tampering.foundBy;
        rest.erase(VerifyCheck::Held);
        QCOMPARE(namesOf(checksOf(verify(folder, {}))), namesOf(rest));
    }

    void verify_heldCheckpointOfAnother_isNotTakenForGood()
    {
        const std::string foreign = signCheckpoint({std::string(samples::kOrigin), {5, sha256("x")}}, SigningKey::generate());
        for (const std::string& held : {foreign, std::string("no note")}) {
            const VerifyReport report = verify(original(), {}, held);
            QCOMPARE(namesOf(checksOf(report)), namesOf({VerifyCheck::Held}));
            QVERIFY(report.complete == VerifyVerdict::No && report.authentic == VerifyVerdict::Yes);
        }
    }

    void verify_manyFindings_areCountedAndTheFirstKept()
    {
        const QTemporaryDir dir;
        const auto folder =
            tampered(dir, {.act = [](Forger& forger) { forger.run("UPDATE events SET ticket = zeroblob(16)"); }});
        const VerifyReport report = verify(folder, {});
        QCOMPARE(report.findings.size(), kMostFindings);
        QCOMPARE(report.findingCount, kLastEvent + 1);
        QCOMPARE(firstEventOf(report).value(), Sequence{0});
    }

private:
    [[nodiscard]] std::filesystem::path original() const { return m_original.path().toStdString(); }
    [[nodiscard]] ForgersLoot loot() const { return {*m_keys, m_masterKey, std::string(samples::kOrigin)}; }

    static void addRows(const std::vector<Tampering>& list)
    {
        QTest::addColumn<Tampering>("tampering");
        for (const Tampering& tampering : list) {
            QTest::newRow(tampering.name.c_str()) << tampering;
        }
    }

    [[nodiscard]] std::filesystem::path tampered(const QTemporaryDir& dir, const Tampering& tampering) const
    {
        const std::filesystem::path folder = dir.path().toStdString();
        std::filesystem::copy(original(), folder, std::filesystem::copy_options::recursive);
        Forger forger(folder);
        tampering.act(forger);
        return folder;
    }

    [[nodiscard]] VerifyReport verify(const std::filesystem::path& folder, const Checks& off,
                                      const std::optional<std::string>& held = std::nullopt) const
    {
        const auto raw = SqliteRawLedger::open(folder).value();
        return verifyLedger(
                   *raw,
                   {.masterKey = m_masterKey, .heldCheckpoint = held, .projections = samples::sampleProjection(), .off = off})
            .value();
    }

    QTemporaryDir m_original;
    std::optional<LedgerKeys> m_keys;
    Secret32 m_masterKey;
    std::string m_early;
    std::string m_newest;
};

QTEST_GUILESS_MAIN(VerifyTest)
#include "VerifyTest.moc"
