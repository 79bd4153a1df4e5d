// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/store/Cache.h"

#include <QPromise>

namespace stillgate {

namespace {

constexpr std::size_t kRowsAtOnce = 2000;

Result<CacheFile> openAnew(const std::filesystem::path& path, const Secret32& key)
{
    setAside(path);
    return CacheFile::open(path, key);
}

Result<Cache::Remembered> readAll(CacheFile& file)
{
    auto ledgers = file.memories();
    auto identity = file.identity();
    auto taxonomy = file.taxonomy();
    if (!ledgers || !identity || !taxonomy) {
        return tl::make_unexpected(!ledgers ? ledgers.error() : !identity ? identity.error() : taxonomy.error());
    }
    return Cache::Remembered{std::move(*ledgers), std::move(*identity), std::move(*taxonomy)};
}

} // namespace

/// What happens in the thread. Moved there before it starts.
class Cache::Worker : public QObject {
public:
    Worker(std::filesystem::path path, const Secret32& key, CacheFile file)
        : m_path(std::move(path)), m_key(key), m_file(std::move(file))
    {
    }

    [[nodiscard]] Result<void> read(const std::function<void(StoreChange)>& take)
    {
        auto outcome = m_file.readRows(kRowsAtOnce, take);
        if (!outcome) {
            beginAnew();
        }
        return outcome;
    }

    [[nodiscard]] Result<void> write(const CacheBatch& batch)
    {
        auto outcome = m_file.write(batch);
        if (!outcome && outcome.error().code == ErrorCode::Corrupt) {
            beginAnew();
        }
        return outcome;
    }

    [[nodiscard]] CacheFile& file() { return m_file; }

private:
    void beginAnew()
    {
        if (auto fresh = openAnew(m_path, m_key)) {
            m_file = std::move(*fresh);
        }
    }

