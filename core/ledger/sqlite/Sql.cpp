// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/sqlite/Sql.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

namespace stillgate {

namespace {

ErrorCode codeOf(int sqliteCode)
{
    switch (sqliteCode & 0xFF) {
    case SQLITE_FULL:
    case SQLITE_TOOBIG: return ErrorCode::Limit;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorCode::Corrupt;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_PROTOCOL: return ErrorCode::Unavailable;
    case SQLITE_CONSTRAINT: return ErrorCode::Conflict;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY: return ErrorCode::Io;
    default: return ErrorCode::Internal;
    }
}

} // namespace

RunningQuery::~RunningQuery()
{
    m_statement.tryReset();
}

bool RunningQuery::step()
{
    return m_statement.executeStep();
}

void RunningQuery::run()
{
    m_statement.exec();
}

std::int64_t RunningQuery::integer(int column) const
{
    return m_statement.getColumn(column).getInt64();
}

ByteView RunningQuery::bytes(int column) const
{
    const SQLite::Column value = m_statement.getColumn(column);
    const auto* data = static_cast<const std::uint8_t*>(value.getBlob());
    return {data, static_cast<std::size_t>(value.getBytes())};
}

bool RunningQuery::isNull(int column) const
{
    return m_statement.getColumn(column).isNull();
}

Query::Query(SQLite::Database& database, const char* sql) : m_statement(std::make_unique<SQLite::Statement>(database, sql)) {}
Query::~Query() = default;

void Query::bind(int index, std::int64_t value)
{
    m_statement->bind(index, value);
}

void Query::bind(int index, ByteView bytes)
{
    // Without an address SQLite would bind NULL.
    m_statement->bindNoCopy(index, bytes.empty() ? "" : static_cast<const void*>(bytes.data()), static_cast<int>(bytes.size()));
}

void Query::bind(int index, const std::optional<ByteView>& bytes)
{
    if (bytes) {
        bind(index, *bytes);
    } else {
        m_statement->bind(index);
    }
}

void Query::bind(int index, const std::string& text)
{
    m_statement->bindNoCopy(index, text);
}

Error sqliteErrorInFlight(const std::string& where)
{
    try {
        throw;
    } catch (const SQLite::Exception& exception) {
        return Error{codeOf(exception.getErrorCode()), where,
                     std::string(exception.what()) + " (" + std::to_string(exception.getExtendedErrorCode()) + ")"};
    }
}

} // namespace stillgate
