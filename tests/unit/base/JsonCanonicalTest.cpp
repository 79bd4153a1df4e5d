// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <cmath>

#include <QDir>
#include <QFile>
#include <rapidcheck.h>

#include "core/base/Json.h"
#include "tests/support/AnyJson.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;
using namespace std::literals;

namespace {

std::string canonicalOf(std::string_view text)
{
    const auto value = parseJson(text);
    return value ? canonicalJson(*value) : value.error().text();
}

std::string contentsOf(const QString& name)
{
    QFile file(QDir(sourceFile("tests/golden/vectors")).filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

std::string utf8Of(const std::u16string& text)
{
    return QString::fromUtf16(text.data(), static_cast<qsizetype>(text.size())).toStdString();
}

} // namespace

class JsonCanonicalTest : public QObject {
    Q_OBJECT

private slots:
    /// RFC 8785 appendix B.
    void doubles_publishedSamples_areMet_data()
    {
        QTest::addColumn<quint64>("bits");
        QTest::addColumn<QByteArray>("text");
        const std::pair<quint64, const char*> samples[] = {
            {0x0000000000000000, "0"},
            {0x8000000000000000, "0"},
            {0x0000000000000001, "5e-324"},
            {0x8000000000000001, "-5e-324"},
            {0x7fefffffffffffff, "1.7976931348623157e+308"},
            {0xffefffffffffffff, "-1.7976931348623157e+308"},
            {0x4340000000000000, "9007199254740992"},
            {0xc340000000000000, "-9007199254740992"},
            {0x4430000000000000, "295147905179352830000"},
            {0x44b52d02c7e14af5, "9.999999999999997e+22"},
            {0x44b52d02c7e14af6, "1e+23"},
            {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
            {0x444b1ae4d6e2ef4e, "999999999999999700000"},
            {0x444b1ae4d6e2ef4f, "999999999999999900000"},
            {0x444b1ae4d6e2ef50, "1e+21"},
            {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
            {0x3eb0c6f7a0b5ed8d, "0.000001"},
            {0x41b3de4355555553, "333333333.3333332"},
            {0x41b3de4355555554, "333333333.33333325"},
            {0x41b3de4355555555, "333333333.3333333"},
            {0x41b3de4355555556, "333333333.3333334"},
            {0x41b3de4355555557, "333333333.33333343"},
            {0xbecbf647612f3696, "-0.0000033333333333333333"},
            {0x43143ff3c1cb0959, "1424953923781206.2"},
        };
        for (const auto& [bits, text] : samples) {
            QTest::addRow("%016llx", bits) << bits << QByteArray(text);
        }
    }

    void doubles_publishedSamples_areMet()
    {
        QFETCH(quint64, bits);
        QFETCH(QByteArray, text);
        QCOMPARE(canonicalJson(Json(std::bit_cast<double>(bits))), text.toStdString());
    }

    /// The example of RFC 8785 section 3.2.2 with its result in 3.2.4, and that of section 3.2.3, in which the emoji stands
    /// before U+FB33 because keys sort by UTF-16 units.
    void objects_publishedExamples_areMet_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("values") << QStringLiteral("jcs_values");
        QTest::newRow("sorting") << QStringLiteral("jcs_sorting");
    }

    void objects_publishedExamples_areMet()
    {
        QFETCH(QString, name);
        const auto value = parseJson(contentsOf(name + QStringLiteral(".input.json")));
        STILLGATE_VERIFY_VALUE(value);
        QCOMPARE(canonicalJson(*value), contentsOf(name + QStringLiteral(".output.json")));
    }

    void lessUtf16_anyTexts_agreesWithTheirUnits()
    {
        QVERIFY(rc::check("order of UTF-16 units", [] {
            const std::string left = *anyText();
            const std::string right = *anyText();
            const QString a = QString::fromStdString(left);
            const QString b = QString::fromStdString(right);
            const bool expected = std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
            RC_ASSERT(lessUtf16(left, right) == expected);
        }));
        QVERIFY(lessUtf16(utf8Of(u"\xD83D\xDE00"), utf8Of(u"\xE000")));
        QVERIFY(lessUtf16(utf8Of(u"\xD7FF"), utf8Of(u"\xD800\xDC00")));
        QVERIFY(lessUtf16(utf8Of(u"\xDBFF\xDFFF"), utf8Of(u"\xFFFF")));
        QVERIFY(lessUtf16("a", "ab"));
        QVERIFY(!lessUtf16("a", "a"));
    }

    void strings_onlyWhatMustBe_isEscaped()
    {
        QCOMPARE(canonicalJson(Json("\b\t\n\f\r\"\\\x01\x1f\x7f/\xC2\x80\xE2\x80\xA8"s)),
                 "\"\\b\\t\\n\\f\\r\\\"\\\\\\u0001\\u001f\x7f/\xC2\x80\xE2\x80\xA8\""s);
    }

    void anyValue_canonicalForm_isAFixedPoint()
    {
        QVERIFY(rc::check("parse and canonical form agree", [](const Json& value) {
            const std::string once = canonicalJson(value);
            const auto parsed = parseJson(once);
            RC_ASSERT(parsed.has_value());
            RC_ASSERT(canonicalJson(*parsed) == once);
            const auto pretty = parseJson(prettyJson(value));
            RC_ASSERT(pretty.has_value());
            RC_ASSERT(canonicalJson(*pretty) == once);
        }));
    }

    void anyDouble_canonicalForm_isThatDouble()
    {
        QVERIFY(rc::check("no digit is lost", [](std::uint64_t bits) {
            const double value = std::bit_cast<double>(bits);
            RC_PRE(std::isfinite(value));
            const auto parsed = parseJson(canonicalJson(Json(value)));
            RC_ASSERT(parsed.has_value());
            const double back = parsed->asDouble() != nullptr ? *parsed->asDouble() : static_cast<double>(*parsed->asInteger());
            RC_ASSERT(std::equal_to<>()(back, value));
        }));
    }

    void orderOfMembers_makesNoDifference()
    {
        QCOMPARE(canonicalOf(R"({"b":{"y":1,"x":2},"a":[3]})"), canonicalOf(R"({ "a" : [3], "b" : {"x":2,"y":1} })"));
        QVERIFY(canonicalOf("[1,2]") != canonicalOf("[2,1]"));
    }

    void canonicalExact_floatingPoint_isRefused()
    {
        QVERIFY(canonicalExact(Json(1)) == Result<std::string>("1"));
        STILLGATE_VERIFY_ERROR(canonicalExact(Json(1.0)), ErrorCode::Refused, "");
        STILLGATE_VERIFY_ERROR(canonicalExact(*parseJson(R"({"a":[{"b":[1,2,0.5]}]})")), ErrorCode::Refused, "");
        STILLGATE_VERIFY_ERROR(canonicalExact(*parseJson("9007199254740992")), ErrorCode::Refused, "");
        STILLGATE_VERIFY_VALUE(canonicalExact(*parseJson(R"({"a":[{"b":[1,2,"0.5"]}]})")));
    }

    void prettyJson_nestedValue_isReadable()
    {
        QCOMPARE(prettyJson(*parseJson(R"({"b":[1,{}],"a":[],"c":{"d":null}})")),
                 "{\n  \"b\": [\n    1,\n    {}\n  ],\n  \"a\": [],\n  \"c\": {\n    \"d\": null\n  }\n}"s);
    }
};

QTEST_GUILESS_MAIN(JsonCanonicalTest)
#include "JsonCanonicalTest.moc"
