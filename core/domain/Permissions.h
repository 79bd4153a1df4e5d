// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/domain/Words.h"

namespace stillgate {

/// Everything that can be asked of the orchestrator. Every method of the protocol and every kind of command names its own one.
enum class Operation {
    Greet,
    DescribeProtocol,
    SubmitCommand,
    ReadLedger,
    ReadEvents,
    ReadTickets,
    ReadAttachment,
    ReadGates,
    RereadGate,
    ReadTaxonomy,
    FollowFeed,
    SubmitIntake,
    StopDaemon,
    ApproveGate,
    DenyGate,
    EscalateGate,
    AskCustomer,
    WithdrawApproval,
    RecordReview,
    WithdrawReview,
    WithdrawOthersReview,
    ClaimTicket,
    ReleaseTicket,
    ReleaseOthersTicket,
    ErasePerson,
    EnrolPerson,
    AskEnrolment,
    ChangeRoles,
    DisablePerson,
    EnablePerson,
    EnrolKey,
    CountersignKey,
    RevokeKey,
    RevokeOwnKey,
    PublishPolicy,
    CountersignPolicy,
    ReadPeople,
    InvitePerson,
    ReadSessions,
    EndSessions,
    EndOwnSessions,
    AskChallenge,
    SetUpAccount,
    SignIn,
    RenewSession,
    ProveDevice,
    HaltWork, ///< of all, of a connector or of an intent
    HaltTicket,
    LiftHalt,
    ReadHalts
};
template <>
struct EnumNames<Operation> {
    static constexpr std::array<std::pair<Operation, std::string_view>, 50> kNames{
        {{Operation::Greet, "greet"},
         {Operation::DescribeProtocol, "describe_protocol"},
         {Operation::SubmitCommand, "submit_command"},
         {Operation::ReadLedger, "read_ledger"},
         {Operation::ReadEvents, "read_events"},
         {Operation::ReadTickets, "read_tickets"},
         {Operation::ReadAttachment, "read_attachment"},
         {Operation::ReadGates, "read_gates"},
         {Operation::RereadGate, "reread_gate"},
         {Operation::ReadTaxonomy, "read_taxonomy"},
         {Operation::FollowFeed, "follow_feed"},
         {Operation::SubmitIntake, "submit_intake"},
         {Operation::StopDaemon, "stop_daemon"},
         {Operation::ApproveGate, "approve_gate"},
         {Operation::DenyGate, "deny_gate"},
         {Operation::EscalateGate, "escalate_gate"},
         {Operation::AskCustomer, "ask_customer"},
         {Operation::WithdrawApproval, "withdraw_approval"},
         {Operation::RecordReview, "record_review"},
         {Operation::WithdrawReview, "withdraw_review"},
         {Operation::WithdrawOthersReview, "withdraw_others_review"},
         {Operation::ClaimTicket, "claim_ticket"},
         {Operation::ReleaseTicket, "release_ticket"},
         {Operation::ReleaseOthersTicket, "release_others_ticket"},
         {Operation::ErasePerson, "erase_person"},
         {Operation::EnrolPerson, "enrol_person"},
         {Operation::AskEnrolment, "ask_enrolment"},
         {Operation::ChangeRoles, "change_roles"},
         {Operation::DisablePerson, "disable_person"},
         {Operation::EnablePerson, "enable_person"},
         {Operation::EnrolKey, "enrol_key"},
         {Operation::CountersignKey, "countersign_key"},
         {Operation::RevokeKey, "revoke_key"},
         {Operation::RevokeOwnKey, "revoke_own_key"},
         {Operation::PublishPolicy, "publish_policy"},
         {Operation::CountersignPolicy, "countersign_policy"},
         {Operation::ReadPeople, "read_people"},
         {Operation::InvitePerson, "invite_person"},
         {Operation::ReadSessions, "read_sessions"},
         {Operation::EndSessions, "end_sessions"},
         {Operation::EndOwnSessions, "end_own_sessions"},
         {Operation::AskChallenge, "ask_challenge"},
         {Operation::SetUpAccount, "set_up_account"},
         {Operation::SignIn, "sign_in"},
         {Operation::RenewSession, "renew_session"},
         {Operation::ProveDevice, "prove_device"},
         {Operation::HaltWork, "halt_work"},
         {Operation::HaltTicket, "halt_ticket"},
         {Operation::LiftHalt, "lift_halt"},
         {Operation::ReadHalts, "read_halts"}}};
};

/// The operation that a decision of this verdict is.
[[nodiscard]] Operation operationOf(Verdict verdict);

/// Whether the table permits the operation to the role; of an operation on a gate, while the gate stands there. What is not listed is
/// refused: an operation on a gate without a gate's status too.
[[nodiscard]] bool isPermitted(Operation operation, Role role, std::optional<GateStatus> gate = {});
/// To any of the roles.
[[nodiscard]] bool isPermitted(Operation operation, std::span<const Role> roles, std::optional<GateStatus> gate = {});

/// How far a connection has shown who is behind it. The table has a column for each.
enum class Standing {
    Nobody, ///< without a token: may sign in
    Unproven, ///< a token came, and not yet the proof that its device has it
    SignedIn
};
/// Whether the table permits the operation to whoever stands there, whatever their roles. Signed in it is the roles that count.
[[nodiscard]] bool isPermitted(Operation operation, Standing standing);

/// What the roles permit, of operations on a gate in some state of it: what a console may offer.
[[nodiscard]] std::vector<Operation> operationsOf(std::span<const Role> roles);
[[nodiscard]] bool isPermittedSomewhere(Operation operation, std::span<const Role> roles);

} // namespace stillgate
