// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>

#include "core/base/Secret.h"
#include "core/domain/Ids.h"
#include "core/ledger/sqlite/Sql.h"

namespace stillgate {

/// A person as the writer knows them: number in the file, and the key that their values stand under.
struct KnownPerson {
    std::int64_t number = 0;
    Secret32 key;
};

/// Keys of people: made when a person is first seen, kept sealed in the file and open in memory.
/// Throws the library's exception, as everything below attempt() does.
class PersonVault {
public:
    PersonVault(SQLite::Database& database, const Secret32& masterKey);

    /// The person, made when unseen. Refused when they were erased. Valid until the next call.
    [[nodiscard]] Result<const KnownPerson*> obtain(const PersonId& person);
    /// The person's number; empty when they were never seen.
    [[nodiscard]] std::optional<std::int64_t> numberOf(const PersonId& person);
    /// Overwrites the key.
    void destroy(const PersonId& person, std::int64_t number);
    /// Drops what is in memory, after a transaction that did not commit.
    void forget() { m_known.clear(); }

private:
    [[nodiscard]] Result<KnownPerson> load(const PersonId& person);

    SQLite::Database& m_database;
    Secret32 m_masterKey;
    Query m_find;
    Query m_add;
    Query m_destroy;
    std::unordered_map<PersonId, KnownPerson> m_known;
};

} // namespace stillgate
