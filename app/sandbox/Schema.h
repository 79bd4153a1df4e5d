// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

#include "app/sandbox/Sqlite.h"

namespace stillgate::sandbox {

/// Every table of the books, parents first.
inline constexpr std::array<std::string_view, 9> kTables{"customers", "orders",  "payments",    "refunds", "recharges",
                                                         "accounts",  "mailbox", "idempotency", "journal"};

inline constexpr int kSchemaVersion = 1;

/// Sets the connection up (WAL, synchronous=FULL, foreign keys) and creates the tables in an empty file.
/// Throws SQLite::Exception. Returns the version of the schema found, which the caller compares with kSchemaVersion.
[[nodiscard]] int prepareBooks(SQLite::Database& database);

} // namespace stillgate::sandbox
