// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Permissions.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace stillgate {

namespace {

constexpr std::uint32_t kNoGate = 0; ///< of an operation that is on no gate

template <typename E>
constexpr std::uint32_t setOf(std::initializer_list<E> members)
{
    std::uint32_t bits = 0;
    for (const E member : members) {
        bits |= 1U << static_cast<unsigned>(member);
    }
    return bits;
}

template <typename E>
constexpr bool contains(std::uint32_t set, E member)
{
    return (set & (1U << static_cast<unsigned>(member))) != 0;
}

struct Permission {
    Operation operation;
    std::uint32_t roles; ///< of who is signed in
    std::uint32_t gates;
    std::uint32_t before = 0; ///< standings that need no role
};

constexpr std::uint32_t kEverybody =
    setOf({Role::L2Agent, Role::Supervisor, Role::Qa, Role::Admin, Role::Auditor, Role::Service});
constexpr std::uint32_t kPeople = setOf({Role::L2Agent, Role::Supervisor, Role::Qa, Role::Admin, Role::Auditor});
constexpr std::uint32_t kActing = setOf({Role::L2Agent, Role::Supervisor, Role::Qa, Role::Admin});
constexpr std::uint32_t kDeciding = setOf({Role::L2Agent, Role::Supervisor, Role::Admin});
constexpr std::uint32_t kReviewing = setOf({Role::L2Agent, Role::Supervisor, Role::Qa});
constexpr std::uint32_t kAdmin = setOf({Role::Admin});
constexpr std::uint32_t kNobody = 0;
constexpr std::uint32_t kOpen = setOf({GateStatus::Open});
constexpr std::uint32_t kWithdrawable = setOf({GateStatus::Open, GateStatus::Approved});

// An admin owns the taxonomy and so does not mark its answers; an auditor reads and changes nothing; a service brings messages in, is
// told whether all is well, may stop the work and be asked to end it.
constexpr Permission kPermissions[] = {
    {Operation::Greet, kEverybody, kNoGate},
    {Operation::DescribeProtocol, kEverybody, kNoGate},
    {Operation::SubmitCommand, kActing | setOf({Role::Service}), kNoGate}, // a service: to halt
    {Operation::ReadLedger, kEverybody, kNoGate},
    {Operation::ReadEvents, kPeople, kNoGate},
    {Operation::ReadTickets, kPeople, kNoGate},
    {Operation::ReadAttachment, kReviewing, kNoGate},
    {Operation::ReadGates, kPeople, kNoGate},
    {Operation::RereadGate, kDeciding, kNoGate},
    {Operation::ReadTaxonomy, kPeople, kNoGate},
    {Operation::FollowFeed, kPeople, kNoGate},
    {Operation::SubmitIntake, setOf({Role::L2Agent, Role::Supervisor, Role::Admin, Role::Service}), kNoGate},
    {Operation::StopDaemon, setOf({Role::Admin, Role::Service}), kNoGate},
    {Operation::ApproveGate, kDeciding, kOpen},
    {Operation::DenyGate, kDeciding, kOpen},
    {Operation::EscalateGate, kDeciding, kOpen},
    {Operation::AskCustomer, kDeciding, kOpen},
    {Operation::WithdrawApproval, kDeciding, kWithdrawable},
    {Operation::RecordReview, kReviewing, kNoGate},
    {Operation::WithdrawReview, kReviewing, kNoGate},
    {Operation::WithdrawOthersReview, setOf({Role::Supervisor}), kNoGate},
    {Operation::ClaimTicket, setOf({Role::L2Agent, Role::Supervisor}), kNoGate},
    {Operation::ReleaseTicket, setOf({Role::L2Agent, Role::Supervisor}), kNoGate},
    {Operation::ReleaseOthersTicket, setOf({Role::Supervisor}), kNoGate},
    {Operation::ErasePerson, setOf({Role::Supervisor, Role::Admin}), kNoGate},
    {Operation::EnrolPerson, kAdmin, kNoGate},
    {Operation::AskEnrolment, setOf({Role::Admin, Role::Service}),
     kNoGate}, // a service: the first admin alone, see DecidePeople
    {Operation::ChangeRoles, kAdmin, kNoGate},
    {Operation::DisablePerson, kAdmin, kNoGate},
    {Operation::EnablePerson, kAdmin, kNoGate},
    {Operation::EnrolKey, kPeople, kNoGate},
    {Operation::CountersignKey, kAdmin, kNoGate},
    {Operation::RevokeKey, kAdmin, kNoGate},
    {Operation::RevokeOwnKey, kPeople, kNoGate},
    {Operation::PublishPolicy, kAdmin, kNoGate},
    {Operation::CountersignPolicy, setOf({Role::Admin, Role::Supervisor}), kNoGate},
    {Operation::ReadPeople, kPeople, kNoGate},
    {Operation::InvitePerson, kAdmin, kNoGate},
    {Operation::ReadSessions, kAdmin, kNoGate},
    {Operation::EndSessions, kAdmin, kNoGate},
    {Operation::EndOwnSessions, kPeople, kNoGate},
    {Operation::AskChallenge, kEverybody, kNoGate, setOf({Standing::Nobody, Standing::Unproven})},
    {Operation::SetUpAccount, kNobody, kNoGate, setOf({Standing::Nobody})},
    {Operation::SignIn, kNobody, kNoGate, setOf({Standing::Nobody})},
    {Operation::RenewSession, kNobody, kNoGate, setOf({Standing::Nobody})},
    {Operation::ProveDevice, kNobody, kNoGate, setOf({Standing::Unproven})},
    // Stopping is for many, going on for few.
    {Operation::HaltWork, setOf({Role::Supervisor, Role::Admin, Role::Service}), kNoGate},
    {Operation::HaltTicket, kActing | setOf({Role::Service}), kNoGate},
    {Operation::LiftHalt, setOf({Role::Supervisor, Role::Admin}), kNoGate},
    {Operation::ReadHalts, kEverybody, kNoGate},
};

const Permission* permissionOf(Operation operation)
{
    const auto* const row = std::find_if(std::begin(kPermissions), std::end(kPermissions),
                                         [&](const Permission& one) { return one.operation == operation; });
    return row == std::end(kPermissions) ? nullptr : row;
}

} // namespace

