// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>

#include "core/client/RpcConnection.h"
#include "core/server/transport/TlsIdentity.h"
#include "tests/support/Readable.h"
#include "tests/support/wire/Harness.h"

/// Authorities, certificates of every fault, and both ends that speak too old a protocol.
namespace stillgate::wire {

inline UtcTime inDays(std::int64_t days)
{
    return SystemClock().now() + Duration::days(days);
}

/// A private authority that signs what it is asked to.
class Authority {
public:
    Authority() : m_pair(makeAuthority({"sample authority", {}, inDays(-9), inDays(9)}).value()) {}

    [[nodiscard]] TlsIdentity certify(const std::string& host = "127.0.0.1", std::int64_t from = -1,
                                      std::int64_t until = 1) const
    {
        auto pair = makeServerCertificate(m_pair, {"sample", {host}, inDays(from), inDays(until)}).value();
        const Digest pin = certificateFacts(pair.certificate)->pin;
        return {std::move(pair), pin};
    }
    [[nodiscard]] ServerTrust trust() const { return {m_pair.certificate, std::nullopt}; }

private:
    CertifiedKey m_pair;
};

/// What the client is shown, whom it trusts, and what has to come of it.
struct TlsCase {
    const char* name;
    TlsIdentity shown;
    ServerTrust trust;
    std::optional<TlsFault> fault;
};

inline std::vector<TlsCase> faultyCertificates()
{
    const Authority ours;
    const Authority rogue;
    const TlsIdentity other = ours.certify();
    const TlsIdentity expired = ours.certify("127.0.0.1", -3, -1);
    return {{"rogue authority", rogue.certify(), ours.trust(), TlsFault::UnknownAuthority},
            {"rogue authority, wrong host and expired", rogue.certify("gate.example", -3, -1), ours.trust(),
             TlsFault::UnknownAuthority},
            {"wrong host", ours.certify("gate.example"), ours.trust(), TlsFault::WrongHost},
            {"expired", expired, ours.trust(), TlsFault::Expired},
            {"not yet valid", ours.certify("127.0.0.1", 1, 3), ours.trust(), TlsFault::NotYetValid},
            {"another key than the pinned one", ours.certify(), {{}, other.pin}, TlsFault::PinMismatch},
            {"the pinned key in an expired certificate", expired, {{}, expired.pin}, TlsFault::Expired}};
}

/// Opens a connection and waits for its outcome.
inline Result<void> outcomeOf(RpcConnection& connection)
{
    const auto opening = connection.open();
    [&] { QTRY_VERIFY_WITH_TIMEOUT(opening.isFinished(), kPatience); }();
    return opening.isFinished() && opening.resultCount() == 1 ? opening.result()
                                                              : fail(ErrorCode::Internal, "test", "it never ended");
}

inline QSslConfiguration onlyTls12(QSslConfiguration configuration)
{
    configuration.setProtocol(QSsl::TlsV1_2);
    return configuration;
}

/// Answers a handshake by TLS 1.2 and by nothing newer; what it decrypts is the test's.
class OldServer final : public QTcpServer {
public:
    explicit OldServer(const TlsIdentity& identity) : m_tls(onlyTls12(serverTls(identity))) { listen(QHostAddress::LocalHost); }
    [[nodiscard]] std::string url() const { return "wss://127.0.0.1:" + std::to_string(serverPort()) + "/rpc"; }
    [[nodiscard]] const QByteArray& received() const { return m_received; }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto* socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        socket->setSslConfiguration(m_tls);
        connect(socket, &QSslSocket::readyRead, this, [this, socket] { m_received += socket->readAll(); });
        socket->startServerEncryption();
    }

private:
    QSslConfiguration m_tls;
    QByteArray m_received;
};

/// A client of bare TLS that takes whatever certificate comes: what it is refused for is something else.
class BareTls {
public:
    explicit BareTls(const WebSocketHost& host,
                     const QSslConfiguration& configuration = QSslConfiguration::defaultConfiguration())
    {
        QSslConfiguration any = configuration;
        any.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_socket.setSslConfiguration(any);
        m_socket.connectToHostEncrypted(QString::fromStdString(host.address().host), host.address().port);
    }
    [[nodiscard]] QSslSocket& socket() { return m_socket; }
    [[nodiscard]] bool isOver() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }

private:
    QSslSocket m_socket;
};

inline TransportLimits impatient()
{
    TransportLimits limits;
    limits.sendStall = Duration{500};
    return limits;
}

/// Asks for less than the send queue and more than the operating system holds, and then reads nothing of it.
inline void askForMuch(QSslSocket& client)
{
    QTRY_VERIFY_WITH_TIMEOUT(client.isEncrypted(), kPatience);
    client.write(QByteArray::fromStdString(openingRequest(openingFields())));
    QTRY_VERIFY_WITH_TIMEOUT(client.bytesAvailable() > 0, kPatience);
    client.setReadBufferSize(1);
    constexpr int kCalls = 16;
    for (int i = 0; i < kCalls; ++i) {
        const std::string call =
            R"({"jsonrpc":"2.0","id":)" + std::to_string(i) + R"(,"method":"large","params":{"bytes":1000000}})";
        QByteArray frame;
        frame.append(char(0x81)).append(char(0x80 | call.size())).append(4, '\0'); // masked by nothing
        client.write(frame + QByteArray::fromStdString(call));
    }
}

} // namespace stillgate::wire
