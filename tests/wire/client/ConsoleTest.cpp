// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "tests/support/Readable.h"
#include "tests/wire/client/ConsoleStand.h"

using namespace stillgate;
using namespace stillgate::wire;

/// The whole local core before the orchestrator's own writer, feed and calls.
class ConsoleTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_orchestrator = std::make_unique<OrchestratorStand>(m_dir->path().toStdString());
    }
    void cleanup() { m_orchestrator.reset(); }

    void start_showsWhatIsThere_andWhatComes()
    {
        m_orchestrator->receive(20);
        ConsoleStand console(*m_orchestrator);
        QVERIFY(console.isInSyncWith(*m_orchestrator));
        QCOMPARE(console.core().tickets().size(), std::size_t{20});
        m_orchestrator->receive(5);
        QVERIFY(console.isInSyncWith(*m_orchestrator));
        QCOMPARE(console.core().tickets().size(), std::size_t{25});
    }

    void restarted_paintsBeforeAnythingAnswers()
    {
        m_orchestrator->receive(20);
        ConsoleStand console(*m_orchestrator);
        QVERIFY(console.isInSyncWith(*m_orchestrator));
        console.end();
        m_orchestrator->stop();
        console.restart();
        QTRY_COMPARE_WITH_TIMEOUT(console.core().tickets().size(), std::size_t{20}, kConsolePatience);
        const LinkStatus& status = console.core().link().status();
        QVERIFY(status.state == LinkState::Offline);
        QCOMPARE(status.origin, std::string("sample.example/console"));
        QVERIFY(status.person == m_orchestrator->person());
        QVERIFY(console.core().watch().verdict().size > 0);
    }

    void orchestratorRestarted_nothingIsMissingOrTwice()
    {
        ConsoleStand console(*m_orchestrator);
        QVERIFY(console.isInSyncWith(*m_orchestrator));
        for (int round = 0; round < 5; ++round) {
            m_orchestrator->receive(3);
            m_orchestrator->stop();
            QVERIFY(console.becomes(LinkState::Offline));
            m_orchestrator->start();
            m_orchestrator->receive(3);
            QVERIFY(console.isInSyncWith(*m_orchestrator));
        }
        QCOMPARE(console.core().tickets().size(), std::size_t{30});
    }

    void erasedWhileAway_isErasedHereOnReconnect()
    {
        m_orchestrator->openGate(7);
        ConsoleStand console(*m_orchestrator);
        QVERIFY(console.isInSyncWith(*m_orchestrator));
        console.end();
        m_orchestrator->erase(7);
        console.restart();
        QVERIFY(console.isInSyncWith(*m_orchestrator));
        console.core().tickets().forEachTicket([](const TicketEntry& entry) {
            QVERIFY(!entry.subject && entry.subject.error() == Withheld::Erased);
            QVERIFY(!entry.customer && entry.customer.error() == Withheld::Erased);
        });
    }

    void packetAndDetail_areProven()
    {
        const GateId gate = m_orchestrator->openGate(7);
        ConsoleStand console(*m_orchestrator);
        QVERIFY(console.isInSyncWith(*m_orchestrator));
        const auto packet = waitFor(console.core().packets().read(console.core().tickets().gate(gate)->ticket));
        STILLGATE_VERIFY_VALUE(packet);
        QVERIFY(packet->isProven && packet->gate && packet->gate->row.id == gate && packet->gate->basis);
        const auto detail = waitFor(console.core().audit().detail(packet->events.back().header.sequence));
        STILLGATE_VERIFY_VALUE(detail);
        QVERIFY(detail->proof.state == ProofState::Proven);
    }

    void wholeLedger_isVerifiedFromHere()
    {
        m_orchestrator->receive(100);
        ConsoleStand console(*m_orchestrator);
        QVERIFY(console.isInSyncWith(*m_orchestrator));
        LedgerVerifier& verifier = console.core().verifier();
        verifier.start();
        QTRY_VERIFY_WITH_TIMEOUT(!verifier.isRunning(), kConsolePatience);
        QVERIFY(verifier.last()->end == VerificationEnd::Verified);
        QCOMPARE(verifier.last()->size, m_orchestrator->size());
    }

    void secondConsole_onTheSameFolder_isTurnedAway()
    {
        ConsoleStand console(*m_orchestrator);
        STILLGATE_VERIFY_CODE(console.open(), ErrorCode::Conflict);
    }

    void tokenOfNobody_isRefused()
    {
        ConsoleStand console([&] {
            return m_orchestrator->access().map([](ServerAccess access) {
                access.token = "somebody else's";
                return access;
            });
        });
        QVERIFY(console.becomes(LinkState::Refused));
        QVERIFY(console.core().link().status().cause == LinkCause::TokenRefused);
        QVERIFY(console.core().link().status().nextTry.has_value());
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<OrchestratorStand> m_orchestrator;
};

QTEST_GUILESS_MAIN(ConsoleTest)
#include "ConsoleTest.moc"
