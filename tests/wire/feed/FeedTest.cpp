// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>

#include "tests/support/Readable.h"
#include "tests/support/Samples.h"
#include "tests/wire/feed/FeedClient.h"
#include "tests/wire/feed/FeedStand.h"

using namespace stillgate;
using namespace stillgate::wire;
using namespace std::literals;

namespace {

constexpr int kConflict = -32002;

std::vector<std::unique_ptr<FeedClient>> clientsOf(FeedStand& stand, std::size_t count)
{
    std::vector<std::unique_ptr<FeedClient>> clients;
    for (std::size_t i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<FeedClient>(stand.host()));
    }
    return clients;
}

bool areOpen(const std::vector<std::unique_ptr<FeedClient>>& clients)
{
    return std::all_of(clients.begin(), clients.end(), [](const auto& client) { return client->plain().isOpen(); });
}

} // namespace

#define VERIFY_SYNCED(client, stand)                                                                                           \
    do {                                                                                                                       \
        QTRY_VERIFY_WITH_TIMEOUT(!(client).view().fault().empty() ||                                                           \
                                     ((client).view().isSynced() && (client).view().next() == (stand).size()),                 \
                                 kPatience);                                                                                   \
        QCOMPARE((client).view().fault(), ""s);                                                                                \
        QVERIFY((client).view().root() == (stand).reader().head()->root);                                                      \
    } while (false)

