// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/Money.h"
#include "core/domain/Ids.h"
#include "core/domain/Policy.h"
#include "core/domain/Words.h"

/// Payloads of events from the choice of a runbook to the closure of a ticket. See IntakeEvents.h for the rules they follow.
namespace stillgate {

struct RunbookChosen {
    static constexpr std::string_view kCode = "runbook.chosen";
    static constexpr int kVersion = 1;
    std::string runbook;
    int runbookVersion = 1;
    Digest digest;

    friend bool operator==(const RunbookChosen&, const RunbookChosen&) = default;
};

enum class IdentityResult { Proven, TooWeak };
template <>
struct EnumNames<IdentityResult> {
    static constexpr std::array<std::pair<IdentityResult, std::string_view>, 2> kNames{
        {{IdentityResult::Proven, "proven"}, {IdentityResult::TooWeak, "too_weak"}}};
};

/// Personal: evidence (JSON: the inputs and records that were compared).
struct IdentityChecked {
    static constexpr std::string_view kCode = "identity.checked";
    static constexpr int kVersion = 1;
    std::string method; ///< "crm_match"
    std::string rule; ///< the rule that held; empty when none did
    int strength = 0;
    int required = 0;
    IdentityResult result = IdentityResult::TooWeak;

    friend bool operator==(const IdentityChecked&, const IdentityChecked&) = default;
};

enum class Observation { Before, Fresh, After };
template <>
struct EnumNames<Observation> {
    static constexpr std::array<std::pair<Observation, std::string_view>, 3> kNames{
        {{Observation::Before, "before"}, {Observation::Fresh, "fresh"}, {Observation::After, "after"}}};
};

/// What a system of record said when it was read. Personal: target, record (JSON).
struct StateObserved {
    static constexpr std::string_view kCode = "state.observed";
    static constexpr int kVersion = 1;
    Observation when = Observation::Before;
    std::string system;
    std::string operation;
    std::map<std::string, std::string> facts; ///< the shown ones, as text

    friend bool operator==(const StateObserved&, const StateObserved&) = default;
};

struct StateChange {
    std::string fact;
    std::string before;
    std::string after;

    friend bool operator==(const StateChange&, const StateChange&) = default;
};

/// Personal: target, parameters and facts (JSON).
struct ActionProposed {
    static constexpr std::string_view kCode = "action.proposed";
    static constexpr int kVersion = 1;
    ActionId action;
    std::string runbook;
    int runbookVersion = 1;
    std::string system;
    std::string operation;
    Money amount;
    Reversibility reversibility = Reversibility::Irreversible;
    std::string compensation;
    Digest idempotencyKey; ///< its hexadecimal form is what the system of record sees
    std::optional<std::string> expectedVersion;
    Sequence observed = 0; ///< the state.observed event it was made from
    std::vector<StateChange> changes;
    std::map<std::string, std::string> sources; ///< parameter to the record or input its value came from
    Digest evidence; ///< leaf-independent digest of the identity.checked payload
    Digest proposal; ///< see proposalDigest()

    friend bool operator==(const ActionProposed&, const ActionProposed&) = default;
};

struct PolicyDecided {
    static constexpr std::string_view kCode = "policy.decided";
    static constexpr int kVersion = 1;
    ActionId action;
    Digest policy;
    PolicyEffect effect = PolicyEffect::Deny;
    std::optional<std::string> rule;
    Stakes stakes = Stakes::Low;
    std::vector<QuorumPart> quorum;
    std::vector<RuleTrace> trace;

    friend bool operator==(const PolicyDecided&, const PolicyDecided&) = default;
};

/// The signed action waits in the hold-back, in which the decision can be withdrawn.
struct ActionHeld {
    static constexpr std::string_view kCode = "action.held";
    static constexpr int kVersion = 1;
    ActionId action;
    UtcTime until;

    friend bool operator==(const ActionHeld&, const ActionHeld&) = default;
};

/// A call is about to be made. Durable before the call.
struct ActionIntended {
    static constexpr std::string_view kCode = "action.intended";
    static constexpr int kVersion = 1;
    ActionId action;
    int attempt = 1;

    friend bool operator==(const ActionIntended&, const ActionIntended&) = default;
};

/// Halted: it was stopped before anything of it left.
enum class CallFailure { NotSent, Throttled, Rejected, StateMoved, KeyReused, InDoubt, Halted };
template <>
struct EnumNames<CallFailure> {
    static constexpr std::array<std::pair<CallFailure, std::string_view>, 7> kNames{{{CallFailure::NotSent, "not_sent"},
                                                                                     {CallFailure::Throttled, "throttled"},
                                                                                     {CallFailure::Rejected, "rejected"},
                                                                                     {CallFailure::StateMoved, "state_moved"},
                                                                                     {CallFailure::KeyReused, "key_reused"},
                                                                                     {CallFailure::InDoubt, "in_doubt"},
                                                                                     {CallFailure::Halted, "halted"}}};
};

/// A call did not bring an answer that settles it. Version 2 knows the failure halted.
struct ActionFailed {
    static constexpr std::string_view kCode = "action.failed";
    static constexpr int kVersion = 2;
    ActionId action;
    int attempt = 1;
    CallFailure failure = CallFailure::InDoubt;
    std::string detail; ///< code of the system of record, for engineers
    std::optional<UtcTime> retryAt;

