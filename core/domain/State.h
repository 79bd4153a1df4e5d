// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/Money.h"
#include "core/base/Signature.h"
#include "core/domain/Payload.h"

namespace stillgate {

/// A signed decision that counts on a gate.
struct CountedDecision {
    PersonId approver;
    Role slot = Role::L2Agent;
    Digest statement;
    Sequence event = 0;
    UtcTime time;
    std::string keyId;

    friend bool operator==(const CountedDecision&, const CountedDecision&) = default;
};

/// An action held until the named people decide.
struct Gate {
    GateId id;
    TicketId ticket;
    ActionId action;
    GateStatus status = GateStatus::Open;
    Digest proposal;
    Digest display;
    Digest policy;
    Digest planted; ///< commitment to the planted flag
    Sequence opened = 0;
    std::vector<QuorumPart> quorum;
    Stakes stakes = Stakes::Normal;
    std::string rule;
    UtcTime expires;
    std::vector<CountedDecision> approvals;
    std::map<PersonId, int> decisionsBy; ///< all decisions, counted for the nonce
    std::optional<DecisionMade> settled; ///< the decision that ended or satisfied it; none while it is open, expired or voided
    std::vector<StateChange> moved; ///< of a voided one: what was no longer as shown

    friend bool operator==(const Gate&, const Gate&) = default;
};

/// One operation on one system of record with exact parameters.
struct Action {
    ActionId id;
    TicketId ticket;
    ActionStatus status = ActionStatus::Proposed;
    std::string runbook;
    int runbookVersion = 1;
    std::string system;
    std::string operation;
    Money amount;
    Digest proposal;
    Digest idempotencyKey;
    std::optional<std::string> expectedVersion;
    std::vector<StateChange> changes;
    Sequence proposed = 0; ///< its action.proposed event
    Sequence observed = 0; ///< the state it was shown against
    Sequence decided = 0; ///< its policy.decided event
    PolicyEffect effect = PolicyEffect::Deny;
    Digest policy;
    std::optional<GateId> gate;
    int attempts = 0;
    int halted = 0; ///< of the attempts, those that a halt stopped before anything left
    bool unsettled = false; ///< a call was made whose effect no answer or read has settled yet
    std::optional<UtcTime> due; ///< end of the hold-back, or of the wait before the next call
    std::string artifact;

    friend bool operator==(const Action&, const Action&) = default;
};

/// The message that tells the customer what was done, or asks something.
struct Notice {
    NoticeId id;
    NoticePurpose purpose = NoticePurpose::Confirmation;
    Sequence intended = 0; ///< its newest notice.intended event
    Sequence first = 0; ///< its first one, which carries the text
    Digest idempotencyKey;
    int attempts = 0;
    int halted = 0; ///< of the attempts, those that a halt stopped before anything left
    bool sent = false;
    bool unsettled = false;
    std::optional<UtcTime> due; ///< next try, or the end of the silence

    friend bool operator==(const Notice&, const Notice&) = default;
};

/// What the model said of a ticket, as it said it.
struct Reading {
    Sequence event = 0; ///< its ticket.classified event
    std::string intent;
    int confidence = 0;
    std::string category;
    std::string team;
    Band band = Band::Manual;

    friend bool operator==(const Reading&, const Reading&) = default;
};

/// A review that was not withdrawn.
struct Review {
    Sequence event = 0; ///< its classification.reviewed event
    PersonId person;
    ReviewVerdict verdict = ReviewVerdict::Accept;
    std::string intent;

