// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <QFile>

#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"
#include "tests/support/wire/Harness.h"

using namespace stillgate;
using namespace stillgate::wire;
using namespace std::literals;

namespace {

using Fields = std::map<std::string, std::string>;

Fields with(std::string name, std::string value)
{
    Fields fields = openingFields();
    fields[std::move(name)] = std::move(value);
    return fields;
}

Fields without(const std::string& name)
{
    Fields fields = openingFields();
    fields.erase(name);
    return fields;
}

TransportLimits quickly()
{
    TransportLimits limits;
    limits.handshake = Duration{150};
    limits.closing = Duration{150};
    return limits;
}

} // namespace

/// Who gets in, and what everybody else is told.
class AdmissionTest : public QObject {
    Q_OBJECT

private slots:
    void opening_asItShouldBe_isUpgraded()
    {
        const Server server;
        Bare client(*server.host);
        client.send(openingRequest(openingFields()));
        QTRY_COMPARE_WITH_TIMEOUT(client.status(), 101, kPatience);
        QVERIFY(client.received().contains("Sec-WebSocket-Protocol: stillgate.v1\r\n"));
        // The accept key of RFC 6455 section 1.3.
        QVERIFY(client.received().contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
        QTRY_COMPARE_WITH_TIMEOUT(server.host->connections(), std::size_t{1}, kPatience);
    }

    void opening_otherwise_isTurnedAway_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const auto row = [](const char* name, const std::string& request, int status) {
            QTest::newRow(name) << QByteArray::fromStdString(request) << status;
        };
        const std::string good = openingRequest(openingFields());
        row("a web page with the right token", openingRequest(with("Origin", "https://page.example")), 403);
        row("a page without a name", openingRequest(with("Origin", "null")), 403);
        row("a web page under another spelling", openingRequest(with("oRiGiN", "")), 403);
        row("no token", openingRequest(without("Authorization")), 401);
        row("a wrong token", openingRequest(with("Authorization", "Bearer sample-tokeN")), 401);
        row("the beginning of the token", openingRequest(with("Authorization", "Bearer sample")), 401);
        row("an empty token", openingRequest(with("Authorization", "Bearer ")), 401);
        row("another scheme", openingRequest(with("Authorization", "Basic sample-token")), 401);
        row("a token in the target", openingRequest(without("Authorization"), "GET /rpc?token=sample-token HTTP/1.1"), 401);
        row("two tokens", openingRequest(with("AUTHORIZATION", "Bearer other")), 400);
        row("another path", openingRequest(openingFields(), "GET / HTTP/1.1"), 404);
        row("a whole address", openingRequest(openingFields(), "GET http://127.0.0.1/rpc HTTP/1.1"), 404);
        row("another method", openingRequest(openingFields(), "POST /rpc HTTP/1.1"), 405);
        row("no upgrade", openingRequest(without("Upgrade")), 426);
        row("no connection field", openingRequest(without("Connection")), 426);
        row("another version", openingRequest(with("Sec-WebSocket-Version", "8")), 426);
        row("no key", openingRequest(without("Sec-WebSocket-Key")), 400);
        row("a short key", openingRequest(with("Sec-WebSocket-Key", "c2hvcnQ=")), 400);
        row("no host", openingRequest(without("Host")), 400);
        row("no subprotocol", openingRequest(without("Sec-WebSocket-Protocol")), 400);
        row("another subprotocol", openingRequest(with("Sec-WebSocket-Protocol", "stillgate.v2")), 400);
        row("the subprotocol in capitals", openingRequest(with("Sec-WebSocket-Protocol", "STILLGATE.V1")), 400);
        row("no HTTP", "\x16\x03\x01 hello\r\n\r\n", 400);
        row("a frame before the answer", good + "\x81\x80....", 400);
        row("a large head", openingRequest(with("X-Large", std::string(rpc::kMostHeadBytes - good.size() - 11 + 1, 'x'))), 431);
        row("a head without an end", std::string(rpc::kMostHeadBytes + 1, 'x'), 431);
    }

