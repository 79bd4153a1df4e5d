// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "core/client/link/Follow.h"
#include "tests/support/Readable.h"
#include "tests/wire/client/SessionConsole.h"

using namespace stillgate;
using namespace stillgate::wire;

namespace {

constexpr int kPatience = ReplicaRig::kPatience;
using Console = SessionConsole;

} // namespace

class SessionTest : public QObject {
    Q_OBJECT

private slots:
    void start_greetsSubscribesAndIsLive()
    {
        PaperLedger paper;
        paper.receive(7);
        ScriptedServer server(paper);
        Console console(server);
        QVERIFY(console.session.status().cause == LinkCause::NotStarted);
        console.session.start();
        QVERIFY(console.becomes(LinkState::Live));
        QVERIFY(console.states == (std::vector{LinkState::Connecting, LinkState::CatchingUp, LinkState::Live}));
        QCOMPARE(console.session.status().origin, paper.origin());
        QCOMPARE(console.rig.store.size(), std::size_t{1});
        QVERIFY(console.rig.verdict().standing == LedgerStanding::Matching);
    }

    void events_told_arriveWithTheirLag()
    {
        PaperLedger paper;
        ScriptedServer server(paper);
        Console console(server);
        console.session.start();
        QVERIFY(console.becomes(LinkState::Live));
        const Sequence before = paper.size();
        const TicketId ticket = paper.receive(7);
        console.rig.clock.setWall(paper.loop().clock().now() + Duration{12});
        server.tell(before);
        QTRY_VERIFY_WITH_TIMEOUT(console.rig.store.ticket(ticket).has_value(), kPatience);
        QCOMPARE(console.session.status().behind.ms, std::int64_t{12});
        QCOMPARE(console.session.status().eventsBehind, std::uint64_t{0});
    }

    void lag_isToldAtMostFourTimesASecond()
    {
        PaperLedger paper;
        ScriptedServer server(paper);
        Console console(server);
        console.session.start();
        QVERIFY(console.becomes(LinkState::Live));
        console.rig.clock.advance(Duration::seconds(1));
        const QSignalSpy changed(&console.session, &Link::statusChanged);
        for (int customer = 1; customer <= 10; ++customer) {
            const Sequence before = paper.size();
            paper.receive(customer);
            server.tell(before);
        }
        QTRY_COMPARE_WITH_TIMEOUT(console.rig.watch.size().value(), paper.size(), kPatience);
        QCOMPARE(changed.count(), 1);
        console.rig.timers.advance({250});
        QCOMPARE(changed.count(), 2);
    }

    void serverStops_thenComesBack_nothingIsMissingOrTwice()
    {
        PaperLedger paper;
        ScriptedServer server(paper);
        Console console(server);
        console.session.start();
        QVERIFY(console.becomes(LinkState::Live));
        const std::uint64_t before = paper.size();
        server.stop();
        QVERIFY(console.becomes(LinkState::Offline));
        QVERIFY(console.session.status().cause == LinkCause::Stopped);
        QVERIFY(console.session.status().nextTry.has_value());
        paper.receive(7);
        server.startAgain();
        QVERIFY(console.comesTo(LinkState::Live));
        QCOMPARE(server.subscriptions().back().find("from")->asInteger()[0], static_cast<std::int64_t>(before));
        QTRY_COMPARE_WITH_TIMEOUT(console.rig.verdict().size, paper.size(), kPatience);
    }

    /// The server ends the connection before its first message, its second, and so on; each time the session begins where it stands.
    void connectionEnded_atEveryStep_comesToTheSameEnd()
    {
        PaperLedger paper;
        for (int customer = 1; customer <= 3; ++customer) {
            paper.receive(customer);
        }
        for (int step = 1; step <= 14; ++step) {
            ScriptedServer server(paper);
            server.endsBefore = step;
            Console console(server);
            console.session.start();
            const bool survived = QTest::qWaitFor(
                [&] {
                    return console.session.status().state == LinkState::Live ||
                           console.session.status().cause == LinkCause::Lost ||
                           console.session.status().cause == LinkCause::Unreachable;
                },
                kPatience);
            QVERIFY2(survived, std::to_string(step).c_str());
            const Sequence before = paper.size();
            paper.receive(100 + step);
            server.tell(before);
            server.endsBefore = 0;
            QVERIFY2(console.comesTo(LinkState::Live), std::to_string(step).c_str());
            const bool isWhole = QTest::qWaitFor([&] { return console.rig.verdict().size == paper.size(); }, kPatience);
            QVERIFY2(isWhole, std::to_string(step).c_str());
            QCOMPARE(console.rig.store.size(), paper.rows().tickets.size());
            QVERIFY(console.rig.watch.memory().fold->root() == paper.frontier(paper.size()).root());
        }
    }

