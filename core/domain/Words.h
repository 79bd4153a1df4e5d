// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/JsonCodec.h"

/// The closed lists of words the product is described in, and the names they have on the wire.
namespace stillgate {

enum class Channel { Email, Chat, Voice, Web };
template <>
struct EnumNames<Channel> {
    static constexpr std::array<std::pair<Channel, std::string_view>, 4> kNames{
        {{Channel::Email, "email"}, {Channel::Chat, "chat"}, {Channel::Voice, "voice"}, {Channel::Web, "web"}}};
};

/// Where a ticket stands on the way to its closure. In WaitingCustomer the customer is being asked. Closed and Escalated end what
/// automation does.
enum class Stage { Triage, Identity, Policy, Gate, WaitingCustomer, HoldBack, Execute, Verify, Confirm, Closed, Escalated };
template <>
struct EnumNames<Stage> {
    static constexpr std::array<std::pair<Stage, std::string_view>, 11> kNames{{{Stage::Triage, "triage"},
                                                                                {Stage::Identity, "identity"},
                                                                                {Stage::Policy, "policy"},
                                                                                {Stage::Gate, "gate"},
                                                                                {Stage::WaitingCustomer, "waiting_customer"},
                                                                                {Stage::HoldBack, "hold_back"},
                                                                                {Stage::Execute, "execute"},
                                                                                {Stage::Verify, "verify"},
                                                                                {Stage::Confirm, "confirm"},
                                                                                {Stage::Closed, "closed"},
                                                                                {Stage::Escalated, "escalated"}}};
};

/// What confidence allows.
enum class Band { Auto, Assisted, Manual };
template <>
struct EnumNames<Band> {
    static constexpr std::array<std::pair<Band, std::string_view>, 3> kNames{
        {{Band::Auto, "auto"}, {Band::Assisted, "assisted"}, {Band::Manual, "manual"}}};
};

/// Why a band was given. A threshold that held-out data was too thin to choose is the one of the default bands. A red flag, a category
/// that is never automated, a text outside of what the model knows and an intent that the taxonomy does not know are always manual.
enum class BandReason { Unrecorded, Confidence, ThinData, OutOfScope, UnknownIntent, AlwaysManual, RedFlag };
template <>
struct EnumNames<BandReason> {
    static constexpr std::array<std::pair<BandReason, std::string_view>, 7> kNames{
        {{BandReason::Unrecorded, "unrecorded"},
         {BandReason::Confidence, "confidence"},
         {BandReason::ThinData, "thin_data"},
         {BandReason::OutOfScope, "out_of_scope"},
         {BandReason::UnknownIntent, "unknown_intent"},
         {BandReason::AlwaysManual, "always_manual"},
         {BandReason::RedFlag, "red_flag"}}};
};

/// What kind of work a ticket is.
enum class TicketType { Question, Incident, Problem, Change, Request };
template <>
struct EnumNames<TicketType> {
    static constexpr std::array<std::pair<TicketType, std::string_view>, 5> kNames{{{TicketType::Question, "question"},
                                                                                    {TicketType::Incident, "incident"},
                                                                                    {TicketType::Problem, "problem"},
                                                                                    {TicketType::Change, "change"},
                                                                                    {TicketType::Request, "request"}}};
};

/// Why automation stopped.
enum class EscalationReason {
    IdentityFailed,
    PolicyBlock,
    MissingPermission,
    BackendError,
    LowConfidence,
    RedFlag,
    CustomerRequest,
    Dissatisfied
};
template <>
struct EnumNames<EscalationReason> {
    static constexpr std::array<std::pair<EscalationReason, std::string_view>, 8> kNames{
        {{EscalationReason::IdentityFailed, "identity_failed"},
         {EscalationReason::PolicyBlock, "policy_block"},
         {EscalationReason::MissingPermission, "missing_permission"},
         {EscalationReason::BackendError, "backend_error"},
         {EscalationReason::LowConfidence, "low_confidence"},
         {EscalationReason::RedFlag, "red_flag"},
         {EscalationReason::CustomerRequest, "customer_request"},
         {EscalationReason::Dissatisfied, "dissatisfied"}}};
};

enum class Tier { L1, L2, L3 };
template <>
struct EnumNames<Tier> {
    static constexpr std::array<std::pair<Tier, std::string_view>, 3> kNames{
        {{Tier::L1, "L1"}, {Tier::L2, "L2"}, {Tier::L3, "L3"}}};
};

enum class Stakes { Low, Normal, High };
template <>
struct EnumNames<Stakes> {
    static constexpr std::array<std::pair<Stakes, std::string_view>, 3> kNames{
        {{Stakes::Low, "low"}, {Stakes::Normal, "normal"}, {Stakes::High, "high"}}};
};

/// What can be made of an operation afterwards; a chain takes the worst in it.
enum class Reversibility { ReadOnly, Reversible, Compensable, Irreversible };
template <>
struct EnumNames<Reversibility> {
    static constexpr std::array<std::pair<Reversibility, std::string_view>, 4> kNames{
        {{Reversibility::ReadOnly, "read_only"},
         {Reversibility::Reversible, "reversible"},
         {Reversibility::Compensable, "compensable"},
         {Reversibility::Irreversible, "irreversible"}}};
};

enum class PolicyEffect { Allow, Deny, RequireApproval };
template <>
struct EnumNames<PolicyEffect> {
    static constexpr std::array<std::pair<PolicyEffect, std::string_view>, 3> kNames{
        {{PolicyEffect::Allow, "allow"}, {PolicyEffect::Deny, "deny"}, {PolicyEffect::RequireApproval, "require_approval"}}};
};

enum class Verdict { Approve, Deny, Escalate, AskCustomer, Withdraw };
template <>
struct EnumNames<Verdict> {
    static constexpr std::array<std::pair<Verdict, std::string_view>, 5> kNames{{{Verdict::Approve, "approve"},
                                                                                 {Verdict::Deny, "deny"},
                                                                                 {Verdict::Escalate, "escalate"},
                                                                                 {Verdict::AskCustomer, "ask_customer"},
                                                                                 {Verdict::Withdraw, "withdraw"}}};
};

enum class Role { L2Agent, Supervisor, Qa, Admin, Auditor, Service };
template <>
struct EnumNames<Role> {
    static constexpr std::array<std::pair<Role, std::string_view>, 6> kNames{{{Role::L2Agent, "l2_agent"},
                                                                              {Role::Supervisor, "supervisor"},
                                                                              {Role::Qa, "qa"},
                                                                              {Role::Admin, "admin"},
                                                                              {Role::Auditor, "auditor"},
                                                                              {Role::Service, "service"}}};
};

enum class Environment { Dev, Staging, Prod };
template <>
struct EnumNames<Environment> {
    static constexpr std::array<std::pair<Environment, std::string_view>, 3> kNames{
        {{Environment::Dev, "dev"}, {Environment::Staging, "staging"}, {Environment::Prod, "prod"}}};
};

/// Who brought a ticket to its end.
enum class Attribution { Auto, Assisted, Manual };
template <>
struct EnumNames<Attribution> {
    static constexpr std::array<std::pair<Attribution, std::string_view>, 3> kNames{
        {{Attribution::Auto, "auto"}, {Attribution::Assisted, "assisted"}, {Attribution::Manual, "manual"}}};
};

/// Asked: a person put a question to the customer instead.
enum class GateStatus { Open, Approved, Denied, Escalated, Asked, Expired, Voided };
template <>
struct EnumNames<GateStatus> {
    static constexpr std::array<std::pair<GateStatus, std::string_view>, 7> kNames{{{GateStatus::Open, "open"},
                                                                                    {GateStatus::Approved, "approved"},
                                                                                    {GateStatus::Denied, "denied"},
                                                                                    {GateStatus::Escalated, "escalated"},
                                                                                    {GateStatus::Asked, "asked"},
                                                                                    {GateStatus::Expired, "expired"},
                                                                                    {GateStatus::Voided, "voided"}}};
};

/// Proposed: nothing was sent. Intended: a call may be under way. InDoubt: a call was made and its effect is unknown.
enum class ActionStatus { Proposed, Held, Intended, InDoubt, Waiting, Executed, Verified, Mismatched, Abandoned };
template <>
struct EnumNames<ActionStatus> {
    static constexpr std::array<std::pair<ActionStatus, std::string_view>, 9> kNames{{{ActionStatus::Proposed, "proposed"},
                                                                                      {ActionStatus::Held, "held"},
                                                                                      {ActionStatus::Intended, "intended"},
                                                                                      {ActionStatus::InDoubt, "in_doubt"},
                                                                                      {ActionStatus::Waiting, "waiting"},
                                                                                      {ActionStatus::Executed, "executed"},
                                                                                      {ActionStatus::Verified, "verified"},
                                                                                      {ActionStatus::Mismatched, "mismatched"},
                                                                                      {ActionStatus::Abandoned, "abandoned"}}};
};

enum class PersonStatus { Active, Disabled };
template <>
struct EnumNames<PersonStatus> {
    static constexpr std::array<std::pair<PersonStatus, std::string_view>, 2> kNames{
        {{PersonStatus::Active, "active"}, {PersonStatus::Disabled, "disabled"}}};
};

/// What proved a second time who decides, beside the signature.
enum class StepUp { Totp };
template <>
struct EnumNames<StepUp> {
    static constexpr std::array<std::pair<StepUp, std::string_view>, 1> kNames{{{StepUp::Totp, "totp"}}};
};

/// Why a command was not carried out.
enum class RefusalCode {
    UnknownTicket,
    UnknownGate,
    UnknownAction,
    UnknownPerson,
    NotInThisStage,
    GateNotOpen,
    GateExpired,
    StateMoved,
    StatementMismatch,
    BadSignature,
    UnknownKey,
    NonceMismatch,
    StatementExpired,
    PolicyMoved,
    RoleMissing,
    AlreadyDecided,
    RequesterMayNot,
    BeneficiaryMayNot,
    TooLate,
    CommandReused,
    ActionUnderWay,
    DuplicateMessage,
    ClockSuspect,
    ReasonMissing,
    StateUnread,
    UnknownEvent,
    UnknownReason,
    NoteMissing,
    UnknownClassification,
    UnknownIntent,
    VerdictMismatch,
    AlreadyReviewed,
    UnknownReview,
    AlreadyClaimed,
    NotClaimed,
    PersonDisabled,
    KeyRevoked,
    EditorMayNot,
    StepUpMissing,
    AlreadyEnrolled,
    CountersignatureMissing,
    UnknownConnector
};
template <>
struct EnumNames<RefusalCode> {
    static constexpr std::array<std::pair<RefusalCode, std::string_view>, 42> kNames{
        {{RefusalCode::UnknownTicket, "unknown_ticket"},
         {RefusalCode::UnknownGate, "unknown_gate"},
         {RefusalCode::UnknownAction, "unknown_action"},
         {RefusalCode::UnknownPerson, "unknown_person"},
         {RefusalCode::NotInThisStage, "not_in_this_stage"},
         {RefusalCode::GateNotOpen, "gate_not_open"},
         {RefusalCode::GateExpired, "gate_expired"},
         {RefusalCode::StateMoved, "state_moved"},
         {RefusalCode::StatementMismatch, "statement_mismatch"},
         {RefusalCode::BadSignature, "bad_signature"},
         {RefusalCode::UnknownKey, "unknown_key"},
         {RefusalCode::NonceMismatch, "nonce_mismatch"},
         {RefusalCode::StatementExpired, "statement_expired"},
         {RefusalCode::PolicyMoved, "policy_moved"},
         {RefusalCode::RoleMissing, "role_missing"},
         {RefusalCode::AlreadyDecided, "already_decided"},
         {RefusalCode::RequesterMayNot, "requester_may_not"},
         {RefusalCode::BeneficiaryMayNot, "beneficiary_may_not"},
         {RefusalCode::TooLate, "too_late"},
         {RefusalCode::CommandReused, "command_reused"},
         {RefusalCode::ActionUnderWay, "action_under_way"},
         {RefusalCode::DuplicateMessage, "duplicate_message"},
         {RefusalCode::ClockSuspect, "clock_suspect"},
         {RefusalCode::ReasonMissing, "reason_missing"},
         {RefusalCode::StateUnread, "state_unread"},
         {RefusalCode::UnknownEvent, "unknown_event"},
         {RefusalCode::UnknownReason, "unknown_reason"},
         {RefusalCode::NoteMissing, "note_missing"},
         {RefusalCode::UnknownClassification, "unknown_classification"},
         {RefusalCode::UnknownIntent, "unknown_intent"},
         {RefusalCode::VerdictMismatch, "verdict_mismatch"},
         {RefusalCode::AlreadyReviewed, "already_reviewed"},
         {RefusalCode::UnknownReview, "unknown_review"},
         {RefusalCode::AlreadyClaimed, "already_claimed"},
         {RefusalCode::NotClaimed, "not_claimed"},
         {RefusalCode::PersonDisabled, "person_disabled"},
         {RefusalCode::KeyRevoked, "key_revoked"},
         {RefusalCode::EditorMayNot, "editor_may_not"},
         {RefusalCode::StepUpMissing, "step_up_missing"},
         {RefusalCode::AlreadyEnrolled, "already_enrolled"},
         {RefusalCode::CountersignatureMissing, "countersignature_missing"},
         {RefusalCode::UnknownConnector, "unknown_connector"}}};
};

} // namespace stillgate
