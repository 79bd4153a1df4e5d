// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/wire/transport/TlsStand.h"

using namespace stillgate;
using namespace stillgate::wire;

/// Whoever cannot prove to be the orchestrator is told nothing. TransportTlsControlTest lets each of them pass with the protection off.
class TlsTest : public QObject {
    Q_OBJECT

private slots:
    void certificate_ofATrustedAuthority_isSpokenTo()
    {
        const Authority ours;
        const Server server({}, ours.certify());
        RpcConnection connection({server.host->url(), std::string(kToken), {}, ours.trust()});
        STILLGATE_VERIFY_VALUE(outcomeOf(connection));
        QVERIFY(server.host->url().starts_with("wss://127.0.0.1:"));
        const auto who = connection.call("whoami", Json());
        QTRY_VERIFY_WITH_TIMEOUT(who.isFinished(), kPatience);
        QCOMPARE(*who.result()->asString(), kAgent.text());
    }

    /// The key is what counts: neither its authority nor the host of its certificate is known.
    void pinnedKey_ofWhateverHost_isSpokenTo()
    {
        const TlsIdentity identity = Authority().certify("gate.example");
        const Server server({}, identity);
        RpcConnection connection({server.host->url(), std::string(kToken), {}, {{}, identity.pin}});
        STILLGATE_VERIFY_VALUE(outcomeOf(connection));
    }

    void certificate_withAFault_isRefusedByItsWordBeforeATokenLeaves_data()
    {
        QTest::addColumn<int>("number");
        int number = 0;
        for (const TlsCase& each : faultyCertificates()) {
            QTest::newRow(each.name) << number++;
        }
    }
    void certificate_withAFault_isRefusedByItsWordBeforeATokenLeaves()
    {
        QFETCH(const int, number);
        const TlsCase each = faultyCertificates().at(static_cast<std::size_t>(number));
        const Server server({}, each.shown);
        RpcConnection connection({server.host->url(), std::string(kToken), {}, each.trust});
        const auto outcome = outcomeOf(connection);
        STILLGATE_VERIFY_ERROR(outcome, ErrorCode::Refused, server.host->url());
        QCOMPARE(std::string(nameOf(connection.tlsFault().value())), std::string(nameOf(*each.fault)));
        QVERIFY(outcome.error().detail.starts_with(nameOf(*each.fault)));
        QCOMPARE(server.asked, 0);
    }

    void server_ofAnOlderProtocol_isRefused()
    {
        const Authority ours;
        const OldServer server(ours.certify());
        RpcConnection connection({server.url(), std::string(kToken), {}, ours.trust()});
        QVERIFY(!outcomeOf(connection));
        QVERIFY(connection.tlsFault() == TlsFault::OldProtocol);
        QVERIFY(server.received().isEmpty());
    }

    void client_ofAnOlderProtocol_isTurnedAway()
    {
        const Server server({}, Authority().certify());
        BareTls old(*server.host, onlyTls12(QSslConfiguration::defaultConfiguration()));
        QTRY_VERIFY_WITH_TIMEOUT(old.isOver(), kPatience);
        QVERIFY(!old.socket().isEncrypted());
        // The same client with the present protocol gets in.
        BareTls present(*server.host);
        QTRY_VERIFY_WITH_TIMEOUT(present.socket().isEncrypted(), kPatience);
        QVERIFY(present.socket().sessionProtocol() == QSsl::TlsV1_3);
    }

    void server_thatSpeaksNoTls_isRefused()
    {
        const Authority ours;
        const Server server;
        std::string url = server.host->url();
        url.replace(0, 2, "wss");
        RpcConnection connection({url, std::string(kToken), {}, ours.trust()});
        QVERIFY(!outcomeOf(connection));
        QCOMPARE(std::string(nameOf(connection.tlsFault().value())), std::string("plain_text"));
        QCOMPARE(server.asked, 0);
    }

    void client_thatSpeaksNoTls_isCutOff()
    {
        const Server server({}, Authority().certify());
        Bare plain(*server.host);
        plain.send(openingRequest(openingFields()));
        QTRY_VERIFY_WITH_TIMEOUT(plain.isOver(), kPatience);
        QCOMPARE(plain.status(), 0);
        QCOMPARE(server.asked, 0);
    }

    void address_elsewhereInTheClear_isRefusedByBothEnds()
    {
        RpcConnection connection({"ws://0.0.0.0:1/rpc", std::string(kToken)});
        STILLGATE_VERIFY_CODE(outcomeOf(connection), ErrorCode::Refused);
        QVERIFY(connection.tlsFault() == TlsFault::PlainText);
        const auto host = WebSocketHost::listen({"0.0.0.0", 0}, {}, [](std::string_view) { return std::optional<Admitted>(); });
        STILLGATE_VERIFY_ERROR(host, ErrorCode::Refused, "listen");
        QVERIFY(host.error().detail.find("--tls-certificate") != std::string::npos);
    }

    void address_overTlsWithoutTrust_isRefused()
    {
        RpcConnection connection({"wss://127.0.0.1:1/rpc", std::string(kToken)});
        STILLGATE_VERIFY_CODE(outcomeOf(connection), ErrorCode::Refused);
        QVERIFY(connection.tlsFault() == TlsFault::NoTrust);
    }

    /// One that stands for every address is found on loopback, and by its key.
    void address_ofAllInterfaces_isServedOverTls()
    {
        const TlsIdentity identity = Authority().certify("gate.example");
        const Server server({}, identity, {"0.0.0.0", 0});
        QVERIFY(server.host->url().starts_with("wss://127.0.0.1:"));
        RpcConnection connection({server.host->url(), std::string(kToken), {}, {{}, identity.pin}});
        STILLGATE_VERIFY_VALUE(outcomeOf(connection));
    }

    void handshake_thatDoesNotComeToAnEnd_isCutOff()
    {
        TransportLimits limits;
        limits.handshake = Duration{300};
        const Server server(limits, Authority().certify());
        Bare silent(*server.host);
        Bare halfway(*server.host);
        halfway.send("\x16\x03\x01"); // a ClientHello that stops
        QTRY_VERIFY_WITH_TIMEOUT(silent.isOver() && halfway.isOver(), kPatience);
        BareTls mute(*server.host); // encrypted, and asks for nothing
        QTRY_VERIFY_WITH_TIMEOUT(mute.isOver(), kPatience);
        QVERIFY(mute.socket().readAll().startsWith("HTTP/1.1 408"));
    }

    void message_ofManyFrames_comesWholeBothWays()
    {
        const Authority ours;
        const Server server({}, ours.certify());
        RpcConnection connection({server.host->url(), std::string(kToken), {}, ours.trust()});
        STILLGATE_VERIFY_VALUE(outcomeOf(connection));
        Json params;
        params.set("text", std::string(1'000'000, 'x'));
        const auto echo = connection.call("echo", params);
        QTRY_VERIFY_WITH_TIMEOUT(echo.isFinished(), kPatience);
        QVERIFY(echo.result().has_value() && *echo.result() == params);
    }

    /// What is enciphered and not taken counts as queued: a client that does not read is cut off.
    void client_thatDoesNotRead_isCutOff()
    {
        const Server server(impatient(), Authority().certify());
        BareTls slow(*server.host);
        askForMuch(slow.socket());
        QTRY_VERIFY_WITH_TIMEOUT(server.host->connections() == 1, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(server.host->connections() == 0, kPatience);
    }
};

QTEST_GUILESS_MAIN(TlsTest)
#include "TlsTest.moc"
