// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/base/Csv.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {

using Fields = std::vector<std::string>;

/// The fields of all records, or the first error.
Result<std::vector<Fields>> readAll(std::string_view text, CsvLimits limits = {})
{
    CsvReader reader(text, limits);
    std::vector<Fields> out;
    for (;;) {
        auto record = reader.next();
        if (!record) {
            return tl::make_unexpected(record.error());
        }
        if (!*record) {
            return out;
        }
        out.push_back(std::move((*record)->fields));
    }
}

} // namespace

class CsvTest : public QObject {
    Q_OBJECT

private slots:
    void records_ofEveryForm_areRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("read"); // fields end in a semicolon, records in a bar
        QTest::newRow("plain") << QByteArray("a,b\nc,d\n") << QByteArray("a;b;|c;d;|");
        QTest::newRow("no line break at the end") << QByteArray("a,b") << QByteArray("a;b;|");
        QTest::newRow("CRLF") << QByteArray("a,b\r\nc,d\r\n") << QByteArray("a;b;|c;d;|");
        QTest::newRow("empty fields") << QByteArray(",\n\"\",x\n") << QByteArray(";;|;x;|");
        QTest::newRow("blank lines") << QByteArray("\na\n\r\n\nb\n") << QByteArray("a;|b;|");
        QTest::newRow("comma in quotes") << QByteArray("\"a,b\",c\n") << QByteArray("a,b;c;|");
        QTest::newRow("doubled quotes") << QByteArray("\"say \"\"no\"\"\"\n") << QByteArray("say \"no\";|");
        QTest::newRow("line break in quotes") << QByteArray("\"a\r\nb\",c\n") << QByteArray("a\r\nb;c;|");
        QTest::newRow("blanks count") << QByteArray(" a , b\n") << QByteArray(" a ; b;|");
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                       "a\n")
                                         << QByteArray("a;|");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
    }

    void records_ofEveryForm_areRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, read);
        const auto records = readAll(text.toStdString());
        STILLGATE_VERIFY_VALUE(records);
        std::string shown;
        for (const Fields& record : *records) {
            for (const std::string& field : record) {
                shown += field + ";";
            }
            shown += "|";
        }
        QCOMPARE(shown, read.toStdString());
    }

    void record_thatIsMalformed_namesItsLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("where");
        QTest::newRow("quote inside a field") << QByteArray("a\nb\"c\n") << QByteArray("line 2");
        QTest::newRow("text behind a quote") << QByteArray("\"a\"b\n") << QByteArray("line 1");
        QTest::newRow("text behind a quote, lines later") << QByteArray("a\n\"b\nc\"d\n") << QByteArray("line 3");
        QTest::newRow("no closing quote") << QByteArray("a\n\"b\nc\n") << QByteArray("line 2");
        QTest::newRow("lone carriage return") << QByteArray("a\rb\n") << QByteArray("line 1");
    }

    void record_thatIsMalformed_namesItsLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, where);
        const auto records = readAll(text.toStdString());
        STILLGATE_VERIFY_ERROR(records, ErrorCode::Malformed, where.toStdString());
    }

    void reader_afterAnError_standsAtTheNextLine()
    {
        const std::string text = "a\n\"never closed\r\nb\n";
        CsvReader reader(text);
        QVERIFY(reader.next());
        QVERIFY(!reader.next());
        QCOMPARE(reader.place().raw, std::string_view("\"never closed"));
        QCOMPARE(reader.place().line, 2U);
        const auto last = reader.next();
        QVERIFY(last && *last);
        QCOMPARE((*last)->fields, Fields{"b"});
        QCOMPARE((*last)->place.line, 3U);
    }

    void place_ofARecord_isWhereItsBytesAre()
    {
        const std::string text = "a,\"b\nc\"\r\nd,e\n";
        CsvReader reader(text);
        const auto first = reader.next();
        QVERIFY(first && *first);
        QCOMPARE((*first)->place.raw, std::string_view("a,\"b\nc\""));
        QCOMPARE((*first)->place.offset, 0U);
        QCOMPARE((*first)->place.end, 9U);
        const auto second = reader.next();
        QVERIFY(second && *second);
        QCOMPARE((*second)->place.line, 3U);
        QCOMPARE((*second)->place.raw, std::string_view("d,e"));
        QCOMPARE((*second)->place.end, text.size());
    }

    void field_overTheLimit_isRefused()
    {
        const CsvLimits limits{.field = 3, .fields = 2};
        for (const std::string_view over : {"abcd\n", "\"abcd\"\n", "a,b,c\n"}) {
            const auto records = readAll(over, limits);
            STILLGATE_VERIFY_ERROR(records, ErrorCode::Limit, "line 1");
        }
        STILLGATE_VERIFY_VALUE(readAll("abc,def\n", limits));
    }

    void table_withAHeader_findsItsColumns()
    {
        auto table = CsvTable::open("text,label\nhello,greeting\n");
        QVERIFY(table);
        QCOMPARE(table->column("label"), std::optional<std::size_t>(1));
        QCOMPARE(table->column("split"), std::optional<std::size_t>());
        QCOMPARE(table->header().raw, std::string_view("text,label"));
        const auto record = table->next();
        QVERIFY(record && *record);
        QCOMPARE((*record)->fields, (Fields{"hello", "greeting"}));
        QVERIFY(!*table->next());
    }

    void table_withABadHeader_isMalformed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("column without a name") << QByteArray("text,,split\n");
        QTest::newRow("column twice") << QByteArray("text,label,text\n");
    }

    void table_withABadHeader_isMalformed()
    {
        QFETCH(QByteArray, text);
        const auto table = CsvTable::open(text.toStdString());
        STILLGATE_VERIFY_ERROR(table, ErrorCode::Malformed, "line 1");
    }

    void row_thatDoesNotFitTheHeader_isRejectedAlone()
    {
        auto table = CsvTable::open("text,label\nonly one\n\xFF\xFE,x\ngood,y\n");
        QVERIFY(table);
        const auto narrow = table->next();
        QVERIFY(!narrow);
        QCOMPARE(narrow.error().where, std::string("line 2"));
        QCOMPARE(table->place().raw, std::string_view("only one"));
        const auto bytes = table->next();
        QVERIFY(!bytes);
        QCOMPARE(bytes.error().text(), std::string("malformed at line 3: the field text is not UTF-8"));
        const auto good = table->next();
        QVERIFY(good && *good);
        QCOMPARE((*good)->fields, (Fields{"good", "y"}));
    }

    void anyFields_writtenAndRead_comeBack()
    {
        QVERIFY(rc::check("fields come back", [](const std::vector<std::string>& drawn) {
            RC_PRE(!drawn.empty() && drawn != Fields{""});
            std::string line;
            for (const std::string& field : drawn) {
                line += (line.empty() && &field == &drawn.front() ? "" : ",") + csvField(field);
            }
            const auto records = readAll(line + "\r\n");
            RC_ASSERT(records.has_value());
            RC_ASSERT(*records == std::vector<Fields>{drawn});
        }));
    }

    void anyBytes_areReadToTheEnd()
    {
        QVERIFY(rc::check("the reader comes to an end", [](const std::string& bytes) {
            CsvReader reader(bytes);
            std::size_t steps = 0;
            for (auto record = reader.next(); !record || *record; record = reader.next()) {
                ++steps;
                RC_ASSERT(steps <= bytes.size());
                RC_ASSERT(reader.place().end <= bytes.size());
            }
        }));
    }
};

QTEST_GUILESS_MAIN(CsvTest)
#include "CsvTest.moc"
