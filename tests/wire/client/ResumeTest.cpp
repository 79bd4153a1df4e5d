// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/wire/client/ConsoleStand.h"
#include "tests/wire/client/CuttingProxy.h"

using namespace stillgate;
using namespace stillgate::wire;

/// The connection is cut in the middle of whatever it is carrying, again and again, while tickets come in. The frontier that the console
/// folds would differ if one event were missing, changed, twice or out of place.
class ResumeTest : public QObject {
    Q_OBJECT

private slots:
    void cut_afterAnyNumberOfBytes_nothingIsMissingOrTwice()
    {
        const QTemporaryDir dir;
        OrchestratorStand orchestrator(dir.path().toStdString());
        orchestrator.receive(10);
        CuttingProxy proxy(orchestrator.host().address().port);
        ConsoleStand console([&] {
            return orchestrator.access().map([&](ServerAccess access) {
                access.url = "ws://127.0.0.1:" + std::to_string(proxy.port()) + "/rpc";
                return access;
            });
        });
        int expected = 10;
        for (qint64 bytes = 1; bytes < 60'000; bytes = bytes * 5 / 4 + 37) {
            proxy.cutAfter(bytes);
            const int before = proxy.cuts();
            console.restart(); // with what the cache remembers
            orchestrator.receive(1);
            ++expected;
            (void)QTest::qWaitFor(
                [&] { return proxy.cuts() > before || console.core().link().status().state == LinkState::Live; },
                kConsolePatience);
            proxy.cutAfter(std::nullopt);
            console.core().link().retryNow();
            QVERIFY2(console.isInSyncWith(orchestrator), std::to_string(bytes).c_str());
            QCOMPARE(console.core().tickets().size(), static_cast<std::size_t>(expected));
        }
        QVERIFY(proxy.cuts() >= 10);
    }

    void behindByMoreThanTheGap_aSnapshotIsProvenToContinueWhatWasSeen()
    {
        const QTemporaryDir dir;
        FeedLimits limits;
        limits.mostGap = 8;
        OrchestratorStand orchestrator(dir.path().toStdString(), limits);
        orchestrator.receive(10);
        ConsoleStand console(orchestrator);
        QVERIFY(console.isInSyncWith(orchestrator));
        console.end();
        orchestrator.receive(10);
        console.restart();
        QVERIFY(console.isInSyncWith(orchestrator));
        QCOMPARE(console.core().tickets().size(), std::size_t{20});
    }
};

QTEST_GUILESS_MAIN(ResumeTest)
#include "ResumeTest.moc"
