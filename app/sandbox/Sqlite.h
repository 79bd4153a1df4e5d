// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// SQLiteCpp by name only: its headers are slow to compile.
namespace SQLite { // NOLINT(readability-identifier-naming): the library's name
class Database;
class Statement;
} // namespace SQLite