/// What comes over the feed, over real sockets, with a real writer and ledger behind it. FeedView holds every message to the protocol.
class FeedTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void snapshot_thenEvents_isTheSameAsAllEvents()
    {
        FeedStand stand(folder());
        stand.receive(5);
        FeedClient late(stand.host());
        FeedClient whole(stand.host());
        QTRY_VERIFY_WITH_TIMEOUT(late.plain().isOpen() && whole.plain().isOpen(), kPatience);
        late.subscribe();
        whole.subscribe(0);
        VERIFY_SYNCED(late, stand);
        QCOMPARE(late.view().start(), rpc::FeedStart::Snapshot);
        QCOMPARE(late.view().events(), std::size_t{0});
        const TicketId ticket = stand.receive(100, "One more", "Sample Customer 100");
        stand.propose(ticket);
        VERIFY_SYNCED(late, stand);
        VERIFY_SYNCED(whole, stand);
        QCOMPARE(whole.view().start(), rpc::FeedStart::Events);
        QCOMPARE(whole.view().tickets().size(), std::size_t{6});
        QCOMPARE(whole.view().gates().size(), std::size_t{1});
        QVERIFY(late.view().tickets() == whole.view().tickets());
        QVERIFY(late.view().gates() == whole.view().gates());
        QVERIFY(late.view().titles() == whole.view().titles());
        QVERIFY(whole.view().titles().at(ticket) == (rpc::TicketTitle{ticket, "One more", "Sample Customer 100", {}}));
    }

    void snapshot_ofAnOldLedger_hasItsGates()
    {
        FeedStand stand(folder());
        stand.propose(stand.receive(1, "First line\nsecond line", "Sample Customer 01"));
        FeedClient client(stand.host());
        QTRY_VERIFY_WITH_TIMEOUT(client.plain().isOpen(), kPatience);
        client.subscribe();
        VERIFY_SYNCED(client, stand);
        QCOMPARE(client.view().gates().size(), std::size_t{1});
        QCOMPARE(client.view().tickets().begin()->second.stage, Stage::Gate);
        QCOMPARE(client.view().titles().begin()->second.subject, "First line"s);
    }

    void subscription_fromTheEnd_lacksNothing()
    {
        FeedStand stand(folder());
        stand.receive(3);
        FeedClient client(stand.host());
        QTRY_VERIFY_WITH_TIMEOUT(client.plain().isOpen(), kPatience);
        client.subscribe(stand.size());
        VERIFY_SYNCED(client, stand);
        QCOMPARE(client.view().start(), rpc::FeedStart::Events);
        stand.receive(1);
        VERIFY_SYNCED(client, stand);
        QCOMPARE(client.view().events(), std::size_t{4});
    }

    void subscription_beyondTheEnd_isAConflictAndChangesNothing()
    {
        FeedStand stand(folder());
        FeedClient client(stand.host());
        QTRY_VERIFY_WITH_TIMEOUT(client.plain().isOpen(), kPatience);
        client.subscribe(0);
        VERIFY_SYNCED(client, stand);
        client.subscribe(stand.size() + 1);
        QTRY_COMPARE_WITH_TIMEOUT(client.errorCode(), kConflict, kPatience);
        stand.receive(1);
        VERIFY_SYNCED(client, stand);
    }

    void subscription_askedAgain_beginsAnew()
    {
        FeedStand stand(folder());
        stand.receive(2);
        FeedClient client(stand.host());
        QTRY_VERIFY_WITH_TIMEOUT(client.plain().isOpen(), kPatience);
        for (int i = 0; i < 5; ++i) {
            client.subscribe(0);
            stand.receiveSoon(3);
            client.subscribe();
            stand.receive(3);
        }
        client.subscribe(1);
        QTRY_COMPARE_WITH_TIMEOUT(client.view().answers(), std::size_t{11}, kPatience);
        VERIFY_SYNCED(client, stand);
        QCOMPARE(client.view().start(), rpc::FeedStart::Events);
    }

    void gap_overTheBound_isASnapshot_data()
    {
        QTest::addColumn<quint64>("mostGap");
        QTest::addColumn<bool>("isSnapshot");
        QTest::newRow("one too many") << quint64{19} << true;
        QTest::newRow("control: just not") << quint64{20} << false;
    }

    void gap_overTheBound_isASnapshot()
    {
        QFETCH(quint64, mostGap);
        QFETCH(bool, isSnapshot);
        FeedStand::Limits limits;
        limits.feed.mostGap = mostGap;
        FeedStand stand(folder(), limits);
        stand.receive(5);
        QCOMPARE(stand.size(), std::uint64_t{21});
        FeedClient client(stand.host());
        QTRY_VERIFY_WITH_TIMEOUT(client.plain().isOpen(), kPatience);
        client.subscribe(1);
        VERIFY_SYNCED(client, stand);
        QCOMPARE(client.view().start() == rpc::FeedStart::Snapshot, isSnapshot);
        QCOMPARE(client.view().tickets().size(), std::size_t{5});
    }

    /// Whoever begins whenever, wherever: no event is missing and none comes twice.
    void subscriptions_racingCommits_areWhole_data()
    {
        QTest::addColumn<quint64>("ringBytes");
        QTest::newRow("from memory") << quint64{FeedLimits{}.ringBytes};
        QTest::newRow("from the ledger and a short memory") << quint64{20'000};
        QTest::newRow("from the ledger alone") << quint64{0};
    }

    void subscriptions_racingCommits_areWhole()
    {
        QFETCH(quint64, ringBytes);
        FeedStand::Limits limits;
        limits.feed.ringBytes = ringBytes;
        FeedStand stand(folder(), limits);
        const auto clients = clientsOf(stand, 24);
        QTRY_VERIFY_WITH_TIMEOUT(areOpen(clients), kPatience);
        for (std::size_t i = 0; i < clients.size(); ++i) {
            stand.receiveSoon(7);
            clients[i]->subscribe(i % 3 == 0 ? std::nullopt : std::optional(Sequence{i % 3 - 1}));
            QCoreApplication::processEvents();
        }
        stand.receive(50);
        for (const auto& client : clients) {
            VERIFY_SYNCED(*client, stand);
            QVERIFY(client->view().tickets() == clients[0]->view().tickets());
            QVERIFY(client->view().titles() == clients[0]->view().titles());
        }
        QCOMPARE(clients[1]->view().events(), stand.size());
        QCOMPARE(clients[0]->view().tickets().size(), std::size_t{24 * 7 + 50});
    }

    void inbox_thatOverflows_isMadeUpFromTheLedger()
    {
        FeedStand::Limits limits;
        limits.feed.inboxBytes = 0;
        FeedStand stand(folder(), limits);
        FeedClient client(stand.host());
        QTRY_VERIFY_WITH_TIMEOUT(client.plain().isOpen(), kPatience);
        client.subscribe(0);
        stand.receive(200);
        VERIFY_SYNCED(client, stand);
        QCOMPARE(client.view().events(), stand.size());
    }

    void commits_closeTogether_leaveTogether()
    {
        FeedStand::Limits limits;
        limits.feed.window = Duration::seconds(1);
        FeedStand stand(folder(), limits);
        FeedClient client(stand.host());
        QTRY_VERIFY_WITH_TIMEOUT(client.plain().isOpen(), kPatience);
        client.subscribe(stand.size());
        VERIFY_SYNCED(client, stand);
        constexpr std::size_t kCommits = 20;
        for (std::size_t i = 0; i < kCommits; ++i) {
            stand.receive(1);
        }
        VERIFY_SYNCED(client, stand);
        QVERIFY2(client.view().messages() < kCommits, std::to_string(client.view().messages()).c_str());
    }

    void reconnect_goesOnWhereItWas()
    {
        FeedStand stand(folder());
        auto client = std::make_unique<FeedClient>(stand.host());
        QTRY_VERIFY_WITH_TIMEOUT(client->plain().isOpen(), kPatience);
        client->subscribe(0);
        stand.receive(10);
        VERIFY_SYNCED(*client, stand);
        const Sequence stood = client->view().next();
        const Digest root = client->view().root();
        client.reset();
        stand.receive(10);
        FeedClient again(stand.host());
        QTRY_VERIFY_WITH_TIMEOUT(again.plain().isOpen(), kPatience);
        again.subscribe(stood);
        QTRY_VERIFY_WITH_TIMEOUT(again.view().isSynced(), kPatience);
        QVERIFY(stand.reader().frontier(stood)->root() == root);
        VERIFY_SYNCED(again, stand);
        QCOMPARE(again.view().events(), stand.size() - stood);
    }

    void restart_goesOnWhereItWas()
    {
        Sequence stood = 0;
        {
            FeedStand stand(folder());
            FeedClient client(stand.host());
            QTRY_VERIFY_WITH_TIMEOUT(client.plain().isOpen(), kPatience);
            client.subscribe(0);
            stand.receive(10);
            VERIFY_SYNCED(client, stand);
            stood = client.view().next() - 5;
        }
        FeedStand stand(folder());
        FeedClient client(stand.host());
        QTRY_VERIFY_WITH_TIMEOUT(client.plain().isOpen(), kPatience);
        client.subscribe(stood);
        stand.receive(3);
        VERIFY_SYNCED(client, stand);
        QCOMPARE(client.view().events(), std::size_t{5 + 12});
    }

    void erasure_hidesTheTitleFromThenOn_data()
    {
        QTest::addColumn<quint64>("ringBytes");
        QTest::newRow("from memory") << quint64{FeedLimits{}.ringBytes};
        QTest::newRow("from the ledger") << quint64{0};
    }

    void erasure_hidesTheTitleFromThenOn()
    {
        QFETCH(quint64, ringBytes);
        FeedStand::Limits limits;
        limits.feed.ringBytes = ringBytes;
        FeedStand stand(folder(), limits);
        FeedClient before(stand.host());
        FeedClient after(stand.host());
        FeedClient fresh(stand.host());
        QTRY_VERIFY_WITH_TIMEOUT(before.plain().isOpen() && after.plain().isOpen() && fresh.plain().isOpen(), kPatience);
        before.subscribe(0);
        const TicketId ticket = stand.receive(500, "Sample secret", "Sample Customer 500");
        const TicketId other = stand.receive(501, "Sample question", "Sample Customer 501");
        VERIFY_SYNCED(before, stand);
        // The control: it was there to see.
        QCOMPARE(before.view().titles().at(ticket).subject, "Sample secret"s);

        stand.erase(500);
        VERIFY_SYNCED(before, stand);
        after.subscribe(0);
        fresh.subscribe();
        for (FeedClient* client : {&before, &after, &fresh}) {
            VERIFY_SYNCED(*client, stand);
            QVERIFY(client->view().titles().at(ticket) == (rpc::TicketTitle{ticket, {}, {}, rpc::Hidden::Erased}));
            QCOMPARE(client->view().titles().at(other).customer, "Sample Customer 501"s);
        }
        for (FeedClient* client : {&after, &fresh}) {
            for (std::size_t i = 0; i < client->plain().count(); ++i) {
                QVERIFY(client->plain().text(i).find("Sample secret") == std::string::npos);
            }
        }
    }

    void titles_areCutAndInAscii()
    {
        FeedStand stand(folder());
        FeedClient live(stand.host());
        FeedClient fresh(stand.host());
        QTRY_VERIFY_WITH_TIMEOUT(live.plain().isOpen() && fresh.plain().isOpen(), kPatience);
        live.subscribe(0);
        std::string letters;
        std::string cut;
        for (std::size_t i = 0; i < 2 * rpc::kMostTitle; ++i) {
            letters += i % 2 == 0 ? "\u65e5" : "\U0001F600";
            cut = letters.size() > 0 && i + 1 == rpc::kMostTitle ? letters : cut;
        }
        const TicketId ticket = stand.receive(1, "\n  " + letters + "\r\nmore", "Ren\u00e9 Sample");
        fresh.subscribe();
        for (FeedClient* client : {&live, &fresh}) {
            VERIFY_SYNCED(*client, stand);
            QCOMPARE(client->view().titles().at(ticket).subject, cut);
            QCOMPARE(client->view().titles().at(ticket).customer, "Ren\u00e9 Sample"s);
        }
    }

    void messages_stayUnderTheirBound_data()
    {
        QTest::addColumn<quint64>("ringBytes");
        QTest::newRow("from memory") << quint64{FeedLimits{}.ringBytes};
        QTest::newRow("from the ledger") << quint64{0};
    }

    void messages_stayUnderTheirBound()
    {
        QFETCH(quint64, ringBytes);
        constexpr std::size_t kBound = 32'000;
        FeedStand::Limits limits;
        limits.feed.ringBytes = ringBytes;
        limits.feed.messageBytes = kBound;
        FeedStand stand(folder(), limits);
        stand.receive(200);
        FeedClient events(stand.host());
        FeedClient rows(stand.host());
        QTRY_VERIFY_WITH_TIMEOUT(events.plain().isOpen() && rows.plain().isOpen(), kPatience);
        events.subscribe(0);
        rows.subscribe();
        for (FeedClient* client : {&events, &rows}) {
            VERIFY_SYNCED(*client, stand);
            QVERIFY(client->view().longest() <= kBound);
            QVERIFY(client->view().messages() > 2);
            QCOMPARE(client->view().tickets().size(), std::size_t{200});
            QCOMPARE(client->view().titles().size(), std::size_t{200});
        }
    }

private:
    [[nodiscard]] std::filesystem::path folder() const { return m_folder->path().toStdString() + "/data"; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(FeedTest)
#include "FeedTest.moc"
