// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/sqlite/PersonVault.h"

#include <SQLiteCpp/Database.h>

#include "core/ledger/Sealing.h"

namespace stillgate {

namespace {
// Bounds the memory: 120 bytes each. People beyond are read again from the file.
constexpr std::size_t kMostKnown = 1U << 17U;
} // namespace

PersonVault::PersonVault(SQLite::Database& database, const Secret32& masterKey)
    : m_database(database)
    , m_masterKey(masterKey)
    , m_find(database, "SELECT no, wrapped FROM persons WHERE id = ?1")
    , m_add(database, "INSERT INTO persons (id, wrapped) VALUES (?1, ?2)")
    , m_destroy(database, "UPDATE persons SET wrapped = zeroblob(length(wrapped)) WHERE no = ?1")
{
}

Result<const KnownPerson*> PersonVault::obtain(const PersonId& person)
{
    if (const auto known = m_known.find(person); known != m_known.end()) {
        return &known->second;
    }
    auto loaded = load(person);
    if (!loaded) {
        return tl::make_unexpected(std::move(loaded.error()));
    }
    if (m_known.size() >= kMostKnown) {
        m_known.clear();
    }
    return &m_known.emplace(person, *loaded).first->second;
}

Result<KnownPerson> PersonVault::load(const PersonId& person)
{
    const std::string context = personContext(person);
    {
        auto row = m_find.with(person.uuid.view());
        if (row.step()) {
            if (isErased(row.bytes(1))) {
                return fail(ErrorCode::Refused, "person " + person.text(), "this person was erased");
            }
            return open(m_masterKey, row.bytes(1), asBytes(context))
                .and_then([](const Bytes& key) { return Secret32::from(key); })
                .map([&](const Secret32& key) { return KnownPerson{row.integer(0), key}; });
        }
    }
    const Secret32 key = Secret32::random();
    const Bytes wrapped = seal(m_masterKey, key.view(), asBytes(context));
    m_add.with(person.uuid.view(), ByteView(wrapped)).run();
    return KnownPerson{m_database.getLastInsertRowid(), key};
}

std::optional<std::int64_t> PersonVault::numberOf(const PersonId& person)
{
    auto row = m_find.with(person.uuid.view());
    return row.step() ? std::optional(row.integer(0)) : std::nullopt;
}

void PersonVault::destroy(const PersonId& person, std::int64_t number)
{
    m_destroy.with(number).run();
    m_known.erase(person);
}

} // namespace stillgate
