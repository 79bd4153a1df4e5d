// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/domain/Payload.h"
#include "core/domain/PeopleCommands.h"

/// Everything that can be asked of the ledger. Values only: what a command needs from clocks, random sources, systems of record or
/// stored personal values was put into it before it is decided.
namespace stillgate {

struct IncomingAttachment {
    AttachmentFacts facts;
    std::string name;
    Digest content; ///< SHA-256

    friend bool operator==(const IncomingAttachment&, const IncomingAttachment&) = default;
};

struct IncomingMessage {
    Digest identity;
    PersonId customer;
    Channel channel = Channel::Email;
    std::optional<Digest> thread;
    std::optional<UtcTime> sentAt;
    std::string language;
    std::string text;
    std::string redacted;
    int redactionVersion = 0;
    std::map<std::string, std::string> personal; ///< subject, sender, name, device, country: those that are known
    std::vector<IncomingAttachment> attachments;

    friend bool operator==(const IncomingMessage&, const IncomingMessage&) = default;
};

/// What the model and the taxonomy said of a message.
struct Classified {
    Digest model;
    std::vector<ScoredLabel> labels; ///< best first; the first is the primary one
    std::vector<ScoredLabel> further; ///< besides it, best first
    std::string category;
    std::optional<TicketType> type;
    std::string team;
    Band band = Band::Manual;
    BandReason bandReason = BandReason::Confidence;
    std::optional<std::string> language;
    std::optional<int> sentiment;
    std::optional<int> urgency;
    std::vector<ReasonSpan> reasons;
    std::vector<std::string> words;
    std::vector<std::string> redFlags;

    friend bool operator==(const Classified&, const Classified&) = default;
};

struct OpenLedger {
    LedgerOpened ledger;
};

struct ChangePacks {
    std::map<std::string, Digest> packs;
};

struct ReceiveMessage {
    IncomingMessage message;
    Classified classified;
};

/// Inputs and records that a runbook asked for, read before anything is proposed.
struct RecordGathering {
    TicketId ticket;
    std::string runbook; ///< that asked for them
    std::map<std::string, std::string> inputs;
    std::map<std::string, Json> answers; ///< by the name of the read
    std::vector<std::string> missing; ///< inputs or records that were not found
};

/// A person's decision, with what the orchestrator read to judge it.
struct DecideGate {
    PersonId actor; ///< of the session
    GateId gate;
    Statement statement;
    Signature signature;
    std::optional<Opening> note;
    std::optional<Opening> planted; ///< of the gate's flag
    std::optional<Json> fresh; ///< the observed record as it reads now; absent when it could not be read
    std::optional<StepUp> stepUp; ///< what else proved who decides
};

/// The observed record of a gate as it reads now, read because somebody looks at the gate.
struct RecheckGate {
    GateId gate;
    Json fresh;
};

struct ExpireGate {
    GateId gate;
};

/// The action's time has come: the hold-back is over, no people were needed, or a wait before another call has passed.
struct BeginCall {
    ActionId action;
};

/// What a call brought. Exactly one of the two is set.
struct RecordCall {
    ActionId action;
    int attempt = 1;
    std::optional<Json> answer;
    std::string artifact;
    Learned learned = Learned::FromAnswer;
    std::optional<CallFailure> failure;
    std::string detail;
    std::optional<Duration> retryAfter;
};

/// What a read by the idempotency key found after an attempt in doubt.
struct RecordLookup {
    ActionId action;
    int attempt = 1;
    std::optional<Json> found;
    std::string artifact;
};

struct RecordVerification {
    ActionId action;
    Json record;
};

struct BeginNotice {
    TicketId ticket;
    std::map<std::string, std::string> facts; ///< of the proposal, opened; for a question also "question"
    std::string language;
};

struct RecordNotice {
    TicketId ticket;
    NoticeId notice;
    int attempt = 1;
    std::optional<std::string> artifact;
    CallFailure failure = CallFailure::InDoubt;
    std::string detail;
    std::optional<Duration> retryAfter;
};

struct CloseSilent {
    TicketId ticket;
};

/// The customer who was asked has not answered in time.
struct EndWaiting {
    TicketId ticket;
};

/// What a person makes of the newest label that the model gave a ticket.
struct RecordReview {
    PersonId actor; ///< of the session
    TicketId ticket;
    Sequence classified = 0; ///< the ticket.classified event that was looked at
    ReviewVerdict verdict = ReviewVerdict::Accept;
    std::string intent; ///< the right one; of an accepted label the model's
    std::optional<ReviewTag> tag;
    std::optional<std::string> note; ///< personal
};

struct WithdrawReview {
    PersonId actor; ///< of the session
    TicketId ticket;
    Sequence review = 0; ///< its classification.reviewed event
};

/// How urgent the ticket is found to be. So below: what the rules of triage found, for the ledger.
struct SetPriority {
    TicketId ticket;
    PrioritySet priority;
};

struct SetClocks {
    TicketId ticket;
    SlaSet clocks;
};

struct AssignTicket {
    TicketId ticket;
    TicketAssigned assigned;
};

/// A moment that nextMoment() named has come.
struct PassMoment {
    TicketId ticket;
};

/// Somebody's work begins: tickets that were held may find a person now. Leaves no event of its own.
struct RecallHeld {};

/// A person takes a ticket for themselves, or keeps it longer.
struct ClaimTicket {
    PersonId actor; ///< of the session
    TicketId ticket;
};

struct ReleaseTicket {
    PersonId actor; ///< of the session
    TicketId ticket;
};

/// Automation cannot go on for a reason that no other command carries.
struct GiveUp {
    TicketId ticket;
    EscalationReason reason = EscalationReason::BackendError;
    std::string detail;
    Tier tier = Tier::L2;
};

/// The kill switch. Set while it stands, or lifted while it does not, it leaves no event.
struct SetHalt {
    PersonId actor; ///< of the session; the orchestrator for the file
    HaltTarget target;
    HaltReason reason = HaltReason::Other;
};

struct LiftHalt {
    PersonId actor; ///< of the session; the orchestrator for the file
    HaltTarget target;
};

struct ErasePerson {
    PersonId actor;
    PersonId person;
    std::string reason;
};

using Command = std::variant<OpenLedger, ChangePacks, EnrolKey, ReceiveMessage, RecordGathering, DecideGate, RecheckGate,
                             ExpireGate, BeginCall, RecordCall, RecordLookup, RecordVerification, BeginNotice, RecordNotice,
                             CloseSilent, EndWaiting, RecordReview, WithdrawReview, GiveUp, ErasePerson, SetPriority, SetClocks,
                             AssignTicket, PassMoment, RecallHeld, ClaimTicket, ReleaseTicket, EnrolPerson, ChangeRoles,
                             DisablePerson, EnablePerson, CountersignKey, RevokeKey, PublishPolicy, SetHalt, LiftHalt>;

} // namespace stillgate