    void opening_otherwise_isTurnedAway()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        const Server server;
        Bare client(*server.host);
        client.send(request.toStdString());
        QTRY_COMPARE_WITH_TIMEOUT(client.status(), status, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(client.isOver(), kPatience);
        QCOMPARE(server.host->connections(), std::size_t{0});
    }

    void opening_ofNobody_isUpgradedToSignInAlone()
    {
        TransportLimits limits;
        limits.strangers = 2;
        const Server server(limits);
        const std::string request = openingRequest(without("Authorization"), "GET /sign-in HTTP/1.1");
        Bare first(*server.host);
        first.send(request);
        QTRY_COMPARE_WITH_TIMEOUT(first.status(), 101, kPatience);
        Bare second(*server.host);
        second.send(request);
        QTRY_COMPARE_WITH_TIMEOUT(second.status(), 101, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(server.host->connections(), std::size_t{2}, kPatience);
        Bare third(*server.host);
        third.send(request);
        QTRY_COMPARE_WITH_TIMEOUT(third.status(), 503, kPatience);
        Bare known(*server.host);
        known.send(openingRequest(openingFields()));
        QTRY_COMPARE_WITH_TIMEOUT(known.status(), 101, kPatience);
    }

    void opening_ofNobody_isNotKeptForLong()
    {
        TransportLimits limits;
        limits.strangerStay = Duration{150};
        const Server server(limits);
        Bare known(*server.host);
        known.send(openingRequest(openingFields()));
        Bare nobody(*server.host);
        nobody.send(openingRequest(without("Authorization"), "GET /sign-in HTTP/1.1"));
        QTRY_COMPARE_WITH_TIMEOUT(nobody.closeCode(), 1008, kPatience);
        QVERIFY(!known.isOver());
        QCOMPARE(known.closeCode(), 0);
    }

    void opening_ofTheLargestHead_isUpgraded()
    {
        const Server server;
        Bare client(*server.host);
        const std::size_t rest = rpc::kMostHeadBytes - openingRequest(with("X-Large", "")).size();
        client.send(openingRequest(with("X-Large", std::string(rest, 'x'))));
        QTRY_COMPARE_WITH_TIMEOUT(client.status(), 101, kPatience);
    }

    void opening_inPieces_isUpgraded()
    {
        const Server server;
        Bare client(*server.host);
        QTRY_COMPARE_WITH_TIMEOUT(client.socket().state(), QAbstractSocket::ConnectedState, kPatience);
        const std::string request = openingRequest(openingFields());
        for (std::size_t at = 0; at < request.size(); at += 40) {
            client.send(request.substr(at, 40));
            client.socket().flush();
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE_WITH_TIMEOUT(client.status(), 101, kPatience);
    }

    void opening_thatTakesTooLong_isEnded()
    {
        const Server server(quickly());
        Bare silent(*server.host);
        Bare halfway(*server.host);
        const std::string request = openingRequest(openingFields());
        halfway.send(request.substr(0, 60));
        QTRY_COMPARE_WITH_TIMEOUT(halfway.status(), 408, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(silent.status(), 408, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(silent.isOver() && halfway.isOver(), kPatience);
    }

    /// The control: with more patience the same halting request is upgraded.
    void opening_thatMayTakeLong_isUpgraded()
    {
        const Server server;
        Bare halfway(*server.host);
        const std::string request = openingRequest(openingFields());
        halfway.send(request.substr(0, 60));
        QTest::qWait(static_cast<int>(2 * quickly().handshake.ms));
        halfway.send(request.substr(60));
        QTRY_COMPARE_WITH_TIMEOUT(halfway.status(), 101, kPatience);
    }

    void openings_thatStall_holdUpNobodyForLong()
    {
        TransportLimits limits;
        limits.handshakes = 2;
        limits.handshake = Duration::seconds(1);
        const Server server(limits);
        Bare first(*server.host);
        Bare second(*server.host);
        QTRY_COMPARE_WITH_TIMEOUT(first.socket().state(), QAbstractSocket::ConnectedState, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(second.socket().state(), QAbstractSocket::ConnectedState, kPatience);
        Bare honest(*server.host);
        honest.send(openingRequest(openingFields()));
        QTRY_COMPARE_WITH_TIMEOUT(honest.status(), 101, kPatience);
    }

    void connections_overTheirNumber_areToldToComeBack()
    {
        TransportLimits limits;
        limits.connections = 1;
        const Server server(limits);
        Plain first(*server.host);
        QTRY_VERIFY_WITH_TIMEOUT(first.isOpen(), kPatience);
        Bare second(*server.host);
        second.send(openingRequest(openingFields()));
        QTRY_COMPARE_WITH_TIMEOUT(second.status(), 503, kPatience);
        first.socket().close();
        QTRY_COMPARE_WITH_TIMEOUT(server.host->connections(), std::size_t{0}, kPatience);
        Bare third(*server.host);
        third.send(openingRequest(openingFields()));
        QTRY_COMPARE_WITH_TIMEOUT(third.status(), 101, kPatience);
    }

    void manyAtOnce_allGetIn()
    {
        TransportLimits limits;
        limits.handshakes = 4;
        const Server server(limits);
        constexpr std::size_t kClients = 120;
        std::vector<std::unique_ptr<Plain>> clients;
        clients.reserve(kClients);
        while (clients.size() < kClients) {
            clients.push_back(std::make_unique<Plain>(*server.host));
        }
        QTRY_COMPARE_WITH_TIMEOUT(server.host->connections(), clients.size(), kPatience);
    }

    void limits_byDefault_areTheDocumentedOnes()
    {
        QFile file(sourceFile("docs/protocol.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        const TransportLimits limits;
        const QString words[] = {QStringLiteral("%1 connections are open").arg(limits.connections),
                                 QStringLiteral("send queue of %1 MiB, or %2 s in which")
                                     .arg(limits.sendQueueBytes >> 20U)
                                     .arg(limits.sendStall.ms / 1000),
                                 QStringLiteral("a ping every %1 s").arg(limits.ping.ms / 1000),
                                 QStringLiteral("has %1 s for the rest of its queue").arg(limits.closing.ms / 1000)};
        for (const QString& word : words) {
            QVERIFY2(text.contains(word), qPrintable(word));
        }
    }

    void host_whosePortIsTaken_isUnavailable()
    {
        const Server server;
        const auto second = WebSocketHost::listen(server.host->address(), {}, [](std::string_view) { return std::nullopt; });
        QVERIFY(!second);
        QVERIFY(second.error().code == ErrorCode::Unavailable);
        QCOMPARE(second.error().where, server.host->address().text());
    }

    void host_thatCloses_saysGoodbyeAndTakesNobodyIn()
    {
        const Server server;
        Plain client(*server.host);
        QTRY_VERIFY_WITH_TIMEOUT(client.isOpen(), kPatience);
        bool drained = false;
        connect(server.host.get(), &WebSocketHost::drained, this, [&] { drained = true; });
        server.host->close();
        QTRY_VERIFY_WITH_TIMEOUT(drained, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(client.socket().state(), QAbstractSocket::UnconnectedState, kPatience);
        QCOMPARE(client.socket().closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
        Bare late(*server.host);
        QTRY_VERIFY_WITH_TIMEOUT(late.isOver(), kPatience);
        QCOMPARE(late.status(), 0);
    }

    void host_destroyedInTheMiddle_leavesNothingBehind()
    {
        auto server = std::make_unique<Server>();
        Plain open(*server->host);
        Bare halfway(*server->host);
        halfway.send("GET /rpc HTTP/1.1\r\n");
        QTRY_VERIFY_WITH_TIMEOUT(open.isOpen(), kPatience);
        open.send(R"({"jsonrpc":"2.0","id":1,"method":"hold"})");
        QTRY_COMPARE_WITH_TIMEOUT(server->held.count(), std::size_t{1}, kPatience);
        server->host.reset();
        server->held.answer(0, Json(1));
        QTRY_VERIFY_WITH_TIMEOUT(!open.isOpen(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(halfway.isOver(), kPatience);
    }
};

QTEST_GUILESS_MAIN(AdmissionTest)
#include "AdmissionTest.moc"
