// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include <QTemporaryDir>

#include "core/base/File.h"
#include "core/triage/Bands.h"
#include "core/triage/Taxonomy.h"
#include "core/triage/Training.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

constexpr std::string_view kTaxonomy = R"(format = 1
id = "sample"
version = 3

[[category]]
id = "billing"
title = "Billing"
definition = "Payments."
team = "billing"

[[category]]
id = "sensitive"
title = "Sensitive"
definition = "A person decides."
team = "privacy"
always_manual = true
minimum_priority = "P1"

[[intent]]
id = "refund"
category = "billing"
type = "request"
title = "Refund"
definition = "Money back."
auto = 8500
assisted = 6000

[[intent]]
id = "deletion"
category = "sensitive"
type = "request"
title = "Deletion"
definition = "Erase me."
auto = 9000
assisted = 6000
)";

/// A pack in a folder of its own, which a test can spoil.
class PackFolder {
public:
    PackFolder()
    {
        std::filesystem::create_directory(path() / "intents");
        write("taxonomy.toml", kTaxonomy);
        write("intents/refund.toml", "intent = \"refund\"\nlanguage = \"en\"\nexamples = [\"refund me\", \"money back\"]\n");
        write("intents/deletion.toml", "intent = \"deletion\"\nlanguage = \"en\"\nexamples = [\"erase my data\"]\n");
    }
    [[nodiscard]] std::filesystem::path path() const { return m_folder.path().toStdString(); }
    void write(const std::string& file, std::string_view text) const { QVERIFY(writeFile(path() / file, text)); }
    /// The taxonomy with one piece of it replaced.
    void spoil(std::string_view piece, std::string_view by) const
    {
        std::string text(kTaxonomy);
        const std::size_t at = text.find(piece);
        QVERIFY(at != std::string::npos);
        write("taxonomy.toml", text.replace(at, piece.size(), by));
    }

private:
    QTemporaryDir m_folder;
};

} // namespace

class TaxonomyTest : public QObject {
    Q_OBJECT

private slots:
    void pack_isLoadedWhole()
    {
        const PackFolder folder;
        const auto pack = loadTriagePack(folder.path());
        STILLGATE_VERIFY_VALUE(pack);
        QCOMPARE(pack->taxonomy.version, 3);
        QCOMPARE(pack->taxonomy.intent("refund")->autoFrom.value(), 8500);
        QCOMPARE(pack->taxonomy.intent("refund")->type, TicketType::Request);
        QVERIFY(pack->taxonomy.category("sensitive")->minimumPriority == Priority::P1);
        QVERIFY(!pack->taxonomy.category("billing")->alwaysManual.has_value());
        QVERIFY(pack->taxonomy.intent("unknown") == nullptr);
        QCOMPARE(pack->examples.size(), 2U);
        QCOMPARE(pack->examples[0].intent, std::string("refund"));
        QVERIFY((examplesOf(*pack) ==
                 std::vector<Example>{{"refund me", "refund"}, {"money back", "refund"}, {"erase my data", "deletion"}}));
    }

    void digest_isOfTheValuesAlone()
    {
        const PackFolder folder;
        const auto before = loadTriagePack(folder.path()).and_then([](const TriagePack& pack) { return digestOf(pack); });
        STILLGATE_VERIFY_VALUE(before);
        folder.write("taxonomy.toml", "# a comment\n" + std::string(kTaxonomy) + "\n");
        const auto commented = loadTriagePack(folder.path()).and_then([](const TriagePack& pack) { return digestOf(pack); });
        QVERIFY(commented == before);
        folder.spoil("auto = 8500", "auto = 8501");
        const auto changed = loadTriagePack(folder.path()).and_then([](const TriagePack& pack) { return digestOf(pack); });
        QVERIFY(changed != before);
        const auto taxonomy = loadTaxonomy(folder.path()).and_then([](const Taxonomy& value) { return digestOf(value); });
        QVERIFY(taxonomy != changed);
    }

