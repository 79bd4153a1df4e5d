// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/intake/MessageJson.h"
#include "tests/unit/intake/ImportSupport.h"

using namespace stillgate;

class JsonlMessagesTest : public QObject {
    Q_OBJECT

private slots:
    void line_withAMessage_isRead()
    {
        const Import import = imported("inbox.jsonl", canonicalJson(toJson(fullMessage())) + "\n");
        QCOMPARE(import.rejectedTexts(), QStringList());
        QCOMPARE(import.messages.size(), 1U);
        QVERIFY(import.messages[0].message == fullMessage());
    }

    void source_ofTheLine_winsOverTheFile()
    {
        const Import import = imported("inbox.jsonl", "{\"channel\":\"chat\",\"text\":\"a\"}\n"
                                                      "{\"channel\":\"chat\",\"text\":\"b\",\"source\":\"form\"}\n");
        QCOMPARE(shown(import.messages[0].message.source), QStringLiteral("sample"));
        QCOMPARE(shown(import.messages[1].message.source), QStringLiteral("form"));
    }

    void file_withByteOrderMarkBlankLinesAndCrLf_isRead()
    {
        const Import import = imported("inbox.JSONL", "\xEF\xBB\xBF{\"channel\":\"chat\",\"text\":\"a\"}\r\n\r\n \t\n"
                                                      "{\"channel\":\"chat\",\"text\":\"b\"}");
        QCOMPARE(import.texts(), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(import.messages[1].line, 4);
        QCOMPARE(import.rejectedTexts(), QStringList());
    }

    void line_malformed_isRejectedAlone_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("error");
        QTest::newRow("field") << QByteArray("{\"channel\":\"fax\",\"text\":\"x\"}")
                               << QStringLiteral("$.channel: expected one of email, chat, voice, web");
        QTest::newRow("missing") << QByteArray("{\"channel\":\"web\"}") << QStringLiteral("$.text: the field is missing");
        QTest::newRow("no object") << QByteArray("[1]") << QStringLiteral("$: expected an object");
        QTest::newRow("twice") << QByteArray("{\"text\":\"x\",\"text\":\"y\"}")
                               << QStringLiteral("expected one JSON object: the key \"text\" stands twice in one object");
        QTest::newRow("two") << QByteArray("{} {}") << QStringLiteral("expected one JSON object: ");
        QTest::newRow("not UTF-8") << QByteArray("{\"channel\":\"web\",\"text\":\"K\xFChl\"}")
                                   << QStringLiteral("expected UTF-8, which the file is not at byte offset 59");
        QTest::newRow("deep") << QByteArray(40, '[')
                              << QStringLiteral("expected one JSON object: arrays and objects are nested too deep");
    }
    void line_malformed_isRejectedAlone()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, error);
        const QByteArray content =
            "{\"channel\":\"web\",\"text\":\"first\"}\n" + line + "\n{\"channel\":\"web\",\"text\":\"last\"}\n";
        const Import import = imported("inbox.jsonl", content.toStdString());
        QCOMPARE(import.rejected.rows.size(), 1U);
        const QString told = import.rejectedTexts().constFirst();
        QVERIFY2(told.startsWith(QStringLiteral("line 2: ") + error), qPrintable(told));
        QVERIFY(import.rejected.rows[0].raw == line.toStdString());
        QCOMPARE(import.texts(), (QStringList{QStringLiteral("first"), QStringLiteral("last")}));
    }

    void line_overTheLimit_isRejected()
    {
        const std::string line =
            "{\"channel\":\"web\",\"text\":\"x\",\"note\":\"" + std::string(kMostEncodedBytes, 'y') + "\"}\n";
        const Import import = imported("inbox.jsonl", line + "{\"channel\":\"web\",\"text\":\"last\"}\n");
        QCOMPARE(import.texts(), QStringList{QStringLiteral("last")});
        QCOMPARE(import.rejectedTexts(), QStringList{QStringLiteral("line 1: expected at most 37748736 bytes in a line")});
    }

    void attachment_ofTheLargestSize_isRead()
    {
        IntakeMessage message{.source = "sample", .text = "x", .attachments = {{"a.bin", "application/octet-stream", {}}}};
        message.attachments[0].content.resize(kMostAttachmentBytes, 0xA5U);
        const Import import = imported("inbox.jsonl", canonicalJson(toJson(message)));
        QCOMPARE(import.rejectedTexts(), QStringList());
        QVERIFY(import.messages.at(0).message == message);
    }

    void file_ofAnotherKind_isAnError()
    {
        for (const char* name : {"inbox.mbox", "inbox", "inbox.csv.gz", "csv"}) {
            const Import import = imported(name, "text\nx\n");
            QVERIFY2(import.error.endsWith(QStringLiteral("expected a file that ends in .csv or .jsonl")), name);
            QVERIFY(import.messages.empty());
        }
    }

    void file_absent_isAnErrorWithItsPath()
    {
        const Import import = importOf("/nowhere/inbox.csv");
        QVERIFY(import.error.startsWith(QStringLiteral("not_found at /nowhere/inbox.csv")));
    }

    void source_unusable_isAnErrorOfTheFile()
    {
        const FileInFolder file("inbox.csv", "text\nx\n");
        for (const std::string& source : {std::string(), std::string(256, 'x'), std::string("\xFF")}) {
            const Import import = importOf(file.path(), {.source = source});
            QVERIFY(import.error.contains(QStringLiteral(" at source: expected ")));
        }
    }

    void sink_thatFails_endsTheReading()
    {
        const FileInFolder file("inbox.csv", "text\nfirst\nsecond\n");
        int calls = 0;
        const auto outcome = readMessages(file.path(), {.source = "sample"}, [&](const ImportedMessage&) -> Result<void> {
            ++calls;
            return fail(ErrorCode::Unavailable, "orchestrator", "no answer");
        });
        QCOMPARE(shown(outcome), QStringLiteral("unavailable at orchestrator: no answer"));
        QCOMPARE(calls, 1);
    }
};

QTEST_GUILESS_MAIN(JsonlMessagesTest)
#include "JsonlMessagesTest.moc"