    friend bool operator==(const ActionFailed&, const ActionFailed&) = default;
};

/// A read by the idempotency key found no effect of an attempt that was in doubt.
struct ActionReconciled {
    static constexpr std::string_view kCode = "action.reconciled";
    static constexpr int kVersion = 1;
    ActionId action;
    int attempt = 1;
    UtcTime retryAt;

    friend bool operator==(const ActionReconciled&, const ActionReconciled&) = default;
};

enum class Learned { FromAnswer, FromReplay, FromRead };
template <>
struct EnumNames<Learned> {
    static constexpr std::array<std::pair<Learned, std::string_view>, 3> kNames{
        {{Learned::FromAnswer, "answer"}, {Learned::FromReplay, "replay"}, {Learned::FromRead, "read"}}};
};

/// The system of record has the effect. Personal: response (JSON).
struct ActionExecuted {
    static constexpr std::string_view kCode = "action.executed";
    static constexpr int kVersion = 1;
    ActionId action;
    int attempt = 1;
    std::string artifact; ///< id the system of record gave
    Learned learned = Learned::FromAnswer;

    friend bool operator==(const ActionExecuted&, const ActionExecuted&) = default;
};

/// The system of record was read again and compared with the intended state.
struct ActionVerified {
    static constexpr std::string_view kCode = "action.verified";
    static constexpr int kVersion = 1;
    ActionId action;
    Sequence observed = 0; ///< the state.observed event of the re-read
    bool matches = false;
    std::vector<StateChange> differences; ///< before: intended, after: found

    friend bool operator==(const ActionVerified&, const ActionVerified&) = default;
};

/// What follows on an abandoned action.
enum class Afterwards { Nothing, GatherAgain };
template <>
struct EnumNames<Afterwards> {
    static constexpr std::array<std::pair<Afterwards, std::string_view>, 2> kNames{
        {{Afterwards::Nothing, "nothing"}, {Afterwards::GatherAgain, "gather_again"}}};
};

/// Nothing more will be called for this action.
struct ActionAbandoned {
    static constexpr std::string_view kCode = "action.abandoned";
    static constexpr int kVersion = 1;
    ActionId action;
    std::string why;
    Afterwards afterwards = Afterwards::Nothing;

    friend bool operator==(const ActionAbandoned&, const ActionAbandoned&) = default;
};

/// What a message to the customer is for.
enum class NoticePurpose { Confirmation, Question };
template <>
struct EnumNames<NoticePurpose> {
    static constexpr std::array<std::pair<NoticePurpose, std::string_view>, 2> kNames{
        {{NoticePurpose::Confirmation, "confirmation"}, {NoticePurpose::Question, "question"}}};
};

/// Personal: recipient, subject, body. Version 2 names the purpose; before, all were confirmations.
struct NoticeIntended {
    static constexpr std::string_view kCode = "notice.intended";
    static constexpr int kVersion = 2;
    NoticeId notice;
    NoticePurpose purpose = NoticePurpose::Confirmation;
    ActionId action;
    int attempt = 1;
    std::string language;
    Digest idempotencyKey;

    friend bool operator==(const NoticeIntended&, const NoticeIntended&) = default;
};

/// Version 2 knows the failure halted.
struct NoticeFailed {
    static constexpr std::string_view kCode = "notice.failed";
    static constexpr int kVersion = 2;
    NoticeId notice;
    int attempt = 1;
    CallFailure failure = CallFailure::InDoubt;
    std::string detail;
    UtcTime retryAt;

    friend bool operator==(const NoticeFailed&, const NoticeFailed&) = default;
};

/// The customer was told, or asked. Without an answer until `silenceAt` the ticket closes; one whose customer was asked goes to a
/// person.
struct NoticeSent {
    static constexpr std::string_view kCode = "notice.sent";
    static constexpr int kVersion = 1;
    NoticeId notice;
    std::string artifact;
    UtcTime silenceAt;

    friend bool operator==(const NoticeSent&, const NoticeSent&) = default;
};

/// Automation stopped; a person goes on from here. Version 2 knows the stage waiting_customer.
struct TicketEscalated {
    static constexpr std::string_view kCode = "ticket.escalated";
    static constexpr int kVersion = 2;
    EscalationReason reason = EscalationReason::PolicyBlock;
    std::string detail; ///< code of the particular cause
    Tier tier = Tier::L2;
    std::string team;
    Stage from = Stage::Triage;

    friend bool operator==(const TicketEscalated&, const TicketEscalated&) = default;
};

struct TicketClosed {
    static constexpr std::string_view kCode = "ticket.closed";
    static constexpr int kVersion = 1;
    std::string resolution;
    std::string by; ///< "silence"
    Attribution attribution = Attribution::Auto;
    std::vector<std::string> automated; ///< steps that automation is credited with

    friend bool operator==(const TicketClosed&, const TicketClosed&) = default;
};

} // namespace stillgate

#include "core/domain/ResolutionEventFields.h"