    void taxonomy_thatIsWrong_namesFileAndField_data()
    {
        QTest::addColumn<QByteArray>("piece");
        QTest::addColumn<QByteArray>("by");
        QTest::addColumn<QByteArray>("where");
        const auto row = [](const char* name, const char* piece, const char* by, const char* where) {
            QTest::newRow(name) << QByteArray(piece) << QByteArray(by) << QByteArray(where);
        };
        row("format", "format = 1", "format = 0", "taxonomy.toml: $.format");
        row("missing field", "title = \"Refund\"", "", "taxonomy.toml: $.intent[0].title");
        row("empty text", "title = \"Refund\"", "title = \"\"", "taxonomy.toml: $.intent[0].title");
        row("empty team", "team = \"privacy\"", "team = \"\"", "taxonomy.toml: $.category[1].team");
        row("wrong type", "auto = 8500", "auto = \"85\"", "taxonomy.toml: $.intent[0].auto");
        row("over the range", "auto = 8500", "auto = 85000", "taxonomy.toml: $.intent[0].auto");
        row("thresholds crossed", "assisted = 6000", "assisted = 8600", "taxonomy.toml: $.intent[0].assisted");
        row("unknown category", "category = \"billing\"", "category = \"bills\"", "taxonomy.toml: $.intent[0].category");
        row("unknown type", "type = \"request\"", "type = \"wish\"", "taxonomy.toml: $.intent[0].type");
        row("unknown priority", "\"P1\"", "\"P0\"", "taxonomy.toml: $.category[1].minimum_priority");
        row("bad id", "id = \"refund\"", "id = \"Refund!\"", "taxonomy.toml: $.intent[0].id");
        row("id twice", "id = \"deletion\"", "id = \"refund\"", "taxonomy.toml: $.intent[1].id");
        row("category twice", "id = \"sensitive\"", "id = \"billing\"", "taxonomy.toml: $.category[1].id");
        row("not TOML", "format = 1", "format 1", "taxonomy.toml:1:8");
        row("version", "version = 3", "version = 0", "taxonomy.toml: $.version");
    }

    void taxonomy_thatIsWrong_namesFileAndField()
    {
        QFETCH(QByteArray, piece);
        QFETCH(QByteArray, by);
        QFETCH(QByteArray, where);
        const PackFolder folder;
        folder.spoil(piece.toStdString(), by.toStdString());
        STILLGATE_VERIFY_ERROR(loadTaxonomy(folder.path()), ErrorCode::Malformed, where.toStdString());
    }

    void taxonomy_ofANewerFormat_isUnsupported()
    {
        const PackFolder folder;
        folder.spoil("format = 1", "format = 2");
        STILLGATE_VERIFY_ERROR(loadTaxonomy(folder.path()), ErrorCode::Unsupported, "taxonomy.toml: $.format");
    }

