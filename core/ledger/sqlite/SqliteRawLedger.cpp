// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/sqlite/SqliteRawLedger.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include "core/ledger/sqlite/Connection.h"
#include "core/ledger/sqlite/Schema.h"
#include "core/ledger/sqlite/Sql.h"

namespace stillgate {

namespace {

void fill(const RunningQuery& query, RawEvent& row)
{
    row.sequence = query.integer(0);
    row.nodes = query.bytes(1);
    row.ticket = query.isNull(2) ? std::nullopt : std::optional(query.bytes(2));
    row.header = query.bytes(3);
}

void fill(const RunningQuery& query, RawPerson& row)
{
    row = {query.integer(0), query.bytes(1), query.bytes(2)};
}

void fill(const RunningQuery& query, RawBox& row)
{
    row = {query.integer(0), query.integer(1), query.bytes(2)};
}

void fill(const RunningQuery& query, RawBlob& row)
{
    row = {query.integer(0), query.bytes(1), query.integer(2), query.integer(3)};
}

void fill(const RunningQuery& query, RawPiece& row)
{
    row = {query.integer(0), query.bytes(1)};
}

void fill(const RunningQuery& query, RawContact& row)
{
    row = {query.bytes(0), query.integer(1)};
}

void fill(const RunningQuery& query, RawCheckpoint& row)
{
    row = {query.integer(0), query.text(1)};
}

void fill(const RunningQuery& query, RawSecret& row)
{
    row = {query.text(0), query.bytes(1)};
}

void fill(const RunningQuery& query, ProjectionRow& row)
{
    row.kind = static_cast<ProjectionKind>(query.integer(0));
    row.id = fixedFrom<Uuid>(query.bytes(1)).value_or(Uuid{});
    row.group = query.text(2);
    row.order = query.integer(3);
    row.row = query.text(4);
}

template <typename Row>
class SqliteRows final : public RawRows<Row> {
public:
    SqliteRows(SQLite::Database& database, const char* sql, std::string where)
        : m_where(std::move(where)), m_query(database, sql), m_running(m_query.with())
    {
    }

    Result<bool> next(Row& row) override
    {
        return attempt(m_where, [&]() -> Result<bool> {
            if (!m_running.step()) {
                return false;
            }
            fill(m_running, row);
            return true;
        });
    }

private:
    std::string m_where;
    Query m_query;
    RunningQuery m_running;
};

template <typename Row>
Result<RawRowsPtr<Row>> rowsOf(SQLite::Database& database, const std::string& where, const char* sql)
{
    return attempt(where, [&]() -> Result<RawRowsPtr<Row>> { return std::make_unique<SqliteRows<Row>>(database, sql, where); });
}

} // namespace

Result<std::unique_ptr<SqliteRawLedger>> SqliteRawLedger::open(const std::filesystem::path& folder)
{
    auto database = openForReading(folder);
    if (!database) {
        return tl::make_unexpected(std::move(database.error()));
    }
    return attempt(ledgerPath(folder).string(), [&]() -> Result<std::unique_ptr<SqliteRawLedger>> {
        return std::unique_ptr<SqliteRawLedger>(new SqliteRawLedger(std::move(*database)));
    });
}

SqliteRawLedger::SqliteRawLedger(std::unique_ptr<SQLite::Database> database)
    : m_database(std::move(database))
    , m_snapshot(std::make_unique<SQLite::Transaction>(*m_database))
    , m_where(m_database->getFilename())
{
}

SqliteRawLedger::~SqliteRawLedger() = default;

Result<std::vector<std::string>> SqliteRawLedger::storageFaults()
{
    // A file too damaged to be checked is as damaged as can be: that is an answer, not a failure to give one.
    auto checked = attempt(m_where, [&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> faults = schemaFaults(*m_database);
        SQLite::Statement rows(*m_database, "PRAGMA integrity_check");
        while (rows.executeStep()) {
            if (std::string text = rows.getColumn(0).getString(); text != "ok") {
                faults.push_back(std::move(text));
            }
        }
        return faults;
    });
    if (!checked && (checked.error().code == ErrorCode::Corrupt || checked.error().code == ErrorCode::Internal)) {
        return std::vector<std::string>{checked.error().text()};
    }
    return checked;
}

Result<std::uint64_t> SqliteRawLedger::eventCount()
{
    return attempt(m_where, [&]() -> Result<std::uint64_t> {
        return static_cast<std::uint64_t>(m_database->execAndGet("SELECT coalesce(max(seq) + 1, 0) FROM events").getInt64());
    });
}

Result<RawRowsPtr<RawEvent>> SqliteRawLedger::events()
{
    return rowsOf<RawEvent>(*m_database, m_where, "SELECT seq, nodes, ticket, header FROM events ORDER BY seq");
}

Result<RawRowsPtr<RawPerson>> SqliteRawLedger::persons()
{
    return rowsOf<RawPerson>(*m_database, m_where, "SELECT no, id, wrapped FROM persons ORDER BY no");
}

Result<RawRowsPtr<RawBox>> SqliteRawLedger::boxes()
{
    return rowsOf<RawBox>(*m_database, m_where, "SELECT place, person, box FROM personal ORDER BY place");
}

Result<RawRowsPtr<RawBlob>> SqliteRawLedger::blobs()
{
    return rowsOf<RawBlob>(*m_database, m_where, "SELECT no, id, person, size FROM blobs ORDER BY no");
}

Result<RawRowsPtr<RawPiece>> SqliteRawLedger::pieces()
{
    return rowsOf<RawPiece>(*m_database, m_where, "SELECT place, box FROM blob_pieces ORDER BY place");
}

Result<RawRowsPtr<RawContact>> SqliteRawLedger::contacts()
{
    return rowsOf<RawContact>(*m_database, m_where, "SELECT hash, person FROM contacts ORDER BY hash");
}

Result<RawRowsPtr<RawCheckpoint>> SqliteRawLedger::checkpoints()
{
    return rowsOf<RawCheckpoint>(*m_database, m_where, "SELECT size, note FROM checkpoints ORDER BY size");
}

Result<RawRowsPtr<RawSecret>> SqliteRawLedger::secrets()
{
    return rowsOf<RawSecret>(*m_database, m_where, "SELECT name, wrapped FROM secrets ORDER BY name");
}

Result<RawRowsPtr<ProjectionRow>> SqliteRawLedger::projection()
{
    return rowsOf<ProjectionRow>(*m_database, m_where, "SELECT kind, id, grp, ord, row FROM projection ORDER BY kind, id");
}

} // namespace stillgate
