// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fstream>

#include <rapidcheck.h>

#include <QTemporaryDir>

#include "core/base/Csv.h"
#include "core/learning/history/RowStream.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::history;

/// Rows of files that are longer than what is in memory.
class RowStreamTest : public QObject {
    Q_OBJECT

private slots:
    /// The reader of a whole text is the yardstick: reading by windows must not be seen.
    void rows_ofAnyFile_areThoseOfTheWholeText()
    {
        rc::check("rows", [this] {
            const auto lines = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                "a,b", "\"quoted, with \"\"quotes\"\"\",2", "\"two\nlines\",x", "broken \"quote,1", "\"open,1", "", "\r", "ä,ö",
                "\xFF,1", "x\r", "one", "a\rb,c"));
            const std::size_t padding = *rc::gen::element<std::size_t>(0, 1, 65'530, 262'140, 524'280);
            std::string text = *rc::gen::element<std::string>("", "\xEF\xBB\xBF");
            text += padding > 0 ? "\"" + std::string(padding, 'x') + "\",1\n" : "";
            for (const std::string& line : lines) {
                text += line + "\n";
            }
            CsvReader whole(text);
            for (const Row& row : rowsOf(text, RowKind::Csv)) {
                const auto expected = whole.next();
                RC_ASSERT(row.line == static_cast<std::int64_t>(whole.place().line));
                RC_ASSERT(row.offset == whole.place().offset);
                RC_ASSERT(row.raw == whole.place().raw);
                RC_ASSERT((!expected || expected->has_value()));
                if (expected && !row.error) {
                    RC_ASSERT((*expected)->fields == row.fields);
                } else {
                    RC_ASSERT(row.error.has_value());
                }
            }
            const auto behind = whole.next();
            RC_ASSERT((behind && !behind->has_value()));
        });
    }

    void field_ofTenMegabytes_isRejectedAloneAndInLittleMemory()
    {
        const std::string text = "a,b\n\"" + std::string(std::size_t{10} << 20U, 'x') + "\",1\nc,d\n";
        const auto rows = rowsOf(text, RowKind::Csv);
        QCOMPARE(rows.size(), 3U);
        QVERIFY(rows[1].error.has_value());
        QCOMPARE(toString(rows[1].error->code), toString(ErrorCode::Limit));
        QVERIFY(rows[1].raw.size() <= 1024);
        QCOMPARE(rows[2].line, std::int64_t{3});
        QCOMPARE(rows[2].fields, (std::vector<std::string>{"c", "d"}));
    }

    void line_ofTenMegabytes_isRejectedAlone()
    {
        const auto rows = rowsOf("{}\n" + std::string(std::size_t{10} << 20U, 'x') + "\n[]", RowKind::Lines);
        QCOMPARE(rows.size(), 3U);
        QVERIFY(rows[1].error.has_value());
        QCOMPARE(rows[2].raw, std::string("[]"));
        QCOMPARE(rows[2].line, std::int64_t{3});
    }

    void row_thatIsLargeButAllowed_isRead()
    {
        const std::string large(std::size_t{900} << 10U, 'x');
        const auto rows = rowsOf("a,b\n" + large + "," + large + "\nc,d\n", RowKind::Csv);
        QCOMPARE(rows.size(), 3U);
        QVERIFY(!rows[1].error);
        QCOMPARE(rows[1].fields.back(), large);
    }

    void quote_thatNeverCloses_costsItsOwnLineAlone()
    {
        std::string text = "a,b\n\"open,1\n";
        for (int i = 0; i < 300'000; ++i) {
            text += "row,1234\n";
        }
        const auto rows = rowsOf(text, RowKind::Csv);
        QCOMPARE(rows.size(), 300'002U);
        QVERIFY(rows[1].error.has_value());
        QCOMPARE(std::ranges::count_if(rows, [](const Row& row) { return row.error.has_value(); }), std::ptrdiff_t{1});
    }

    void file_thatIsNotThere_isSaid()
    {
        STILLGATE_VERIFY_CODE(FileWindow::open(m_folder.filePath(QStringLiteral("none")).toStdString()), ErrorCode::NotFound);
        STILLGATE_VERIFY_CODE(FileWindow::open(m_folder.path().toStdString()), ErrorCode::NotFound);
    }

private:
    std::vector<Row> rowsOf(const std::string& text, RowKind kind)
    {
        const std::filesystem::path path = m_folder.filePath(QStringLiteral("rows")).toStdString();
        std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
        RowStream stream(std::move(*FileWindow::open(path)), kind);
        std::vector<Row> out;
        for (;;) {
            auto row = stream.next();
            if (!row || !*row) {
                return out;
            }
            out.push_back(std::move(**row));
        }
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(RowStreamTest)
#include "RowStreamTest.moc"
