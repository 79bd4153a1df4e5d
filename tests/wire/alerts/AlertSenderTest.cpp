// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>

#include <QTemporaryDir>

#include "core/ledger/sqlite/SqliteLedgerReader.h"
#include "core/ledger/sqlite/SqliteLedgerStore.h"
#include "core/server/Orchestrator.h"
#include "core/server/alerts/AlertSender.h"
#include "tests/support/ManualClock.h"
#include "tests/support/Readable.h"
#include "tests/support/Samples.h"
#include "tests/support/SourceFile.h"
#include "tests/wire/alerts/Hook.h"

using namespace stillgate;
using namespace stillgate::wire;
using Behaviour = Hook::Behaviour;

namespace {

std::shared_ptr<const triage::HandlingRules> starterHandling()
{
    const auto file = [](const char* name) {
        return sourceFile((std::string("resources/packs/starter/") + name).c_str()).toStdString();
    };
    return std::make_shared<triage::HandlingRules>(
        triage::HandlingRules{*triage::loadPriorityBook(file("priority.toml")),
                              *triage::loadSlaBook(file("sla.toml")),
                              *triage::loadRoutingBook(file("routing.toml"), file("people.toml")),
                              {}});
}

/// A writer on a ledger, and what tells a webhook of it.
class Stand {
public:
    explicit Stand(Hook& hook)
        : m_wall(samples::kMorning)
        , m_clock(m_wall, samples::kMorning)
        , m_hook(hook)
        , m_store(*SqliteLedgerStore::open(path()))
        , m_orchestrator(*Orchestrator::open(*m_store, samples::rulebook(), m_clock,
                                             {"sample.example/alerts", "sample", Environment::Dev, {}, {}}, starterHandling()))
    {
        m_orchestrator->start([this](const Commit&) {
            const std::lock_guard lock(m_mutex);
            if (m_sender) {
                m_sender->wake();
            }
        });
    }
    ~Stand() { m_orchestrator->stop(); }
    Stand(const Stand&) = delete;
    Stand& operator=(const Stand&) = delete;

    void startAlerts()
    {
        AlertSettings settings{{{"leads", AlertFormat::Slack, m_hook.url(), {AlertKind::P1}}},
                               {Duration{10}, Duration{50}, Duration{300}}};
        auto sender = std::make_unique<AlertSender>(settings, path() / "alerts", "sample.example/alerts",
                                                    [this] { return *SqliteLedgerReader::open(path()); });
        const std::lock_guard lock(m_mutex);
        m_sender = std::move(sender);
    }
    void stopAlerts()
    {
        const std::lock_guard lock(m_mutex);
        m_sender.reset();
    }
    /// Opens tickets that are P1 for a red flag, which is told of; returns when they are committed.
    void receive(int count)
    {
        std::atomic<int> left = count;
        for (int i = 0; i < count; ++i) {
            Classified outage = samples::classified();
            outage.redFlags = {"outage"};
            const int number = ++m_received;
            IncomingMessage message = samples::message(number, samples::person(number));
            message.personal["name"] = "Sample Customer 77";
            Submission submission;
            submission.what = ReceiveMessage{message, outage};
            submission.done = [&left](const Reply&) { --left; };
            m_orchestrator->submit(std::move(submission));
        }
        QTRY_COMPARE_WITH_TIMEOUT(left.load(), 0, 60'000);
    }
    [[nodiscard]] std::filesystem::path path() const { return m_folder.path().toStdString(); }
    [[nodiscard]] std::filesystem::path cursor() const { return path() / "alerts" / "leads.cursor"; }

private:
    QTemporaryDir m_folder;
    ManualClock m_wall;
    LedgerClock m_clock;
    Hook& m_hook;
    std::unique_ptr<SqliteLedgerStore> m_store;
    std::unique_ptr<Orchestrator> m_orchestrator;
    std::mutex m_mutex;
    std::unique_ptr<AlertSender> m_sender;
    int m_received = 0;
};

std::set<std::string> distinct(const std::vector<std::string>& ids)
{
    return {ids.begin(), ids.end()};
}

constexpr int kPatience = 60'000;

} // namespace

/// A webhook that fails in every way is told in the end, once for each alert where nothing is restarted, and never keeps the writer.
class AlertSenderTest : public QObject {
    Q_OBJECT

private slots:
    void alert_whateverTheHookDoesFirst_isTold_data()
    {
        QTest::addColumn<int>("first");
        QTest::newRow("takes") << static_cast<int>(Behaviour::Take);
        QTest::newRow("answers 500") << static_cast<int>(Behaviour::Fail);
        QTest::newRow("answers 429") << static_cast<int>(Behaviour::Throttle);
        QTest::newRow("drops") << static_cast<int>(Behaviour::Drop);
        QTest::newRow("hangs") << static_cast<int>(Behaviour::Hang);
    }

