// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/Result.h"

namespace SQLite {
class Database;
}

namespace stillgate {

/// "SGLG" in the file's header tells a ledger from any other SQLite file.
inline constexpr std::int64_t kLedgerApplication = 0x53474C47;

/// Whether the file is one of ours that this build knows: Malformed for a foreign one, Unsupported for a newer one. A file without
/// any content counts as ours.
[[nodiscard]] Result<void> checkKind(SQLite::Database& database);

/// Brings the file to the newest version, each numbered step in a transaction of its own. Steps are never edited.
[[nodiscard]] Result<void> migrate(SQLite::Database& database);

/// What the file has otherwise than the migrations make it: objects, version, application. Empty when all is right.
[[nodiscard]] std::vector<std::string> schemaFaults(SQLite::Database& database);

} // namespace stillgate
