// SPDX-License-Identifier: GPL-3.0-or-later
#include <iterator>

#include <QTest>

#include "core/base/Csv.h"
#include "core/base/Json.h"
#include "core/intake/RejectedFile.h"
#include "tests/unit/intake/ImportSupport.h"

using namespace stillgate;

namespace {

/// Imports the file and gives the bytes of the file of rejected rows; empty when there is none.
std::string rejectedAfterImport(const FileInFolder& file)
{
    const auto written = writeRejected(file.path(), importOf(file.path()).rejected);
    return written && *written ? *readFile(**written) : std::string();
}

} // namespace

class RejectedRowsTest : public QObject {
    Q_OBJECT

private slots:
    void path_standsBesideTheFile()
    {
        QCOMPARE(shown(rejectedPathOf("/data/day.1/inbox.csv").string()), QStringLiteral("/data/day.1/inbox.rejected.csv"));
        QCOMPARE(shown(rejectedPathOf("inbox.jsonl").string()), QStringLiteral("inbox.rejected.jsonl"));
    }

    void csv_rejectedRows_standUnchangedBehindTheReason()
    {
        const FileInFolder file("inbox.csv", "text,country\nfine,IE\n\"=1+1, \"\"x\"\"\n\",Ireland\nopen \"quote,IE\n");
        QCOMPARE(shown(rejectedAfterImport(file)),
                 QStringLiteral("rejected,text,country\n"
                                "\"line 3: country: expected two capitals, such as IE (ISO 3166-1; the United Kingdom is GB)\","
                                "\"=1+1, \"\"x\"\"\n\",Ireland\n"
                                "\"line 5: a quote inside a field; expected the whole field in quotes, its own doubled\","
                                "open \"quote,IE\n"));
    }

    void csv_byteOrderMarkAndLineEnds_areThoseOfTheFile()
    {
        const FileInFolder file("inbox.csv", "\xEF\xBB\xBFtext,country\r\nfine,IE\r\nbad,\xFF\r\n");
        QVERIFY(rejectedAfterImport(file) ==
                "\xEF\xBB\xBFrejected,text,country\r\n"
                "\"line 3: expected UTF-8, which the file is not at byte offset 30\",bad,\xFF\r\n");
    }

    void csv_putRightByHand_canBeImported()
    {
        const FileInFolder file("inbox.csv", "text,country\nfirst,Ireland\nsecond,Germany\n");
        std::string rejected = rejectedAfterImport(file);
        rejected.replace(rejected.find(",Ireland"), 8, ",IE");
        const FileInFolder mended("mended.csv", rejected);
        QCOMPARE(importOf(mended.path()).texts(), QStringList{QStringLiteral("first")});

        const std::string again = rejectedAfterImport(mended);
        QVERIFY(again.starts_with("rejected_2,rejected,text,country\n"));
        QVERIFY(CsvTable::open(again));
    }

    void jsonl_rejectedObjects_keepTheirBytes()
    {
        const FileInFolder file("inbox.jsonl", "{\"channel\":\"web\",\"text\":\"fine\"}\n"
                                               " { \"channel\" : \"fax\",\t\"text\":\"\\u0041\" } \r\n{}\n");
        const std::string channels = "expected one of email, chat, voice, web";
        QCOMPARE(shown(rejectedAfterImport(file)), shown(" {\"rejected\": \"line 2: $.channel: " + channels +
                                                         "\",  \"channel\" : \"fax\",\t\"text\":\"\\u0041\" } \n" +
                                                         "{\"rejected\": \"line 3: $.channel: the field is missing\"}\n"));
    }

    void jsonl_rejectedLinesThatAreNoObject_standInAMember()
    {
        const FileInFolder file("inbox.jsonl", "{\"text\": \"open\n[1]\n{\"text\":\"\xFF\"}\n");
        std::vector<Json> lines;
        const std::string rejected = rejectedAfterImport(file);
        for (const QString& line : QString::fromStdString(rejected).split(u'\n', Qt::SkipEmptyParts)) {
            lines.push_back(*parseJson(line.toStdString()));
        }
        QCOMPARE(lines.size(), 3U);
        QCOMPARE(shown(lines[0].textAt("raw")), QStringLiteral("{\"text\": \"open"));
        QCOMPARE(shown(lines[1].textAt("raw")), QStringLiteral("[1]"));
        QCOMPARE(shown(lines[1].textAt("rejected")), QStringLiteral("line 2: $: expected an object"));
        QVERIFY(asText(*fromBase64(lines[2].textAt("raw_base64"))) == "{\"text\":\"\xFF\"}");
    }

