// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/sqlite/MasterKeyRotation.h"

#include <fcntl.h>
#include <unistd.h>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include "core/base/Failpoint.h"
#include "core/base/File.h"
#include "core/base/Password.h"
#include "core/ledger/Keys.h"
#include "core/ledger/Sealing.h"
#include "core/ledger/sqlite/Connection.h"
#include "core/ledger/sqlite/Sql.h"

namespace stillgate {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMasterKeyFile = "master.key";

fs::path nextOf(const fs::path& folder, std::string_view name)
{
    return folder / (std::string(name) + ".next");
}

Result<void> syncKeyFolder(const fs::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    return synced ? Result<void>() : fail(ErrorCode::Io, folder.string(), "the folder cannot be synced");
}

/// Puts FILE.next in the place of FILE, where it is there.
Result<void> takeNext(const fs::path& folder, std::string_view name)
{
    std::error_code error;
    if (!fs::exists(nextOf(folder, name), error)) {
        return {};
    }
    fs::rename(nextOf(folder, name), folder / name, error);
    return error ? fail(ErrorCode::Io, (folder / name).string(), error.message()) : syncKeyFolder(folder);
}

Result<void> dropNext(const fs::path& folder, std::string_view name)
{
    std::error_code error;
    fs::remove(nextOf(folder, name), error);
    return error ? fail(ErrorCode::Io, nextOf(folder, name).string(), error.message()) : syncKeyFolder(folder);
}

Result<Secret32> keyIn(const fs::path& file)
{
    return readFile(file, Secret32::kSize + 1).and_then([](const std::string& bytes) {
        return Secret32::from(asBytes(bytes));
    });
}

/// Whether the key opens the first of the ledger's secrets; all of them change over at once.
bool opensLedger(SQLite::Database& database, const Secret32& key)
{
    Query any(database, "SELECT name, wrapped FROM secrets LIMIT 1");
    auto row = any.with();
    return row.step() && open(key, row.bytes(1), asBytes(secretContext(row.text(0)))).has_value();
}

/// The accounts first and the key last: as long as the key is there, all of this is done again.
Result<void> goForward(const fs::path& folder)
{
    auto taken = takeNext(folder, kSealedAccounts);
    STILLGATE_FAILPOINT("rotation.between_renames");
    return taken.and_then([&] { return takeNext(folder, kMasterKeyFile); });
}

Result<void> goBack(const fs::path& folder)
{
    return dropNext(folder, kSealedAccounts).and_then([&] { return dropNext(folder, kMasterKeyFile); });
}

struct Wrapped {
    std::int64_t number = 0; ///< of a person
    std::string name; ///< of a secret
    std::string context;
    Bytes sealed;
};

/// A wrapped key is as long under any master key, so each is overwritten where it stands and leaves no older copy.
template <typename Put>
Result<std::size_t> wrapAll(const std::vector<Wrapped>& all, const Secret32& from, const Secret32& to, Put put)
{
    for (const Wrapped& one : all) {
        auto plain = open(from, one.sealed, asBytes(one.context));
        if (!plain) {
            return fail(ErrorCode::Corrupt, one.context, plain.error().detail);
        }
        const Bytes sealed = seal(to, *plain, asBytes(one.context));
        wipe(*plain);
        put(one, ByteView(sealed));
    }
    return all.size();
}

std::vector<Wrapped> personKeys(SQLite::Database& database)
{
    std::vector<Wrapped> out;
    Query query(database, "SELECT no, id, wrapped FROM persons");
    for (auto row = query.with(); row.step();) {
        const auto id = fixedFrom<Uuid>(row.bytes(1));
        if (id && !isErased(row.bytes(2))) {
            const ByteView sealed = row.bytes(2);
            out.push_back({row.integer(0), {}, personContext(PersonId{*id}), Bytes(sealed.begin(), sealed.end())});
        }
    }
    return out;
}

std::vector<Wrapped> ledgerSecrets(SQLite::Database& database)
{
    std::vector<Wrapped> out;
    Query query(database, "SELECT name, wrapped FROM secrets");
    for (auto row = query.with(); row.step();) {
        const ByteView sealed = row.bytes(1);
        out.push_back({0, std::string(row.text(0)), secretContext(row.text(0)), Bytes(sealed.begin(), sealed.end())});
    }
    return out;
}

Result<Rotated> changeOver(SQLite::Database& database, const Secret32& from, const Secret32& to)
{
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    Query putPerson(database, "UPDATE persons SET wrapped = ?2 WHERE no = ?1");
    Query putSecret(database, "UPDATE secrets SET wrapped = ?2 WHERE name = ?1");
    const auto persons = wrapAll(personKeys(database), from, to,
                                 [&](const Wrapped& one, ByteView sealed) { putPerson.with(one.number, sealed).run(); });
    const auto putName = [&](const Wrapped& one, ByteView sealed) { putSecret.with(one.name, sealed).run(); };
    const auto secrets = persons ? wrapAll(ledgerSecrets(database), from, to, putName) : persons;
    if (!secrets) {
        return tl::make_unexpected(secrets.error());
    }
    STILLGATE_FAILPOINT("rotation.before_commit");
    transaction.commit();
    STILLGATE_FAILPOINT("rotation.after_commit");
    return Rotated{*persons, *secrets};
}

/// What was committed before still lies in the log under the old key.
Result<void> emptyWriteAheadLog(SQLite::Database& database, const fs::path& folder)
{
    return sqlite3_wal_checkpoint_v2(database.getHandle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr) == SQLITE_OK
               ? Result<void>()
               : fail(ErrorCode::Unavailable, ledgerPath(folder).string(),
                      "the key was changed, and a reader keeps the log from being emptied; the next start does");
}

} // namespace

