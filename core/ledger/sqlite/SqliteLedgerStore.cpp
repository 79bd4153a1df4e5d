// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/sqlite/SqliteLedgerStore.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include "core/base/Failpoint.h"
#include "core/base/Log.h"
#include "core/ledger/Checkpoint.h"
#include "core/ledger/Sealing.h"
#include "core/ledger/sqlite/BatchWriter.h"
#include "core/ledger/sqlite/Connection.h"
#include "core/ledger/sqlite/MasterKeyRotation.h"
#include "core/ledger/sqlite/SqliteLedgerReader.h"

namespace stillgate {

namespace {

// A reader that holds an old snapshot keeps the log from being emptied; the writer has others waiting behind it.
constexpr int kPatienceInAppend = 50;
constexpr int kPatienceOnDemand = 5000;

const Log& logger()
{
    static const Log log("ledger");
    return log;
}

/// A secret of the ledger, made when the ledger is.
Result<Secret32> obtainSecret(SQLite::Database& database, const Secret32& masterKey, const std::string& name)
{
    const std::string context = secretContext(name);
    Query find(database, "SELECT wrapped FROM secrets WHERE name = ?1");
    {
        auto row = find.with(name);
        if (row.step()) {
            auto secret = stillgate::open(masterKey, row.bytes(0), asBytes(context)).and_then([](const Bytes& bytes) {
                return Secret32::from(bytes);
            });
            if (!secret) {
                secret.error().where = "secret " + name;
            }
            return secret;
        }
    }
    Secret32 made = Secret32::random();
    const Bytes wrapped = seal(masterKey, made.view(), asBytes(context));
    Query(database, "INSERT INTO secrets (name, wrapped) VALUES (?1, ?2)").with(name, ByteView(wrapped)).run();
    return made;
}

Result<LedgerKeys> obtainKeys(SQLite::Database& database, const Secret32& masterKey)
{
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const auto checkpoint = obtainSecret(database, masterKey, "checkpoint");
    const auto lookup = obtainSecret(database, masterKey, "lookup");
    const auto nonce = obtainSecret(database, masterKey, "nonce");
    for (const auto* secret : {&checkpoint, &lookup, &nonce}) {
        if (!*secret) {
            return tl::make_unexpected(secret->error());
        }
    }
    transaction.commit();
    return LedgerKeys{SigningKey::fromSeed(*checkpoint), *lookup, *nonce};
}

/// A ledger that has lost its master key is not given another one: nothing in it would open.
Result<Secret32> masterKeyOf(SQLite::Database& database, const std::filesystem::path& folder)
{
    Query any(database, "SELECT 1 FROM secrets LIMIT 1");
    const bool hasSecrets = any.with().step();
    return masterKey(folder, hasSecrets ? MasterKeyUse::MustExist : MasterKeyUse::MakeIfMissing);
}

} // namespace

Result<std::unique_ptr<SqliteLedgerStore>> SqliteLedgerStore::open(const std::filesystem::path& folder)
{
    auto lock = makePrivateFolder(folder).and_then([&] { return FolderLock::take(folder); });
    if (!lock) {
        return tl::make_unexpected(std::move(lock.error()));
    }
    auto database = openForWriting(folder);
    if (!database) {
        return tl::make_unexpected(std::move(database.error()));
    }
    return attempt(ledgerPath(folder).string(), [&]() -> Result<std::unique_ptr<SqliteLedgerStore>> {
        const auto key = settleRotation(folder, **database).and_then([&] { return masterKeyOf(**database, folder); });
        if (!key) {
            return tl::make_unexpected(key.error());
        }
        auto keys = obtainKeys(**database, *key);
        if (!keys) {
            return tl::make_unexpected(std::move(keys.error()));
        }
        std::unique_ptr<SqliteLedgerStore> store(
            new SqliteLedgerStore(std::move(*lock), std::move(*database), *key, std::move(*keys)));
        if (auto read = store->readTail(); !read) {
            return tl::make_unexpected(std::move(read.error()));
        }
        // A process that died between commit and erasure has left old copies in the log.
        store->m_isErasing = !store->emptyLog(kPatienceInAppend);
        return store;
    });
}

SqliteLedgerStore::SqliteLedgerStore(FolderLock lock, std::unique_ptr<SQLite::Database> database, const Secret32& masterKey,
                                     LedgerKeys keys)
    : m_lock(std::move(lock))
    , m_database(std::move(database))
    , m_keys(std::move(keys))
    , m_where(m_database->getFilename())
    , m_writer(std::make_unique<BatchWriter>(*m_database, masterKey))
    , m_reader(std::make_unique<SqliteLedgerReader>(*m_database, masterKey))
{
}

SqliteLedgerStore::~SqliteLedgerStore() = default;

LedgerReader& SqliteLedgerStore::reader()
{
    return *m_reader;
}

Result<void> SqliteLedgerStore::readTail()
{
    auto head = m_reader->head();
    if (!head) {
        return tl::make_unexpected(std::move(head.error()));
    }
    auto frontier = m_reader->frontier(head->size);
    if (!frontier || frontier->root() != head->root) {
        return fail(ErrorCode::Corrupt, m_where, "the tree does not end in the newest checkpoint");
    }
    m_frontier = std::move(*frontier);
    const auto readHeader = [&](Sequence sequence) {
        Result<EventHeader> header = fail(ErrorCode::Corrupt, "event " + std::to_string(sequence), "it is missing");
        auto read = m_reader->events(sequence, 1, [&](const StoredEvent& event) {
            header = decodeHeader(event.header);
            return false;
        });
        return read.and_then([&] { return header; });
    };
    if (head->size == 0) {
        return {};
    }
    const auto first = readHeader(0);
    const auto last = readHeader(head->size - 1);
    if (!first || !last) {
        return tl::make_unexpected(!first ? first.error() : last.error());
    }
    if (first->data.textAt("checkpoint_key") != toHex(m_keys.checkpoint.publicKey().view())) {
        return fail(ErrorCode::Corrupt, m_where, "event 0 names another checkpoint key");
    }
    m_origin = first->data.textAt("origin");
    m_tail = {head->size, last->time};
    return {};
}

Result<TreeHead> SqliteLedgerStore::append(const Batch& batch)
{
    STILLGATE_FAILPOINT("ledger.before_append");
    auto sound = settled().and_then([&] { return checkBatch(batch, m_tail, m_keys.checkpoint.publicKey()); });
    if (!sound) {
        return tl::make_unexpected(std::move(sound.error()));
    }
    Frontier frontier = m_frontier;
    if (m_tail.size == 0 && !batch.events.empty()) {
        m_origin = batch.events.front().header.data.textAt("origin");
    }
    if (auto done = commit([&] { return write(batch, frontier); }); !done) {
        return tl::make_unexpected(std::move(done.error()));
    }
    m_frontier = std::move(frontier);
    if (!batch.events.empty()) {
        m_tail = {m_frontier.size(), batch.events.back().header.time};
    }
    m_isErasing = m_isErasing || !batch.erased.empty();
    if (m_isErasing) {
        m_isErasing = !emptyLog(kPatienceInAppend);
    }
    return m_frontier.head();
}

Result<void> SqliteLedgerStore::write(const Batch& batch, Frontier& frontier)
{
    const std::uint64_t oldSize = frontier.size();
    auto written = m_writer->writeEvents(batch.events, frontier, m_origin, m_keys.checkpoint)
                       .and_then([&] { return m_writer->writeContacts(batch.contacts); })
                       .and_then([&] { return m_writer->writeBlobs(batch.blobs); });
    if (!written) {
        return written;
    }
    m_writer->writeRows(batch.rows);
    m_writer->erase(batch.erased);
    if (frontier.size() != oldSize) {
        m_writer->writeNewestCheckpoint(oldSize, frontier.head(), m_origin, m_keys.checkpoint);
    }
    return {};
}

Result<void> SqliteLedgerStore::settled() const
{
    if (m_isUnsettled) {
        return fail(ErrorCode::Unavailable, m_where, "a commit failed half way; open the ledger anew");
    }
    return {};
}

Result<void> SqliteLedgerStore::commit(const std::function<Result<void>()>& work)
{
    bool isCommitting = false;
    auto done = attempt(m_where, [&]() -> Result<void> {
        SQLite::Transaction transaction(*m_database, SQLite::TransactionBehavior::IMMEDIATE);
        if (auto worked = work(); !worked) {
            return worked;
        }
        STILLGATE_FAILPOINT("ledger.before_commit");
        isCommitting = true;
        transaction.commit();
        STILLGATE_FAILPOINT("ledger.after_commit");
        return {};
    });
    if (!done) {
        m_writer->forget();
        // When the sync of the log fails, its bytes may be on the disk or not: only a recovery from the file can tell. A disk that is
        // full stops earlier, before the frame that would make the transaction count.
        const bool isDiskFull = done.error().code == ErrorCode::Limit;
        const bool isOpen = sqlite3_get_autocommit(m_database->getHandle()) == 0;
        m_isUnsettled = isOpen || (isCommitting && !isDiskFull);
        logger().error("commit_failed", {{"code", toString(done.error().code)}});
    }
    return done;
}

Result<void> SqliteLedgerStore::replaceProjections(const std::vector<ProjectionRow>& rows)
{
    return settled().and_then([&] {
        return commit([&]() -> Result<void> {
            m_writer->clearRows();
            m_writer->writeRows(rows);
            return {};
        });
    });
}

Result<void> SqliteLedgerStore::finishErasure()
{
    auto done = emptyLog(kPatienceOnDemand);
    m_isErasing = !done;
    return done;
}

Result<void> SqliteLedgerStore::emptyLog(int patienceMilliseconds)
{
    sqlite3* handle = m_database->getHandle();
    sqlite3_busy_timeout(handle, patienceMilliseconds);
    const int status = sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(handle, kPatienceOnDemand);
    if (status == SQLITE_BUSY) {
        return fail(ErrorCode::Unavailable, m_where, "a reader still uses the log");
    }
    if (status != SQLITE_OK) {
        return fail(status == SQLITE_FULL ? ErrorCode::Limit : ErrorCode::Io, m_where, sqlite3_errmsg(handle));
    }
    return {};
}

} // namespace stillgate
