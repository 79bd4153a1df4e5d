// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/base/Json.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace std::literals;

namespace {

std::string nested(std::size_t depth)
{
    return std::string(depth, '[') + std::string(depth, ']');
}

void addRows(std::initializer_list<std::pair<const char*, std::string>> rows)
{
    QTest::addColumn<QByteArray>("text");
    for (const auto& [name, text] : rows) {
        QTest::newRow(name) << QByteArray::fromStdString(text);
    }
}

} // namespace

class JsonParseTest : public QObject {
    Q_OBJECT

private slots:
    void parse_everyKindOfValue_isRead()
    {
        const auto value = parseJson(R"( {"a": [null, true, false, -7, 0.5, "t\u00e9xt"], "b": {}, "c": [] } )");
        STILLGATE_VERIFY_VALUE(value);
        const Json::Array& list = *value->find("a")->asArray();
        QCOMPARE(list.size(), std::size_t{6});
        QVERIFY(list[0].isNull());
        QVERIFY(*list[1].asBool());
        QVERIFY(!*list[2].asBool());
        QCOMPARE(*list[3].asInteger(), std::int64_t{-7});
        QCOMPARE(*list[4].asDouble(), 0.5);
        QCOMPARE(*list[5].asString(), "t\xC3\xA9xt"s);
        QVERIFY(value->find("b")->asObject()->empty());
        QVERIFY(value->find("c")->asArray()->empty());
        QVERIFY(value->find("d") == nullptr);
    }

    void parse_membersOfAnObject_keepTheirOrder()
    {
        const auto value = parseJson(R"({"z":1,"a":2,"m":3})");
        STILLGATE_VERIFY_VALUE(value);
        QCOMPARE(value->asObject()->front().key, "z"s);
        QCOMPARE(value->asObject()->back().key, "m"s);
    }

    void parse_escapes_areResolved()
    {
        const auto value = parseJson("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\ud83d\\ude00\\u0000\"");
        STILLGATE_VERIFY_VALUE(value);
        QCOMPARE(*value->asString(), "\"\\/\b\f\n\r\tA\xF0\x9F\x98\x80\0"s);
    }

    void parse_whatIsNoJson_isMalformed_data()
    {
        addRows({{"nothing", ""},
                 {"blanks", " \n "},
                 {"two values", "1 2"},
                 {"two values with a comma", "1,2"},
                 {"closing bracket behind", "1]"},
                 {"bracket trick", "1],[2"},
                 {"bracket trick, empty", "],["},
                 {"text behind", "{} x"},
                 {"open array", "[1"},
                 {"open object", R"({"a":1)"},
                 {"open string", R"("abc)"},
                 {"string ends in a backslash", R"("abc\)"},
                 {"comma at the end of an array", "[1,]"},
                 {"comma at the end of an object", R"({"a":1,})"},
                 {"comma alone", "[,]"},
                 {"comma in front", "[,1]"},
                 {"comma missing", "[1 2]"},
                 {"comma missing in an object", R"({"a":1 "b":2})"},
                 {"colon missing", R"({"a" 1})"},
                 {"value missing", R"({"a":})"},
                 {"key without quotes", "{a:1}"},
                 {"number as a key", "{1:1}"},
                 {"wrong bracket", "[1}"},
                 {"single quotes", "'a'"},
                 {"word", "nul"},
                 {"longer word", "nullx"},
                 {"longer truth", "truex"},
                 {"capital truth", "True"},
                 {"not a number", "NaN"},
                 {"infinity", "-Infinity"},
                 {"comment", "1 // one"},
                 {"byte order mark", "\xEF\xBB\xBF{}"},
                 {"zero byte behind", "1\0"s},
                 {"zero byte in a text", "\"a\0b\""s},
                 {"line feed in a text", "\"a\nb\""},
                 {"tabulator in a text", "\"a\tb\""},
                 {"unknown escape", R"("\a")"},
                 {"short escape", R"("\u12")"},
                 {"escape with other digits", R"("\u00g0")"}});
    }

    void parse_whatIsNoJson_isMalformed()
    {
        QFETCH(QByteArray, text);
        const auto value = parseJson(text.toStdString());
        QVERIFY2(!value, value ? canonicalJson(*value).c_str() : "");
        STILLGATE_VERIFY_CODE(value, ErrorCode::Malformed);
    }

    void parse_numbersOfAnotherForm_areMalformed_data()
    {
        addRows({{"plus", "+1"},
                 {"leading zero", "01"},
                 {"negative leading zero", "-01"},
                 {"no digit", "-"},
                 {"no whole part", ".5"},
                 {"no fraction", "1."},
                 {"no exponent", "1e"},
                 {"sign of an exponent alone", "1e+"},
                 {"hexadecimal", "0x10"},
                 {"group", "1_000"},
                 {"two points", "1.2.3"},
                 {"minus inside", "1-2"},
                 {"letter behind", "1x"},
                 {"over the largest double", "1e309"},
                 {"negative over the largest", "-1e309"},
                 {"exponent beyond counting", "1e99999999999999999999"},
                 {"many digits", "1" + std::string(400, '0')},
                 {"many digits, less a little", "1" + std::string(500, '0') + "e-10"}});
    }

