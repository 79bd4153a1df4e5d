// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <fstream>

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include "core/base/File.h"
#include "core/base/Json.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;

namespace {

struct Ended {
    int code = -1;
    std::string out;
    std::string err;
};

Ended triage(const QStringList& arguments)
{
    constexpr int kPatienceMs = 120'000;
    QProcess process;
    process.start(QDir(qEnvironmentVariable("STILLGATE_BIN")).filePath(QStringLiteral("stillgatectl")),
                  QStringList{QStringLiteral("triage")} + arguments);
    process.waitForFinished(kPatienceMs);
    return {process.exitCode(), process.readAllStandardOutput().toStdString(), process.readAllStandardError().toStdString()};
}

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

bool contains(const std::string& text, std::string_view piece)
{
    return text.find(piece) != std::string::npos;
}

std::string contentsOf(const std::filesystem::path& path)
{
    return readFile(path).value_or(std::string());
}

} // namespace

/// Past tickets as a person at the command line judges them and learns from them.
class HistoryVerbsTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QVERIFY(m_folder.isValid());
        std::filesystem::copy_file(golden("history.csv"), path("history.csv").toStdString(),
                                   std::filesystem::copy_options::overwrite_existing);
    }

    void report_ofTheSampleFile_isAsBefore_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("text") << QStringList{} << QByteArray("report.txt");
        QTest::newRow("json") << QStringList{q("--json")} << QByteArray("report.json");
    }

    /// With STILLGATE_WRITE_GOLDEN set, the files are written anew: look at the difference before it is committed.
    /// What a model says changes with the classifier, so the golden report is the one without cross-validation.
    void report_ofTheSampleFile_isAsBefore()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, name);
        const Ended ended = triage(QStringList{q("readiness"), path("history.csv"), q("--quick"), q("--taxonomy"),
                                               sourceFile("tests/golden/readiness")} +
                                   options);
        QCOMPARE(ended.code, 1); // three rows are rejected
        if (qEnvironmentVariableIsSet("STILLGATE_WRITE_GOLDEN")) {
            std::ofstream(golden(name.constData()), std::ios::binary) << ended.out;
        }
        QCOMPARE(ended.out, contentsOf(golden(name.constData())));
    }

    void rejectedRows_standBesideTheFile_andCanBePutRight()
    {
        const Ended ended = triage({q("check-history"), path("history.csv")});
        QCOMPARE(ended.code, 1);
        QVERIFY2(contains(ended.out, "29 rows can be read, 3 rejected"), ended.out.c_str());
        QVERIFY(contains(ended.err, "line 33: Created at: expected a time such as"));
        const std::string rejected = contentsOf(path("history.rejected.csv").toStdString());
        QVERIFY2(rejected.starts_with("rejected,Ticket ID,Description"), rejected.c_str());
        QVERIFY(contains(rejected, ",9003,the time is told the other way round,delivery_status"));
        using std::filesystem::perms;
        const auto allowed = std::filesystem::status(path("history.rejected.csv").toStdString()).permissions();
        QVERIFY((allowed & (perms::group_all | perms::others_all)) == perms::none);

        std::string right = rejected.substr(0, rejected.find('\n') + 1);
        right += "put right,9003,the time is told in full,delivery_status,Solved,done,0,2025-11-02,,,,Service,email,en\n";
        QVERIFY(writeFile(path("again.csv").toStdString(), right));
        QCOMPARE(triage({q("check-history"), path("again.csv")}).code, 0);
        QVERIFY(!std::filesystem::exists(path("again.rejected.csv").toStdString()));
    }

    void check_ofAFile_leavesNothingButRejectedRows()
    {
        QVERIFY(writeFile(path("good.csv").toStdString(), "text,label\nhello,greeting\nbye,farewell\n"));
        const auto count = [this] { return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden).size(); };
        const auto before = count();
        QCOMPARE(triage({q("check-history"), path("good.csv")}).code, 0);
        QCOMPARE(triage({q("readiness"), path("good.csv")}).code, 0);
        QCOMPARE(count(), before);
    }

    void plainText_isNeverPrinted_andRedactedTextOnlyWhenAsked()
    {
        for (const char* option : {"--quick", "--json", "--show-text"}) {
            const Ended ended = triage({q("readiness"), path("history.csv"), q(option)});
            QVERIFY(!contains(ended.out + ended.err, "customer23@sample.example"));
            QVERIFY(!contains(ended.out + ended.err, "7946 0123"));
            QVERIFY(std::string(option) == "--show-text" || !contains(ended.out, "charged twice"));
        }
    }

    void training_leavesReopenedTicketsOut_unlessToldOtherwise()
    {
        const QStringList train{q("train"), q("--history"), path("history.csv"), q("--out"), path("x.model")};
        const Ended ended = triage(train);
        QCOMPARE(ended.code, 1); // for the rejected rows; the model is written all the same
        QVERIFY2(contains(ended.out, "Of 29 past tickets 27 were learned from; left out: 1 reopened, 1 without a label"),
                 ended.out.c_str());
        QVERIFY(std::filesystem::exists(path("x.model").toStdString()));
        const Ended with = triage(train + QStringList{q("--with-reopened"), q("--json")});
        const Json json = parseJson(with.out).value_or(Json());
        const Json* history = json.find("history");
        QVERIFY(history != nullptr);
        QCOMPARE(*history->find("learned")->asInteger(), 28);
        QCOMPARE(*history->find("reopened")->asInteger(), 0);
        QCOMPARE(*json.find("rows")->asInteger(), 28);
    }

    void mistake_endsWithItsCodeAndWords_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("no file") << QStringList{q("readiness")} << 2 << QByteArray("FILE");
        QTest::newRow("no such file") << QStringList{q("readiness"), path("none.csv")} << 3 << QByteArray("none.csv");
        QTest::newRow("no such field") << QStringList{q("check-history"), path("history.csv"), q("--map"), q("Reason=topic")}
                                       << 1 << QByteArray("expected one of the fields");
        QTest::newRow("no such column") << QStringList{q("check-history"), path("history.csv"), q("--map"), q("Topic=label")}
                                        << 1 << QByteArray("does not have");
        QTest::newRow("map without history")
            << QStringList{q("train"), q("--pack"), q("p"), q("--out"), q("x"), q("--map"), q("a=label")} << 2
            << QByteArray("--history");
        QTest::newRow("two sources") << QStringList{q("train"), q("--csv"), q("a"), q("--history"), q("b"), q("--out"), q("x")}
                                     << 2 << QByteArray("");
    }

    void mistake_endsWithItsCodeAndWords()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QByteArray, words);
        const Ended ended = triage(arguments);
        QCOMPARE(ended.code, code);
        QVERIFY2(contains(ended.err + ended.out, words.toStdString()), ended.err.c_str());
    }

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] static std::string golden(const char* name)
    {
        return QDir(sourceFile("tests/golden/readiness")).filePath(QString::fromLatin1(name)).toStdString();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(HistoryVerbsTest)
#include "HistoryVerbsTest.moc"
