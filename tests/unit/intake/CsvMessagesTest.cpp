// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QTest>

#include "tests/unit/intake/ImportSupport.h"

using namespace stillgate;

class CsvMessagesTest : public QObject {
    Q_OBJECT

private slots:
    void columns_all_fillTheMessage()
    {
        const Import import =
            imported("inbox.csv", "id,channel,customer_email,customer_name,thread,subject,text,received_at,language,device,"
                                  "country\n"
                                  "m-1,email,customer07@sample.example,Sample Customer 07,t-1,\"Parcel, late\","
                                  "\" Where \"\"is\"\"\r\nit? \",2026-03-02T10:12:04+01:00,en,ios-app,IE\n");
        QCOMPARE(import.messages.size(), 1U);
        const IntakeMessage expected{.id = "m-1",
                                     .source = "sample",
                                     .channel = Channel::Email,
                                     .thread = "t-1",
                                     .customer = {"customer07@sample.example", "Sample Customer 07"},
                                     .subject = "Parcel, late",
                                     .text = " Where \"is\"\r\nit? ",
                                     .receivedAt = UtcTime{1772442724000},
                                     .language = "en",
                                     .device = "ios-app",
                                     .country = "IE"};
        QVERIFY(import.messages[0].message == expected);
        QCOMPARE(import.messages[0].line, 2);
        QCOMPARE(import.rejectedTexts(), QStringList());
    }

    void columns_ofADataset_arePassedOver()
    {
        const Import import = imported("inbox.csv", "text,label,split\nWhere is my card?,card_arrival,train\n");
        QCOMPARE(import.messages.size(), 1U);
        const IntakeMessage expected{.source = "sample", .channel = Channel::Web, .text = "Where is my card?"};
        QVERIFY(import.messages[0].message == expected);
    }

    void cells_empty_sayNothing()
    {
        const Import import =
            imported("inbox.csv", "text,id,channel,customer_email,customer_name,thread,subject,received_at,language,device,"
                                  "country\nHello,,,,,,,,,,\n");
        QCOMPARE(import.rejectedTexts(), QStringList());
        const IntakeMessage expected{.source = "sample", .channel = Channel::Web, .text = "Hello"};
        QVERIFY(import.messages[0].message == expected);
    }

