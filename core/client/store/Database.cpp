// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/store/Database.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include "core/base/File.h"

namespace stillgate {

namespace {

namespace fs = std::filesystem;

constexpr int kBusyMilliseconds = 5000;

Result<void> makeOwnFile(const fs::path& path)
{
    std::error_code error;
    if (!fs::exists(path, error)) {
        return writeFile(path, {});
    }
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, error);
    return error ? fail(ErrorCode::Io, path.string(), error.message()) : Result<void>();
}

/// Sets a pragma and reads it back: a promise that SQLite did not take up is none.
Result<void> insist(SQLite::Database& database, const std::string& name, const std::string& value, const std::string& answer)
{
    database.exec("PRAGMA " + name + " = " + value);
    const std::string found = database.execAndGet("PRAGMA " + name).getString();
    return found == answer ? Result<void>() : fail(ErrorCode::Internal, database.getFilename(), name + " is " + found);
}

Result<void> prepare(SQLite::Database& database, Durability durability)
{
    const bool every = durability == Durability::EveryCommit;
    return insist(database, "journal_mode", "WAL", "wal")
        .and_then([&] { return insist(database, "synchronous", every ? "FULL" : "NORMAL", every ? "2" : "1"); })
        .and_then([&] { return insist(database, "secure_delete", "ON", "1"); })
        .and_then([&] { return insist(database, "temp_store", "MEMORY", "2"); })
        .and_then([&] { return insist(database, "trusted_schema", "OFF", "0"); })
        .and_then([&] { return insist(database, "cell_size_check", "ON", "1"); });
}

Result<void> migrate(SQLite::Database& database, const DatabaseKind& kind)
{
    const int id = database.execAndGet("PRAGMA application_id").getInt();
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    if (version < 0 || id != (version == 0 ? 0 : kind.applicationId)) {
        return fail(ErrorCode::Corrupt, database.getFilename(), "it is another kind of file");
    }
    if (static_cast<std::size_t>(version) > kind.migrations.size()) {
        return fail(ErrorCode::Unsupported, database.getFilename(), "a newer version wrote it");
    }
    for (std::size_t step = static_cast<std::size_t>(version); step < kind.migrations.size(); ++step) {
        SQLite::Transaction transaction(database);
        database.exec(kind.migrations[step]);
        database.exec("PRAGMA application_id = " + std::to_string(kind.applicationId));
        database.exec("PRAGMA user_version = " + std::to_string(step + 1));
        transaction.commit();
    }
    return {};
}

} // namespace

Result<std::unique_ptr<SQLite::Database>> openDatabase(const fs::path& path, const DatabaseKind& kind)
{
    if (auto made = makeOwnFile(path); !made) {
        return tl::make_unexpected(std::move(made.error()));
    }
    return tryDatabase([&]() -> Result<std::unique_ptr<SQLite::Database>> {
        auto database =
            std::make_unique<SQLite::Database>(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, kBusyMilliseconds);
        auto ready = prepare(*database, kind.durability).and_then([&] { return migrate(*database, kind); });
        return ready ? Result<std::unique_ptr<SQLite::Database>>(std::move(database))
                     : tl::make_unexpected(std::move(ready.error()));
    });
}

fs::path asidePath(const fs::path& path)
{
    return path.string() + ".damaged";
}

void setAside(const fs::path& path)
{
    std::error_code ignored; // what cannot be moved shows when the file is opened anew
    fs::rename(path, asidePath(path), ignored);
    fs::remove(path.string() + "-wal", ignored);
    fs::remove(path.string() + "-shm", ignored);
}

Error databaseErrorInFlight()
{
    try {
        throw;
    } catch (const SQLite::Exception& exception) {
        const int code = exception.getErrorCode() & 0xFF;
        const bool isDamaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
        return Error{isDamaged             ? ErrorCode::Corrupt
                     : code == SQLITE_FULL ? ErrorCode::Limit
                                           : ErrorCode::Io,
                     "sqlite", std::string(exception.what()) + " (" + std::to_string(exception.getExtendedErrorCode()) + ")"};
    }
}

} // namespace stillgate
