// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/Failpoint.h"
#include "core/domain/Deciding.h"
#include "core/domain/Duties.h"
#include "core/domain/Permissions.h"
#include "core/domain/StageTable.h"

namespace stillgate {

namespace {

/// Refused on record unless a role of the actor permits the operation.
bool mayAsk(Deciding& deciding, const PersonId& actor, Operation operation)
{
    const bool permitted = isPermittedSomewhere(operation, rolesOf(deciding.state, actor));
    if (!permitted) {
        deciding.refuseOnRecord({RefusalCode::RoleMissing, std::string(nameOf(operation)), {}, {}});
    }
    return permitted;
}

bool refusePerson(Deciding& deciding, RefusalCode code, std::string detail = {})
{
    deciding.refuseOnRecord({code, std::move(detail), {}, {}});
    return false;
}

bool holdsRole(const std::vector<Role>& roles, Role role)
{
    return std::find(roles.begin(), roles.end(), role) != roles.end();
}

/// Whoever has the data folder makes the first admin, and another one only when none is left who could.
bool isFirstSetUp(const State& state)
{
    return std::none_of(state.persons.begin(), state.persons.end(), [&](const auto& entry) {
        return entry.first != kOperator && entry.second.status == PersonStatus::Active &&
               holdsRole(entry.second.roles, Role::Admin);
    });
}

/// Whether what the approval is for has not been begun, so that it can still be taken out.
bool hasNotRun(const Deciding& deciding, const Gate& gate)
{
    const Action* action = deciding.findAction(gate.action);
    return action != nullptr && next(gate.status, Move::ApprovalWithdrawn) &&
           next(deciding.state.tickets.at(gate.ticket).stage, Move::ApprovalWithdrawn) &&
           (action->status == ActionStatus::Proposed || next(action->status, Move::ApprovalWithdrawn));
}

/// Takes every approval that `isVoid` names out of the gates whose action has not run.
template <typename IsVoid>
void voidApprovals(Deciding& deciding, const std::string& why, IsVoid isVoid)
{
    if (!STILLGATE_PROTECTION_ON("void_on_revocation")) {
        return;
    }
    std::vector<const Gate*> gates;
    for (const auto& [id, gate] : deciding.state.gates) {
        if (!gate.approvals.empty() && hasNotRun(deciding, gate)) {
            gates.push_back(&gate);
        }
    }
    std::sort(gates.begin(), gates.end(), [](const Gate* a, const Gate* b) { return a->opened < b->opened; });
    for (const Gate* gate : gates) {
        for (const CountedDecision& decision : gate->approvals) {
            if (isVoid(decision)) {
                deciding.draft.add(gate->ticket, ApprovalVoided{gate->id, decision.approver, decision.statement, why});
            }
        }
    }
}

void revoke(Deciding& deciding, const PersonId& person, const std::string& keyId, const std::string& why)
{
    deciding.draft.add({}, KeyRevoked{person, keyId, why});
    voidApprovals(deciding, "key_revoked",
                  [&](const CountedDecision& decision) { return decision.approver == person && decision.keyId == keyId; });
}

const Person* knownPerson(Deciding& deciding, const PersonId& person)
{
    const auto at = deciding.state.persons.find(person);
    if (at == deciding.state.persons.end()) {
        refusePerson(deciding, RefusalCode::UnknownPerson);
        return nullptr;
    }
    return &at->second;
}

} // namespace

void decideOn(Deciding& deciding, const EnrolPerson& command)
{
    const State& state = deciding.state;
    const bool ours = command.actor == kOrchestrator; // the demonstration's people, and whoever has the ready file
    const bool first = command.actor == kOperator && isFirstSetUp(state);
    if (!ours && !first && !mayAsk(deciding, command.actor, Operation::EnrolPerson)) {
        return;
    }
    if (state.persons.contains(command.person)) {
        if (!ours) {
            refusePerson(deciding, RefusalCode::AlreadyEnrolled);
        }
        return;
    }
    if (state.erased.contains(command.person) || command.person == kOrchestrator) {
        refusePerson(deciding, RefusalCode::UnknownPerson, "erased");
        return;
    }
    const std::string origin = ours ? command.origin : first ? "first_setup" : "admin";
    deciding.draft.add({}, PersonEnrolled{command.person, command.roles, origin});
    if (!command.name.empty()) {
        deciding.draft.value(command.person, "name", command.name);
    }
    if (!command.login.empty()) {
        deciding.draft.value(command.person, "login", command.login);
    }
}

void decideOn(Deciding& deciding, const ChangeRoles& command)
{
    const bool ours = command.actor == kOrchestrator;
    if (!ours && !mayAsk(deciding, command.actor, Operation::ChangeRoles)) {
        return;
    }
    const Person* person = knownPerson(deciding, command.person);
    if (person == nullptr || person->roles == command.roles) {
        return;
    }
    if (command.actor == command.person) {
        refusePerson(deciding, RefusalCode::RequesterMayNot, "self");
        return;
    }
    deciding.draft.add({}, PersonRolesChanged{command.person, command.roles});
    voidApprovals(deciding, "role_removed", [&](const CountedDecision& decision) {
        return decision.approver == command.person && !holdsRole(command.roles, decision.slot);
    });
}

void decideOn(Deciding& deciding, const DisablePerson& command)
{
    if (!mayAsk(deciding, command.actor, Operation::DisablePerson)) {
        return;
    }
    const Person* person = knownPerson(deciding, command.person);
    if (person == nullptr) {
        return;
    }
    if (command.actor == command.person || person->status == PersonStatus::Disabled) {
        refusePerson(deciding, command.actor == command.person ? RefusalCode::RequesterMayNot : RefusalCode::PersonDisabled);
        return;
    }
    deciding.draft.add({}, PersonDisabled{command.person, command.reason});
    if (const auto keys = deciding.state.people.find(command.person); keys != deciding.state.people.end()) {
        for (const auto& [id, key] : keys->second) {
            if (!key.revoked) {
                revoke(deciding, command.person, id, "person_disabled");
            }
        }
    }
}

void decideOn(Deciding& deciding, const EnablePerson& command)
{
    if (!mayAsk(deciding, command.actor, Operation::EnablePerson)) {
        return;
    }
    const Person* person = knownPerson(deciding, command.person);
    if (person == nullptr) {
        return;
    }
    if (command.actor == command.person || person->status == PersonStatus::Active) {
        refusePerson(deciding, command.actor == command.person ? RefusalCode::RequesterMayNot : RefusalCode::AlreadyEnrolled);
        return;
    }
    deciding.draft.add({}, PersonEnabled{command.person});
}

void decideOn(Deciding& deciding, const RevokeKey& command)
{
    const Operation operation = command.actor == command.person ? Operation::RevokeOwnKey : Operation::RevokeKey;
    if (!mayAsk(deciding, command.actor, operation)) {
        return;
    }
    const auto person = deciding.state.people.find(command.person);
    const bool known = person != deciding.state.people.end() && person->second.contains(command.keyId);
    if (!known || person->second.at(command.keyId).revoked) {
        refusePerson(deciding, known ? RefusalCode::KeyRevoked : RefusalCode::UnknownKey, command.keyId);
        return;
    }
    revoke(deciding, command.person, command.keyId, command.why);
}

} // namespace stillgate
