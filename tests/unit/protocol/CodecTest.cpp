// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <string>

#include <rapidcheck.h>

#include "core/base/JsonCodec.h"
#include "core/protocol/Codec.h"
#include "core/protocol/Errors.h"
#include "tests/support/AnyJson.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace std::literals;

namespace {

constexpr std::string_view kGoodCall = R"({"jsonrpc":"2.0","id":7,"method":"ticket.get","params":{"ticket":"t"}})";

std::string nested(std::size_t depth)
{
    return std::string(depth, '[') + std::string(depth, ']');
}

/// A call whose whole message is nested `depth` deep.
std::string callOfDepth(std::size_t depth)
{
    return R"({"jsonrpc":"2.0","id":1,"method":"m","params":)" + nested(depth - 1) + "}";
}

Json deepValue(std::size_t depth)
{
    return *parseJson(nested(depth), JsonLimits{.depth = depth});
}

/// The one call of a message that is no batch.
template <typename C>
C onlyCall(std::string_view bytes)
{
    const rpc::Message message = rpc::parseMessage(bytes);
    const auto* call =
        message.shape == rpc::Shape::Single && message.calls.size() == 1 ? std::get_if<C>(&message.calls.front()) : nullptr;
    return call != nullptr ? *call : C{};
}

std::string dataCodeOf(const rpc::RpcError& error)
{
    return error.data ? std::string(error.data->textAt("code")) : std::string();
}

std::string whereOf(const rpc::RpcError& error)
{
    return error.data ? std::string(error.data->textAt("where")) : std::string();
}

/// Compared by what is written: members are sorted on their way, and a whole double is read back as an integer.
bool sameWritten(const Json& left, const Json& right)
{
    return canonicalJson(left) == canonicalJson(right);
}

bool sameWritten(const rpc::RpcError& left, const rpc::RpcError& right)
{
    return sameWritten(toJson(left), toJson(right));
}

rc::Gen<rpc::RequestId> anyId()
{
    const auto text = rc::gen::map(anyText(), [](std::string value) {
        value.resize(value.size() > rpc::kMostIdBytes ? 0 : value.size());
        return rpc::RequestId(std::move(value));
    });
    return rc::gen::oneOf(rc::gen::just(rpc::RequestId(nullptr)), text,
                          rc::gen::map(rc::gen::inRange<std::int64_t>(-Json::kMostInteger, Json::kMostInteger + 1),
                                       [](std::int64_t value) { return rpc::RequestId(value); }),
                          rc::gen::just(rpc::RequestId(2.5)));
}

} // namespace

class CodecTest : public QObject {
    Q_OBJECT

private slots:
    void message_request_keepsIdMethodAndParameters()
    {
        const auto request = onlyCall<rpc::Request>(kGoodCall);
        QVERIFY(request.id == rpc::RequestId(std::int64_t{7}));
        QCOMPARE(request.method, "ticket.get"s);
        QCOMPARE(std::string(request.params->textAt("ticket")), "t"s);
    }

    void message_kindsOfId_comeBackAsTheyCame_data()
    {
        QTest::addColumn<QByteArray>("id");
        for (const char* id : {"null", "0", "-3", "9007199254740991", "2.5", "\"\"", "\"a1\"", "\"\\u20ac\\n\""}) {
            QTest::newRow(id) << QByteArray(id);
        }
    }

    void message_kindsOfId_comeBackAsTheyCame()
    {
        QFETCH(QByteArray, id);
        const auto request = onlyCall<rpc::Request>(R"({"jsonrpc":"2.0","method":"m","id":)" + id.toStdString() + "}");
        QCOMPARE(request.method, "m"s);
        const auto response = rpc::parseResponse(rpc::writeResult(request.id, true));
        STILLGATE_VERIFY_VALUE(response);
        QVERIFY(response->id == request.id);
    }

    void message_withoutId_isANotification()
    {
        const auto notification = onlyCall<rpc::Notification>(R"({"jsonrpc":"2.0","method":"m","params":[1]})");
        QCOMPARE(notification.method, "m"s);
        QCOMPARE(notification.params->asArray()->size(), std::size_t{1});
    }

    void message_unknownMembers_pass()
    {
        QCOMPARE(onlyCall<rpc::Request>(R"({"jsonrpc":"2.0","method":"m","id":1,"trace":{"a":1}})").method, "m"s);
    }

