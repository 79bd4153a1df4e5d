// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "core/client/store/Database.h"

namespace stillgate {

/// Version by version; a step that was released is never edited.
inline constexpr std::array kCacheMigrations = {
    R"(
    CREATE TABLE ledgers(origin TEXT PRIMARY KEY, key BLOB, size INTEGER, root BLOB, note TEXT, compared_at INTEGER) WITHOUT ROWID;
    CREATE TABLE fold(one INTEGER PRIMARY KEY CHECK(one = 1), origin TEXT NOT NULL, size INTEGER, roots BLOB);
    CREATE TABLE identity(one INTEGER PRIMARY KEY CHECK(one = 1), sealed BLOB NOT NULL);
    CREATE TABLE taxonomy(one INTEGER PRIMARY KEY CHECK(one = 1), content TEXT NOT NULL);
    CREATE TABLE tickets(id BLOB PRIMARY KEY, customer BLOB NOT NULL, latest INTEGER NOT NULL, row TEXT NOT NULL);
    CREATE INDEX tickets_latest ON tickets(latest);
    CREATE TABLE texts(ticket BLOB PRIMARY KEY, subject_state INTEGER NOT NULL, subject TEXT, name_state INTEGER NOT NULL, name BLOB)
        WITHOUT ROWID;
    CREATE TABLE gates(id BLOB PRIMARY KEY, row TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE packets(ticket BLOB PRIMARY KEY, read_at INTEGER NOT NULL, sealed BLOB NOT NULL);
    CREATE TABLE packet_people(ticket BLOB NOT NULL, person BLOB NOT NULL, PRIMARY KEY(person, ticket)) WITHOUT ROWID;
    )",
};

inline constexpr DatabaseKind kCacheKind{0x53474341, kCacheMigrations, Durability::MostCommits}; // "SGCA"

} // namespace stillgate