Operation operationOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Approve: return Operation::ApproveGate;
    case Verdict::Deny: return Operation::DenyGate;
    case Verdict::Escalate: return Operation::EscalateGate;
    case Verdict::AskCustomer: return Operation::AskCustomer;
    case Verdict::Withdraw: break;
    }
    return Operation::WithdrawApproval;
}

bool isPermitted(Operation operation, Role role, std::optional<GateStatus> gate)
{
    const Permission* row = permissionOf(operation);
    if (row == nullptr || !contains(row->roles, role)) {
        return false;
    }
    return row->gates == kNoGate || (gate && contains(row->gates, *gate));
}

bool isPermitted(Operation operation, std::span<const Role> roles, std::optional<GateStatus> gate)
{
    return std::any_of(roles.begin(), roles.end(), [&](Role role) { return isPermitted(operation, role, gate); });
}

bool isPermitted(Operation operation, Standing standing)
{
    const Permission* row = permissionOf(operation);
    return row != nullptr && contains(row->before, standing);
}

bool isPermittedSomewhere(Operation operation, std::span<const Role> roles)
{
    const Permission* row = permissionOf(operation);
    return row != nullptr && std::any_of(roles.begin(), roles.end(), [&](Role role) { return contains(row->roles, role); });
}

std::vector<Operation> operationsOf(std::span<const Role> roles)
{
    std::vector<Operation> out;
    for (const auto& [operation, name] : EnumNames<Operation>::kNames) {
        if (isPermittedSomewhere(operation, roles)) {
            out.push_back(operation);
        }
    }
    return out;
}

} // namespace stillgate
