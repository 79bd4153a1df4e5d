// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "core/domain/Folding.h"

namespace stillgate {

std::vector<Role> rolesOf(const State& state, const PersonId& person)
{
    if (const auto known = state.persons.find(person); known != state.persons.end()) {
        return known->second.status == PersonStatus::Active ? known->second.roles : std::vector<Role>();
    }
    // People of ledgers that had keys before they had people.
    std::set<Role> roles;
    if (const auto keys = state.people.find(person); keys != state.people.end()) {
        for (const auto& [id, key] : keys->second) {
            if (!key.revoked) {
                roles.insert(key.roles.begin(), key.roles.end());
            }
        }
    }
    return {roles.begin(), roles.end()};
}

bool fold(const Folding& folding, const PersonEnrolled& event)
{
    return folding.state.persons.emplace(event.person, Person{event.roles, PersonStatus::Active, event.origin}).second;
}

bool fold(const Folding& folding, const PersonRolesChanged& event)
{
    const auto at = folding.state.persons.find(event.person);
    if (at == folding.state.persons.end()) {
        return false;
    }
    at->second.roles = event.roles;
    return true;
}

bool fold(const Folding& folding, const PersonDisabled& event)
{
    const auto at = folding.state.persons.find(event.person);
    if (at == folding.state.persons.end() || at->second.status == PersonStatus::Disabled) {
        return false;
    }
    at->second.status = PersonStatus::Disabled;
    return true;
}

bool fold(const Folding& folding, const PersonEnabled& event)
{
    const auto at = folding.state.persons.find(event.person);
    if (at == folding.state.persons.end() || at->second.status == PersonStatus::Active) {
        return false;
    }
    at->second.status = PersonStatus::Active;
    return true;
}

bool fold(const Folding& folding, const KeyEnrolled& event)
{
    return folding.state.people[event.person]
        .emplace(event.keyId, EnrolledKey{PublicKey{event.key.bytes}, event.roles, std::nullopt})
        .second;
}

bool fold(const Folding& folding, const KeyRevoked& event)
{
    const auto person = folding.state.people.find(event.person);
    const auto key =
        person == folding.state.people.end() ? decltype(person->second.begin()){} : person->second.find(event.keyId);
    if (person == folding.state.people.end() || key == person->second.end() || key->second.revoked) {
        return false;
    }
    key->second.revoked = folding.header.sequence;
    return true;
}

bool fold(const Folding& folding, const ApprovalVoided& event)
{
    return takeApproval(folding, event.gate, event.statement);
}

bool fold(const Folding& folding, const PolicyPublished& event)
{
    if (digestOf(event.policy) != event.digest) {
        return false;
    }
    folding.state.published =
        PublishedPolicy{event.policy, event.digest, event.editor.person, event.second.person, folding.header.time};
    return true;
}

} // namespace stillgate
