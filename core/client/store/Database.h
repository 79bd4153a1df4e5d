// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "core/base/Result.h"

namespace SQLite {
class Database;
}

/// SQLite for the console's own files: opened with read-back settings, migrated by numbered steps, its exceptions made into values.
namespace stillgate {

/// What survives a loss of power: every commit, or all but the last ones. A crash of the process loses none either way.
enum class Durability { EveryCommit, MostCommits };

/// What a file is.
struct DatabaseKind {
    std::int32_t applicationId = 0; ///< in the file's header; another one is refused
    std::span<const char* const> migrations; ///< the n-th makes version n of version n - 1; never edited once released
    Durability durability = Durability::EveryCommit;
};

/// Opens the file for this process alone, mode 0600, made when it is not there. Corrupt when it is none of ours or damaged,
/// Unsupported when a newer build wrote it.
[[nodiscard]] Result<std::unique_ptr<SQLite::Database>> openDatabase(const std::filesystem::path& path,
                                                                     const DatabaseKind& kind);

/// Moves a file and what SQLite keeps beside it out of the way, to PATH.damaged; one that is there already goes.
void setAside(const std::filesystem::path& path);
[[nodiscard]] std::filesystem::path asidePath(const std::filesystem::path& path);

/// The library's exception in flight as an error: Corrupt, Limit for a full disk, Io for the rest.
[[nodiscard]] Error databaseErrorInFlight();

/// Runs `work`, which returns a Result; an SQLite error becomes that result's error.
template <typename Work>
[[nodiscard]] auto tryDatabase(Work&& work) -> decltype(work())
{
    try {
        return std::forward<Work>(work)();
    } catch (const std::exception&) {
        return tl::make_unexpected(databaseErrorInFlight());
    }
}

} // namespace stillgate
