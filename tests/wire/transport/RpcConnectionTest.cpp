// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <QSignalSpy>
#include <QWebSocketServer>

#include "core/client/RpcConnection.h"
#include "tests/support/Readable.h"
#include "tests/support/wire/Harness.h"

using namespace stillgate;
using namespace stillgate::wire;
using namespace std::literals;

namespace {

ServerAccess accessTo(const Server& server, std::string_view token = kToken)
{
    return {server.host->url(), std::string(token)};
}

/// Opens, and waits until it is open.
void open(RpcConnection& connection)
{
    const auto opening = connection.open();
    QTRY_VERIFY_WITH_TIMEOUT(opening.isFinished(), kPatience);
    STILLGATE_VERIFY_VALUE(opening.result());
}

template <typename T>
T valueOf(const QFuture<Result<T>>& future)
{
    return future.isFinished() && future.resultCount() == 1 && future.result() ? *future.result() : T{};
}

template <typename T>
Error errorOf(const QFuture<Result<T>>& future)
{
    return future.isFinished() && future.resultCount() == 1 && !future.result() ? future.result().error() : Error{};
}

/// A server that answers each message with a text of the test's choice.
struct Liar {
    explicit Liar(const QString& answer, const QStringList& subprotocols = {QStringLiteral("stillgate.v1")})
        : server(QString(), QWebSocketServer::NonSecureMode)
    {
        server.setSupportedSubprotocols(subprotocols);
        server.listen(QHostAddress::LocalHost);
        QObject::connect(&server, &QWebSocketServer::newConnection, &server, [this, answer] {
            QWebSocket* socket = server.nextPendingConnection();
            socket->setParent(&server);
            QObject::connect(socket, &QWebSocket::textMessageReceived, socket,
                             [socket, answer] { socket->sendTextMessage(answer); });
        });
    }
    [[nodiscard]] ServerAccess access() const
    {
        return {"ws://127.0.0.1:" + std::to_string(server.serverPort()) + "/rpc", "any"};
    }

    QWebSocketServer server;
};

} // namespace

class RpcConnectionTest : public QObject {
    Q_OBJECT

private slots:
    void call_answered_endsWithTheResult()
    {
        const Server server;
        RpcConnection connection(accessTo(server));
        open(connection);
        const auto who = connection.call("whoami", Json());
        QTRY_VERIFY_WITH_TIMEOUT(who.isFinished(), kPatience);
        QCOMPARE(*valueOf(who).asString(), kAgent.text());
    }

    void call_refused_endsWithTheErrorAsItWas()
    {
        const Server server;
        RpcConnection connection(accessTo(server));
        open(connection);
        const auto refused = connection.call("refuse", Json());
        const auto unknown = connection.call("no.such", Json());
        QTRY_VERIFY_WITH_TIMEOUT(refused.isFinished() && unknown.isFinished(), kPatience);
        QVERIFY(errorOf(refused) == (Error{ErrorCode::Conflict, "$.id", "another body"}));
        QVERIFY(errorOf(unknown).code == ErrorCode::Unsupported);
    }

    void typedCall_goesThroughBothEnds()
    {
        Server server;
        RpcHandlers typed;
        addHandler<rpc::TicketsCounts>(typed, [](const Caller&, const rpc::Nothing&) {
            return QtFuture::makeReadyFuture(Result<rpc::TicketsCounts::Result>(rpc::TicketsCounts::Result{{{"gate", 2}}, 2}));
        });
        typed["tickets.list"] = [](const Caller&, const Json&) { return QtFuture::makeReadyFuture(Result<Json>(Json("no"))); };
        const auto host =
            WebSocketHost::listen({"127.0.0.1", 0}, typed, [](std::string_view) { return std::optional(kAgent); }).value();
        RpcConnection connection({host->url(), "any"});
        open(connection);
        const auto counts = connection.call<rpc::TicketsCounts>({});
        const auto wrong = connection.call<rpc::TicketsList>({});
        QTRY_VERIFY_WITH_TIMEOUT(counts.isFinished() && wrong.isFinished(), kPatience);
        QVERIFY(valueOf(counts) == (rpc::TicketsCounts::Result{{{"gate", 2}}, 2}));
        QVERIFY(errorOf(wrong) == (Error{ErrorCode::Malformed, "$", "expected an object"}));
    }