    void alert_whateverTheHookDoesFirst_isTold()
    {
        QFETCH(int, first);
        Hook hook({static_cast<Behaviour>(first), static_cast<Behaviour>(first), Behaviour::Take});
        Stand stand(hook);
        stand.startAlerts();
        stand.receive(1);
        QTRY_COMPARE_WITH_TIMEOUT(hook.taken().size(), std::size_t{1}, kPatience);
        stand.receive(1);
        QTRY_COMPARE_WITH_TIMEOUT(hook.taken().size(), std::size_t{2}, kPatience);
        QCOMPARE(distinct(hook.taken()).size(), std::size_t{2});
        for (const std::string& body : hook.received()) {
            QVERIFY2(body.find("Sample Customer") == std::string::npos && body.find('@') == std::string::npos, body.c_str());
        }
    }

    void alert_refusedForGood_doesNotHoldUpTheNext()
    {
        Hook hook({Behaviour::Refuse, Behaviour::Refuse, Behaviour::Refuse, Behaviour::Take});
        Stand stand(hook);
        stand.startAlerts();
        stand.receive(1);
        QTRY_COMPARE_WITH_TIMEOUT(hook.received().size(), std::size_t{3}, kPatience);
        stand.receive(1);
        QTRY_COMPARE_WITH_TIMEOUT(hook.taken().size(), std::size_t{1}, kPatience);
    }

    void writer_whileTheHookHangs_goesOn()
    {
        Hook hook({Behaviour::Hang});
        Stand stand(hook);
        stand.startAlerts();
        stand.receive(1);
        QTRY_VERIFY_WITH_TIMEOUT(!hook.received().empty(), kPatience);
        // Returns only when all of them are committed; nothing was told meanwhile.
        stand.receive(300);
        QVERIFY(hook.taken().empty());
        hook.set({Behaviour::Take});
        QTRY_COMPARE_WITH_TIMEOUT(distinct(hook.taken()).size(), std::size_t{301}, kPatience);
    }

    void alert_dueAtARestart_isToldAfterIt()
    {
        Hook hook({Behaviour::Fail});
        Stand stand(hook);
        stand.startAlerts();
        stand.receive(1);
        QTRY_VERIFY_WITH_TIMEOUT(!hook.received().empty(), kPatience);
        stand.stopAlerts();
        stand.receive(1);
        hook.set({Behaviour::Take});
        stand.startAlerts();
        QTRY_COMPARE_WITH_TIMEOUT(distinct(hook.taken()).size(), std::size_t{2}, kPatience);
    }

    /// The control: with the place forgotten where it stopped, what was due is lost.
    void alert_dueAtARestartWithoutItsCursor_isLost()
    {
        Hook hook({Behaviour::Fail});
        Stand stand(hook);
        stand.startAlerts();
        stand.receive(1);
        QTRY_VERIFY_WITH_TIMEOUT(!hook.received().empty(), kPatience);
        stand.stopAlerts();
        QVERIFY(std::filesystem::remove(stand.cursor()));
        hook.set({Behaviour::Take});
        stand.startAlerts();
        stand.receive(1);
        QTRY_COMPARE_WITH_TIMEOUT(distinct(hook.taken()).size(), std::size_t{1}, kPatience);
        QTest::qWait(200);
        QCOMPARE(distinct(hook.taken()).size(), std::size_t{1});
    }

    void alert_toldJustBeforeARestart_comesAgainWithTheSameId()
    {
        Hook hook({Behaviour::Take});
        Stand stand(hook);
        stand.startAlerts();
        const auto before = stand.cursor();
        const std::filesystem::path kept = stand.path() / "kept";
        std::filesystem::copy_file(before, kept);
        stand.receive(1);
        QTRY_COMPARE_WITH_TIMEOUT(hook.taken().size(), std::size_t{1}, kPatience);
        stand.stopAlerts();
        // As if the process had died between the answer and the note of it.
        std::filesystem::copy_file(kept, before, std::filesystem::copy_options::overwrite_existing);
        stand.startAlerts();
        QTRY_COMPARE_WITH_TIMEOUT(hook.taken().size(), std::size_t{2}, kPatience);
        QCOMPARE(distinct(hook.taken()).size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(AlertSenderTest)
#include "AlertSenderTest.moc"
