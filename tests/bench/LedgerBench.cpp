// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>

#include <QTemporaryDir>
#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

#include "core/ledger/HeaderScan.h"
#include "core/ledger/Sealing.h"
#include "core/ledger/Verify.h"
#include "core/ledger/sqlite/SqliteLedgerStore.h"
#include "core/ledger/sqlite/SqliteRawLedger.h"
#include "tests/bench/Bench.h"

using namespace stillgate;

namespace {

constexpr std::uint64_t kEventsToVerify = 100'000;

[[noreturn]] void stop(const std::string& what)
{
    std::cerr << "LedgerBench: " << what << '\n';
    std::exit(1);
}

template <typename T>
T orStop(Result<T> result)
{
    if (!result) {
        stop(result.error().text());
    }
    return std::move(*result);
}

/// Events like those of a working day: of each ticket's five, one brings a message by a new person (three values), one a
/// classification (one value), and three bring facts alone.
class Workload {
public:
    explicit Workload(const LedgerKeys& keys) : m_keys(keys) {}

    Batch next(std::size_t events)
    {
        Batch batch;
        for (std::size_t i = 0; i < events; ++i) {
            batch.events.push_back(event());
        }
        return batch;
    }

private:
    Event event()
    {
        Event event;
        EventHeader& header = event.header;
        header.sequence = m_next++;
        header.time = {1'772'442'724'000 + static_cast<std::int64_t>(header.sequence)};
        header.actor = kOrchestrator;
        if (header.sequence == 0) {
            header.code = "ledger.opened";
            header.data.set("origin", "bench.sample.example")
                .set("checkpoint_key", toHex(m_keys.checkpoint.publicKey().view()));
            return event;
        }
        const std::uint64_t step = (header.sequence - 1) % 5;
        if (step == 0) {
            m_person = {uuidV7(header.time, randomFixed<Digest>())};
            m_ticket = {uuidV7(header.time, randomFixed<Digest>())};
        }
        header.ticket = m_ticket;
        header.data.set("customer", m_person.text()).set("channel", "email").set("model", toHex(sha256("model").view()));
        header.data.set("labels", Json::Array{Json("refund_request"), Json("charged_twice"), Json("invoice_copy")});
        if (step == 0) {
            header.code = "message.received";
            header.command = CommandRef{CommandId{uuidV7(header.time, randomFixed<Digest>())}, sha256("command")};
            addValue(event, "sender", "customer" + std::to_string(header.sequence) + "@sample.example");
            addValue(event, "subject", "Sample subject of a message");
            addValue(event, "text", std::string(220, 't'));
        } else if (step == 1) {
            header.code = "ticket.classified";
            addValue(event, "words", R"(["charged","twice","refund"])");
        } else {
            header.code = "action.intended";
        }
        return event;
    }

    void addValue(Event& event, const std::string& field, std::string value)
    {
        const Opening opening{randomFixed<Salt>(), std::move(value)};
        const Digest tied = commitment(opening.salt, sequenceContext(event.header.sequence), field, opening.value);
        event.header.personal.emplace(field, PersonalRef{m_person, tied, std::nullopt});
        event.values.push_back({field, m_person, opening});
    }

    const LedgerKeys& m_keys;
    Sequence m_next = 0;
    PersonId m_person;
    TicketId m_ticket;
};

/// The bytes that an event comes to in the ledger: header, leaf and on average one more node, sealed values, the person's key.
std::size_t storedSize(const Event& event)
{
    std::size_t values = 0;
    for (const PersonalValue& value : event.values) {
        values += 8 + Salt::kSize + value.field.size() + value.opening.value.size();
    }
    const std::size_t key = event.header.code == "message.received" ? Secret32::kSize + kSealOverhead + Uuid::kSize : 0;
    return orStop(encodeHeader(event.header)).size() + 2 * Digest::kSize + Uuid::kSize +
           (values > 0 ? values + kSealOverhead : 0) + key;
}

/// The raw limit: the same bytes, one row an event, one table without an index, the C API.
class RawTable {
public:
    explicit RawTable(const std::filesystem::path& folder)
        : m_database((folder / "raw.sqlite").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
    {
        m_database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;"
                        "PRAGMA wal_autocheckpoint = 4000; CREATE TABLE rows (id INTEGER PRIMARY KEY, row BLOB NOT NULL)");
        sqlite3_prepare_v3(m_database.getHandle(), "INSERT INTO rows (row) VALUES (?1)", -1, SQLITE_PREPARE_PERSISTENT,
                           &m_insert, nullptr);
    }
    RawTable(const RawTable&) = delete;
    RawTable& operator=(const RawTable&) = delete;
    ~RawTable() { sqlite3_finalize(m_insert); }