    friend bool operator==(const Review&, const Review&) = default;
};

struct Ticket {
    TicketId id;
    PersonId customer;
    Channel channel = Channel::Email;
    Stage stage = Stage::Triage;
    Band band = Band::Manual;
    std::string intent; ///< the label in force, with its band, confidence and team: the model's or a person's
    int confidence = 0;
    std::string team;
    std::optional<Reading> reading;
    std::vector<Review> reviews; ///< of the newest reading, oldest first; the last one counts
    std::optional<Sequence> relabelled; ///< the review that the label in force comes from
    Sequence opened = 0;
    Sequence latest = 0; ///< newest event of the ticket
    UtcTime openedAt;
    UtcTime movedAt; ///< when the stage last changed
    int messages = 0;
    bool unread = false; ///< a further message came since a person last had the ticket before them
    int gatherings = 0; ///< times the records were read to make a proposal
    std::vector<std::string> redFlags; ///< of its messages, and of the model's label
    std::vector<std::string> labelFlags; ///< of a person's label, while it is in force
    int asked = 0; ///< times a person put a question to the customer
    std::string runbook; ///< chosen one; empty before
    int identityStrength = 0;
    std::optional<ActionId> action; ///< the newest one
    std::optional<Notice> notice;
    std::optional<EscalationReason> reason;
    std::string detail;
    std::string resolution;
    std::optional<Attribution> attribution;
    Handling handling;

    friend bool operator==(const Ticket&, const Ticket&) = default;
};

struct EnrolledKey {
    PublicKey key;
    std::vector<Role> roles;
    std::optional<Sequence> revoked; ///< by this event

    friend bool operator==(const EnrolledKey&, const EnrolledKey&) = default;
};

inline constexpr std::string_view kDemonstration = "demonstration";

/// Somebody who works here.
struct Person {
    std::vector<Role> roles;
    PersonStatus status = PersonStatus::Active;
    std::string origin; ///< how they came; kDemonstration of those that it made

    friend bool operator==(const Person&, const Person&) = default;
};

/// The policy in force, where one was published over the pack's.
struct PublishedPolicy {
    Policy policy;
    Digest digest;
    PersonId editor;
    PersonId second;
    UtcTime at;

    friend bool operator==(const PublishedPolicy&, const PublishedPolicy&) = default;
};

/// A halt that stands.
struct Halt {
    PersonId by;
    UtcTime at;
    HaltReason reason = HaltReason::Other;
    Sequence event = 0; ///< its halt.set event

    friend bool operator==(const Halt&, const Halt&) = default;
};

using Halts = std::map<HaltTarget, Halt>;

/// What the ledger says, folded. Personal values have no place in it.
struct State {
    Sequence next = 0; ///< sequence of the next event
    UtcTime time; ///< of the newest event
    LedgerOpened ledger;
    std::map<std::string, Digest> packs;
    std::unordered_map<TicketId, Ticket> tickets;
    std::unordered_map<ActionId, Action> actions;
    std::unordered_map<GateId, Gate> gates;
    std::unordered_map<Digest, TicketId> messages; ///< identity of every message
    std::unordered_map<Digest, TicketId> threads; ///< newest ticket of a thread
    std::map<PersonId, std::map<std::string, EnrolledKey>> people; ///< signers by key id, revoked ones too
    std::map<PersonId, Person> persons; ///< who works here
    std::optional<PublishedPolicy> published;
    Halts halts; ///< those that stand
    std::unordered_set<PersonId> erased;
    std::map<PersonId, int> loads; ///< tickets that people have before them
    std::map<std::string, std::set<HeldTicket>> held; ///< tickets that wait for room, by team
    std::vector<EventHeader> unknown; ///< headers this build could not read; their tickets take no decision

    friend bool operator==(const State&, const State&) = default;
};

/// Whether enough people of every role asked for have approved.
[[nodiscard]] bool isSatisfied(const Gate& gate);

/// The roles of a person. Empty for who has none or is disabled. Of somebody who has a key and was never enrolled: those of their keys.
[[nodiscard]] std::vector<Role> rolesOf(const State& state, const PersonId& person);

/// Whether an action may be called at all: allowed by the policy without people, or approved by those it asked for.
[[nodiscard]] bool hasLeave(const State& state, const Action& action);

/// Whether the ticket waits for a person to do something.
[[nodiscard]] bool needsPerson(const Ticket& ticket);

/// Folds one event. Pure: no clock, no random, no personal value. Conflict when the sequence is not the next one or when the
/// event is not possible in this state; the state is then unchanged. An unknown code or version is kept, not guessed at.
[[nodiscard]] Result<void> apply(State& state, const EventHeader& header);

} // namespace stillgate
