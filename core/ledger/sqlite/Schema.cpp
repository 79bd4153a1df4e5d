// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/sqlite/Schema.h"

#include <array>
#include <map>

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include "core/base/Failpoint.h"

namespace stillgate {

namespace {

// Rows that hold something to be erased stand in tables ordered by an ascending integer, and are erased by overwriting them with
// zeros of the same length. Whenever SQLite moves a row to balance its pages, a copy can stay behind in the unused part of a page,
// secure_delete or not; rows that are only added at the end and never change their length are never moved.
constexpr const char* kFirst = R"sql(
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    nodes BLOB NOT NULL,
    ticket BLOB,
    header BLOB NOT NULL
) STRICT;
CREATE INDEX events_by_ticket ON events (ticket) WHERE ticket IS NOT NULL;
CREATE TABLE persons (
    no INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    wrapped BLOB NOT NULL
) STRICT;
CREATE TABLE personal (
    place INTEGER PRIMARY KEY,
    person INTEGER NOT NULL,
    box BLOB NOT NULL
) STRICT;
CREATE INDEX personal_by_person ON personal (person);
CREATE TABLE blobs (
    no INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    person INTEGER NOT NULL,
    size INTEGER NOT NULL
) STRICT;
CREATE INDEX blobs_by_person ON blobs (person);
CREATE TABLE blob_pieces (
    place INTEGER PRIMARY KEY,
    box BLOB NOT NULL
) STRICT;
CREATE TABLE contacts (
    hash BLOB PRIMARY KEY,
    person INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE projection (
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    grp TEXT NOT NULL,
    ord INTEGER NOT NULL,
    row TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;
CREATE UNIQUE INDEX projection_by_order ON projection (kind, ord);
CREATE INDEX projection_by_group ON projection (kind, grp, ord);
CREATE TABLE checkpoints (
    size INTEGER PRIMARY KEY,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE secrets (
    name TEXT PRIMARY KEY,
    wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::array kMigrations = {kFirst};
constexpr auto kVersion = static_cast<std::int64_t>(kMigrations.size());

std::int64_t number(SQLite::Database& database, const char* query)
{
    return database.execAndGet(query).getInt64();
}

/// Name to table and SQL of every object in a file.
std::map<std::string, std::string> objectsOf(SQLite::Database& database)
{
    std::map<std::string, std::string> out;
    SQLite::Statement rows(database, "SELECT type || ' ' || name, tbl_name || ': ' || coalesce(sql, '') FROM sqlite_schema");
    while (rows.executeStep()) {
        out.emplace(rows.getColumn(0).getString(), rows.getColumn(1).getString());
    }
    return out;
}

} // namespace

Result<void> checkKind(SQLite::Database& database)
{
    const std::int64_t application = number(database, "PRAGMA application_id");
    const std::int64_t version = number(database, "PRAGMA user_version");
    const bool isEmpty = number(database, "SELECT count(*) FROM sqlite_schema") == 0;
    if (application != kLedgerApplication && !(isEmpty && application == 0 && version == 0)) {
        return fail(ErrorCode::Malformed, database.getFilename(), "this is no ledger of ours");
    }
    if (version > kVersion) {
        return fail(ErrorCode::Unsupported, database.getFilename(),
                    "the ledger has format " + std::to_string(version) + ", this build knows " + std::to_string(kVersion));
    }
    return {};
}

Result<void> migrate(SQLite::Database& database)
{
    for (std::int64_t version = number(database, "PRAGMA user_version"); version < kVersion; ++version) {
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        database.exec("PRAGMA application_id = " + std::to_string(kLedgerApplication));
        database.exec(kMigrations.at(static_cast<std::size_t>(version)));
        database.exec("PRAGMA user_version = " + std::to_string(version + 1));
        STILLGATE_FAILPOINT("ledger.before_migration_commit");
        transaction.commit();
    }
    return {};
}

std::vector<std::string> schemaFaults(SQLite::Database& database)
{
    std::vector<std::string> faults;
    if (number(database, "PRAGMA application_id") != kLedgerApplication) {
        faults.emplace_back("the application id is not a ledger's");
    }
    if (number(database, "PRAGMA user_version") != kVersion) {
        faults.emplace_back("the format is not version " + std::to_string(kVersion));
    }
    SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (const char* step : kMigrations) {
        fresh.exec(step);
    }
    const auto expected = objectsOf(fresh);
    const auto found = objectsOf(database);
    for (const auto& [name, sql] : expected) {
        const auto object = found.find(name);
        if (object == found.end()) {
            faults.push_back(name + " is missing");
        } else if (object->second != sql) {
            faults.push_back(name + " is another one than this format has");
        }
    }
    for (const auto& [name, sql] : found) {
        if (!expected.contains(name)) {
            faults.push_back(name + " does not belong to this format");
        }
    }
    return faults;
}

} // namespace stillgate
