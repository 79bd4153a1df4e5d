// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Secret.h"
#include "core/client/Outbox.h"
#include "core/client/store/Database.h"

namespace stillgate {

/// An entry with what is sent for it.
struct StoredCommand {
    OutboxEntry entry;
    std::string origin; ///< of the ledger that it was made for
    PersonId person; ///< who made it
    std::string command; ///< canonical JSON; empty once it is answered

    friend bool operator==(const StoredCommand&, const StoredCommand&) = default;
};

/// The outbox's file. What returned without an error survives a loss of power. Commands and what a refusal says are sealed. Belongs to
/// one thread.
class OutboxFile {
public:
    /// Corrupt when it is damaged or was sealed with another key: there may be decisions in it that nobody else has.
    [[nodiscard]] static Result<OutboxFile> open(const std::filesystem::path& path, const Secret32& key);
    OutboxFile(OutboxFile&&) noexcept;
    OutboxFile& operator=(OutboxFile&&) noexcept;
    ~OutboxFile();

    /// Oldest first.
    [[nodiscard]] Result<std::vector<StoredCommand>> readAll();
    /// Conflict when the id is there.
    [[nodiscard]] Result<void> add(const StoredCommand& command);
    /// State and answer; the command itself goes with its answer.
    [[nodiscard]] Result<void> update(const OutboxEntry& entry);
    [[nodiscard]] Result<void> dropEndedBefore(UtcTime time);

private:
    OutboxFile(std::unique_ptr<SQLite::Database> database, const Secret32& key);

    std::unique_ptr<SQLite::Database> m_database;
    Secret32 m_key;
};

} // namespace stillgate