Result<void> settleRotation(const fs::path& folder, SQLite::Database& database)
{
    const auto next = keyIn(nextOf(folder, kMasterKeyFile));
    if (!next && next.error().code == ErrorCode::NotFound) {
        return {};
    }
    return next && opensLedger(database, *next) ? goForward(folder) : goBack(folder);
}

Result<Secret32> presentMasterKey(const fs::path& folder)
{
    const auto next = keyIn(nextOf(folder, kMasterKeyFile));
    const auto database = next ? openForReading(folder) : tl::make_unexpected(next.error());
    const auto opens =
        database ? attempt(ledgerPath(folder).string(), [&]() -> Result<bool> { return opensLedger(**database, *next); })
                 : tl::make_unexpected(database.error());
    return opens && *opens ? next : masterKey(folder, MasterKeyUse::MustExist);
}

Result<Rotated> rotateMasterKey(const fs::path& folder, const SealAnew& sealAnew)
{
    const auto lock = FolderLock::take(folder);
    auto database = lock ? openForWriting(folder) : tl::make_unexpected(lock.error());
    if (!database) {
        return tl::make_unexpected(std::move(database.error()));
    }
    return attempt(ledgerPath(folder).string(), [&]() -> Result<Rotated> {
        const auto old =
            settleRotation(folder, **database).and_then([&] { return masterKey(folder, MasterKeyUse::MustExist); });
        if (!old) {
            return tl::make_unexpected(old.error());
        }
        const Secret32 next = Secret32::random();
        auto prepared = writeFile(nextOf(folder, kMasterKeyFile), asText(next.view())).and_then([&] {
            STILLGATE_FAILPOINT("rotation.key_written");
            return sealAnew(*old, next);
        });
        STILLGATE_FAILPOINT("rotation.sealed_anew");
        auto rotated = prepared ? changeOver(**database, *old, next) : tl::make_unexpected(prepared.error());
        if (!rotated) {
            (void)goBack(folder); // the next start does where this cannot
            return rotated;
        }
        const auto ended = goForward(folder).and_then([&] { return emptyWriteAheadLog(**database, folder); });
        return ended ? rotated : tl::make_unexpected(ended.error());
    });
}

} // namespace stillgate