    void calls_manyAtOnce_eachGetTheirOwnAnswer()
    {
        Server server;
        RpcConnection connection(accessTo(server));
        open(connection);
        std::vector<QFuture<Result<Json>>> calls;
        for (int i = 0; i < static_cast<int>(rpc::kMostInFlight); ++i) {
            calls.push_back(connection.call("hold", Json()));
        }
        const auto tooMany = connection.call("hold", Json());
        QTRY_VERIFY_WITH_TIMEOUT(tooMany.isFinished(), kPatience);
        QVERIFY(errorOf(tooMany).code == ErrorCode::Limit);
        for (std::size_t i = calls.size(); i-- > 0;) {
            server.held.answer(i, Json(static_cast<std::int64_t>(i)));
        }
        for (std::size_t i = 0; i < calls.size(); ++i) {
            QTRY_VERIFY_WITH_TIMEOUT(calls[i].isFinished(), kPatience);
            QCOMPARE(*valueOf(calls[i]).asInteger(), static_cast<std::int64_t>(i));
        }
    }

    void call_largeBothWays_isCarried()
    {
        const Server server;
        RpcConnection connection(accessTo(server));
        open(connection);
        Json params;
        params.set("text", std::string(1'000'000, 'x'));
        const auto echo = connection.call("echo", params);
        QTRY_VERIFY_WITH_TIMEOUT(echo.isFinished(), kPatience);
        QVERIFY(valueOf(echo) == params);
    }

    void call_ofManyFrames_keepsEveryLetter_data()
    {
        QTest::addColumn<QByteArray>("letter");
        for (const char* letter : {"\u00E9", "\u20AC", "\U0001F600", "\u20ACx\u00E9"}) {
            QTest::newRow(letter) << QByteArray(letter);
        }
    }

