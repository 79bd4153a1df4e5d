// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <rapidcheck.h>

#include "core/protocol/Codec.h"
#include "core/server/transport/RpcSession.h"
#include "tests/support/AnyJson.h"
#include "tests/support/Readable.h"
#include "tests/support/wire/Harness.h"

using namespace stillgate;
using namespace std::literals;

namespace {

std::string call(std::int64_t id, std::string_view method, Json params = Json::object())
{
    return rpc::writeRequest(id, method, params);
}

std::string notification(std::string_view method)
{
    Json out;
    out.set("jsonrpc", "2.0").set("method", method);
    return canonicalJson(out);
}

Json large(std::int64_t bytes)
{
    Json params;
    params.set("bytes", bytes);
    return params;
}

/// A session whose answers are kept.
struct Kept {
    explicit Kept(std::size_t mostInFlight = rpc::kMostInFlight)
        : handlers(wire::handlers(held, counted))
        , session(
              {wire::kAgent, 1}, handlers, mostInFlight, [this](std::string text) { sent.push_back(std::move(text)); },
              [this](const std::shared_ptr<MessageSource>& source) { followed.emplace_back(sent.size(), source); })
    {
    }

    [[nodiscard]] Json message(std::size_t number) const { return *parseJson(sent.at(number)); }
    [[nodiscard]] std::int64_t errorCode(std::size_t number) const
    {
        return *message(number).find("error")->find("code")->asInteger();
    }

    wire::Held held;
    int counted = 0;
    std::vector<std::string> sent;
    std::vector<std::pair<std::size_t, std::shared_ptr<MessageSource>>> followed; ///< and behind how many answers
    RpcHandlers handlers;
    RpcSession session;
};

std::int64_t idOf(const Json& answer)
{
    return *answer.find("id")->asInteger();
}

} // namespace

class RpcSessionTest : public QObject {
    Q_OBJECT

private slots:
    void call_known_isAnsweredOnce()
    {
        Kept kept;
        kept.session.receive(call(7, "whoami"));
        QTRY_COMPARE_WITH_TIMEOUT(kept.sent.size(), std::size_t{1}, wire::kPatience);
        QCOMPARE(kept.sent[0], R"({"id":7,"jsonrpc":"2.0","result":"00000000-0000-7000-8000-000000000007"})"s);
        QCOMPARE(kept.session.inFlight(), std::size_t{0});
    }

    void call_failed_isAnsweredWithItsError()
    {
        Kept kept;
        kept.session.receive(call(1, "refuse"));
        QTRY_COMPARE_WITH_TIMEOUT(kept.sent.size(), std::size_t{1}, wire::kPatience);
        QCOMPARE(kept.errorCode(0), std::int64_t{-32002});
        QCOMPARE(std::string(kept.message(0).find("error")->find("data")->textAt("where")), "$.id"s);
    }

    void call_unknown_isMethodNotFound()
    {
        Kept kept;
        kept.session.receive(call(1, "no.such"));
        QCOMPARE(kept.errorCode(0), std::int64_t{-32601});
    }

    void calls_endingInAnotherOrder_areAnsweredUnderTheirIds()
    {
        Kept kept;
        kept.session.receive(call(1, "hold"));
        kept.session.receive(call(2, "hold"));
        kept.held.answer(1, Json("second"));
        QTRY_COMPARE_WITH_TIMEOUT(kept.sent.size(), std::size_t{1}, wire::kPatience);
        kept.held.answer(0, Json("first"));
        QTRY_COMPARE_WITH_TIMEOUT(kept.sent.size(), std::size_t{2}, wire::kPatience);
        QCOMPARE(idOf(kept.message(0)), std::int64_t{2});
        QCOMPARE(std::string(kept.message(1).textAt("result")), "first"s);
    }

