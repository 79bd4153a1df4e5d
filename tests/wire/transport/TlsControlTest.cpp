// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/wire/transport/TlsStand.h"

using namespace stillgate;
using namespace stillgate::wire;

/// The control of TlsTest: without the protections every one of its faults is let pass. A process of its own, because a protection is
/// switched off for a whole process.
class TlsControlTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
#ifndef STILLGATE_FAULTS
        QSKIP("this build has no switches for protections");
#endif
        qputenv("STILLGATE_DISABLE", "tls_certificate,tls_protocol,tls_off_loopback,tls_queue");
    }

    void certificate_withAFault_isSpokenTo_data()
    {
        QTest::addColumn<int>("number");
        int number = 0;
        for (const TlsCase& each : faultyCertificates()) {
            QTest::newRow(each.name) << number++;
        }
    }
    void certificate_withAFault_isSpokenTo()
    {
        QFETCH(const int, number);
        const TlsCase each = faultyCertificates().at(static_cast<std::size_t>(number));
        const Server server({}, each.shown);
        RpcConnection connection({server.host->url(), std::string(kToken), {}, each.trust});
        STILLGATE_VERIFY_VALUE(outcomeOf(connection));
        QCOMPARE(server.asked, 1);
    }

    void server_ofAnOlderProtocol_isToldTheToken()
    {
        const Authority ours;
        const OldServer server(ours.certify());
        RpcConnection connection({server.url(), std::string(kToken), {}, ours.trust()});
        const auto opening = connection.open();
        QTRY_VERIFY_WITH_TIMEOUT(server.received().contains(QByteArray::fromStdString(std::string(kToken))), kPatience);
    }

    void client_ofAnOlderProtocol_getsIn()
    {
        const Server server({}, Authority().certify());
        BareTls old(*server.host, onlyTls12(QSslConfiguration::defaultConfiguration()));
        QTRY_VERIFY_WITH_TIMEOUT(old.socket().isEncrypted(), kPatience);
    }

    void address_elsewhereInTheClear_isServedAndSpokenTo()
    {
        const Server server({}, {}, {"0.0.0.0", 0});
        RpcConnection connection({"ws://0.0.0.0:" + std::to_string(server.host->address().port) + "/rpc", std::string(kToken)});
        STILLGATE_VERIFY_VALUE(outcomeOf(connection));
    }

    /// Though nothing of the answer leaves, nothing seems to wait.
    void client_thatDoesNotRead_isKept()
    {
        const Server server(impatient(), Authority().certify());
        BareTls slow(*server.host);
        askForMuch(slow.socket());
        QTRY_VERIFY_WITH_TIMEOUT(server.host->connections() == 1, kPatience);
        QTest::qWait(1500);
        QCOMPARE(server.host->connections(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TlsControlTest)
#include "TlsControlTest.moc"
