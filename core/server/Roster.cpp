// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Roster.h"

#include <algorithm>

namespace stillgate {

Roster::Roster(std::map<PersonId, std::vector<Role>> given)
    : m_given(std::move(given)), m_table(std::make_shared<const Table>(m_given))
{
}

Roster::Table rosterOf(const State& state)
{
    Roster::Table table;
    for (const auto& [person, keys] : state.people) {
        table[person] = rolesOf(state, person);
    }
    for (const auto& [person, known] : state.persons) {
        table[person] = rolesOf(state, person);
    }
    return table;
}

void Roster::set(Table inLedger)
{
    inLedger.insert(m_given.begin(), m_given.end());
    auto made = std::make_shared<const Table>(std::move(inLedger));
    const std::lock_guard lock(m_mutex);
    m_table = std::move(made);
}

bool Roster::hasAny(Role role) const
{
    const auto table = [this] {
        const std::lock_guard lock(m_mutex);
        return m_table;
    }();
    return std::any_of(table->begin(), table->end(), [&](const auto& entry) {
        return !m_given.contains(entry.first) &&
               std::find(entry.second.begin(), entry.second.end(), role) != entry.second.end();
    });
}

std::vector<Role> Roster::rolesOf(const PersonId& person) const
{
    const auto table = [this] {
        const std::lock_guard lock(m_mutex);
        return m_table;
    }();
    const auto at = table->find(person);
    return at == table->end() ? std::vector<Role>() : at->second;
}

} // namespace stillgate
