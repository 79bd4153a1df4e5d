// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/wire/client/SessionConsole.h"

using namespace stillgate;
using namespace stillgate::wire;

/// A console that is not let go on: what answers is not what is meant, or does not prove itself.
class SessionRefusalTest : public QObject {
    Q_OBJECT

private slots:
    /// The scripted server is of dev.
    void environment_otherThanMeantOrRemembered_isRefused()
    {
        PaperLedger paper;
        paper.receive(7);
        ScriptedServer server(paper);
        SessionConsole meant(server, Environment::Prod);
        meant.session.start();
        QVERIFY(meant.becomes(LinkState::Refused));
        QVERIFY(meant.session.status().cause == LinkCause::WrongEnvironment);
        QCOMPARE(meant.rig.store.size(), std::size_t{0});
        LinkStatus before;
        before.origin = paper.origin();
        before.environment = Environment::Prod;
        SessionConsole remembering(server, std::nullopt, before);
        remembering.session.start();
        QVERIFY(remembering.becomes(LinkState::Refused));
        QVERIFY(remembering.session.status().environment == Environment::Prod);
        // What somebody says now counts more than what was once.
        SessionConsole corrected(server, Environment::Dev, before);
        corrected.session.start();
        QVERIFY(corrected.becomes(LinkState::Live));
    }

    /// What stands in the way of TLS is told by its own cause, and nobody is asked anything.
    void orchestrator_notProven_isRefusedByItsCause()
    {
        SessionConsole untrusting([] { return Result<ServerAccess>(ServerAccess{"wss://127.0.0.1:1/rpc", "token"}); });
        untrusting.session.start();
        QVERIFY(untrusting.becomes(LinkState::Refused));
        QVERIFY(untrusting.session.status().cause == LinkCause::UnknownAuthority);
        SessionConsole open([] { return Result<ServerAccess>(ServerAccess{"ws://192.0.2.1:1/rpc", "token"}); });
        open.session.start();
        QVERIFY(open.becomes(LinkState::Refused));
        QVERIFY(open.session.status().cause == LinkCause::PlainText);
        QVERIFY(open.session.status().nextTry.has_value());
    }
};

QTEST_GUILESS_MAIN(SessionRefusalTest)
#include "SessionRefusalTest.moc"