    void message_noValidCall_isAnsweredWithWhy_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("where");
        const auto row = [](const char* name, const QByteArray& text, rpc::WireCode code, const char* where) {
            QTest::newRow(name) << text << static_cast<int>(code) << QByteArray(where);
        };
        using enum rpc::WireCode;
        row("nothing", "", ParseError, "");
        row("no JSON", "{\"jsonrpc\":", ParseError, "");
        row("two values", "{} {}", ParseError, "");
        row("a key twice", R"({"jsonrpc":"2.0","id":1,"id":2,"method":"m"})", ParseError, "");
        row("no UTF-8", "\"\xFF\"", ParseError, "");
        row("too deep", QByteArray::fromStdString(callOfDepth(rpc::kMostDepth + 1)), ParseError, "");
        row("a number", "42", InvalidRequest, "$");
        row("an empty batch", "[]", InvalidRequest, "$");
        row("no version", R"({"id":1,"method":"m"})", InvalidRequest, "$.jsonrpc");
        row("another version", R"({"jsonrpc":"1.0","id":1,"method":"m"})", InvalidRequest, "$.jsonrpc");
        row("a version that is a number", R"({"jsonrpc":2.0,"id":1,"method":"m"})", InvalidRequest, "$.jsonrpc");
        row("no method", R"({"jsonrpc":"2.0","id":1})", InvalidRequest, "$.method");
        row("a method that is a number", R"({"jsonrpc":"2.0","id":1,"method":1})", InvalidRequest, "$.method");
        row("parameters that are a text", R"({"jsonrpc":"2.0","id":1,"method":"m","params":"p"})", InvalidRequest, "$.params");
        row("parameters that are null", R"({"jsonrpc":"2.0","id":1,"method":"m","params":null})", InvalidRequest, "$.params");
        row("an id that is an object", R"({"jsonrpc":"2.0","id":{},"method":"m"})", InvalidRequest, "$.id");
        row("an id that is true", R"({"jsonrpc":"2.0","id":true,"method":"m"})", InvalidRequest, "$.id");
        row("a long id",
            QByteArray(R"({"jsonrpc":"2.0","id":"LONG","method":"m"})").replace("LONG", QByteArray(rpc::kMostIdBytes + 1, 'x')),
            InvalidRequest, "$.id");
    }

    void message_noValidCall_isAnsweredWithWhy()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        QFETCH(QByteArray, where);
        const auto invalid = onlyCall<rpc::Invalid>(text.toStdString());
        QCOMPARE(invalid.error.code, code);
        QCOMPARE(whereOf(invalid.error), where.toStdString());
    }

    void message_invalidWithAnId_isAnsweredUnderIt()
    {
        QVERIFY(onlyCall<rpc::Invalid>(R"({"jsonrpc":"2.0","id":"a","method":1})").id == rpc::RequestId("a"s));
        QVERIFY(onlyCall<rpc::Invalid>(R"({"jsonrpc":"2.0","id":[],"method":"m"})").id == rpc::RequestId(nullptr));
    }

    void message_atItsBounds_passes()
    {
        QCOMPARE(onlyCall<rpc::Request>(callOfDepth(rpc::kMostDepth)).method, "m"s);
        std::string large = R"({"jsonrpc":"2.0","id":1,"method":"m","params":[""]})";
        large.insert(large.size() - 3, std::string(rpc::kMostMessageBytes - large.size(), 'x'));
        QCOMPARE(large.size(), rpc::kMostMessageBytes);
        QCOMPARE(onlyCall<rpc::Request>(large).method, "m"s);
        large.insert(large.size() - 3, "x");
        const auto tooLarge = onlyCall<rpc::Invalid>(large);
        QCOMPARE(tooLarge.error.code, static_cast<int>(rpc::WireCode::InvalidRequest));
        QCOMPARE(dataCodeOf(tooLarge.error), "limit"s);
    }

    void batch_mixedCalls_eachStandForThemselves()
    {
        const rpc::Message message = rpc::parseMessage(
            R"([{"jsonrpc":"2.0","id":1,"method":"a"},{"jsonrpc":"2.0","method":"b"},7,{"jsonrpc":"2.0","id":"x","method":"c"}])");
        QVERIFY(message.shape == rpc::Shape::Batch);
        QCOMPARE(message.calls.size(), std::size_t{4});
        QVERIFY(std::holds_alternative<rpc::Request>(message.calls[0]));
        QVERIFY(std::holds_alternative<rpc::Notification>(message.calls[1]));
        QVERIFY(std::holds_alternative<rpc::Invalid>(message.calls[2]));
        QCOMPARE(std::get<rpc::Request>(message.calls[3]).method, "c"s);
    }

    void batch_overTheLimit_isOneError()
    {
        const auto ofSize = [](std::size_t size) {
            std::string text = "[";
            for (std::size_t i = 0; i < size; ++i) {
                text += (i > 0 ? "," : "") + std::string(kGoodCall);
            }
            return rpc::parseMessage(text + "]");
        };
        QCOMPARE(ofSize(rpc::kMostBatch).calls.size(), rpc::kMostBatch);
        const rpc::Message tooMany = ofSize(rpc::kMostBatch + 1);
        QVERIFY(tooMany.shape == rpc::Shape::Single);
        QCOMPARE(dataCodeOf(std::get<rpc::Invalid>(tooMany.calls.at(0)).error), "limit"s);
    }

    void message_anyBytes_giveAnAnswerableMessage()
    {
        QVERIFY(rc::check("any bytes", [](const std::string& bytes) { checkAnswerable(bytes); }));
        QVERIFY(rc::check("bytes close to a call", [] {
            std::string bytes(kGoodCall);
            for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
                bytes.at(*rc::gen::inRange<std::size_t>(0, bytes.size())) = *rc::gen::arbitrary<char>();
            }
            checkAnswerable(bytes.substr(0, *rc::gen::inRange<std::size_t>(0, bytes.size() + 1)));
        }));
        QVERIFY(rc::check("any JSON", [](const Json& json) { checkAnswerable(canonicalJson(json)); }));
    }

    void request_written_isReadBack()
    {
        QVERIFY(rc::check("a request comes back", [] {
            const auto id = *anyId();
            const auto method = *anyText();
            Json params = Json::array();
            params.push(*rc::gen::arbitrary<Json>());
            const rpc::Message message = rpc::parseMessage(rpc::writeRequest(id, method, params));
            const auto& request = std::get<rpc::Request>(message.calls.at(0));
            RC_ASSERT(request.id == id);
            RC_ASSERT(request.method == method);
            RC_ASSERT(sameWritten(*request.params, params));
        }));
    }

    void answer_written_isReadBack()
    {
        QVERIFY(rc::check("an answer comes back", [](const Json& result) {
            const auto id = *anyId();
            const auto good = rpc::parseResponse(rpc::writeResult(id, result));
            RC_ASSERT((good.has_value() && good->id == id && sameWritten(*good->outcome, result)));
            const auto error = rpc::rpcError(Error{ErrorCode::Conflict, *anyText(), *anyText()});
            const auto bad = rpc::parseResponse(rpc::writeError(id, error));
            RC_ASSERT((bad.has_value() && bad->id == id && sameWritten(bad->outcome.error(), error)));
        }));
    }

    void ascii_anyJson_meansTheSame()
    {
        QVERIFY(rc::check("escaped JSON means the same", [](const Json& json) {
            const std::string text = canonicalJson(json);
            const std::string escaped = rpc::escapedToAscii(text);
            RC_ASSERT(
                std::all_of(escaped.begin(), escaped.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; }));
            const auto again = parseJson(escaped);
            RC_ASSERT((again.has_value() && canonicalJson(*again) == text));
        }));
    }

    void messages_ofSeveralFrames_areAscii()
    {
        const auto isAscii = [](std::string_view text) {
            return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
        };
        Json list = Json::array();
        list.push("\u20AC");
        QVERIFY(!isAscii(rpc::writeResult(std::int64_t{1}, list)));
        QVERIFY(isAscii(rpc::writeResult(std::int64_t{1}, list, rpc::kMostMessageBytes, rpc::Letters::Escaped)));
        list.push(std::string(rpc::kMostFrameBytes, 'x'));
        QVERIFY(isAscii(rpc::writeResult(std::int64_t{1}, list)));
        QVERIFY(isAscii(rpc::writeRequest(std::int64_t{1}, "m", list)));
        QVERIFY(isAscii(rpc::writeBatch(std::vector{"\"\u20AC\""s})));
    }

    void error_ofAnyText_staysSmall()
    {
        const std::string control(2 * rpc::kMostErrorText, '\x01');
        const rpc::RequestId id(std::string(rpc::kMostIdBytes, '\x01'));
        const auto written = rpc::writeError(id, rpc::rpcError(Error{ErrorCode::Conflict, control, control}));
        QVERIFY(written.size() <= rpc::kMostErrorBytes);
        STILLGATE_VERIFY_VALUE(rpc::parseResponse(written));
    }

    void result_thatCannotTravel_becomesAnError_data()
    {
        QTest::addColumn<QByteArray>("kind");
        for (const char* kind : {"too deep", "too long", "not finite"}) {
            QTest::newRow(kind) << QByteArray(kind);
        }
    }

    void result_thatCannotTravel_becomesAnError()
    {
        QFETCH(QByteArray, kind);
        const Json deep = deepValue(rpc::kMostDepth - 1);
        const Json large(std::string(rpc::kMostMessageBytes, 'x'));
        const Json infinite(std::numeric_limits<double>::infinity());
        const auto response = rpc::parseResponse(rpc::writeResult(std::int64_t{1}, kind == "too deep"   ? deep
                                                                                   : kind == "too long" ? large
                                                                                                        : infinite));
        STILLGATE_VERIFY_VALUE(response);
        QVERIFY(!response->outcome);
        QCOMPARE(response->outcome.error().code, static_cast<int>(rpc::WireCode::Limit));
    }

    /// The control of the bound on results: what is nested one deeper is refused at the other end, in a batch.
    void result_atTheDepthThatIsWritten_isReadInABatch()
    {
        const auto inBatch = [](std::size_t depth) {
            const std::string answer = R"({"id":1,"jsonrpc":"2.0","result":)" + nested(depth) + "}";
            return parseJson(rpc::writeBatch(std::vector{answer}), JsonLimits{.depth = rpc::kMostDepth}).has_value();
        };
        const std::size_t most = rpc::kMostDepth - 2;
        QVERIFY(rpc::parseResponse(rpc::writeResult(std::int64_t{1}, deepValue(most)))->outcome.has_value());
        QVERIFY(inBatch(most));
        QVERIFY(!inBatch(most + 1));
    }

    void response_ofAnotherForm_isMalformed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("where");
        QTest::newRow("no JSON") << QByteArray("x") << QByteArray();
        QTest::newRow("an array") << QByteArray("[]") << QByteArray("$.jsonrpc");
        QTest::newRow("no version") << QByteArray(R"({"id":1,"result":1})") << QByteArray("$.jsonrpc");
        QTest::newRow("no id") << QByteArray(R"({"jsonrpc":"2.0","result":1})") << QByteArray("$.id");
        QTest::newRow("neither") << QByteArray(R"({"jsonrpc":"2.0","id":1})") << QByteArray("$");
        QTest::newRow("both") << QByteArray(R"({"jsonrpc":"2.0","id":1,"result":1,"error":{"code":1,"message":""}})")
                              << QByteArray("$");
        QTest::newRow("an error without code")
            << QByteArray(R"({"jsonrpc":"2.0","id":1,"error":{"message":""}})") << QByteArray("$.error.code");
        QTest::newRow("a code that is a text")
            << QByteArray(R"({"jsonrpc":"2.0","id":1,"error":{"code":"1","message":""}})") << QByteArray("$.error.code");
        QTest::newRow("an error without message")
            << QByteArray(R"({"jsonrpc":"2.0","id":1,"error":{"code":1}})") << QByteArray("$.error.message");
    }

    void response_ofAnotherForm_isMalformed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, where);
        STILLGATE_VERIFY_ERROR(rpc::parseResponse(text.toStdString()), ErrorCode::Malformed, where.toStdString());
    }

private:
    /// Exactly the answers that the calls ask for can be written, and read again under the same ids.
    static void checkAnswerable(std::string_view bytes)
    {
        const rpc::Message message = rpc::parseMessage(bytes);
        RC_ASSERT(!message.calls.empty());
        for (const rpc::Call& call : message.calls) {
            if (const auto* invalid = std::get_if<rpc::Invalid>(&call)) {
                const auto response = rpc::parseResponse(rpc::writeError(invalid->id, invalid->error));
                RC_ASSERT(response.has_value());
                RC_ASSERT(response->id == invalid->id);
                RC_ASSERT(sameWritten(response->outcome.error(), invalid->error));
            }
        }
    }
};

QTEST_GUILESS_MAIN(CodecTest)
#include "CodecTest.moc"
