// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <unordered_map>

#include "core/base/Secret.h"
#include "core/client/Link.h"
#include "core/client/TicketStore.h"
#include "core/client/ledger/LedgerMemory.h"
#include "core/client/store/Database.h"

namespace stillgate {

/// A packet as it was read: the answers it was made from, as one JSON text.
struct CachedPacket {
    TicketId ticket;
    UtcTime readAt;
    std::vector<PersonId> people; ///< whose values are in it
    std::string content;
};

/// What is to be written in one transaction: rows and the fold that they stand for stay together.
struct CacheBatch {
    bool clearsRows = false; ///< before anything else
    std::unordered_map<TicketId, TicketRow> tickets;
    std::unordered_map<TicketId, TicketTexts> texts;
    std::unordered_map<GateId, GateRow> gates;
    std::vector<CachedPacket> packets;
    std::vector<PersonId> erased; ///< behind everything else
    std::optional<LedgerMemory> memory;
    std::optional<LinkStatus> identity; ///< who is at either end; the rest of it is not kept
    std::optional<std::string> taxonomy; ///< JSON

    [[nodiscard]] bool isEmpty() const;
};

/// The cache's file: rows with pseudonymous ids and redacted subjects in the clear, everything else personal sealed
/// (XChaCha20-Poly1305) for its very place. Belongs to one thread. Unsealed with another key it is Corrupt.
class CacheFile {
public:
    [[nodiscard]] static Result<CacheFile> open(const std::filesystem::path& path, const Secret32& key);
    CacheFile(CacheFile&&) noexcept;
    CacheFile& operator=(CacheFile&&) noexcept;
    ~CacheFile();

    /// By origin.
    [[nodiscard]] Result<std::map<std::string, LedgerMemory>> memories();
    /// As it was when the program ended; empty when there is none.
    [[nodiscard]] Result<LinkStatus> identity();
    [[nodiscard]] Result<std::optional<std::string>> taxonomy();
    /// What moved last comes first.
    [[nodiscard]] Result<void> readRows(std::size_t rowsAtOnce, const std::function<void(StoreChange)>& take);
    /// Nothing when there is none that was read at `notBefore` or later.
    [[nodiscard]] Result<std::optional<CachedPacket>> packet(const TicketId& ticket, UtcTime notBefore);
    [[nodiscard]] Result<void> dropPackets(UtcTime before);

    [[nodiscard]] Result<void> write(const CacheBatch& batch);

private:
    class Statements;
    CacheFile(std::filesystem::path path, std::unique_ptr<SQLite::Database> database, const Secret32& key);

    void writeRows(const CacheBatch& batch);
    void writeMemory(const LedgerMemory& memory);
    void writePacket(const CachedPacket& packet);
    void erase(const PersonId& person);
    [[nodiscard]] Result<void> readTickets(std::size_t rowsAtOnce, const std::function<void(StoreChange)>& take);
    [[nodiscard]] Result<void> readGates(std::size_t rowsAtOnce, const std::function<void(StoreChange)>& take);
    [[nodiscard]] Result<ShownText> nameFrom(const TicketId& ticket, int state, ByteView sealed) const;

    std::filesystem::path m_path;
    std::unique_ptr<SQLite::Database> m_database;
    Secret32 m_key;
};

} // namespace stillgate
