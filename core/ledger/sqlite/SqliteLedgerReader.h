// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "core/base/Secret.h"
#include "core/ledger/Store.h"

namespace SQLite {
class Database;
}

namespace stillgate {

/// Reads of a ledger file, beside a writer or on a file at rest.
class SqliteLedgerReader final : public LedgerReader {
public:
    /// A connection of its own, read-only. NotFound, Malformed for a foreign file, Unsupported for a newer one.
    [[nodiscard]] static Result<std::unique_ptr<SqliteLedgerReader>> open(const std::filesystem::path& folder);
    /// Reads through a connection that outlives the reader.
    SqliteLedgerReader(SQLite::Database& database, const Secret32& masterKey);
    ~SqliteLedgerReader() override;

    [[nodiscard]] Result<TreeHead> head() override;
    [[nodiscard]] Result<Frontier> frontier(std::uint64_t size) override;
    [[nodiscard]] Result<std::string> checkpoint() override;
    [[nodiscard]] Result<void> events(Sequence from, std::size_t most,
                                      const std::function<bool(const StoredEvent&)>& each) override;
    [[nodiscard]] Result<std::vector<StoredEvent>> eventsOf(const TicketId& ticket) override;
    [[nodiscard]] Result<std::optional<Opening>> value(Sequence sequence, const std::string& field) override;
    [[nodiscard]] Result<Bytes> blob(const BlobId& id, std::size_t offset, std::size_t length) override;
    [[nodiscard]] Result<std::optional<PersonId>> personOf(const Digest& contactHash) override;
    [[nodiscard]] Result<std::vector<ProjectionRow>> rows(ProjectionKind kind, const ProjectionPage& page) override;
    [[nodiscard]] Result<std::optional<ProjectionRow>> row(ProjectionKind kind, const Uuid& id) override;
    [[nodiscard]] Result<std::vector<std::pair<std::string, std::int64_t>>> counts(ProjectionKind kind) override;
    [[nodiscard]] Result<InclusionProof> inclusion(Sequence sequence, std::uint64_t treeSize) override;
    [[nodiscard]] Result<ConsistencyProof> consistency(std::uint64_t oldSize, std::uint64_t newSize) override;
    /// Rows of the tree that proofs have read so far.
    [[nodiscard]] std::uint64_t nodeReads() const;

private:
    struct Queries;
    explicit SqliteLedgerReader(std::unique_ptr<SQLite::Database> database, const Secret32& masterKey);

    [[nodiscard]] Result<Digest> node(NodeId id);
    [[nodiscard]] Result<Secret32> personKey(std::int64_t number);

    std::unique_ptr<SQLite::Database> m_owned;
    Secret32 m_masterKey;
    std::unique_ptr<Queries> m_queries;
    std::string m_where;
};

} // namespace stillgate