    void jsonl_putRightByHand_canBeImported()
    {
        const FileInFolder file("inbox.jsonl",
                                "{\"channel\":\"fax\",\"text\":\"first\"}\n{\"channel\":\"fax\",\"text\":\"b\"}\n");
        std::string rejected = rejectedAfterImport(file);
        rejected.replace(rejected.find("\"fax\""), 5, "\"web\"");
        const FileInFolder mended("mended.jsonl", rejected);
        QCOMPARE(importOf(mended.path()).texts(), QStringList{QStringLiteral("first")});

        const std::string again = rejectedAfterImport(mended);
        QVERIFY(parseJson(again.substr(0, again.find('\n')))->find("rejected_2") != nullptr);
    }

    void nothingRejected_writesNothingAndRemovesTheOldFile()
    {
        const FileInFolder file("inbox.csv", "text\nfine\n");
        QVERIFY(rejectedAfterImport(file).empty());
        QVERIFY(!std::filesystem::exists(rejectedPathOf(file.path())));

        QVERIFY(writeFile(rejectedPathOf(file.path()), "old"));
        QVERIFY(rejectedAfterImport(file).empty());
        QVERIFY(!std::filesystem::exists(rejectedPathOf(file.path())));
    }

    void rejectedBefore_isReplaced()
    {
        const FileInFolder file("inbox.csv", "text,country\nx,Ireland\n");
        QVERIFY(writeFile(rejectedPathOf(file.path()), "old"));
        QVERIFY(rejectedAfterImport(file).starts_with("rejected,text,country\n"));
    }

    void file_ofRejectedRows_isForItsOwnerAlone()
    {
        const FileInFolder file("inbox.csv", "text,country\nx,Ireland\n");
        QVERIFY(!rejectedAfterImport(file).empty());
        const auto permissions = std::filesystem::status(rejectedPathOf(file.path())).permissions();
        QCOMPARE(static_cast<int>(permissions), 0600);
    }

    void folder_thatIsGone_isAnErrorWithThePath()
    {
        const RejectedRows rejected{.header = "text\n", .rows = {{2, "text", "expected", "x"}}};
        const auto written = writeRejected("/nowhere/inbox.csv", rejected);
        QVERIFY(!written && written.error().where.starts_with("/nowhere/inbox.rejected.csv"));
    }

    void writtenRowByRow_isTheSameFile()
    {
        const FileInFolder file("inbox.csv", "text,country\r\nfirst,Ireland\r\n\"a,IE\r\n");
        const std::string whole = rejectedAfterImport(file);
        const RejectedRows rejected = importOf(file.path()).rejected;
        QVERIFY(!rejected.rows.empty());
        RejectedFile rowByRow(file.path(), rejected.kind, rejected.header);
        for (const RejectedRow& row : rejected.rows) {
            rowByRow.add(row);
        }
        const auto written = rowByRow.finish();
        QVERIFY(written && written->has_value());
        QVERIFY(*readFile(**written) == whole);

        // Nothing rejected: what an earlier import left is removed.
        const auto none = RejectedFile(file.path(), rejected.kind, rejected.header).finish();
        QVERIFY(none && !none->has_value());
        QVERIFY(!std::filesystem::exists(rejectedPathOf(file.path())));
    }

    void leftUnfinished_leavesNothing()
    {
        const FileInFolder file("inbox.jsonl", "{}\n");
        const auto count = [&] {
            const std::filesystem::directory_iterator folder(file.path().parent_path());
            return std::distance(begin(folder), end(folder));
        };
        const auto before = count();
        {
            RejectedFile unfinished(file.path(), FileKind::Jsonl, {});
            unfinished.add({1, "text", "expected a text", "{}"});
            QCOMPARE(count(), before + 1);
        }
        QCOMPARE(count(), before);
    }
};

QTEST_GUILESS_MAIN(RejectedRowsTest)
#include "RejectedRowsTest.moc"
