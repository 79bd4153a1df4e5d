// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/store/CacheFile.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include "core/base/JsonCodec.h"
#include "core/client/TextState.h"
#include "core/client/store/CacheSchema.h"
#include "core/client/store/Sealed.h"

namespace stillgate {

bool CacheBatch::isEmpty() const
{
    return !clearsRows && tickets.empty() && texts.empty() && gates.empty() && packets.empty() && erased.empty() && !memory &&
           !identity && !taxonomy;
}

CacheFile::CacheFile(std::filesystem::path path, std::unique_ptr<SQLite::Database> database, const Secret32& key)
    : m_path(std::move(path)), m_database(std::move(database)), m_key(key)
{
}

CacheFile::CacheFile(CacheFile&&) noexcept = default;
CacheFile& CacheFile::operator=(CacheFile&&) noexcept = default;
CacheFile::~CacheFile() = default;

Result<CacheFile> CacheFile::open(const std::filesystem::path& path, const Secret32& key)
{
    return openDatabase(path, kCacheKind).map([&](std::unique_ptr<SQLite::Database>&& database) {
        return CacheFile(path, std::move(database), key);
    });
}

Result<void> CacheFile::write(const CacheBatch& batch)
{
    auto written = tryDatabase([&]() -> Result<void> {
        SQLite::Transaction transaction(*m_database);
        if (batch.clearsRows) {
            m_database->exec("DELETE FROM tickets; DELETE FROM texts; DELETE FROM gates; DELETE FROM packets; "
                             "DELETE FROM packet_people");
        }
        writeRows(batch);
        for (const CachedPacket& packet : batch.packets) {
            writePacket(packet);
        }
        for (const PersonId& person : batch.erased) {
            erase(person);
        }
        if (batch.memory) {
            writeMemory(*batch.memory);
        }
        if (batch.identity) {
            SQLite::Statement statement(*m_database, "INSERT OR REPLACE INTO identity VALUES(1, ?)");
            bindBlob(statement, 1, sealText(m_key, "identity", identityText(*batch.identity)));
            statement.exec();
        }
        if (batch.taxonomy) {
            SQLite::Statement statement(*m_database, "INSERT OR REPLACE INTO taxonomy VALUES(1, ?)");
            statement.bind(1, *batch.taxonomy);
            statement.exec();
        }
        transaction.commit();
        return {};
    });
    if (written && !batch.erased.empty()) {
        // What was deleted is overwritten in the file, and still stands in the log and in a file that was set aside.
        std::error_code ignored;
        std::filesystem::remove(asidePath(m_path), ignored);
        return tryDatabase([&]() -> Result<void> {
            m_database->exec("PRAGMA wal_checkpoint(TRUNCATE)");
            return {};
        });
    }
    return written;
}

void CacheFile::writeRows(const CacheBatch& batch)
{
    SQLite::Statement ticket(*m_database, "INSERT OR REPLACE INTO tickets VALUES(?, ?, ?, ?)");
    for (const auto& [id, row] : batch.tickets) {
        bindId(ticket, 1, id);
        bindId(ticket, 2, row.customer);
        ticket.bind(3, static_cast<std::int64_t>(row.latest));
        ticket.bind(4, canonicalJson(toJson(row)));
        ticket.exec();
        ticket.reset();
    }
    SQLite::Statement texts(*m_database, "INSERT OR REPLACE INTO texts VALUES(?, ?, ?, ?, ?)");
    for (const auto& [id, text] : batch.texts) {
        bindId(texts, 1, id);
        texts.bind(2, textState(text.subject));
        text.subject ? texts.bind(3, text.subject->unescaped()) : texts.bind(3);
        texts.bind(4, textState(text.customer));
        text.customer ? bindBlob(texts, 5, sealText(m_key, nameContext(id), text.customer->unescaped())) : texts.bind(5);
        texts.exec();
        texts.reset();
    }
    SQLite::Statement gate(*m_database, "INSERT OR REPLACE INTO gates VALUES(?, ?)");
    for (const auto& [id, row] : batch.gates) {
        bindId(gate, 1, id);
        gate.bind(2, canonicalJson(toJson(row)));
        gate.exec();
        gate.reset();
    }
}

void CacheFile::writeMemory(const LedgerMemory& memory)
{
    SQLite::Statement ledger(*m_database, "INSERT OR REPLACE INTO ledgers VALUES(?, ?, ?, ?, ?, ?)");
    ledger.bind(1, memory.origin);
    if (memory.key) {
        bindBlob(ledger, 2, memory.key->view());
    }
    if (memory.seen) {
        ledger.bind(3, static_cast<std::int64_t>(memory.seen->head.size));
        bindBlob(ledger, 4, memory.seen->head.root.view());
        ledger.bind(5, memory.seen->note);
        ledger.bind(6, memory.seen->at.ms);
    }
    ledger.exec();
    SQLite::Statement fold(*m_database, "INSERT OR REPLACE INTO fold VALUES(1, ?, ?, ?)");
    fold.bind(1, memory.origin);
    if (memory.fold) {
        fold.bind(2, static_cast<std::int64_t>(memory.fold->size()));
        Bytes roots;
        for (const Digest& root : memory.fold->roots()) {
            roots.insert(roots.end(), root.bytes.begin(), root.bytes.end());
        }
        bindBlob(fold, 3, roots);
    }
    fold.exec();
}

void CacheFile::writePacket(const CachedPacket& packet)
{
    SQLite::Statement statement(*m_database, "INSERT OR REPLACE INTO packets VALUES(?, ?, ?)");
    bindId(statement, 1, packet.ticket);
    statement.bind(2, packet.readAt.ms);
    bindBlob(statement, 3, sealText(m_key, packetContext(packet.ticket), packet.content));
    statement.exec();
    SQLite::Statement people(*m_database, "INSERT OR REPLACE INTO packet_people VALUES(?, ?)");
    for (const PersonId& person : packet.people) {
        bindId(people, 1, packet.ticket);
        bindId(people, 2, person);
        people.exec();
        people.reset();
    }
}

void CacheFile::erase(const PersonId& person)
{
    SQLite::Statement texts(*m_database, "UPDATE texts SET subject_state = ?1, subject = NULL, name_state = ?1, name = NULL "
                                         "WHERE ticket IN (SELECT id FROM tickets WHERE customer = ?2)");
    texts.bind(1, textState(Withheld::Erased));
    bindId(texts, 2, person);
    texts.exec();
    for (const char* sql : {"DELETE FROM packets WHERE ticket IN (SELECT ticket FROM packet_people WHERE person = ?1) "
                            "OR ticket IN (SELECT id FROM tickets WHERE customer = ?1)",
                            "DELETE FROM packet_people WHERE person = ?1"}) {
        SQLite::Statement statement(*m_database, sql);
        bindId(statement, 1, person);
        statement.exec();
    }
}

Result<void> CacheFile::dropPackets(UtcTime before)
{
    return tryDatabase([&]() -> Result<void> {
        SQLite::Statement statement(*m_database, "DELETE FROM packets WHERE read_at < ?");
        statement.bind(1, before.ms);
        statement.exec();
        m_database->exec("DELETE FROM packet_people WHERE ticket NOT IN (SELECT ticket FROM packets)");
        return {};
    });
}

} // namespace stillgate
