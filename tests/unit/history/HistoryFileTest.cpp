// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include <QTemporaryDir>

#include "core/learning/history/HistoryFile.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::history;

namespace {

struct Read {
    Result<HistoryOutline> outline;
    std::vector<PastTicket> tickets;
    std::vector<RejectedTicket> rejected;
};

} // namespace

/// Files of past tickets.
class HistoryFileTest : public QObject {
    Q_OBJECT

private slots:
    void everyColumn_ofACsv_isRead()
    {
        const Read read =
            readText("t.csv", "Ticket ID,Subject,Description,Reason,Status,Close Code,Reopens,Created at,Solved at,"
                              "Requester email,Requester ID,Group,Via,Locale,Plan,Agent\n"
                              "1,Double charge,\"You charged me twice, mail customer07@sample.example\",charged_twice,solved,"
                              "refund,1,2026-03-02 09:12,2026-03-03 10:00,customer07@sample.example,C-7,Billing,email,en,gold,"
                              "Sample Agent\n");
        STILLGATE_VERIFY_VALUE(read.outline);
        QCOMPARE(read.tickets.size(), 1U);
        const PastTicket& ticket = read.tickets.front();
        QCOMPARE(ticket.text.text(), std::string("Double charge\nYou charged me twice, mail [email]"));
        QCOMPARE(ticket.label, std::string("charged_twice"));
        QCOMPARE(ticket.outcome, std::string("solved"));
        QCOMPARE(ticket.resolutionCode, std::string("refund"));
        QVERIFY(ticket.reopened == Reopened::Yes);
        QCOMPARE((*ticket.closedAt - *ticket.openedAt).ms, Duration::minutes(24 * 60 + 48).ms);
        QVERIFY(ticket.email.has_value());
        QVERIFY(ticket.customer.has_value());
        QCOMPARE(ticket.team + ticket.channel + ticket.language + ticket.tier, std::string("Billingemailengold"));
        QCOMPARE(ticket.line, std::int64_t{2});
        QCOMPARE(read.outline->passedOver, std::vector<std::string>{"Agent"});
        QCOMPARE(read.outline->columns.size(), 15U);
    }

    void everyMember_ofAJsonLine_isRead()
    {
        const Read read =
            readText("t.jsonl", "{\"description\": \"where is my parcel\", \"intent\": \"delivery_status\", \"reopens\": 0, "
                                "\"created_at\": \"2026-03-02T09:12:04Z\", \"tags\": [\"a\"], \"team\": null}\n\n"
                                "{\"intent\": \"delivery_status\", \"subject\": \"parcel\", \"reopened\": true}\n");
        STILLGATE_VERIFY_VALUE(read.outline);
        QCOMPARE(read.tickets.size(), 2U);
        QVERIFY(read.tickets[0].reopened == Reopened::No);
        QVERIFY(read.tickets[1].reopened == Reopened::Yes);
        QCOMPARE(read.tickets[1].text.text(), std::string("parcel"));
        QCOMPARE(read.tickets[1].line, std::int64_t{3});
    }