    void parse_numbersOfAnotherForm_areMalformed()
    {
        QFETCH(QByteArray, text);
        for (const std::string& form : {text.toStdString(), "[" + text.toStdString() + ",1]"}) {
            const auto value = parseJson(form);
            QVERIFY2(!value, value ? canonicalJson(*value).c_str() : "");
            STILLGATE_VERIFY_CODE(value, ErrorCode::Malformed);
        }
    }

    void parse_integers_areKeptExactlyToTheirBounds()
    {
        QVERIFY(parseJson("9007199254740991") == Result<Json>(Json(Json::kMostInteger)));
        QVERIFY(parseJson("-9007199254740991") == Result<Json>(Json(-Json::kMostInteger)));
        QVERIFY(parseJson("0") == Result<Json>(Json(0)));
        QVERIFY(parseJson("[0 , 1\n]") == Result<Json>(Json(Json::Array{Json(0), Json(1)})));
    }

    void parse_numbersBeyondTheIntegers_areDoubles()
    {
        for (const char* text : {"9007199254740992", "-9007199254740992", "9223372036854775808", "1e2", "1.0", "-0"}) {
            const auto value = parseJson(text);
            STILLGATE_VERIFY_VALUE(value);
            QVERIFY2(value->asDouble() != nullptr, text);
        }
        QCOMPARE(*parseJson("9007199254740992")->asDouble(), 9007199254740992.0);
        QVERIFY(std::signbit(*parseJson("-0")->asDouble()));
    }

    void parse_numbersTooSmallForADouble_areNothing()
    {
        QCOMPARE(*parseJson("1e-400")->asDouble(), 0.0);
        QCOMPARE(*parseJson("0." + std::string(400, '0') + "1")->asDouble(), 0.0);
        QCOMPARE(*parseJson("0." + std::string(400, '0') + "1e10")->asDouble(), 0.0);
        QCOMPARE(*parseJson("1e-99999999999999999999")->asDouble(), 0.0);
        QCOMPARE(*parseJson("0e99999999999999999999")->asDouble(), 0.0);
        QCOMPARE(*parseJson("0.0e400")->asDouble(), 0.0);
        QVERIFY(std::signbit(*parseJson("-1e-400")->asDouble()));
        QCOMPARE(*parseJson("0." + std::string(400, '0') + "1e401")->asDouble(), 1.0);
    }

    void parse_sameKeyTwice_isMalformed()
    {
        for (const char* text :
             {R"({"a":1,"a":1})", R"({"a":1,"b":2,"a":3})", R"({"a":1,"\u0061":2})", R"([{"x":{"":1,"":2}}])"}) {
            STILLGATE_VERIFY_ERROR(parseJson(text), ErrorCode::Malformed, "");
        }
        STILLGATE_VERIFY_VALUE(parseJson(R"({"a":{"a":1},"A":{"a":1}})"));
    }

    void parse_loneSurrogates_areMalformed()
    {
        for (const char* text : {R"("\ud800")", R"("\udc00")", R"("\udfff")", R"("\ud800x")", R"("\ud800\n")",
                                 R"("\ud800\ud800")", R"("\udc00\ud800")", R"("\ud83dA")", R"({"\ud800":1})"}) {
            const auto value = parseJson(text);
            QVERIFY2(!value, text);
            STILLGATE_VERIFY_CODE(value, ErrorCode::Malformed);
        }
    }

    void parse_bytesThatAreNotUtf8_areMalformed()
    {
        for (const char* text :
             {"\"\xFF\"", "\"\xC0\x80\"", "\"\xED\xA0\x80\"", "\"\xE2\x82\"", "\"\xF4\x90\x80\x80\"", "\"\x80\""}) {
            const auto value = parseJson(text);
            QVERIFY2(!value, text);
            STILLGATE_VERIFY_CODE(value, ErrorCode::Malformed);
        }
    }

    void parse_depth_isBoundedExactly()
    {
        STILLGATE_VERIFY_VALUE(parseJson(nested(32)));
        STILLGATE_VERIFY_ERROR(parseJson(nested(33)), ErrorCode::Limit, "");
        STILLGATE_VERIFY_VALUE(parseJson(nested(3), {3}));
        STILLGATE_VERIFY_ERROR(parseJson(nested(4), {3}), ErrorCode::Limit, "");
        STILLGATE_VERIFY_VALUE(parseJson("1", {0}));
        QVERIFY(!parseJson(std::string(100'000, '[')));
        QVERIFY(!parseJson(R"({"a":)" + nested(32) + "}"));
    }

    void parse_afterAnError_readsTheNextValue()
    {
        QVERIFY(!parseJson(R"({"a":[1,2)"));
        QVERIFY(parseJson("[1]") == Result<Json>(Json(Json::Array{Json(1)})));
    }

    void json_builtByHand_isTheParsedOne()
    {
        Json value;
        value.set("list", Json().push(1).push("two"));
        value.set("flag", false);
        value.set("flag", true);
        QVERIFY(Result<Json>(value) == parseJson(R"({"list":[1,"two"],"flag":true})"));
        QCOMPARE(value.textAt("list"), ""sv);
        QCOMPARE(value.find("list")->asArray()->back().textAt("x"), ""sv);
    }
};

QTEST_GUILESS_MAIN(JsonParseTest)
#include "JsonParseTest.moc"
