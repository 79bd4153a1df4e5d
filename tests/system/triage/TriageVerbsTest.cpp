// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include "core/base/File.h"
#include "core/base/Json.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;

namespace {

struct Run {
    int code = -1;
    std::string out;
    std::string err;
    Json json; ///< null when it printed none
};

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

Run triage(const QStringList& arguments)
{
    constexpr int kPatienceMs = 120'000;
    QProcess process;
    process.start(QDir(qEnvironmentVariable("STILLGATE_BIN")).filePath(QStringLiteral("stillgatectl")),
                  QStringList{QStringLiteral("triage")} + arguments);
    process.waitForFinished(kPatienceMs);
    Run run;
    run.code = process.exitCode();
    run.out = process.readAllStandardOutput().toStdString();
    run.err = process.readAllStandardError().toStdString();
    run.json = parseJson(run.out).value_or(Json());
    return run;
}

bool contains(const std::string& text, std::string_view piece)
{
    return text.find(piece) != std::string::npos;
}

/// Labelled messages enough to train on.
std::string labelledCsv()
{
    std::string out = "text,label,split\n";
    for (const char* split : {"train", "train", "train", "test"}) {
        out += std::string("please refund the double charge,refund,") + split + "\n";
        out += std::string("where is my parcel now,delivery,") + split + "\n";
        out += std::string("\"refund me, the payment was taken twice\",refund,") + split + "\n";
        out += std::string("the parcel has not arrived,delivery,") + split + "\n";
    }
    return out;
}

} // namespace

