// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/Failpoint.h"
#include "core/domain/Deciding.h"
#include "core/domain/Permissions.h"

namespace stillgate {

namespace {

bool refuseKey(Deciding& deciding, RefusalCode code, std::string detail = {})
{
    deciding.refuseOnRecord({code, std::move(detail), {}, {}});
    return false;
}

/// The key that somebody signs with, while it and they are in force and their roles permit the operation.
const EnrolledKey* signerFor(const State& state, const SignedBy& by, Operation operation)
{
    const auto person = state.people.find(by.person);
    if (person == state.people.end() || !isPermittedSomewhere(operation, rolesOf(state, by.person))) {
        return nullptr;
    }
    const auto key = person->second.find(by.keyId);
    return key == person->second.end() || key->second.revoked ? nullptr : &key->second;
}

bool isSigned(const State& state, const SignedBy& by, Operation operation, const std::string& bytes)
{
    const EnrolledKey* key = signerFor(state, by, operation);
    return key != nullptr && verifySignature(key->key, asBytes(bytes), by.signature);
}

/// An admin's key is there that could countersign.
bool canBeCountersigned(const State& state)
{
    return std::any_of(state.people.begin(), state.people.end(), [&](const auto& entry) {
        return isPermittedSomewhere(Operation::CountersignKey, rolesOf(state, entry.first)) &&
               std::any_of(entry.second.begin(), entry.second.end(), [](const auto& key) { return !key.second.revoked; });
    });
}

bool isCountersigned(Deciding& deciding, const CountersignKey& command, const std::string& bytes)
{
    const State& state = deciding.state;
    if (!command.countersigned) {
        const bool first = command.actor == command.person && !canBeCountersigned(state) &&
                           isPermittedSomewhere(Operation::CountersignKey, rolesOf(state, command.actor));
        return first || refuseKey(deciding, RefusalCode::CountersignatureMissing);
    }
    if (!STILLGATE_PROTECTION_ON("countersign")) {
        return true;
    }
    if (command.countersigned->person == command.person) {
        return refuseKey(deciding, RefusalCode::RequesterMayNot, "countersigner");
    }
    return isSigned(state, *command.countersigned, Operation::CountersignKey, bytes) ||
           refuseKey(deciding, RefusalCode::BadSignature, "countersigner");
}

} // namespace

void decideOn(Deciding& deciding, const EnrolKey& command)
{
    const std::string keyId = keyIdOf(command.key);
    const auto keys = deciding.state.people.find(command.person);
    if (keys == deciding.state.people.end() || !keys->second.contains(keyId)) {
        deciding.draft.add(
            {}, KeyEnrolled{command.person, command.roles, keyId, Digest{command.key.bytes}, command.origin, {}, {}});
    }
}

void decideOn(Deciding& deciding, const CountersignKey& command)
{
    const State& state = deciding.state;
    const std::vector<Role> roles = rolesOf(state, command.person);
    const KeyStatement statement{state.ledger.origin, state.ledger.environment, command.person, Digest{command.key.bytes}};
    const std::string bytes = signedBytes(statement);
    const std::string keyId = keyIdOf(command.key);
    const bool taken =
        std::any_of(state.people.begin(), state.people.end(), [&](const auto& entry) { return entry.second.contains(keyId); });
    if (roles.empty() || taken) {
        refuseKey(deciding, roles.empty() ? RefusalCode::UnknownPerson : RefusalCode::AlreadyEnrolled, keyId);
        return;
    }
    if (!verifySignature(command.key, asBytes(bytes), command.possession)) {
        refuseKey(deciding, RefusalCode::BadSignature, "possession");
        return;
    }
    if (isCountersigned(deciding, command, bytes)) {
        deciding.draft.add({}, KeyEnrolled{command.person, roles, keyId, Digest{command.key.bytes},
                                           command.countersigned ? "countersigned" : "first_setup", command.possession,
                                           command.countersigned});
    }
}

void decideOn(Deciding& deciding, const PublishPolicy& command)
{
    const State& state = deciding.state;
    const Digest replaces = digestOf(policyInForce(state, deciding.rules));
    const Digest digest = digestOf(command.policy);
    const std::string bytes = signedBytes(PolicyStatement{state.ledger.origin, state.ledger.environment, digest, replaces});
    if (digest == replaces) {
        refuseKey(deciding, RefusalCode::NotInThisStage, "it is in force");
    } else if (command.editor.person == command.second.person && STILLGATE_PROTECTION_ON("duty_distinct")) {
        refuseKey(deciding, RefusalCode::RequesterMayNot, "second");
    } else if (!isSigned(state, command.editor, Operation::PublishPolicy, bytes)) {
        refuseKey(deciding, RefusalCode::BadSignature, "editor");
    } else if (!isSigned(state, command.second, Operation::CountersignPolicy, bytes)) {
        refuseKey(deciding, RefusalCode::BadSignature, "second");
    } else {
        deciding.draft.add({}, PolicyPublished{command.policy, digest, replaces, command.editor, command.second});
    }
}

} // namespace stillgate
