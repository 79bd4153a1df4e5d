// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "core/base/File.h"
#include "core/ledger/Store.h"
#include "core/ledger/sqlite/BatchCheck.h"

namespace SQLite {
class Database;
}

namespace stillgate {

class BatchWriter;
class SqliteLedgerReader;

/// A ledger in one SQLite file. Belongs to one thread.
class SqliteLedgerStore final : public LedgerStore {
public:
    /// Opens DIR/ledger.sqlite, or makes it with its keys; takes the folder's lock and holds it. Conflict when another process serves
    /// the folder, Malformed for a foreign file, Unsupported for a newer one, Corrupt when the tree does not end in the newest
    /// checkpoint.
    [[nodiscard]] static Result<std::unique_ptr<SqliteLedgerStore>> open(const std::filesystem::path& folder);
    ~SqliteLedgerStore() override;

    [[nodiscard]] Result<TreeHead> append(const Batch& batch) override;
    [[nodiscard]] Result<void> replaceProjections(const std::vector<ProjectionRow>& rows) override;
    [[nodiscard]] Result<void> finishErasure() override;
    [[nodiscard]] LedgerReader& reader() override;
    [[nodiscard]] const LedgerKeys& keys() const override { return m_keys; }
    /// The connection, for what a test reads back.
    [[nodiscard]] SQLite::Database& database() { return *m_database; }

private:
    SqliteLedgerStore(FolderLock lock, std::unique_ptr<SQLite::Database> database, const Secret32& masterKey, LedgerKeys keys);

    [[nodiscard]] Result<void> readTail();
    [[nodiscard]] Result<void> write(const Batch& batch, Frontier& frontier);
    /// Unavailable once a commit has failed with its outcome open.
    [[nodiscard]] Result<void> settled() const;
    /// One transaction around `work`.
    [[nodiscard]] Result<void> commit(const std::function<Result<void>()>& work);
    [[nodiscard]] Result<void> emptyLog(int patienceMilliseconds);

    FolderLock m_lock;
    std::unique_ptr<SQLite::Database> m_database;
    LedgerKeys m_keys;
    std::string m_where;
    std::unique_ptr<BatchWriter> m_writer;
    std::unique_ptr<SqliteLedgerReader> m_reader;
    Frontier m_frontier;
    LedgerTail m_tail;
    std::string m_origin; ///< empty before event 0
    bool m_isUnsettled = false; ///< whether the last commit took place is known to the file alone
    bool m_isErasing = false;
};

} // namespace stillgate
