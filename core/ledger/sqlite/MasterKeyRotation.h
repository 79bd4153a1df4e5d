// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>

#include "core/base/Secret.h"

namespace SQLite {
class Database;
}

/// Another master key for a data folder. What it wraps is wrapped anew in one transaction; the new key lies beside the old one as
/// master.key.next from before that until after it, so that whoever dies on the way leaves a folder that one of the two opens whole.
namespace stillgate {

/// What is sealed under the master key beside the ledger: FILE, sealed anew as FILE.next until the ledger has changed over.
inline constexpr std::string_view kSealedAccounts = "accounts.sealed";

struct Rotated {
    std::size_t persons = 0; ///< keys of people, those of erased ones aside
    std::size_t secrets = 0; ///< of the ledger itself
};

/// Seals what lies beside the ledger under the second key, as FILE.next. Nothing where there is no such file.
using SealAnew = std::function<Result<void>(const Secret32& from, const Secret32& to)>;

/// Changes the master key. Conflict while an orchestrator runs on the folder. The old key opens nothing of the folder afterwards; copies
/// made before open with it as they did.
[[nodiscard]] Result<Rotated> rotateMasterKey(const std::filesystem::path& folder, const SealAnew& sealAnew);

/// Ends a rotation that died, forwards where the ledger has changed over and backwards where it has not. Under the folder's lock.
[[nodiscard]] Result<void> settleRotation(const std::filesystem::path& folder, SQLite::Database& database);

/// The key that opens the ledger at this moment, whether or not a rotation died on the way; changes nothing.
[[nodiscard]] Result<Secret32> presentMasterKey(const std::filesystem::path& folder);

} // namespace stillgate
