// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include "core/base/JsonCodec.h"
#include "core/base/SafeText.h"
#include "core/protocol/Errors.h"
#include "core/protocol/Limits.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace std::literals;

class ErrorsTest : public QObject {
    Q_OBJECT

private slots:
    void error_everyCode_comesBack_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("wire");
        using enum ErrorCode;
        const std::pair<ErrorCode, int> rows[] = {
            {Malformed, -32602},   {NotFound, -32001}, {Conflict, -32002},    {Refused, -32003}, {Limit, -32004},
            {Unavailable, -32005}, {Corrupt, -32006},  {Unsupported, -32007}, {Io, -32008},      {Internal, -32603}};
        for (const auto& [code, wire] : rows) {
            QTest::newRow(std::string(toString(code)).c_str()) << static_cast<int>(code) << wire;
        }
    }

    void error_everyCode_comesBack()
    {
        QFETCH(int, code);
        QFETCH(int, wire);
        const auto object = rpc::rpcError(Error{static_cast<ErrorCode>(code), "$.gate", "expected an identifier"});
        QCOMPARE(object.code, wire);
        QVERIFY(!object.message.empty());
        QVERIFY(rpc::errorFrom(object).code == static_cast<ErrorCode>(code));
    }

    void error_ofTheCaller_keepsPlaceAndDetail()
    {
        const Error error{ErrorCode::Malformed, "$.gate", "expected an identifier"};
        QVERIFY(rpc::errorFrom(rpc::rpcError(error)) == error);
    }

    void error_ofOurs_tellsNoPlaceAndNoDetail()
    {
        for (const ErrorCode code : {ErrorCode::Internal, ErrorCode::Io}) {
            const auto object = rpc::rpcError(Error{code, "/place", "why"});
            QVERIFY(object.data->find("where") == nullptr);
            QVERIFY(object.data->find("detail") == nullptr);
        }
    }

    void error_ofForeignMaking_isReadByItsNumber()
    {
        const auto read = [](int code, std::optional<Json> data) {
            return rpc::errorFrom(rpc::RpcError{code, "as they say", std::move(data)});
        };
        QVERIFY(read(-32601, std::nullopt) == (Error{ErrorCode::Unsupported, {}, "as they say"}));
        QVERIFY(read(-32602, Json(7)).code == ErrorCode::Malformed);
        QVERIFY(read(-32001, toJson(rpc::ErrorData{"not ours", {}, {}})).code == ErrorCode::NotFound);
        QVERIFY(read(17, std::nullopt).code == ErrorCode::Internal);
    }

    void error_longTexts_areCutBetweenCharacters()
    {
        const std::string euros = [] {
            std::string out;
            for (std::size_t i = 0; i < rpc::kMostErrorText; ++i) {
                out += "\u20AC";
            }
            return out;
        }();
        const auto data = rpc::errorDataOf(Error{ErrorCode::Conflict, "x" + euros, euros});
        QVERIFY(data.where->size() <= rpc::kMostErrorText);
        QVERIFY(isValidUtf8(*data.where));
        QVERIFY(isValidUtf8(*data.detail));
        QVERIFY(euros.starts_with(*data.detail));
    }
};

QTEST_GUILESS_MAIN(ErrorsTest)
#include "ErrorsTest.moc"
