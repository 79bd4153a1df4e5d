// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include <QChar>
#include <rapidcheck.h>
#include <unicode/uchar.h>

#include "core/base/SafeText.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace std::literals;

namespace {

constexpr std::uint32_t kPoints = 0x110000;

/// Encodes by the bit patterns of RFC 3629, surrogates too.
std::string utf8Of(std::uint32_t point)
{
    const auto tail = [](std::uint32_t bits) { return static_cast<char>(0x80U | (bits & 0x3FU)); };
    if (point < 0x80) {
        return {static_cast<char>(point)};
    }
    if (point < 0x800) {
        return {static_cast<char>(0xC0U | point >> 6U), tail(point)};
    }
    if (point < 0x10000) {
        return {static_cast<char>(0xE0U | point >> 12U), tail(point >> 6U), tail(point)};
    }
    return {static_cast<char>(0xF0U | point >> 18U), tail(point >> 12U), tail(point >> 6U), tail(point)};
}

std::string escapeOf(std::uint32_t point)
{
    char text[16];
    std::snprintf(text, sizeof text, "<U+%04X>", point);
    return text;
}

/// Qt has its own tables, so a mistake in one of the two shows. What Qt calls unassigned may be newer than its tables.
bool mustBeEscaped(std::uint32_t point)
{
    switch (QChar::category(static_cast<char32_t>(point))) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return true;
    case QChar::Separator_Space: return point != ' ';
    case QChar::Other_NotAssigned: return (U_MASK(u_charType(static_cast<UChar32>(point))) & (U_GC_C_MASK | U_GC_Z_MASK)) != 0;
    default: return u_hasBinaryProperty(static_cast<UChar32>(point), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
    }
}

bool isSurrogate(std::uint32_t point)
{
    return point >= 0xD800 && point <= 0xDFFF;
}

} // namespace

class SafeTextTest : public QObject {
    Q_OBJECT

private slots:
    void displaySafe_everyCodePoint_isShownOrEscaped()
    {
        int escaped = 0;
        for (std::uint32_t point = 0; point < kPoints; ++point) {
            const std::string text = utf8Of(point);
            if (isSurrogate(point)) {
                QVERIFY2(displaySafe(text).find(text) == std::string::npos, escapeOf(point).c_str());
                continue;
            }
            const bool hidden = mustBeEscaped(point);
            escaped += hidden ? 1 : 0;
            const std::string expected = hidden ? escapeOf(point) : text;
            if (displaySafe(text, LineBreaks::Show) != expected) {
                QFAIL((escapeOf(point) + " is shown as " + displaySafe(text, LineBreaks::Show)).c_str());
            }
        }
        QVERIFY2(escaped > 900'000, "unassigned and private use alone are over 900,000");
    }

    void displaySafe_whatIsKnownToDeceive_isEscaped()
    {
        QCOMPARE(displaySafe("pay \xE2\x80\xAE"
                             "00.921"),
                 "pay <U+202E>00.921"s);
        QCOMPARE(displaySafe("\xE2\x81\xA6x\xE2\x81\xA9"), "<U+2066>x<U+2069>"s);
        QCOMPARE(displaySafe("a\xE2\x80\x8B\xE2\x80\x8D\xEF\xBB\xBF"
                             "b"),
                 "a<U+200B><U+200D><U+FEFF>b"s);
        QCOMPARE(displaySafe("a\xC2\xAD"
                             "b\xC2\xA0"
                             "c"),
                 "a<U+00AD>b<U+00A0>c"s);
        QCOMPARE(displaySafe("\x1b[31m\r\x7f\0"s), "<U+001B>[31m<U+000D><U+007F><U+0000>"s);
        QCOMPARE(displaySafe("\xE3\x85\xA4\xE1\x85\x9F\xEF\xB8\x8F"), "<U+3164><U+115F><U+FE0F>"s);
        QCOMPARE(displaySafe("\xF3\xA0\x81\x81"), "<U+E0041>"s);
        QCOMPARE(displaySafe("\xE2\x80\xA8\xE2\x80\xA9\xC2\x85"), "<U+2028><U+2029><U+0085>"s);
    }

    void displaySafe_ordinaryText_isUntouched()
    {
        const std::string text = "Guten Tag, \xC3\xA4\xC3\xB6\xC3\xBC \xE2\x82\xAC 129.00 \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D "
                                 "\xF0\x9F\x98\x80 <b>&amp;";
        QCOMPARE(displaySafe(text), text);
    }

    void displaySafe_lineBreaks_areKeptOrShown()
    {
        QCOMPARE(displaySafe("a\nb"), "a\nb"s);
        QCOMPARE(displaySafe("a\nb", LineBreaks::Show), "a<U+000A>b"s);
        QCOMPARE(displaySafe("a\r\n\tb"), "a<U+000D>\n<U+0009>b"s);
    }

    void displaySafe_bytesThatAreNotUtf8_areShownAsBytes()
    {
        QCOMPARE(displaySafe("a\xFF"
                             "b"),
                 "a<xFF>b"s);
        QCOMPARE(displaySafe("\xC0\x80"), "<xC0><x80>"s);
        QCOMPARE(displaySafe("\xE2\x82"), "<xE2><x82>"s);
        QCOMPARE(displaySafe("\xED\xA0\x80"), "<xED><xA0><x80>"s);
        QCOMPARE(displaySafe("\xF4\x90\x80\x80"
                             "z"),
                 "<xF4><x90><x80><x80>z"s);
    }

    void displaySafe_anyBytes_becomeSafeOnce()
    {
        QVERIFY(rc::check("the result is valid and stays as it is", [](const std::string& bytes) {
            const std::string once = displaySafe(bytes);
            RC_ASSERT(isValidUtf8(once));
            RC_ASSERT(displaySafe(once) == once);
        }));
    }

    void utf8Fault_firstBadByte_isFound_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("fault");
        QTest::newRow("empty") << QByteArray("") << -1;
        QTest::newRow("two to four bytes") << QByteArray("a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80") << -1;
        QTest::newRow("last code point") << QByteArray("\xF4\x8F\xBF\xBF") << -1;
        QTest::newRow("noncharacter") << QByteArray("\xEF\xBF\xBF") << -1;
        QTest::newRow("continuation alone") << QByteArray("ab\x80") << 2;
        QTest::newRow("cut") << QByteArray("a\xE2\x82") << 1;
        QTest::newRow("overlong, two bytes") << QByteArray("\xC1\xBF") << 0;
        QTest::newRow("overlong, three bytes") << QByteArray("x\xE0\x9F\xBF") << 1;
        QTest::newRow("overlong, four bytes") << QByteArray("\xF0\x8F\xBF\xBF") << 0;
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << 0;
        QTest::newRow("beyond") << QByteArray("\xF4\x90\x80\x80") << 0;
        QTest::newRow("never") << QByteArray("abc\xFE") << 3;
    }

    void utf8Fault_firstBadByte_isFound()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, fault);
        const auto expected = fault < 0 ? std::nullopt : std::optional<std::size_t>(fault);
        QVERIFY(utf8Fault(text.toStdString()) == expected);
        QCOMPARE(isValidUtf8(text.toStdString()), fault < 0);
    }
};

QTEST_GUILESS_MAIN(SafeTextTest)
#include "SafeTextTest.moc"