    void call_whoseFutureGivesNothing_isStillAnswered()
    {
        Kept kept;
        kept.handlers["empty"] = [](const Caller&, const Json&) { return QFuture<Result<Json>>(); };
        kept.handlers["hollow"] = [](const Caller&, const Json&) {
            QPromise<Result<Json>> promise;
            promise.start();
            promise.finish();
            return promise.future();
        };
        kept.session.receive(call(1, "hold"));
        kept.held.drop();
        kept.session.receive(call(2, "empty"));
        kept.session.receive(call(3, "hollow"));
        QTRY_COMPARE_WITH_TIMEOUT(kept.sent.size(), std::size_t{3}, wire::kPatience);
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(kept.errorCode(i), std::int64_t{-32005});
        }
        QCOMPARE(kept.session.inFlight(), std::size_t{0});
    }

    void notification_isCarriedOutAndNeverAnswered()
    {
        Kept kept;
        kept.session.receive(notification("count"));
        kept.session.receive(notification("refuse"));
        kept.session.receive(notification("no.such"));
        kept.session.receive(call(9, "echo"));
        QTRY_COMPARE_WITH_TIMEOUT(kept.sent.size(), std::size_t{1}, wire::kPatience);
        QCOMPARE(idOf(kept.message(0)), std::int64_t{9});
        QCOMPARE(kept.counted, 1);
    }

    void batch_isAnsweredByOneArrayWhenAllAreDone()
    {
        Kept kept;
        kept.session.receive("[" + call(1, "hold") + "," + notification("count") + "," + call(2, "whoami") + ",7]");
        kept.session.receive(call(3, "echo"));
        QTRY_COMPARE_WITH_TIMEOUT(kept.sent.size(), std::size_t{1}, wire::kPatience);
        QCOMPARE(idOf(kept.message(0)), std::int64_t{3});
        kept.held.answer(0, Json(true));
        QTRY_COMPARE_WITH_TIMEOUT(kept.sent.size(), std::size_t{2}, wire::kPatience);
        const Json answers = kept.message(1);
        QCOMPARE(answers.asArray()->size(), std::size_t{3});
        QCOMPARE(kept.counted, 1);
    }

    void batch_ofNotifications_isNotAnswered()
    {
        Kept kept;
        kept.session.receive("[" + notification("count") + "," + notification("count") + "]");
        kept.session.receive(call(1, "echo"));
        QTRY_COMPARE_WITH_TIMEOUT(kept.counted, 2, wire::kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(kept.sent.size(), std::size_t{1}, wire::kPatience);
        QVERIFY(kept.message(0).asArray() == nullptr);
    }

    void batch_whoseAnswersAreTooLargeTogether_saysSoForThoseThatDoNotFit()
    {
        Kept kept;
        std::string batch = "[" + call(0, "large", large(400'000));
        for (int i = 1; i < 4; ++i) {
            batch += "," + call(i, "large", large(400'000));
        }
        kept.session.receive(batch + "]");
        QTRY_COMPARE_WITH_TIMEOUT(kept.sent.size(), std::size_t{1}, wire::kPatience);
        QVERIFY(kept.sent[0].size() <= rpc::kMostMessageBytes);
        std::size_t whole = 0;
        const Json answers = kept.message(0);
        for (const Json& answer : *answers.asArray()) {
            whole += answer.find("result") != nullptr ? 1 : 0;
        }
        QCOMPARE(answers.asArray()->size(), std::size_t{4});
        QCOMPARE(whole, std::size_t{2});
    }

    void batch_ofTheWorstErrors_stillFitsIntoAMessage()
    {
        Kept kept;
        std::string batch = "[";
        for (std::size_t i = 0; i < rpc::kMostBatch; ++i) {
            batch += (i > 0 ? "," : "") + rpc::writeRequest(std::string(rpc::kMostIdBytes, '\x01'),
                                                            std::string(2 * rpc::kMostErrorText, '\x01'), Json());
        }
        kept.session.receive(batch + "]");
        QCOMPARE(kept.sent.size(), std::size_t{1});
        QVERIFY(kept.sent[0].size() <= rpc::kMostMessageBytes);
        QCOMPARE(kept.message(0).asArray()->size(), rpc::kMostBatch);
    }

    void callsBeyondTheLimit_areRefusedUntilOneEnds()
    {
        Kept kept(2);
        kept.session.receive(call(1, "hold"));
        kept.session.receive(call(2, "hold"));
        kept.session.receive(call(3, "count"));
        QCOMPARE(kept.errorCode(0), std::int64_t{-32004});
        QCOMPARE(kept.counted, 0);
        kept.held.answer(0, Json(1));
        QTRY_COMPARE_WITH_TIMEOUT(kept.sent.size(), std::size_t{2}, wire::kPatience);
        kept.session.receive(call(4, "count"));
        QTRY_COMPARE_WITH_TIMEOUT(kept.sent.size(), std::size_t{3}, wire::kPatience);
        QCOMPARE(kept.counted, 1);
    }

    /// The control: without the limit the same call is carried out.
    void callsBeyondNoLimit_areCarriedOut()
    {
        Kept kept;
        kept.session.receive(call(1, "hold"));
        kept.session.receive(call(2, "hold"));
        kept.session.receive(call(3, "count"));
        QCOMPARE(kept.counted, 1);
    }

    void answers_afterTheEndOfTheSession_areDropped()
    {
        wire::Held held;
        int counted = 0;
        const RpcHandlers handlers = wire::handlers(held, counted);
        std::vector<std::string> sent;
        {
            RpcSession session({}, handlers, 4, [&](std::string text) { sent.push_back(std::move(text)); }, {});
            session.receive(call(1, "hold"));
            session.receive(call(2, "hold"));
        }
        held.answer(0, Json(1));
        held.drop();
        QCoreApplication::processEvents();
        QVERIFY(sent.empty());
    }

    void typedHandler_malformedParameters_nameThePath_data()
    {
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QByteArray>("where");
        QTest::newRow("none") << QByteArray("{}") << QByteArray("$.order");
        QTest::newRow("by position") << QByteArray("[1]") << QByteArray("$");
        QTest::newRow("out of bounds") << QByteArray(R"({"order":"oldest_first","most":0})") << QByteArray("$.most");
        QTest::newRow("an unknown name") << QByteArray(R"({"order":"sideways","most":1})") << QByteArray("$.order");
    }

    void typedHandler_malformedParameters_nameThePath()
    {
        QFETCH(QByteArray, params);
        QFETCH(QByteArray, where);
        Kept kept;
        addHandler<rpc::GatesList>(kept.handlers, [](const Caller&, const rpc::GatesList::Params&) {
            return QtFuture::makeReadyFuture(Result<rpc::GatesList::Result>());
        });
        kept.session.receive(call(1, "gates.list", *parseJson(params.toStdString())));
        QTRY_COMPARE_WITH_TIMEOUT(kept.sent.size(), std::size_t{1}, wire::kPatience);
        QCOMPARE(kept.errorCode(0), std::int64_t{-32602});
        QCOMPARE(std::string(kept.message(0).find("error")->find("data")->textAt("where")), where.toStdString());
    }

    void typedHandler_goodParameters_areAnswered()
    {
        Kept kept;
        addHandler<rpc::GatesList>(kept.handlers, [](const Caller&, const rpc::GatesList::Params& params) {
            return QtFuture::makeReadyFuture(Result<rpc::GatesList::Result>(rpc::GatesList::Result{{}, params.after}));
        });
        kept.session.receive(call(1, "gates.list", *parseJson(R"({"order":"oldest_first","most":1,"after":5})")));
        QTRY_COMPARE_WITH_TIMEOUT(kept.sent.size(), std::size_t{1}, wire::kPatience);
        QCOMPARE(*kept.message(0).find("result")->find("next")->asInteger(), std::int64_t{5});
    }

    /// Whatever is sent: no crash, one message for each that asks for an answer, and the next call is answered.
    void anyMessages_leaveTheSessionAnswering()
    {
        QVERIFY(rc::check("any messages", [](const std::vector<std::string>& garbage, const std::vector<Json>& values) {
            Kept kept;
            for (const std::string& text : garbage) {
                kept.session.receive(text);
            }
            for (const Json& value : values) {
                kept.session.receive(canonicalJson(value));
            }
            kept.session.receive(call(77, "echo"));
            while (kept.session.inFlight() > 0) {
                QCoreApplication::processEvents();
            }
            // None of them is a call of a method, so each is answered at once.
            RC_ASSERT(kept.sent.size() == garbage.size() + values.size() + 1);
            RC_ASSERT(idOf(*parseJson(kept.sent.back())) == 77);
        }));
    }
};

QTEST_GUILESS_MAIN(RpcSessionTest)
#include "RpcSessionTest.moc"