    void row_malformed_isRejectedAlone_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("error");
        const auto add = [](const char* column, const QString& cell, const QString& error) {
            QTest::newRow(column) << QString::fromLatin1(column) << cell << error;
        };
        const QString mail = QStringLiteral("expected an e-mail address such as name@sample.example");
        add("id", QString(513, u'x'), QStringLiteral("id: expected at most 512 bytes, found 513"));
        add("channel", QStringLiteral("fax"), QStringLiteral("channel: expected one of email, chat, voice, web"));
        add("customer_email", QStringLiteral("nobody"), QStringLiteral("customer_email: ") + mail);
        add("customer_name", QString(513, u'x'), QStringLiteral("customer_name: expected at most 512 bytes, found 513"));
        add("thread", QString(513, u'x'), QStringLiteral("thread: expected at most 512 bytes, found 513"));
        add("subject", QString(1025, u'x'), QStringLiteral("subject: expected at most 1024 bytes, found 1025"));
        add("received_at", QStringLiteral("2026-02-30T00:00:00Z"),
            QStringLiteral("received_at: expected an RFC 3339 time such as 2026-03-02T09:12:04Z"));
        add("language", QStringLiteral("English"),
            QStringLiteral("language: expected two or three small letters, such as en (BCP 47)"));
        add("device", QString(257, u'x'), QStringLiteral("device: expected at most 256 bytes, found 257"));
        add("country", QStringLiteral("Ireland"),
            QStringLiteral("country: expected two capitals, such as IE (ISO 3166-1; the United Kingdom is GB)"));
    }
    void row_malformed_isRejectedAlone()
    {
        QFETCH(QString, column);
        QFETCH(QString, cell);
        QFETCH(QString, error);
        const QString file = QStringLiteral("text,%1\nfirst,\nsecond,%2\nthird,\n").arg(column, cell);
        const Import import = imported("inbox.csv", file.toStdString());
        QCOMPARE(import.rejectedTexts(), QStringList{QStringLiteral("line 3: ") + error});
        QCOMPARE(shown(import.rejected.rows[0].raw), QStringLiteral("second,%1").arg(cell));
        QCOMPARE(import.texts(), (QStringList{QStringLiteral("first"), QStringLiteral("third")}));
    }

    void text_blankOrTooLong_isRejected()
    {
        const std::string longest(kMostTextBytes, 'x');
        const Import import = imported("inbox.csv", "text,label\n,a\n  ,b\n" + longest + ",c\n" + longest + "x,d\nlast,e\n");
        QCOMPARE(import.rejectedTexts(),
                 (QStringList{QStringLiteral("line 2: text: expected a text, or else a subject or an attachment"),
                              QStringLiteral("line 3: text: expected a text, or else a subject or an attachment"),
                              QStringLiteral("line 5: text: expected at most 262144 bytes, found 262145")}));
        QCOMPARE(import.messages.size(), 2U);
    }

    void text_farTooLongOverManyLines_isOneRejectedRow()
    {
        std::string many;
        while (many.size() < (std::size_t{2} << 20U)) {
            many += "a line that could be a message\n";
        }
        const Import import = imported("inbox.csv", "text\nfirst\n\"" + many + "\"\nlast\n");
        QCOMPARE(import.rejected.rows.size(), 1U);
        QCOMPARE(import.texts(), (QStringList{QStringLiteral("first"), QStringLiteral("last")}));
    }

    void row_brokenAsCsv_isRejectedAlone()
    {
        const Import import = imported("inbox.csv", "text,label\na \"b\" c,x\ntoo,many,cells\ntoo few\n\"open,x\nlast,y\n");
        QStringList lines;
        for (const RejectedRow& row : import.rejected.rows) {
            lines.append(QStringLiteral("%1 %2").arg(row.line).arg(shown(row.raw)));
        }
        QCOMPARE(lines, (QStringList{QStringLiteral("2 a \"b\" c,x"), QStringLiteral("3 too,many,cells"),
                                     QStringLiteral("4 too few"), QStringLiteral("5 \"open,x")}));
        QCOMPARE(import.texts(), QStringList{QStringLiteral("last")});
        QCOMPARE(shown(import.rejected.rows[1].text()), QStringLiteral("line 3: expected 2 fields as in the header, found 3"));
    }

    void row_notUtf8_isRejectedWithTheByteOffset()
    {
        const Import import = imported("inbox.csv", "text,label\ngut,a\nK\xFChl,b\nSch\xC3\xB6n,c\nfine,\xE9\n");
        QCOMPARE(import.rejectedTexts(),
                 (QStringList{QStringLiteral("line 3: expected UTF-8, which the file is not at byte offset 18"),
                              QStringLiteral("line 5: expected UTF-8, which the file is not at byte offset 38")}));
        QCOMPARE(import.messages.size(), 2U);
    }

    void file_withByteOrderMarkAndCrLf_isRead()
    {
        const Import import = imported("inbox.CSV", "\xEF\xBB\xBFtext,label\r\nfirst,a\r\n\r\n\"sec\r\nond\",b\r\nthird,c");
        QCOMPARE(import.texts(), (QStringList{QStringLiteral("first"), QStringLiteral("sec\r\nond"), QStringLiteral("third")}));
        QCOMPARE(import.messages[1].line, 4);
        QCOMPARE(import.messages[2].line, 6);
        QCOMPARE(import.rejectedTexts(), QStringList());
    }

    void header_withoutText_isAnErrorOfTheFile()
    {
        for (const char* content : {"message,label\nHello,a\n", "text;label\nHello;a\n", "Text\nHello\n"}) {
            const Import import = imported("inbox.csv", content);
            QVERIFY(import.error.endsWith(QStringLiteral("inbox.csv: expected a column named text in the header line")));
            QVERIFY(import.messages.empty());
        }
    }

    void header_brokenOrMissing_isAnErrorOfTheFile()
    {
        QVERIFY(imported("inbox.csv", "").error.contains(QStringLiteral("inbox.csv, line 1: the file is empty")));
        QVERIFY(imported("inbox.csv", "text,text\na,b\n").error.contains(QStringLiteral("inbox.csv, line 1: the column text")));
    }

    void contents_equal_areCounted()
    {
        const Import import = imported("inbox.csv", "text,id\nagain,\nonce,\nagain,\nagain,m-1\nagain,\n");
        const std::vector<std::uint64_t> expected{0, 0, 1, 0, 2};
        QVERIFY(std::ranges::equal(import.messages, expected, {}, &ImportedMessage::occurrence));
    }

    void position_ofTheRows_reachesTheEndOfTheFile()
    {
        const std::string content = "text\nfirst\nsecond";
        const Import import = imported("inbox.csv", content);
        QVERIFY(import.messages[0].end < import.messages[1].end);
        QCOMPARE(import.messages[1].end, content.size());
    }
};

QTEST_GUILESS_MAIN(CsvMessagesTest)
#include "CsvMessagesTest.moc"