    std::filesystem::path m_path;
    Secret32 m_key;
    CacheFile m_file;
};

Result<std::unique_ptr<Cache>> Cache::open(const std::filesystem::path& path, const Secret32& key, const Clock& clock,
                                           Timers& timers)
{
    auto file = CacheFile::open(path, key);
    auto remembered = file ? readAll(*file) : tl::make_unexpected(file.error());
    if (!remembered && remembered.error().code != ErrorCode::Io) {
        Log("cache").warning("set_aside", {{"error", remembered.error().text()}, {"file", asidePath(path).string()}});
        file = openAnew(path, key);
        remembered = file ? readAll(*file) : tl::make_unexpected(file.error());
    }
    if (!remembered) {
        return tl::make_unexpected(remembered.error());
    }
    if (auto dropped = file->dropPackets(clock.now() + Duration{-kPacketLife.ms}); !dropped) {
        return tl::make_unexpected(dropped.error());
    }
    return std::unique_ptr<Cache>(
        new Cache(std::make_unique<Worker>(path, key, std::move(*file)), std::move(*remembered), clock, timers));
}

Cache::Cache(std::unique_ptr<Worker> worker, Remembered remembered, const Clock& clock, Timers& timers)
    : m_clock(clock), m_timers(timers), m_remembered(std::move(remembered)), m_worker(std::move(worker))
{
    m_worker->moveToThread(&m_thread);
    m_thread.start();
}

Cache::~Cache()
{
    flush();
    m_thread.quit();
    m_thread.wait();
}

void Cache::load(std::function<void(StoreChange)> take, std::function<void(const Result<void>&)> done)
{
    Worker* worker = m_worker.get();
    QMetaObject::invokeMethod(worker, [this, worker, take = std::move(take), done = std::move(done)] {
        const auto hand = [&](StoreChange change) {
            QMetaObject::invokeMethod(&m_context, [take, change = std::move(change)] { take(change); }, Qt::QueuedConnection);
        };
        const auto outcome = worker->read(hand);
        const auto end = [this, done, outcome] {
            if (!outcome) {
                m_isPartial = true;
                m_log.warning("set_aside", {{"error", outcome.error().text()}});
            }
            done(outcome);
        };
        QMetaObject::invokeMethod(&m_context, end, Qt::QueuedConnection);
    });
}

LedgerMemory Cache::asFarAsWhole(LedgerMemory memory) const
{
    if (m_isPartial) {
        memory.fold.reset();
    }
    return memory;
}

void Cache::put(const StoreChange& change, const LedgerMemory& memory)
{
    for (const TicketRow& row : change.tickets) {
        m_pending.tickets[row.id] = row;
    }
    for (const TicketTexts& texts : change.texts) {
        m_pending.texts[texts.ticket] = texts;
    }
    for (const GateRow& row : change.gates) {
        m_pending.gates[row.id] = row;
    }
    m_pending.memory = asFarAsWhole(memory);
    writeSoon();
}

void Cache::putIdentity(const LinkStatus& status)
{
    m_pending.identity = status;
    writeSoon();
}

void Cache::putTaxonomy(std::string json)
{
    m_remembered.taxonomy = json;
    m_pending.taxonomy = std::move(json);
    writeSoon();
}

void Cache::putPacket(CachedPacket packet)
{
    m_pending.packets.push_back(std::move(packet));
    writeSoon();
}

void Cache::erase(const PersonId& person)
{
    m_pending.erased.push_back(person);
    writeSoon();
}

void Cache::clearRows(const LedgerMemory& memory)
{
    CacheBatch batch;
    batch.clearsRows = true;
    batch.erased = std::move(m_pending.erased);
    batch.identity = std::move(m_pending.identity);
    batch.taxonomy = std::move(m_pending.taxonomy);
    m_isPartial = false;
    batch.memory = memory;
    m_pending = std::move(batch);
    writeSoon();
}

QFuture<Result<std::optional<CachedPacket>>> Cache::packet(const TicketId& ticket)
{
    auto promise = std::make_shared<QPromise<Result<std::optional<CachedPacket>>>>();
    promise->start();
    write();
    const UtcTime notBefore = m_clock.now() + Duration{-kPacketLife.ms};
    Worker* worker = m_worker.get();
    QMetaObject::invokeMethod(worker, [worker, promise, ticket, notBefore] {
        promise->addResult(worker->file().packet(ticket, notBefore));
        promise->finish();
    });
    return promise->future();
}

void Cache::flush()
{
    m_writeTimer.reset();
    Worker* worker = m_worker.get();
    const CacheBatch batch = std::exchange(m_pending, {});
    QMetaObject::invokeMethod(
        worker,
        [this, worker, &batch] {
            if (const auto outcome = batch.isEmpty() ? Result<void>() : worker->write(batch); !outcome) {
                m_log.warning("not_written", {{"error", outcome.error().text()}});
            }
        },
        Qt::BlockingQueuedConnection);
}

void Cache::writeSoon()
{
    if (!m_writeTimer && !m_isWriting) {
        m_writeTimer = m_timers.after(kWritePause, [this] { write(); });
    }
}

void Cache::write()
{
    m_writeTimer.reset();
    if (m_isWriting || m_pending.isEmpty()) {
        return;
    }
    m_isWriting = true;
    Worker* worker = m_worker.get();
    QMetaObject::invokeMethod(worker, [this, worker, batch = std::exchange(m_pending, {})] {
        const auto outcome = worker->write(batch);
        QMetaObject::invokeMethod(&m_context, [this, outcome] { written(outcome); }, Qt::QueuedConnection);
    });
}

void Cache::written(const Result<void>& outcome)
{
    m_isWriting = false;
    if (!outcome) {
        m_log.warning("not_written", {{"error", outcome.error().text()}});
        m_isPartial = true;
        if (m_pending.memory) {
            m_pending.memory->fold.reset();
        }
    }
    if (!m_pending.isEmpty()) {
        writeSoon();
    }
}

} // namespace stillgate
