// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>

#include <QHostAddress>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include "core/connectors/sandbox/HttpExchange.h"

using namespace stillgate;

namespace {

constexpr int kPatience = 20'000;

/// Reads whole requests and does with each what it is told; counts them.
class RawServer : public QTcpServer {
public:
    explicit RawServer(std::function<void(QTcpSocket&)> react)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, react = std::move(react)] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, react] {
                m_received += socket->readAll();
                const qsizetype head = m_received.indexOf("\r\n\r\n");
                const bool hasBody = m_received.startsWith("POST");
                if (head < 0 || (hasBody && !m_received.endsWith("}"))) {
                    return;
                }
                last = m_received;
                m_received.clear();
                ++requests;
                react(*socket);
            });
        });
    }
    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/v1/x").arg(serverPort())); }

    int requests = 0;
    QByteArray last;

private:
    QByteArray m_received;
};

void answer(QTcpSocket& socket, const QByteArray& head, const QByteArray& body = "{}")
{
    socket.write("HTTP/1.1 " + head + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

/// The outcome, and how often the exchange said it had ended.
struct Ended {
    HttpOutcome outcome = tl::make_unexpected(HttpLoss{});
    int times = 0;
};

Ended run(const HttpCall& call)
{
    QNetworkAccessManager network;
    prepareForMachines(network);
    HttpExchange exchange(network, call, nullptr);
    Ended ended;
    QObject::connect(&exchange, &HttpExchange::finished, &exchange, [&](const HttpOutcome& outcome) {
        ended.outcome = outcome;
        ++ended.times;
    });
    // A little longer, so that a repetition or a second ending would show.
    if (QTest::qWaitFor([&] { return ended.times > 0; }, kPatience)) {
        QTest::qWait(150);
    }
    return ended;
}

/// Takes whatever comes, from many at once, and answers when it is told to.
class QuietServer : public QTcpServer {
public:
    QuietServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            m_sockets.push_back(socket);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { m_received += socket->readAll(); });
        });
    }
    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/v1/x").arg(serverPort())); }
    [[nodiscard]] qsizetype bodies() const { return m_received.count(R"({"a":1})"); }
    void answerAll()
    {
        for (QTcpSocket* socket : m_sockets) {
            answer(*socket, "200 OK");
        }
    }

private:
    QByteArray m_received;
    QVector<QTcpSocket*> m_sockets;
};

HttpCall postTo(const RawServer& server)
{
    return {.method = HttpCall::Method::Post, .url = server.url(), .body = R"({"a":1})"};
}

} // namespace

class HttpExchangeTest : public QObject {
    Q_OBJECT
private slots:
    void post_connectionClosedBeforeTheAnswer_isSentOnce_data()
    {
        QTest::addColumn<bool>("isReset");
        QTest::newRow("closed") << false;
        QTest::newRow("reset") << true;
    }
    void post_connectionClosedBeforeTheAnswer_isSentOnce()
    {
        QFETCH(bool, isReset);
        RawServer server([isReset](QTcpSocket& socket) { isReset ? socket.abort() : socket.close(); });
        const Ended ended = run(postTo(server));
        QCOMPARE(server.requests, 1);
        QCOMPARE(ended.times, 1);
        QVERIFY(!ended.outcome);
        QVERIFY(ended.outcome.error() == (HttpLoss{HttpLoss::Reach::Anything, HttpLoss::Reason::Lost}));
    }

    // The control: what the library does by itself with a body it can send again.
    void post_withABodyThatCanBeReadAgain_isSentMoreThanOnce()
    {
        RawServer server([](QTcpSocket& socket) { socket.close(); });
        QNetworkAccessManager network;
        QNetworkRequest request(server.url());
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
        const std::unique_ptr<QNetworkReply> reply(network.post(request, QByteArray(R"({"a":1})")));
        QVERIFY(QTest::qWaitFor([&] { return reply->isFinished(); }, kPatience));
        QVERIFY(server.requests > 1);
    }

    void post_thatMayNotLeave_sendsNoBody()
    {
        QuietServer server;
        int asked = 0;
        HttpCall call{.method = HttpCall::Method::Post, .url = server.url(), .body = R"({"a":1})"};
        call.mayLeave = [&] { return ++asked == 0; };
        const Ended ended = run(call);
        QCOMPARE(ended.times, 1);
        QVERIFY(!ended.outcome);
        QVERIFY(ended.outcome.error() == (HttpLoss{HttpLoss::Reach::Nothing, HttpLoss::Reason::Halted}));
        QCOMPARE(server.bodies(), qsizetype{0});
        QCOMPARE(asked, 1);
    }

