// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/base/SafeText.h"
#include "core/triage/Redaction.h"
#include "tests/support/Readable.h"
#include "tests/unit/triage/MarkedText.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

/// Texts made of what the finders look at, so that random ones come near to being something.
rc::Gen<std::string> likelyText()
{
    const auto piece = rc::gen::elementOf(std::vector<std::string>{
        "4111",    "1111",   "+49",  "0171",   "2345678", "DE89",     "3704",  "@",     "a",        "sample",       ".example",
        ".",       "-",      " ",    "(",      ")",       "/",        "phone", "order", "\xC2\xA0", "\xE2\x80\x8B", "\xFF",
        "[email]", "(at)",   "\n",   "7",      "٤",       "password", " is ",  ":",     "Aa1",      "code",         "482913",
        "12",      "Street", "Road", "[card]", "token",   "78Z",      "ABC",   "Str.",  "x12345",   "calle",        "floor"});
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
        std::string text;
        for (const std::string& part : pieces) {
            text += part;
        }
        return text;
    });
}

} // namespace

class RedactionTest : public QObject {
    Q_OBJECT

private slots:
    void corpusLine_isRedactedAsMarked_data()
    {
        QTest::addColumn<QByteArray>("line");
        const auto lines = markedLines("tests/unit/triage/redaction.txt");
        QVERIFY(lines.size() >= 60);
        for (const std::string& line : lines) {
            QTest::newRow(displaySafe(line).c_str()) << QByteArray::fromStdString(line);
        }
    }

    void corpusLine_isRedactedAsMarked()
    {
        QFETCH(QByteArray, line);
        const MarkedLine expected = parseMarked(line.toStdString());
        const Redaction redaction = redact(expected.plain);
        QCOMPARE(redaction.text(), expected.redacted);
        QVERIFY(redaction.spans() == expected.spans);
    }

    void placeholder_mapsBackToAllItHides()
    {
        const std::string plain = "call +49 30 901820 or customer07@sample.example now";
        const Redaction redaction = redact(plain);
        QCOMPARE(redaction.text(), std::string("call [phone] or [email] now"));
        const auto original = [&](std::size_t begin, std::size_t end) {
            const TextRange range = redaction.originalRange({begin, end});
            return plain.substr(range.begin, range.end - range.begin);
        };
        QCOMPARE(original(0, 4), std::string("call"));
        QCOMPARE(original(5, 12), std::string("+49 30 901820"));
        QCOMPARE(original(7, 9), std::string("+49 30 901820"));
        QCOMPARE(original(13, 15), std::string("or"));
        QCOMPARE(original(10, 18), std::string("+49 30 901820 or customer07@sample.example"));
        QCOMPARE(original(24, 27), std::string("now"));
    }

    void anyText_redactedTwice_isRedactedOnce()
    {
        QVERIFY(rc::check("redacting again changes nothing", [] {
            const std::string text = *likelyText();
            const std::string once = redact(text).text();
            RC_ASSERT(redact(once).text() == once);
        }));
    }

    void anyText_outsideTheSpans_staysAsItIs()
    {
        QVERIFY(rc::check("spans and the rest make up the text", [] {
            const std::string text = *likelyText();
            const Redaction redaction = redact(text);
            std::string rebuilt;
            std::size_t at = 0;
            for (const RedactedSpan& span : redaction.spans()) {
                RC_ASSERT(span.original.begin >= rebuilt.size());
                RC_ASSERT(span.original.begin < span.original.end);
                rebuilt += redaction.text().substr(at, span.redacted.begin - at);
                rebuilt += text.substr(span.original.begin, span.original.end - span.original.begin);
                at = span.redacted.end;
            }
            RC_ASSERT(rebuilt + redaction.text().substr(at) == text);
        }));
    }

    void anyBytes_areTaken()
    {
        QVERIFY(rc::check("bytes without numbers or addresses come back", [](const std::string& bytes) {
            const Redaction redaction = redact(bytes);
            RC_ASSERT((!redaction.spans().empty() || redaction.text() == bytes));
        }));
    }
};

QTEST_GUILESS_MAIN(RedactionTest)
#include "RedactionTest.moc"
