// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/sqlite/Connection.h"

#include <array>
#include <cctype>
#include <cerrno>
#include <system_error>

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/ledger/sqlite/Schema.h"
#include "core/ledger/sqlite/Sql.h"

namespace stillgate {

namespace {

using DatabasePtr = std::unique_ptr<SQLite::Database>;

constexpr int kBusyMilliseconds = 5000;

tl::unexpected<Error> systemError(const std::filesystem::path& path)
{
    const int number = errno;
    return fail(ErrorCode::Io, path.string(), std::generic_category().message(number));
}

bool syncFolder(const std::filesystem::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

/// SQLite gives its log and index the mode of the file, so the file is made here first, for its owner alone.
Result<void> makeFile(const std::filesystem::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return systemError(path);
    }
    const bool closedToOthers = ::fchmod(descriptor, 0600) == 0;
    ::close(descriptor);
    if (!closedToOthers || !syncFolder(path.parent_path())) {
        return systemError(path);
    }
    return {};
}

/// Sets a pragma and reads it back: a promise that SQLite did not take up is none.
Result<void> insist(SQLite::Database& database, const std::string& name, const std::string& value, const std::string& answer)
{
    database.exec("PRAGMA " + name + " = " + value);
    if (const std::string found = database.execAndGet("PRAGMA " + name).getString(); found != answer) {
        return fail(ErrorCode::Internal, database.getFilename(), name + " is " + found + " and should be " + answer);
    }
    return {};
}

Result<void> prepareWriter(SQLite::Database& database)
{
    struct Setting {
        const char* name;
        const char* value;
        const char* answer;
    };
    static constexpr std::array kSettings = {
        Setting{"journal_mode", "WAL", "wal"},     Setting{"synchronous", "FULL", "2"},
        Setting{"secure_delete", "ON", "1"},       Setting{"temp_store", "MEMORY", "2"},
        Setting{"cache_size", "-65536", "-65536"}, Setting{"wal_autocheckpoint", "4000", "4000"},
        Setting{"trusted_schema", "OFF", "0"},     Setting{"cell_size_check", "ON", "1"}};
    for (const Setting& setting : kSettings) {
        if (auto set = insist(database, setting.name, setting.value, setting.answer); !set) {
            return set;
        }
    }
    return migrate(database);
}

std::string percentEncoded(const std::string& path)
{
    static constexpr char kDigits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '/' || c == '-' || c == '_' || c == '.' || c == '~') {
            out += c;
        } else {
            out += {'%', kDigits[byte >> 4U], kDigits[byte & 0x0FU]};
        }
    }
    return out;
}

Result<DatabasePtr> openReadOnly(const std::string& name, const std::string& where)
{
    return attempt(where, [&]() -> Result<DatabasePtr> {
        auto database = std::make_unique<SQLite::Database>(
            name, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX | SQLite::OPEN_URI, kBusyMilliseconds);
        database->exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY");
        if (auto kind = checkKind(*database); !kind) {
            return tl::make_unexpected(std::move(kind.error()));
        }
        return database;
    });
}

} // namespace

std::filesystem::path ledgerPath(const std::filesystem::path& folder)
{
    return folder / "ledger.sqlite";
}

Result<DatabasePtr> openForWriting(const std::filesystem::path& folder)
{
    const std::filesystem::path path = ledgerPath(folder);
    if (auto made = makeFile(path); !made) {
        return tl::make_unexpected(std::move(made.error()));
    }
    return attempt(path.string(), [&]() -> Result<DatabasePtr> {
        auto database =
            std::make_unique<SQLite::Database>(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, kBusyMilliseconds);
        auto ready = checkKind(*database).and_then([&] { return prepareWriter(*database); });
        if (!ready) {
            return tl::make_unexpected(std::move(ready.error()));
        }
        return database;
    });
}

Result<DatabasePtr> openForReading(const std::filesystem::path& folder)
{
    const std::filesystem::path path = ledgerPath(folder);
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        return fail(ErrorCode::NotFound, path.string(), "there is no ledger");
    }
    auto opened = openReadOnly(path.string(), path.string());
    if (!opened && opened.error().code == ErrorCode::Io && !std::filesystem::exists(path.string() + "-wal", error)) {
        return openReadOnly("file:" + percentEncoded(std::filesystem::absolute(path).string()) + "?immutable=1", path.string());
    }
    return opened;
}

} // namespace stillgate