    void append(const std::vector<Bytes>& rows)
    {
        m_database.exec("BEGIN IMMEDIATE");
        for (const Bytes& row : rows) {
            sqlite3_bind_blob(m_insert, 1, row.data(), static_cast<int>(row.size()), SQLITE_STATIC);
            if (sqlite3_step(m_insert) != SQLITE_DONE) {
                stop(m_database.getErrorMsg());
            }
            sqlite3_reset(m_insert);
        }
        m_database.exec("COMMIT");
    }

private:
    SQLite::Database m_database;
    sqlite3_stmt* m_insert = nullptr;
};

void benchAppend(std::size_t batchSize, std::size_t commits)
{
    const QTemporaryDir dir;
    const std::filesystem::path folder = dir.path().toStdString();
    const auto store = orStop(SqliteLedgerStore::open(folder));
    RawTable raw(folder);
    Workload workload(store->keys());
    std::vector<Batch> batches;
    std::vector<std::vector<Bytes>> rows;
    const auto prepare = [&] {
        batches.clear();
        for (std::size_t i = 0; i < commits; ++i) {
            batches.push_back(workload.next(batchSize));
        }
    };
    prepare();
    for (const Batch& batch : batches) {
        std::vector<Bytes>& sizes = rows.emplace_back();
        for (const Event& event : batch.events) {
            sizes.emplace_back(storedSize(event), std::uint8_t{0x5A});
        }
    }
    bool isFresh = true;
    const auto ours = [&] {
        if (!isFresh) {
            prepare();
        }
        isFresh = false;
        return bench::secondsOf([&] {
            for (const Batch& batch : batches) {
                orStop(store->append(batch));
            }
        });
    };
    const auto bare = [&] {
        return bench::secondsOf([&] {
            for (const std::vector<Bytes>& batch : rows) {
                raw.append(batch);
            }
        });
    };
    bench::compare({"ledger_append_batch_" + std::to_string(batchSize), "events/s", static_cast<double>(batchSize * commits),
                    ours, bare, 9});
}

/// A ledger to verify, and the same hashes and HMACs over the same bytes in memory.
class VerifyBench {
public:
    VerifyBench() : m_folder(m_dir.path().toStdString())
    {
        const auto store = orStop(SqliteLedgerStore::open(m_folder));
        Workload workload(store->keys());
        for (std::uint64_t done = 0; done < kEventsToVerify; done += 1000) {
            const Batch batch = workload.next(1000);
            for (const Event& event : batch.events) {
                remember(event);
            }
            orStop(store->append(batch));
        }
    }

    void structure() const
    {
        compare("ledger_verify_structure", VerifyDepth::Structure, [this] {
            Frontier frontier;
            for (const std::string& header : m_headers) {
                frontier.append(leafHash(header));
            }
            return frontier.root();
        });
    }

    void full() const
    {
        compare("ledger_verify_full", VerifyDepth::Full, [this] {
            Frontier frontier;
            for (const std::string& header : m_headers) {
                frontier.append(leafHash(header));
            }
            Digest root = frontier.root();
            for (const auto& [salt, message] : m_commitments) {
                root.bytes[0] ^= hmacSha256(salt.view(), asBytes(message)).bytes[0];
            }
            return root;
        });
    }

private:
    void remember(const Event& event)
    {
        m_headers.push_back(orStop(encodeHeader(event.header)));
        for (const PersonalValue& value : event.values) {
            const Json message = Json::Array{Json("stillgate/value/v1"), Json(sequenceContext(event.header.sequence)),
                                             Json(value.field), Json(value.opening.value)};
            m_commitments.emplace_back(value.opening.salt, canonicalJson(message));
        }
    }

    void compare(const std::string& name, VerifyDepth depth, const std::function<Digest()>& bare) const
    {
        const Secret32 key = orStop(masterKey(m_folder, MasterKeyUse::MustExist));
        const auto ours = [&] {
            return bench::secondsOf([&] {
                const auto raw = orStop(SqliteRawLedger::open(m_folder));
                const VerifyReport report = orStop(verifyLedger(*raw, {.depth = depth, .masterKey = key}));
                // The bench's senders have no contact rows: those are the only findings.
                if (report.head.size != kEventsToVerify || report.authentic != VerifyVerdict::Yes) {
                    stop("the ledger does not verify");
                }
            });
        };
        const auto raw = [&] { return bench::secondsOf([&] { static_cast<void>(bare()); }); };
        bench::compare({name, "events/s", static_cast<double>(kEventsToVerify), ours, raw, 7});
    }

    QTemporaryDir m_dir;
    std::filesystem::path m_folder;
    std::vector<std::string> m_headers;
    std::vector<std::pair<Salt, std::string>> m_commitments;
};

} // namespace

int main(int argc, char* argv[])
{
    const std::vector<std::string> wanted(argv + 1, argv + argc);
    for (const auto& [batch, commits] : {std::pair<std::size_t, std::size_t>{1, 1000}, {20, 400}, {64, 200}, {200, 100}}) {
        if (bench::isWanted("ledger_append_batch_" + std::to_string(batch), wanted)) {
            benchAppend(batch, commits);
        }
    }
    if (bench::isWanted("ledger_verify_structure", wanted) || bench::isWanted("ledger_verify_full", wanted)) {
        const VerifyBench verify;
        verify.structure();
        verify.full();
    }
    return 0;
}