    /// The library opens six connections and lets the rest wait: those are asked when their turn comes.
    void posts_waitingForAConnection_areAskedWhenTheyLeave()
    {
        constexpr int kCalls = 12;
        constexpr qsizetype kConnections = 6;
        QuietServer server;
        QNetworkAccessManager network;
        prepareForMachines(network);
        bool mayLeave = true;
        int answered = 0;
        int halted = 0;
        std::vector<std::unique_ptr<HttpExchange>> exchanges;
        for (int i = 0; i < kCalls; ++i) {
            HttpCall call{.method = HttpCall::Method::Post, .url = server.url(), .body = R"({"a":1})"};
            call.mayLeave = [&] { return mayLeave; };
            exchanges.push_back(std::make_unique<HttpExchange>(network, call, nullptr));
            QObject::connect(exchanges.back().get(), &HttpExchange::finished, this, [&](const HttpOutcome& outcome) {
                const bool isHalted = !outcome && outcome.error().reason == HttpLoss::Reason::Halted &&
                                      outcome.error().reach == HttpLoss::Reach::Nothing;
                (outcome ? answered : halted) += outcome || isHalted ? 1 : 0;
            });
        }
        QVERIFY(QTest::qWaitFor([&] { return server.bodies() == kConnections; }, kPatience));
        mayLeave = false;
        server.answerAll();
        QVERIFY(QTest::qWaitFor([&] { return answered + halted == kCalls; }, kPatience));
        QCOMPARE(answered, static_cast<int>(kConnections));
        QCOMPARE(server.bodies(), kConnections);
    }

    void post_onAConnectionKeptAndThenClosed_isSentOnce()
    {
        RawServer server([first = true](QTcpSocket& socket) mutable {
            first ? answer(socket, "200 OK") : socket.close();
            first = false;
        });
        QNetworkAccessManager network;
        prepareForMachines(network);
        QVector<bool> hasAnswer;
        for (int i = 0; i < 2; ++i) {
            HttpExchange exchange(network, postTo(server), nullptr);
            QObject::connect(&exchange, &HttpExchange::finished, &exchange,
                             [&](const HttpOutcome& outcome) { hasAnswer.push_back(outcome.has_value()); });
            QVERIFY(QTest::qWaitFor([&] { return hasAnswer.size() > i; }, kPatience));
        }
        QTest::qWait(150);
        QCOMPARE(hasAnswer, (QVector<bool>{true, false}));
        QCOMPARE(server.requests, 2);
    }

    void answer_complete_isGivenWithItsHeaders()
    {
        RawServer server([](QTcpSocket& socket) {
            answer(socket, "429 Too Many Requests\r\nRetry-After: 7\r\nIdempotent-Replayed: true", "{\"b\": 2}");
        });
        HttpCall call = postTo(server);
        call.headers.emplace_back("Idempotency-Key", "key-1");
        const Ended ended = run(call);
        QCOMPARE(ended.times, 1);
        QVERIFY(ended.outcome);
        QCOMPARE(ended.outcome->status, 429);
        QCOMPARE(ended.outcome->body, std::string("{\"b\": 2}"));
        QVERIFY(ended.outcome->isReplayed);
        QCOMPARE(ended.outcome->retryAfter.value(), Duration::seconds(7));
        QVERIFY(server.last.startsWith("POST /v1/x HTTP/1.1\r\n"));
        QVERIFY(server.last.contains("Idempotency-Key: key-1\r\n"));
        QVERIFY(server.last.contains("Accept-Encoding: identity\r\n"));
        QVERIFY(server.last.contains("Content-Length: 7\r\n"));
        QVERIFY(server.last.endsWith(R"({"a":1})"));
    }

    void retryAfter_otherThanSeconds_isLeftOut()
    {
        RawServer server(
            [](QTcpSocket& socket) { answer(socket, "503 Unavailable\r\nRetry-After: Fri, 01 Jan 2027 00:00:00 GMT"); });
        const Ended ended = run(postTo(server));
        QVERIFY(ended.outcome);
        QVERIFY(!ended.outcome->retryAfter);
    }

    void unauthorized_withAChallenge_isAnAnswerAndSentOnce()
    {
        RawServer server([](QTcpSocket& socket) { answer(socket, "401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\""); });
        const Ended ended = run(postTo(server));
        QCOMPARE(ended.times, 1);
        QVERIFY(ended.outcome);
        QCOMPARE(ended.outcome->status, 401);
        QCOMPARE(server.requests, 1);
    }

    void redirect_isNotFollowed()
    {
        RawServer server([](QTcpSocket& socket) { answer(socket, "307 Temporary Redirect\r\nLocation: /v1/y"); });
        const Ended get = run({.url = server.url()});
        QVERIFY(get.outcome);
        QCOMPARE(get.outcome->status, 307);
        QCOMPARE(server.requests, 1);
        // The library wants the body of a redirected POST back, and so makes a loss of it: in doubt one way or the other.
        const Ended post = run(postTo(server));
        QCOMPARE(post.times, 1);
        QVERIFY(!post.outcome || post.outcome->status == 307);
        QCOMPARE(server.requests, 2);
    }