    void row_thatIsWrong_isRejectedAloneAndNamed_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QByteArray>("column");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("no text") << QByteArray(",refund,2026-03-02,") << QByteArray("") << QByteArray("a text or a subject");
        QTest::newRow("time") << QByteArray("hello,refund,3/2/26,") << QByteArray("opened_at") << QByteArray("a time such as");
        QTest::newRow("reopened") << QByteArray("hello,refund,,never") << QByteArray("reopened") << QByteArray("yes, no");
        QTest::newRow("fields") << QByteArray("hello,refund") << QByteArray("") << QByteArray("expected 4 fields");
        QTest::newRow("quotes") << QByteArray("he\"llo,refund,,") << QByteArray("") << QByteArray("quote inside a field");
        QTest::newRow("Latin-1") << QByteArray("gr\xFC\xDF,refund,,") << QByteArray("") << QByteArray("UTF-8");
        QTest::newRow("label") << QByteArray("hello," + QByteArray(300, 'x') + ",,") << QByteArray("label")
                               << QByteArray("255");
    }

    void row_thatIsWrong_isRejectedAloneAndNamed()
    {
        QFETCH(QByteArray, row);
        QFETCH(QByteArray, column);
        QFETCH(QByteArray, expected);
        const Read read = readText("t.csv", "text,label,opened_at,reopened\ngood,a,,\n" + row.toStdString() + "\nfine,b,,no\n");
        STILLGATE_VERIFY_VALUE(read.outline);
        QCOMPARE(read.tickets.size(), 2U);
        QCOMPARE(read.rejected.size(), 1U);
        QCOMPARE(read.rejected[0].line, std::int64_t{3});
        QCOMPARE(read.rejected[0].column, column.toStdString());
        QVERIFY2(read.rejected[0].expected.find(expected.toStdString()) != std::string::npos,
                 read.rejected[0].expected.c_str());
        QCOMPARE(read.rejected[0].raw, row.toStdString());
    }

    void line_thatIsNoObject_isRejected()
    {
        const Read read = readText("t.jsonl", "{\"text\": \"a\", \"label\": \"b\"}\n[1]\n{\"text\": \"a\",\nnot json\n");
        QCOMPARE(read.tickets.size(), 1U);
        QCOMPARE(read.rejected.size(), 3U);
    }

    void file_thatCannotBeMeant_isRefusedInWords_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("no label") << QByteArray("t.csv") << QByteArray("text,topic\na,b\n") << QByteArray("--map COLUMN=label");
        QTest::newRow("no text") << QByteArray("t.csv") << QByteArray("label,words\na,b\n") << QByteArray("--map COLUMN=text");
        QTest::newRow("semicolons") << QByteArray("t.csv") << QByteArray("text;label\na;b\n") << QByteArray("semicolons");
        QTest::newRow("UTF-16") << QByteArray("t.csv") << QByteArray("\xFF\xFEt\0e\0", 6) << QByteArray("UTF-16");
        QTest::newRow("header") << QByteArray("t.csv") << QByteArray("te\xFFxt,label\n") << QByteArray("UTF-8");
        QTest::newRow("empty") << QByteArray("t.csv") << QByteArray("") << QByteArray("the file is empty");
        QTest::newRow("kind") << QByteArray("t.xlsx") << QByteArray("PK") << QByteArray(".csv or .jsonl");
        QTest::newRow("members") << QByteArray("t.jsonl") << QByteArray("{\"text\":\"a\"}\n") << QByteArray("=label");
    }

    void file_thatCannotBeMeant_isRefusedInWords()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, words);
        const Read read = readText(name.constData(), text.toStdString());
        QVERIFY(!read.outline);
        QVERIFY2(read.outline.error().text().find(words.toStdString()) != std::string::npos,
                 read.outline.error().text().c_str());
    }

    void headerAlone_isAFileWithoutTickets()
    {
        const Read read = readText("t.csv", "text,label\n");
        STILLGATE_VERIFY_VALUE(read.outline);
        QCOMPARE(read.outline->tickets, std::uint64_t{0});
        QCOMPARE(read.outline->header, std::string("text,label\n"));
    }

    void map_ofAMemberThatNoRowHas_isRefused()
    {
        ColumnMap map;
        QVERIFY(addMapping(map, "topic=label"));
        const Read read = readText("t.jsonl", "{\"text\":\"a\",\"label\":\"b\"}\n", map);
        QVERIFY(read.outline.has_value());
        QVERIFY(addMapping(map, "words=team"));
        STILLGATE_VERIFY_CODE(readText("t.jsonl", "{\"text\":\"a\",\"label\":\"b\"}\n", map).outline, ErrorCode::Malformed);
    }

private:
    Read readText(const char* name, const std::string& text, const ColumnMap& map = {})
    {
        const std::filesystem::path path = m_folder.filePath(QString::fromUtf8(name)).toStdString();
        std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
        Read out;
        HistorySinks sinks;
        sinks.ticket = [&out](PastTicket ticket) { out.tickets.push_back(std::move(ticket)); };
        sinks.rejected = [&out](RejectedTicket ticket) { out.rejected.push_back(std::move(ticket)); };
        out.outline = readHistory(path, map, sinks);
        return out;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(HistoryFileTest)
#include "HistoryFileTest.moc"
