// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include "core/protocol/Codec.h"
#include "tests/support/Readable.h"
#include "tests/support/wire/Harness.h"

using namespace stillgate;
using namespace stillgate::wire;
using namespace std::literals;

namespace {

constexpr int kTooMuchData = 1009;
constexpr int kPolicyViolated = 1008;
constexpr int kGoingAway = 1001;

std::string echo(std::int64_t id, std::string text = {})
{
    Json params;
    params.set("text", std::move(text));
    return rpc::writeRequest(id, "echo", params);
}

std::string askForLarge(std::int64_t id, std::int64_t bytes)
{
    Json params;
    params.set("bytes", bytes);
    return rpc::writeRequest(id, "large", params);
}

void upgrade(Bare& client)
{
    client.send(openingRequest(openingFields()));
    QTRY_VERIFY_WITH_TIMEOUT(client.isUpgraded(), kPatience);
}

} // namespace

/// What a client with a valid token may still not do, and that the others do not notice. Every limit has its control: where the
/// host is given a wider one, the same client goes on.
class HostileClientTest : public QObject {
    Q_OBJECT

private slots:
    void giantFrame_isCutOffAtItsHead()
    {
        const Server server;
        Bare client(*server.host);
        upgrade(client);
        client.sendFrame(1, {}, rpc::kMostFrameBytes + 1);
        QTRY_COMPARE_WITH_TIMEOUT(client.closeCode(), kTooMuchData, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(server.host->connections(), std::size_t{0}, kPatience);
    }

    void frameAtTheLimit_isTaken()
    {
        const Server server;
        Bare client(*server.host);
        upgrade(client);
        client.sendText(echo(1, std::string(rpc::kMostFrameBytes - echo(1).size(), 'x')));
        QTRY_VERIFY_WITH_TIMEOUT(client.received().size() > static_cast<qsizetype>(rpc::kMostFrameBytes), kPatience);
        QCOMPARE(client.closeCode(), 0);
    }

    void giantFrame_underAWiderLimit_isTaken()
    {
        TransportLimits limits;
        limits.frameBytes = 2 * rpc::kMostFrameBytes;
        const Server server(limits);
        Bare client(*server.host);
        upgrade(client);
        client.sendText(echo(1, std::string(rpc::kMostFrameBytes, 'x')));
        QTRY_VERIFY_WITH_TIMEOUT(client.received().size() > static_cast<qsizetype>(rpc::kMostFrameBytes), kPatience);
    }

    void giantMessage_inSmallFrames_isCutOff()
    {
        const Server server;
        Plain client(*server.host);
        QTRY_VERIFY_WITH_TIMEOUT(client.isOpen(), kPatience);
        client.socket().setOutgoingFrameSize(rpc::kMostFrameBytes / 2);
        client.send(std::string(rpc::kMostMessageBytes + 1, ' '));
        QTRY_VERIFY_WITH_TIMEOUT(!client.isOpen(), kPatience);
        QCOMPARE(client.socket().closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
    }

    void giantMessage_ofWideCharacters_isMeasuredInBytes()
    {
        const Server server;
        Plain client(*server.host);
        QTRY_VERIFY_WITH_TIMEOUT(client.isOpen(), kPatience);
        // A multiple of the three bytes of a letter: Qt refuses letters that are cut.
        client.socket().setOutgoingFrameSize(rpc::kMostFrameBytes - rpc::kMostFrameBytes % 3);
        const QString wide(static_cast<qsizetype>(rpc::kMostMessageBytes / 2), QChar(0x20AC));
        client.socket().sendTextMessage(wide);
        QTRY_VERIFY_WITH_TIMEOUT(!client.isOpen(), kPatience);
        QCOMPARE(client.socket().closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
    }

    /// The control of escaping what takes several frames: sent as it is, it does not arrive.
    void letterCutByTheEndOfAFrame_isRefusedByQt()
    {
        const Server server;
        Plain client(*server.host);
        QTRY_VERIFY_WITH_TIMEOUT(client.isOpen(), kPatience);
        client.socket().setOutgoingFrameSize(rpc::kMostFrameBytes);
        client.socket().sendTextMessage(QString(static_cast<qsizetype>(rpc::kMostFrameBytes), QChar(0x20AC)));
        QTRY_VERIFY_WITH_TIMEOUT(!client.isOpen(), kPatience);
        QCOMPARE(client.socket().closeCode(), QWebSocketProtocol::CloseCodeWrongDatatype);
    }

    void messageAtTheLimit_isAnswered()
    {
        const Server server;
        Plain client(*server.host);
        QTRY_VERIFY_WITH_TIMEOUT(client.isOpen(), kPatience);
        client.socket().setOutgoingFrameSize(rpc::kMostFrameBytes);
        std::string call = rpc::writeRequest(std::int64_t{1}, "whoami", Json());
        call.append(rpc::kMostMessageBytes - call.size(), ' ');
        client.send(call);
        QTRY_COMPARE_WITH_TIMEOUT(client.count(), std::size_t{1}, kPatience);
        QCOMPARE(std::string(client.message(0).textAt("result")), kAgent.text());
    }

    void otherData_isRefusedWithItsCode_data()
    {
        QTest::addColumn<int>("opcode");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<int>("code");
        QTest::newRow("a binary message") << 2 << QByteArray("{}") << 1003;
        QTest::newRow("text that is no UTF-8") << 1 << QByteArray("\"\xFF\"") << 1007;
        QTest::newRow("a reserved opcode") << 3 << QByteArray("x") << 1002;
        QTest::newRow("a continuation of nothing") << 0 << QByteArray("x") << 1002;
    }

    void otherData_isRefusedWithItsCode()
    {
        QFETCH(int, opcode);
        QFETCH(QByteArray, payload);
        QFETCH(int, code);
        const Server server;
        Bare client(*server.host);
        upgrade(client);
        client.sendFrame(opcode, payload.toStdString(), static_cast<std::uint64_t>(payload.size()));
        QTRY_COMPARE_WITH_TIMEOUT(client.closeCode(), code, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(server.host->connections(), std::size_t{0}, kPatience);
    }

    void garbage_isAnsweredAndTheNextCallToo()
    {
        const Server server;
        Plain client(*server.host);
        QTRY_VERIFY_WITH_TIMEOUT(client.isOpen(), kPatience);
        client.send("{\"jsonrpc\":");
        client.send(std::string(1000, '['));
        client.send(echo(3));
        QTRY_COMPARE_WITH_TIMEOUT(client.count(), std::size_t{3}, kPatience);
        QVERIFY(client.message(0).find("error") != nullptr);
        QVERIFY(client.message(1).find("error") != nullptr);
        QVERIFY(client.message(2).find("result") != nullptr);
    }

    void slowReader_overTheSendQueue_isCutOffWhileTheOthersAreServed()
    {
        const Server server;
        Bare slow(*server.host);
        upgrade(slow);
        Plain other(*server.host);
        QTRY_VERIFY_WITH_TIMEOUT(other.isOpen(), kPatience);
        QCOMPARE(server.host->connections(), std::size_t{2});
        slow.stopReading();
        // More than the operating system keeps for it and the queue together.
        for (int id = 0; id < 60; ++id) {
            slow.sendText(askForLarge(id, 1'000'000));
        }
        std::size_t asked = 0;
        for (; asked < 50 && server.host->connections() == 2; ++asked) {
            other.send(echo(static_cast<std::int64_t>(asked)));
            QTRY_COMPARE_WITH_TIMEOUT(other.count(), asked + 1, kPatience);
        }
        QTRY_COMPARE_WITH_TIMEOUT(server.host->connections(), std::size_t{1}, kPatience);
        other.send(echo(99));
        QTRY_COMPARE_WITH_TIMEOUT(other.count(), asked + 1, kPatience);
        QVERIFY(other.isOpen());
    }

    /// The control: with a queue without bounds the same client stays, and its answers with it.
    void slowReader_underAWiderQueue_isKept()
    {
        TransportLimits limits;
        limits.sendQueueBytes = std::size_t{1} << 30U;
        const Server server(limits);
        Bare slow(*server.host);
        upgrade(slow);
        slow.stopReading();
        for (int id = 0; id < 60; ++id) {
            slow.sendText(askForLarge(id, 1'000'000));
        }
        Plain other(*server.host);
        QTRY_VERIFY_WITH_TIMEOUT(other.isOpen(), kPatience);
        for (std::size_t i = 0; i < 50; ++i) {
            other.send(echo(static_cast<std::int64_t>(i)));
            QTRY_COMPARE_WITH_TIMEOUT(other.count(), i + 1, kPatience);
        }
        QCOMPARE(server.host->connections(), std::size_t{2});
    }

    void client_thatIsCutOffAndReads_learnsWhy()
    {
        TransportLimits limits;
        limits.sendQueueBytes = std::size_t{64} << 10U;
        const Server server(limits);
        Plain client(*server.host);
        QTRY_VERIFY_WITH_TIMEOUT(client.isOpen(), kPatience);
        client.send(askForLarge(1, 1'000'000));
        QTRY_COMPARE_WITH_TIMEOUT(client.socket().state(), QAbstractSocket::UnconnectedState, kPatience);
        QCOMPARE(static_cast<int>(client.socket().closeCode()), kPolicyViolated);
    }

    void reader_thatTakesManyLargeAnswers_isKept()
    {
        const Server server;
        Plain client(*server.host);
        QTRY_VERIFY_WITH_TIMEOUT(client.isOpen(), kPatience);
        for (int id = 0; id < 20; ++id) {
            client.send(askForLarge(id, 1'000'000));
            QTRY_COMPARE_WITH_TIMEOUT(client.count(), static_cast<std::size_t>(id) + 1, kPatience);
        }
        QVERIFY(client.isOpen());
    }

    void reader_thatStalls_isCutOff_data()
    {
        QTest::addColumn<int>("patience");
        QTest::addColumn<bool>("isCut");
        QTest::newRow("with little patience") << 200 << true;
        QTest::newRow("control: with much") << 600'000 << false;
    }

    void reader_thatStalls_isCutOff()
    {
        QFETCH(int, patience);
        QFETCH(bool, isCut);
        TransportLimits limits;
        limits.sendQueueBytes = std::size_t{1} << 30U;
        limits.sendStall = Duration{patience};
        limits.closing = Duration{100};
        const Server server(limits);
        Bare stalled(*server.host);
        upgrade(stalled);
        stalled.stopReading();
        for (int id = 0; id < 30; ++id) {
            stalled.sendText(askForLarge(id, 1'000'000));
        }
        if (isCut) {
            QTRY_COMPARE_WITH_TIMEOUT(server.host->connections(), std::size_t{0}, kPatience);
        } else {
            QTest::qWait(1000);
            QCOMPARE(server.host->connections(), std::size_t{1});
        }
    }

    void pings_thatNobodyReadsTheAnswersOf_areBounded()
    {
        TransportLimits limits;
        limits.sendQueueBytes = std::size_t{256} << 10U;
        limits.closing = Duration{100};
        const Server server(limits);
        Bare client(*server.host);
        upgrade(client);
        client.stopReading();
        const std::string payload(125, 'p');
        for (int i = 0; i < 2'000 && server.host->connections() == 1; ++i) {
            for (int j = 0; j < 100; ++j) {
                client.sendFrame(9, payload, payload.size());
            }
            client.socket().flush();
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE_WITH_TIMEOUT(server.host->connections(), std::size_t{0}, kPatience);
    }

    void client_thatAnswersNoPing_isLetGo()
    {
        TransportLimits limits;
        limits.ping = Duration{500};
        const Server server(limits);
        Bare dead(*server.host);
        upgrade(dead);
        Plain alive(*server.host);
        QTRY_VERIFY_WITH_TIMEOUT(alive.isOpen(), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(dead.closeCode(), kGoingAway, kPatience);
        // The control: whoever answers stays.
        QTRY_COMPARE_WITH_TIMEOUT(server.host->connections(), std::size_t{1}, kPatience);
        QTest::qWait(1000);
        QVERIFY(alive.isOpen());
    }
};

QTEST_GUILESS_MAIN(HostileClientTest)
#include "HostileClientTest.moc"
