// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "core/base/Result.h"

namespace SQLite {
class Database;
}

namespace stillgate {

/// DIR/ledger.sqlite
[[nodiscard]] std::filesystem::path ledgerPath(const std::filesystem::path& folder);

/// The one connection that commits and checkpoints: WAL, synchronous=FULL and secure_delete=ON, read back before it is handed out.
/// Makes the file (mode 0600) when there is none and migrates it.
[[nodiscard]] Result<std::unique_ptr<SQLite::Database>> openForWriting(const std::filesystem::path& folder);

/// Read-only beside a writer; never checkpoints. Works on a medium that cannot be written as long as no log lies beside the file.
[[nodiscard]] Result<std::unique_ptr<SQLite::Database>> openForReading(const std::filesystem::path& folder);

} // namespace stillgate