    void call_ofManyFrames_keepsEveryLetter()
    {
        QFETCH(QByteArray, letter);
        const Server server;
        RpcConnection connection(accessTo(server));
        open(connection);
        Json params;
        params.set("text", letter.repeated(300'000 / static_cast<int>(letter.size())).toStdString());
        const auto echo = connection.call("echo", params);
        QTRY_VERIFY_WITH_TIMEOUT(echo.isFinished(), kPatience);
        QVERIFY(valueOf(echo) == params);
    }

    void call_overTheLimit_isNotSent()
    {
        const Server server;
        RpcConnection connection(accessTo(server));
        open(connection);
        Json params;
        params.set("text", std::string(rpc::kMostMessageBytes, 'x'));
        const auto tooLarge = connection.call("echo", params);
        QVERIFY(errorOf(tooLarge).code == ErrorCode::Limit);
        params.set("bytes", static_cast<std::int64_t>(rpc::kMostMessageBytes)).set("text", "");
        const auto tooLargeBack = connection.call("large", params);
        QTRY_VERIFY_WITH_TIMEOUT(tooLargeBack.isFinished(), kPatience);
        QVERIFY(errorOf(tooLargeBack).code == ErrorCode::Limit);
        QVERIFY(connection.isOpen());
    }

    void call_thatTakesTooLong_endsAndItsAnswerIsIgnored()
    {
        Server server;
        RpcConnection connection(accessTo(server));
        open(connection);
        const auto late = connection.call("hold", Json(), Duration{50});
        QTRY_VERIFY_WITH_TIMEOUT(late.isFinished(), kPatience);
        QVERIFY(errorOf(late).code == ErrorCode::Unavailable);
        server.held.answer(0, Json("late"));
        const auto next = connection.call("whoami", Json());
        QTRY_VERIFY_WITH_TIMEOUT(next.isFinished(), kPatience);
        QCOMPARE(*valueOf(next).asString(), kAgent.text());
        QVERIFY(!late.result());
    }

    void calls_whenTheServerCloses_endAsUnavailable()
    {
        const Server server;
        RpcConnection connection(accessTo(server));
        open(connection);
        QSignalSpy closed(&connection, &RpcConnection::closed);
        const auto first = connection.call("hold", Json());
        const auto second = connection.call("hold", Json());
        QTRY_COMPARE_WITH_TIMEOUT(server.held.count(), std::size_t{2}, kPatience);
        server.host->close();
        QTRY_VERIFY_WITH_TIMEOUT(first.isFinished() && second.isFinished(), kPatience);
        QVERIFY(errorOf(first).code == ErrorCode::Unavailable);
        QVERIFY(errorOf(second).code == ErrorCode::Unavailable);
        QVERIFY2(errorOf(first).detail.find("1001") != std::string::npos, errorOf(first).detail.c_str());
        QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, kPatience);
        QVERIFY(!connection.isOpen());
        QVERIFY(errorOf(connection.call("whoami", Json())).code == ErrorCode::Unavailable);
    }

    void calls_whenWeClose_areCancelled()
    {
        const Server server;
        auto connection = std::make_unique<RpcConnection>(accessTo(server));
        open(*connection);
        const auto first = connection->call("hold", Json());
        connection->close();
        QVERIFY(first.isFinished() && first.isCanceled());
        RpcConnection another(accessTo(server));
        open(another);
        const auto typed = another.call<rpc::TicketsCounts>({});
        another.close();
        QVERIFY(typed.isFinished() && typed.isCanceled());
        connection.reset();
        QTRY_COMPARE_WITH_TIMEOUT(server.host->connections(), std::size_t{0}, kPatience);
    }

    void connection_destroyedByWhoeverWaits_isSafe()
    {
        Server server;
        auto* connection = new RpcConnection(accessTo(server));
        open(*connection);
        const auto other = connection->call("hold", Json());
        const auto done = connection->call("whoami", Json()).then([connection](const Result<Json>& who) {
            delete connection;
            return who.has_value();
        });
        QTRY_VERIFY_WITH_TIMEOUT(done.isFinished(), kPatience);
        QVERIFY(done.result());
        QVERIFY(other.isCanceled());
        QTRY_COMPARE_WITH_TIMEOUT(server.host->connections(), std::size_t{0}, kPatience);
    }

    void connection_destroyedAsSoonAsItIsOpen_isSafe()
    {
        const Server server;
        auto* connection = new RpcConnection(accessTo(server));
        const auto done = connection->open().then([connection](const Result<void>& opened) {
            delete connection;
            return opened.has_value();
        });
        QTRY_VERIFY_WITH_TIMEOUT(done.isFinished(), kPatience);
        QVERIFY(done.result());
        QTRY_COMPARE_WITH_TIMEOUT(server.host->connections(), std::size_t{0}, kPatience);
    }

    void connection_destroyedWhenTheServerCloses_isSafe()
    {
        const Server server;
        auto* connection = new RpcConnection(accessTo(server));
        open(*connection);
        const auto done = connection->call("hold", Json()).then([connection](const Result<Json>& outcome) {
            delete connection;
            return outcome.has_value();
        });
        const auto other = connection->call("hold", Json());
        QTRY_COMPARE_WITH_TIMEOUT(server.held.count(), std::size_t{2}, kPatience);
        server.host->close();
        QTRY_VERIFY_WITH_TIMEOUT(done.isFinished() && other.isFinished(), kPatience);
        QVERIFY(!done.result());
    }

    void opening_withAWrongToken_saysSo()
    {
        const Server server;
        RpcConnection connection(accessTo(server, "wrong"));
        QSignalSpy closed(&connection, &RpcConnection::closed);
        const auto opening = connection.open();
        QTRY_VERIFY_WITH_TIMEOUT(opening.isFinished(), kPatience);
        QVERIFY(opening.result().error().code == ErrorCode::Unavailable);
        QVERIFY2(opening.result().error().detail.find("401") != std::string::npos, opening.result().error().detail.c_str());
        QVERIFY(!connection.isOpen());
        QVERIFY(closed.isEmpty());
    }

    void opening_whereNobodyListens_endsAsUnavailable()
    {
        std::string url;
        {
            const Server server;
            url = server.host->url();
        }
        RpcConnection connection({url, std::string(kToken)});
        const auto opening = connection.open();
        QTRY_VERIFY_WITH_TIMEOUT(opening.isFinished(), kPatience);
        QVERIFY(opening.result().error().code == ErrorCode::Unavailable);
    }

    void opening_thatWeEnd_isCancelled()
    {
        const Server server;
        RpcConnection connection(accessTo(server));
        const auto opening = connection.open();
        connection.close();
        QVERIFY(opening.isFinished() && opening.isCanceled());
    }

    void opening_elsewhere_isRefusedBeforeTheTokenIsSent_data()
    {
        QTest::addColumn<QByteArray>("url");
        for (const char* url :
             {"ws://192.0.2.1:80/rpc", "ws://stillgate.example/rpc", "http://127.0.0.1/rpc", "", "127.0.0.1:80"}) {
            QTest::newRow(url) << QByteArray(url);
        }
    }

    void opening_elsewhere_isRefusedBeforeTheTokenIsSent()
    {
        QFETCH(QByteArray, url);
        RpcConnection connection({url.toStdString(), std::string(kToken)});
        const auto opening = connection.open();
        QVERIFY(opening.isFinished());
        QVERIFY(opening.result().error().code == ErrorCode::Refused);
    }

    void opening_twice_isRefused()
    {
        const Server server;
        RpcConnection connection(accessTo(server));
        open(connection);
        QVERIFY(connection.open().result().error().code == ErrorCode::Refused);
        QVERIFY(connection.isOpen());
    }

    void server_ofAnotherProtocol_isLeft()
    {
        const Liar liar(QString(), {QStringLiteral("another.v1")});
        RpcConnection connection(liar.access());
        const auto opening = connection.open();
        QTRY_VERIFY_WITH_TIMEOUT(opening.isFinished(), kPatience);
        QVERIFY(opening.result().error().code == ErrorCode::Unavailable);
        QVERIFY(!connection.isOpen());
    }

    void server_thatAnswersNonsense_isLeftAndCallsEnd_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::newRow("no JSON") << QStringLiteral("hello");
        QTest::newRow("no answer") << QStringLiteral("{}");
        QTest::newRow("an id of nobody's") << QStringLiteral(R"({"jsonrpc":"2.0","id":2,"result":1})");
        QTest::newRow("an id of another kind") << QStringLiteral(R"({"jsonrpc":"2.0","id":"1","result":1})");
        QTest::newRow("no id") << QStringLiteral(
            R"({"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}})");
    }

    void server_thatAnswersNonsense_isLeftAndCallsEnd()
    {
        QFETCH(QString, answer);
        const Liar liar(answer);
        RpcConnection connection(liar.access());
        open(connection);
        QSignalSpy closed(&connection, &RpcConnection::closed);
        const auto call = connection.call("whoami", Json());
        QTRY_VERIFY_WITH_TIMEOUT(call.isFinished(), kPatience);
        QVERIFY(errorOf(call).code == ErrorCode::Malformed);
        QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, kPatience);
    }

    void server_thatAnswersTwice_isHeardOnce()
    {
        const Liar liar(QStringLiteral(R"({"jsonrpc":"2.0","id":1,"result":1})"));
        RpcConnection connection(liar.access());
        open(connection);
        const auto first = connection.call("a", Json());
        const auto second = connection.call("b", Json(), Duration{300});
        QTRY_VERIFY_WITH_TIMEOUT(first.isFinished() && second.isFinished(), kPatience);
        QCOMPARE(*valueOf(first).asInteger(), std::int64_t{1});
        QVERIFY(errorOf(second).code == ErrorCode::Unavailable);
        QVERIFY(connection.isOpen());
    }
};

QTEST_GUILESS_MAIN(RpcConnectionTest)
#include "RpcConnectionTest.moc"
