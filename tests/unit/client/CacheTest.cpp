// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>

#include "core/base/File.h"
#include "core/client/store/Cache.h"
#include "tests/support/ManualClock.h"
#include "tests/support/Readable.h"
#include "tests/support/Samples.h"
#include "tests/support/client/ManualTimers.h"

using namespace stillgate;

namespace {

constexpr int kPatience = 30'000;

TicketRow rowOf(int number)
{
    TicketRow row;
    row.id = {uuidV7(samples::kMorning, samples::digest("ticket " + std::to_string(number)))};
    row.customer = samples::person(number);
    row.latest = static_cast<Sequence>(number);
    return row;
}

LedgerMemory memoryOf(std::uint64_t size)
{
    LedgerMemory memory;
    memory.origin = "sample.example/ledger";
    memory.fold.emplace();
    for (std::uint64_t i = 0; i < size; ++i) {
        (void)memory.fold->append(samples::digest("leaf"));
    }
    return memory;
}

} // namespace

/// The cache with its thread. What is in the file is CacheFileTest's.
class CacheTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void rows_put_areWrittenTogetherAfterAPause()
    {
        {
            auto cache = open();
            for (int number = 1; number <= 100; ++number) {
                cache->put({{rowOf(number)}, {}, {}}, memoryOf(static_cast<std::uint64_t>(number)));
            }
            QCOMPARE(m_timers.pending(), std::size_t{1}); // one write for all
            m_timers.advance(Cache::kWritePause);
            cache->put({{rowOf(101)}, {}, {}}, memoryOf(101));
        } // the end writes what waits
        auto cache = open();
        QCOMPARE(cache->remembered().ledgers.at("sample.example/ledger").fold->size(), std::uint64_t{101});
        QCOMPARE(load(*cache).tickets.size(), std::size_t{101});
    }

    void load_ofDamagedRows_saysSoAndBeginsAnew()
    {
        fillAndDamage();
        auto cache = open();
        Result<void> outcome;
        (void)load(*cache, &outcome);
        STILLGATE_VERIFY_CODE(outcome, ErrorCode::Corrupt);
        QVERIFY(std::filesystem::exists(asidePath(path())));
        cache->put({{rowOf(1)}, {}, {}}, memoryOf(5));
        cache.reset();
        auto again = open();
        QVERIFY(!again->remembered().ledgers.at("sample.example/ledger").fold); // rows were lost: no resuming
        QCOMPARE(load(*again).tickets.size(), std::size_t{1});
    }

    void fileThatIsNone_isSetAside()
    {
        STILLGATE_VERIFY_VALUE(writeFile(path(), std::string(10'000, 'x')));
        auto cache = open();
        QVERIFY(cache->remembered().ledgers.empty());
        QCOMPARE(readFile(asidePath(path())).value().size(), std::size_t{10'000});
    }

    void lostRows_areWholeAgainAfterASnapshot()
    {
        fillAndDamage();
        {
            auto cache = open();
            (void)load(*cache);
            LedgerMemory none = memoryOf(0);
            none.fold.reset();
            cache->clearRows(none);
            cache->put({{rowOf(2)}, {}, {}}, memoryOf(9));
        }
        auto cache = open();
        QCOMPARE(cache->remembered().ledgers.at("sample.example/ledger").fold->size(), std::uint64_t{9});
        QCOMPARE(load(*cache).tickets.size(), std::size_t{1});
    }

    void packet_put_isReadBack_untilItExpires()
    {
        auto cache = open();
        const TicketId ticket = rowOf(1).id;
        cache->putPacket({ticket, m_clock.now(), {samples::person(1)}, R"({"a":1})"});
        const auto kept = wait(cache->packet(ticket));
        QVERIFY(kept && *kept && (*kept)->content == R"({"a":1})");
        m_clock.advance({Cache::kPacketLife.ms + 1});
        QVERIFY(!wait(cache->packet(ticket)).value());
    }

    void erased_person_isGoneFromThePending()
    {
        {
            auto cache = open();
            const TicketRow row = rowOf(1);
            cache->put({{row}, {}, {{row.id, UntrustedText("subject"), UntrustedText("name")}}}, memoryOf(1));
            cache->erase(row.customer);
        }
        auto cache = open();
        QVERIFY(load(*cache).texts.front().subject.error() == Withheld::Erased);
    }

private:
    [[nodiscard]] std::filesystem::path path() const { return m_dir->filePath(QStringLiteral("cache.sqlite")).toStdString(); }

    [[nodiscard]] std::unique_ptr<Cache> open()
    {
        return std::move(*Cache::open(path(), *Secret32::from(samples::digest("key").view()), m_clock, m_timers));
    }

    static StoreChange load(Cache& cache, Result<void>* outcome = nullptr)
    {
        StoreChange all;
        bool isDone = false;
        cache.load(
            [&](StoreChange change) {
                all.tickets.insert(all.tickets.end(), change.tickets.begin(), change.tickets.end());
                all.texts.insert(all.texts.end(), change.texts.begin(), change.texts.end());
            },
            [&](const Result<void>& done) {
                isDone = true;
                if (outcome != nullptr) {
                    *outcome = done;
                }
            });
        (void)QTest::qWaitFor([&] { return isDone; }, kPatience);
        return all;
    }

    template <typename T>
    static T wait(const QFuture<T>& future)
    {
        (void)QTest::qWaitFor([&] { return future.isFinished(); }, kPatience);
        return future.result();
    }

    /// Overwrites the second half of a file with many rows.
    void fillAndDamage()
    {
        {
            auto cache = open();
            for (int number = 1; number <= 2000; ++number) {
                cache->put({{rowOf(number)}, {}, {}}, memoryOf(1));
            }
        }
        std::string bytes = readFile(path()).value();
        const std::size_t from = bytes.size() / 2;
        bytes.replace(from, bytes.size() - from, bytes.size() - from, '\x5A');
        (void)writeFile(path(), bytes);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    ManualClock m_clock{samples::kMorning};
    ManualTimers m_timers;
};

QTEST_GUILESS_MAIN(CacheTest)
#include "CacheTest.moc"