/// The triage verbs as a person at the command line has them: what they print, and how they end.
class TriageVerbsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(writeFile(path("good.csv").toStdString(), labelledCsv()));
        const Run run = triage({q("train"), q("--pack"), starterPack(), q("--out"), path("starter.model"), q("--json")});
        QCOMPARE(run.code, 0);
        QCOMPARE(*run.json.find("labels")->asInteger(), 31);
        m_starterId = run.json.textAt("model");
        QCOMPARE(m_starterId.size(), 64U);
    }

    void train_twice_writesTheSameBytes()
    {
        QCOMPARE(triage({q("train"), q("--pack"), starterPack(), q("--out"), path("again.model")}).code, 0);
        QVERIFY(readFile(path("again.model").toStdString()) == readFile(path("starter.model").toStdString()));
    }

    void predict_ofRealQuestions_saysLabelBandAndReasons()
    {
        const Run run = triage({q("predict"), q("--model"), path("starter.model"), q("--pack"), starterPack(), q("--json"),
                                q("You charged me twice for order ORD-7719, 129.00 each. Mail customer07@sample.example"),
                                q("please delete all the data you hold about me")});
        QCOMPARE(run.code, 0);
        const Json::Array* messages = run.json.asArray();
        QVERIFY(messages != nullptr);
        QCOMPARE(messages->size(), 2U);
        const Json& first = messages->front();
        QCOMPARE(first.textAt("label"), std::string_view("charged_twice"));
        QCOMPARE(first.textAt("text"), std::string_view("You charged me twice for order ORD-7719, 129.00 each. Mail [email]"));
        QCOMPARE(first.textAt("model"), std::string_view(m_starterId));
        QVERIFY(!first.find("for")->asArray()->empty());
        QCOMPARE(first.find("for")->asArray()->front().textAt("word"), std::string_view("twice"));
        QCOMPARE(messages->back().textAt("band"), std::string_view("manual"));
        QCOMPARE(messages->back().textAt("band_reason"), std::string_view("always_manual"));
    }

    void redact_ofAFile_showsWhatIsLeftAndWhatWasTaken()
    {
        const std::string text = "card 4111 1111 1111 1111 please\norder ORD-7719\n";
        QVERIFY(writeFile(path("texts.txt").toStdString(), text));
        const Run words = triage({q("redact"), path("texts.txt")});
        QCOMPARE(words.code, 0);
        QCOMPARE(words.out, std::string("card [card] please\norder ORD-7719\n"));
        const Run run = triage({q("redact"), path("texts.txt"), q("--json")});
        QCOMPARE(run.code, 0);
        const Json::Array& texts = *run.json.find("texts")->asArray();
        QCOMPARE(texts.size(), 2U);
        const Json& span = texts.front().find("spans")->asArray()->front();
        QCOMPARE(span.textAt("kind"), std::string_view("card"));
        QCOMPARE(*span.find("original")->find("begin")->asInteger(), 5);
        QCOMPARE(*span.find("original")->find("end")->asInteger(), 24);
        QVERIFY(texts.back().find("spans")->asArray()->empty());
        QCOMPARE(triage({q("redact"), path("absent.txt")}).code, 3);
    }

    void predict_forPeople_saysItInWords()
    {
        const Run run = triage({q("predict"), q("--model"), path("starter.model"), q("where is my parcel")});
        QCOMPARE(run.code, 0);
        QVERIFY(contains(run.out, "delivery_status"));
        QVERIFY(contains(run.out, "for:"));
    }

    void evaluate_ofACsv_printsEveryFigure()
    {
        const Run run = triage({q("evaluate"), path("good.csv"), q("--json"), q("--seed"), q("3")});
        QCOMPARE(run.code, 0);
        for (const char* key : {"accuracy", "macro_f1", "ece", "cov95", "cov99", "train_seconds", "predict_microseconds"}) {
            const Json* value = run.json.find(key);
            QVERIFY2(value != nullptr && (value->asDouble() != nullptr || value->asInteger() != nullptr), key);
        }
        QCOMPARE(run.json.find("bands")->asArray()->size(), 3U);
        for (const char* key : {"thin_labels", "lost_to_scope", "labels", "confusions", "reliability", "at95", "at99"}) {
            QVERIFY2(run.json.find(key) != nullptr, key);
        }
        const Run words = triage({q("evaluate"), path("good.csv")});
        QCOMPARE(words.code, 0);
        QVERIFY(contains(words.out, "accuracy"));
    }

    void badRow_isNamedAndLeftOut()
    {
        QVERIFY(writeFile(path("bad.csv").toStdString(), labelledCsv() + "no label,,train\n"));
        const Run run = triage({q("train"), q("--csv"), path("bad.csv"), q("--out"), path("bad.model"), q("--json")});
        QCOMPARE(run.code, 1);
        QVERIFY2(contains(run.err, "bad.csv, line 18: the field label is empty"), run.err.c_str());
        QCOMPARE(*run.json.find("rows")->asInteger(), 12);
        QVERIFY(std::filesystem::exists(path("bad.model").toStdString()));
    }

    void mistake_endsWithItsCodeAndWords_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, const QStringList& arguments, int code, const char* words) {
            QTest::newRow(name) << arguments << code << QByteArray(words);
        };
        row("no verb", {}, 2, "subcommand");
        row("no source", {q("train"), q("--out"), path("x")}, 2, "required");
        row("two sources", {q("train"), q("--csv"), q("a"), q("--pack"), q("b"), q("--out"), path("x")}, 2, "");
        row("no text", {q("predict"), q("--model"), path("starter.model")}, 2, "text");
        row("no such file", {q("evaluate"), path("none.csv")}, 3, "none.csv");
        row("no such model", {q("predict"), q("--model"), path("none.model"), q("hello")}, 3, "none.model");
        row("no such folder", {q("train"), q("--csv"), path("good.csv"), q("--out"), path("none/x.model")}, 3,
            "no such folder");
        row("no split", {q("evaluate"), path("nosplit.csv")}, 1, "column named split");
        row("no column", {q("evaluate"), path("notext.csv")}, 1, "expected a column named text");
        row("no model file", {q("predict"), q("--model"), path("good.csv"), q("hello")}, 1, "SGTRIAGE");
        row("bad pack", {q("train"), q("--pack"), path("pack"), q("--out"), path("x")}, 1, "taxonomy.toml: $.format");
    }

    void mistake_endsWithItsCodeAndWords()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QByteArray, words);
        QVERIFY(writeFile(path("nosplit.csv").toStdString(), "text,label\na,b\n"));
        QVERIFY(writeFile(path("notext.csv").toStdString(), "message,label,split\na,b,test\n"));
        QVERIFY(QDir().mkpath(path("pack")));
        QVERIFY(writeFile(path("pack/taxonomy.toml").toStdString(), "format = \"one\"\n"));
        const Run run = triage(arguments);
        QCOMPARE(run.code, code);
        QVERIFY2(contains(run.err + run.out, words.toStdString()), run.err.c_str());
    }

    void damagedModel_isRefused()
    {
        std::string bytes = readFile(path("starter.model").toStdString()).value();
        bytes[bytes.size() / 2] ^= 1;
        QVERIFY(writeFile(path("damaged.model").toStdString(), bytes));
        const Run run = triage({q("predict"), q("--model"), path("damaged.model"), q("hello")});
        QCOMPARE(run.code, 1);
        QVERIFY2(contains(run.err, "checksum"), run.err.c_str());
    }

private:
    [[nodiscard]] static QString starterPack() { return sourceFile("resources/packs/starter"); }
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    QTemporaryDir m_folder;
    std::string m_starterId;
};

QTEST_GUILESS_MAIN(TriageVerbsTest)
#include "TriageVerbsTest.moc"