    void examples_thatAreWrong_nameFileAndField_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("where");
        const auto row = [](const char* name, const char* file, const char* text, const char* where) {
            QTest::newRow(name) << QByteArray(file) << QByteArray(text) << QByteArray(where);
        };
        const char* file = "intents/refund.toml";
        row("other intent", file, "intent = \"deletion\"\nlanguage = \"en\"\nexamples = [\"a\"]\n",
            "intents/refund.toml: $.intent");
        row("none", file, "intent = \"refund\"\nlanguage = \"en\"\nexamples = []\n", "intents/refund.toml: $.examples");
        row("empty", file, "intent = \"refund\"\nlanguage = \"en\"\nexamples = [\"a\", \"\"]\n",
            "intents/refund.toml: $.examples[1]");
        row("twice", file, "intent = \"refund\"\nlanguage = \"en\"\nexamples = [\"a\", \"a\"]\n",
            "intents/refund.toml: $.examples[1]");
        row("in two intents", "intents/deletion.toml",
            "intent = \"deletion\"\nlanguage = \"en\"\nexamples = [\"money back\"]\n", "intents/deletion.toml: $.examples[0]");
        row("not a text", file, "intent = \"refund\"\nlanguage = \"en\"\nexamples = [1]\n",
            "intents/refund.toml: $.examples[0]");
        row("no language", file, "intent = \"refund\"\nexamples = [\"a\"]\n", "intents/refund.toml: $.language");
        row("no such intent", "intents/refunds.toml", "intent = \"refunds\"\nlanguage = \"en\"\nexamples = [\"a\"]\n",
            "intents/refunds.toml");
    }

    void examples_thatAreWrong_nameFileAndField()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, where);
        const PackFolder folder;
        folder.write(file.toStdString(), text.toStdString());
        STILLGATE_VERIFY_ERROR(loadTriagePack(folder.path()), ErrorCode::Malformed, where.toStdString());
    }

    void pack_withoutAnIntentsFile_isNotFound()
    {
        const PackFolder folder;
        std::filesystem::remove(folder.path() / "intents/refund.toml");
        STILLGATE_VERIFY_ERROR(loadTriagePack(folder.path()), ErrorCode::NotFound,
                               (folder.path() / "intents/refund.toml").string());
    }

    void languageFile_addsExamplesOfIntents()
    {
        const PackFolder folder;
        std::filesystem::create_directory(folder.path() / "languages");
        const char* german = "language = \"de\"\n[[intent]]\nid = \"refund\"\nexamples = [\"Geld zur\u00fcck\"]\n";
        folder.write("languages/de.toml", german);
        const auto pack = loadTriagePack(folder.path());
        STILLGATE_VERIFY_VALUE(pack);
        QCOMPARE(pack->examples.size(), 3U);
        QVERIFY((pack->examples[2] == IntentExamples{"refund", "de", {"Geld zur\u00fcck"}}));
        QCOMPARE(examplesOf(*pack).size(), 4U);
    }

    void languageFile_thatIsWrong_namesFileAndField_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("where");
        const auto row = [](const char* name, const char* text, const char* where) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(where);
        };
        row("other language", "language = \"fr\"\nintent = []\n", "languages/de.toml: $.language");
        row("unknown intent", "language = \"de\"\n[[intent]]\nid = \"nothing\"\nexamples = [\"a\"]\n",
            "languages/de.toml: $.intent[0].id");
        row("twice", "language = \"de\"\n[[intent]]\nid = \"refund\"\nexamples = [\"a\", \"a\"]\n",
            "languages/de.toml: $.intent[0].examples[1]");
        row("in two languages", "language = \"de\"\n[[intent]]\nid = \"refund\"\nexamples = [\"refund me\"]\n",
            "languages/de.toml: $.intent[0].examples[0]");
    }

    void languageFile_thatIsWrong_namesFileAndField()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, where);
        const PackFolder folder;
        std::filesystem::create_directory(folder.path() / "languages");
        folder.write("languages/de.toml", text.toStdString());
        STILLGATE_VERIFY_ERROR(loadTriagePack(folder.path()), ErrorCode::Malformed, where.toStdString());
    }

    void band_followsTheThresholdsOfTheIntent_data()
    {
        QTest::addColumn<QByteArray>("intent");
        QTest::addColumn<int>("confidence");
        QTest::addColumn<QByteArray>("band");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char* name, const char* intent, int confidence, const char* band, const char* reason) {
            QTest::newRow(name) << QByteArray(intent) << confidence << QByteArray(band) << QByteArray(reason);
        };
        row("certain", "refund", 10000, "auto", "thin_data");
        row("at the threshold", "refund", 8500, "auto", "thin_data");
        row("just under it", "refund", 8499, "assisted", "thin_data");
        row("at the lower one", "refund", 6000, "assisted", "thin_data");
        row("under both", "refund", 5999, "manual", "thin_data");
        row("nothing", "refund", 0, "manual", "thin_data");
        row("always manual", "deletion", 10000, "manual", "always_manual");
        row("unknown", "other", 10000, "manual", "unknown_intent");
    }

    void band_followsTheThresholdsOfTheIntent()
    {
        QFETCH(QByteArray, intent);
        QFETCH(int, confidence);
        QFETCH(QByteArray, band);
        QFETCH(QByteArray, reason);
        const PackFolder folder;
        const auto taxonomy = loadTaxonomy(folder.path());
        STILLGATE_VERIFY_VALUE(taxonomy);
        const BandDecision decision =
            bandOf(*taxonomy, {intent.toStdString(), *Confidence::fromInteger(confidence), {}, false});
        QCOMPARE(std::string(nameOf(decision.band)), band.toStdString());
        QCOMPARE(std::string(nameOf(decision.reason)), reason.toStdString());
    }
};

QTEST_GUILESS_MAIN(TaxonomyTest)
#include "TaxonomyTest.moc"