    void answer_cutOff_isNoAnswer()
    {
        RawServer server([](QTcpSocket& socket) {
            socket.write("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"id\": \"rf_1\"}");
            socket.flush();
            socket.close();
        });
        const Ended ended = run(postTo(server));
        QCOMPARE(ended.times, 1);
        QVERIFY(!ended.outcome);
        QVERIFY(ended.outcome.error() == (HttpLoss{HttpLoss::Reach::Anything, HttpLoss::Reason::Lost}));
        QCOMPARE(server.requests, 1);
    }

    void answer_thatIsNoHttp_isNoAnswer()
    {
        RawServer server([](QTcpSocket& socket) {
            socket.write("220 this is another protocol\r\n\r\n");
            socket.flush();
            socket.close();
        });
        const Ended ended = run(postTo(server));
        QVERIFY(!ended.outcome);
        QVERIFY(ended.outcome.error().reach == HttpLoss::Reach::Anything);
        QCOMPARE(server.requests, 1);
    }

    void answer_overTheLimit_isStopped()
    {
        RawServer server([](QTcpSocket& socket) { answer(socket, "200 OK", QByteArray(5'000, ' ')); });
        HttpCall call = postTo(server);
        call.mostBytes = 4'999;
        const Ended over = run(call);
        QCOMPARE(over.times, 1);
        QVERIFY(!over.outcome);
        QVERIFY(over.outcome.error().reason == HttpLoss::Reason::TooLarge);
        call.mostBytes = 5'000;
        QVERIFY(run(call).outcome);
    }

    void answer_drippingSlowly_isStoppedByTheTimeoutOfTheWhole()
    {
        RawServer server([](QTcpSocket& socket) {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            auto* drip = new QTimer(&socket);
            QObject::connect(drip, &QTimer::timeout, &socket, [&socket] { socket.write(" "); });
            drip->start(20);
        });
        HttpCall call = postTo(server);
        call.timeout = {400};
        const Ended ended = run(call);
        QVERIFY(!ended.outcome);
        QVERIFY(ended.outcome.error() == (HttpLoss{HttpLoss::Reach::Anything, HttpLoss::Reason::TimedOut}));
    }

    void post_toNobody_reachesNothing()
    {
        const Ended ended =
            run({.method = HttpCall::Method::Post, .url = QUrl(QStringLiteral("http://127.0.0.1:1/")), .body = "{}"});
        QCOMPARE(ended.times, 1);
        QVERIFY(!ended.outcome);
        QVERIFY(ended.outcome.error() == (HttpLoss{HttpLoss::Reach::Nothing, HttpLoss::Reason::Unreachable}));
    }

    void post_toAnUnknownName_reachesNothing()
    {
        const Ended ended =
            run({.method = HttpCall::Method::Post, .url = QUrl(QStringLiteral("http://nowhere.invalid/")), .body = "{}"});
        QVERIFY(!ended.outcome);
        QVERIFY(ended.outcome.error().reach == HttpLoss::Reach::Nothing);
    }

    // Nobody accepts and the queue is full: the connection never comes about.
    void post_neverConnected_reachesNothing()
    {
        QTcpServer full;
        full.setListenBacklogSize(1);
        QVERIFY(full.listen(QHostAddress::LocalHost));
        full.pauseAccepting();
        std::vector<std::unique_ptr<QTcpSocket>> fillers;
        for (int i = 0; i < 8; ++i) {
            fillers.push_back(std::make_unique<QTcpSocket>());
            fillers.back()->connectToHost(QHostAddress::LocalHost, full.serverPort());
        }
        QTest::qWait(100);
        HttpCall call{.method = HttpCall::Method::Post,
                      .url = QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(full.serverPort())),
                      .body = "{}",
                      .timeout = {400}};
        const Ended ended = run(call);
        QVERIFY(!ended.outcome);
        QVERIFY(ended.outcome.error() == (HttpLoss{HttpLoss::Reach::Nothing, HttpLoss::Reason::TimedOut}));
    }

    void exchange_givenUp_endsOnce()
    {
        RawServer server([](QTcpSocket&) {});
        QNetworkAccessManager network;
        prepareForMachines(network);
        HttpExchange exchange(network, postTo(server), nullptr);
        std::vector<HttpOutcome> outcomes;
        connect(&exchange, &HttpExchange::finished, this, [&](const HttpOutcome& outcome) { outcomes.push_back(outcome); });
        QVERIFY(QTest::qWaitFor([&] { return server.requests == 1; }, kPatience));
        exchange.giveUp();
        exchange.giveUp();
        QTest::qWait(100);
        QCOMPARE(outcomes.size(), std::size_t{1});
        QVERIFY(outcomes.front().error() == (HttpLoss{HttpLoss::Reach::Anything, HttpLoss::Reason::GivenUp}));
    }
};

QTEST_GUILESS_MAIN(HttpExchangeTest)
#include "HttpExchangeTest.moc"