    void waits_growWithinTheirBounds_andBeginAnewAfterSuccess()
    {
        PaperLedger paper;
        ScriptedServer server(paper);
        Console console(server);
        console.random = static_cast<std::uint64_t>(Backoff::kFirst.ms);
        server.stop();
        console.session.start();
        for (int tries = 0; tries < 4; ++tries) {
            QTRY_VERIFY_WITH_TIMEOUT(console.session.status().nextTry.has_value(), kPatience);
            QVERIFY(console.session.status().cause == LinkCause::Unreachable);
            const Duration wait = *console.session.status().nextTry - console.rig.clock.now();
            QVERIFY(wait <= (Duration{Backoff::kFirst.ms << tries}));
            console.rig.timers.advance(wait);
            console.rig.clock.advance(wait);
        }
        server.startAgain();
        QVERIFY(console.comesTo(LinkState::Live));
        server.stop();
        QTRY_VERIFY_WITH_TIMEOUT(console.session.status().nextTry.has_value(), kPatience);
        QVERIFY(*console.session.status().nextTry - console.rig.clock.now() <= Backoff::kFirst);
    }

    void retryNow_doesNotWait()
    {
        PaperLedger paper;
        ScriptedServer server(paper);
        Console console(server);
        server.stop();
        console.session.start();
        QTRY_VERIFY_WITH_TIMEOUT(console.session.status().nextTry.has_value(), kPatience);
        server.startAgain();
        console.session.retryNow();
        QVERIFY(console.becomes(LinkState::Live));
        const int connections = server.connections();
        console.session.retryNow();
        QCOMPARE(server.connections(), connections);
        QVERIFY(console.session.status().state == LinkState::Live);
    }

    void readyFile_missingOrUnreadable_isTold()
    {
        Console none([]() -> Result<ServerAccess> { return fail(ErrorCode::NotFound, "ready.json", "none"); });
        none.session.start();
        QVERIFY(none.session.status().state == LinkState::Offline && none.session.status().cause == LinkCause::NoOrchestrator);
        QVERIFY(none.session.status().nextTry.has_value());
        Console bad([]() -> Result<ServerAccess> { return fail(ErrorCode::Malformed, "ready.json", "no url"); });
        bad.session.start();
        QVERIFY(bad.session.status().cause == LinkCause::ReadyFileUnreadable);
    }

    void divergedLedger_isNotTriedAgainByItself()
    {
        PaperLedger paper;
        ScriptedServer server(paper);
        Console console(server);
        console.session.start();
        QVERIFY(console.becomes(LinkState::Live));
        const Sequence before = paper.size();
        paper.receive(7);
        server.tellText(notification(rpc::FeedEvents::kName, toJson(forged(paper.events(before, paper.size()), 0))));
        QVERIFY(console.becomes(LinkState::Diverged));
        QVERIFY(console.session.status().cause == LinkCause::LedgerDiverged && !console.session.status().nextTry);
        QCOMPARE(console.rig.store.size(), std::size_t{0});
        QTRY_COMPARE_WITH_TIMEOUT(server.open(), 0, kPatience);
        console.rig.timers.advance(Duration::minutes(10));
        QVERIFY(console.session.status().state == LinkState::Diverged);
        console.session.retryNow();
        QVERIFY(console.becomes(LinkState::Live));
        QCOMPARE(console.rig.store.size(), std::size_t{1});
    }

    void ledgerShorterThanSeen_isDiverged()
    {
        PaperLedger grown;
        grown.receive(7);
        PaperLedger old;
        ScriptedServer honest(grown);
        ScriptedServer restored(old);
        bool isRestored = false;
        Console console([&] { return Result<ServerAccess>(isRestored ? restored.access() : honest.access()); });
        console.session.start();
        QVERIFY(console.becomes(LinkState::Live));
        isRestored = true;
        honest.stop();
        QVERIFY(console.comesTo(LinkState::Diverged));
        QVERIFY(console.rig.verdict().divergence == Divergence::Shrunk);
    }

