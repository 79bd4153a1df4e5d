// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/ledger/RawLedger.h"

namespace SQLite {
class Database;
class Transaction;
} // namespace SQLite

namespace stillgate {

/// The rows of a ledger file in one read transaction on a read-only connection.
class SqliteRawLedger final : public RawLedger {
public:
    /// NotFound, Malformed for a foreign file, Unsupported for a newer one, Corrupt for one that SQLite cannot read.
    [[nodiscard]] static Result<std::unique_ptr<SqliteRawLedger>> open(const std::filesystem::path& folder);
    ~SqliteRawLedger() override;

    [[nodiscard]] Result<std::vector<std::string>> storageFaults() override;
    [[nodiscard]] Result<std::uint64_t> eventCount() override;
    [[nodiscard]] Result<RawRowsPtr<RawEvent>> events() override;
    [[nodiscard]] Result<RawRowsPtr<RawPerson>> persons() override;
    [[nodiscard]] Result<RawRowsPtr<RawBox>> boxes() override;
    [[nodiscard]] Result<RawRowsPtr<RawBlob>> blobs() override;
    [[nodiscard]] Result<RawRowsPtr<RawPiece>> pieces() override;
    [[nodiscard]] Result<RawRowsPtr<RawContact>> contacts() override;
    [[nodiscard]] Result<RawRowsPtr<RawCheckpoint>> checkpoints() override;
    [[nodiscard]] Result<RawRowsPtr<RawSecret>> secrets() override;
    [[nodiscard]] Result<RawRowsPtr<ProjectionRow>> projection() override;

private:
    explicit SqliteRawLedger(std::unique_ptr<SQLite::Database> database);

    std::unique_ptr<SQLite::Database> m_database;
    std::unique_ptr<SQLite::Transaction> m_snapshot;
    std::string m_where;
};

} // namespace stillgate