    void answersThatAreNone_endTheConnection_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("no JSON") << QStringLiteral("what?");
        QTest::newRow("an answer to nothing") << QStringLiteral(R"({"jsonrpc":"2.0","id":4711,"result":1})");
        QTest::newRow("a request") << QStringLiteral(R"({"jsonrpc":"2.0","id":1,"method":"feed.events"})");
        QTest::newRow("events that are none") << notification(rpc::FeedEvents::kName, Json::object());
        QTest::newRow("rows that are none") << notification(rpc::FeedRows::kName, Json::object());
    }

    void answersThatAreNone_endTheConnection()
    {
        QFETCH(QString, text);
        PaperLedger paper;
        ScriptedServer server(paper);
        Console console(server);
        console.session.start();
        QVERIFY(console.becomes(LinkState::Live));
        server.tellText(text);
        QVERIFY(console.becomes(LinkState::Offline));
        QVERIFY(console.session.status().cause == LinkCause::MalformedAnswer);
        QVERIFY(console.comesTo(LinkState::Live));
    }

    void notificationOfALaterBuild_isPassedOver()
    {
        PaperLedger paper;
        ScriptedServer server(paper);
        Console console(server);
        console.session.start();
        QVERIFY(console.becomes(LinkState::Live));
        server.tellText(notification("feed.weather", Json::object()));
        const Sequence before = paper.size();
        paper.receive(7);
        server.tell(before);
        QTRY_COMPARE_WITH_TIMEOUT(console.rig.watch.size().value(), paper.size(), kPatience);
        QVERIFY(console.session.status().state == LinkState::Live);
    }

    void closeCodes_tellTheCause_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("cause");
        QTest::newRow("going away") << 1001 << static_cast<int>(LinkCause::Stopped);
        QTest::newRow("too slow") << 1008 << static_cast<int>(LinkCause::TooSlow);
        QTest::newRow("anything else") << 1011 << static_cast<int>(LinkCause::Lost);
    }

    void closeCodes_tellTheCause()
    {
        QFETCH(int, code);
        QFETCH(int, cause);
        PaperLedger paper;
        ScriptedServer server(paper);
        Console console(server);
        console.session.start();
        QVERIFY(console.becomes(LinkState::Live));
        server.closeAll(code);
        QVERIFY(console.becomes(LinkState::Offline));
        QCOMPARE(static_cast<int>(console.session.status().cause), cause);
    }

    void calls_whenTheConnectionEnds_endOnceEach()
    {
        PaperLedger paper;
        ScriptedServer server(paper);
        bool holds = false;
        server.script = [&](const std::string& method, const Json&) -> std::optional<Result<Json>> {
            if (holds && method == rpc::TicketsCounts::kName) {
                server.closeAll(1011);
            }
            return std::nullopt;
        };
        Console console(server);
        STILLGATE_VERIFY_CODE(console.session.calls().call<rpc::LedgerStatus>({}).result(), ErrorCode::Unavailable);
        console.session.start();
        QVERIFY(console.becomes(LinkState::Live));
        holds = true;
        int ended = 0;
        int unavailable = 0;
        QObject context;
        for (int i = 0; i < 200; ++i) { // more than may be under way at once
            follow(console.session.calls().call<rpc::TicketsCounts>({}), &context, [&](const auto& result) {
                ++ended;
                unavailable += !result && result.error().code == ErrorCode::Unavailable ? 1 : 0;
            });
        }
        QTRY_COMPARE_WITH_TIMEOUT(ended, 200, kPatience);
        QVERIFY(unavailable > 0);
        QTest::qWait(0);
        QCOMPARE(ended, 200);
    }

    void calls_beyondTheBound_waitAndAreAllAnswered()
    {
        PaperLedger paper;
        ScriptedServer server(paper);
        Console console(server);
        console.session.start();
        QVERIFY(console.becomes(LinkState::Live));
        int answered = 0;
        QObject context;
        for (int i = 0; i < 300; ++i) {
            follow(console.session.calls().call<rpc::LedgerStatus>({}), &context,
                   [&](const auto& result) { answered += result ? 1 : 0; });
        }
        QTRY_COMPARE_WITH_TIMEOUT(answered, 300, kPatience);
    }

    void stop_endsItForGood()
    {
        PaperLedger paper;
        ScriptedServer server(paper);
        Console console(server);
        console.session.start();
        QVERIFY(console.becomes(LinkState::Live));
        console.session.stop();
        QVERIFY(console.session.status().cause == LinkCause::NotStarted);
        QTRY_COMPARE_WITH_TIMEOUT(server.open(), 0, kPatience);
        console.rig.timers.advance(Duration::minutes(10));
        console.session.retryNow();
        QVERIFY(console.session.status().state == LinkState::Offline);
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "SessionTest.moc"
