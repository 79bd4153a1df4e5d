// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "core/base/JsonCodec.h"
#include "core/domain/Decide.h"
#include "core/domain/Permissions.h"
#include "core/domain/ResolutionEventFields.h"
#include "core/domain/Statement.h"

namespace stillgate {

template <typename Visitor>
void describe(Visitor& visit, Refusal& refusal)
{
    visit("code", refusal.code);
    visit("detail", refusal.detail);
    visit("moved", refusal.moved);
    visit("decided", refusal.decided);
}

} // namespace stillgate

/// What a person can submit. Who it is comes from the session, time and ids from the orchestrator: nothing of that is believed here.
namespace stillgate::rpc {

/// The signed statement names the gate.
struct SubmitDecision {
    static constexpr std::string_view kKind = "gate.decide";
    [[nodiscard]] Operation operation() const { return operationOf(statement.verdict); }
    Statement statement;
    Signature signature;
    std::optional<Opening> note; ///< opens the statement's note commitment
    std::optional<std::string> code; ///< one-time code of an approval at high stakes; serves once

    friend bool operator==(const SubmitDecision&, const SubmitDecision&) = default;
};

/// Destroys a person's key, values and attachments.
struct SubmitErasure {
    static constexpr std::string_view kKind = "person.erase";
    [[nodiscard]] static Operation operation() { return Operation::ErasePerson; }
    PersonId person;
    std::string reason; ///< a code: it stands in the clear

    friend bool operator==(const SubmitErasure&, const SubmitErasure&) = default;
};

/// What the caller makes of the newest label that the model gave a ticket.
struct SubmitReview {
    static constexpr std::string_view kKind = "review.record";
    [[nodiscard]] static Operation operation() { return Operation::RecordReview; }
    TicketId ticket;
    Sequence classified = 0; ///< the ticket.classified event that was looked at
    ReviewVerdict verdict = ReviewVerdict::Accept;
    std::string intent; ///< the right one; of an accepted label the model's
    std::optional<ReviewTag> tag;
    std::optional<Opening> note; ///< its salt keeps the digest of the command from telling the text

    friend bool operator==(const SubmitReview&, const SubmitReview&) = default;
};

/// Takes a review back: the caller's own, or as a supervisor anybody's.
struct SubmitReviewWithdrawal {
    static constexpr std::string_view kKind = "review.withdraw";
    [[nodiscard]] static Operation operation() { return Operation::WithdrawReview; }
    TicketId ticket;
    Sequence review = 0; ///< its classification.reviewed event

    friend bool operator==(const SubmitReviewWithdrawal&, const SubmitReviewWithdrawal&) = default;
};

/// The caller takes a ticket for themselves, for a time; asked again, for longer.
struct SubmitClaim {
    static constexpr std::string_view kKind = "ticket.claim";
    [[nodiscard]] static Operation operation() { return Operation::ClaimTicket; }
    TicketId ticket;

    friend bool operator==(const SubmitClaim&, const SubmitClaim&) = default;
};

/// The caller gives a ticket back; as a supervisor, anybody's.
struct SubmitRelease {
    static constexpr std::string_view kKind = "ticket.release";
    [[nodiscard]] static Operation operation() { return Operation::ReleaseTicket; }
    TicketId ticket;

    friend bool operator==(const SubmitRelease&, const SubmitRelease&) = default;
};

struct SubmitRoles {
    static constexpr std::string_view kKind = "person.roles";
    [[nodiscard]] static Operation operation() { return Operation::ChangeRoles; }
    PersonId person;
    std::vector<Role> roles; ///< all of them

    friend bool operator==(const SubmitRoles&, const SubmitRoles&) = default;
};

/// Ends the person's sessions and revokes their keys.
struct SubmitDisabling {
    static constexpr std::string_view kKind = "person.disable";
    [[nodiscard]] static Operation operation() { return Operation::DisablePerson; }
    PersonId person;
    std::string reason; ///< a code: it stands in the clear

    friend bool operator==(const SubmitDisabling&, const SubmitDisabling&) = default;
};

struct SubmitEnabling {
    static constexpr std::string_view kKind = "person.enable";
    [[nodiscard]] static Operation operation() { return Operation::EnablePerson; }
    PersonId person;

    friend bool operator==(const SubmitEnabling&, const SubmitEnabling&) = default;
};

/// A signing key: the key's own signature over its KeyStatement, and an admin's. The very first admin's needs no second one.
struct SubmitKey {
    static constexpr std::string_view kKind = "key.enrol";
    [[nodiscard]] static Operation operation() { return Operation::EnrolKey; }
    PersonId person;
    PublicKey key;
    Signature possession;
    std::optional<SignedBy> countersigned;

    friend bool operator==(const SubmitKey&, const SubmitKey&) = default;
};

/// One's own, or as an admin anybody's.
struct SubmitKeyRevocation {
    static constexpr std::string_view kKind = "key.revoke";
    [[nodiscard]] static Operation operation() { return Operation::RevokeOwnKey; }
    PersonId person;
    std::string keyId;
    std::string why; ///< a code: it stands in the clear

    friend bool operator==(const SubmitKeyRevocation&, const SubmitKeyRevocation&) = default;
};

/// A policy signed by its editor and a second person over its PolicyStatement.
struct SubmitPolicy {
    static constexpr std::string_view kKind = "policy.publish";
    [[nodiscard]] static Operation operation() { return Operation::CountersignPolicy; }
    Policy policy;
    SignedBy editor;
    SignedBy second;

    friend bool operator==(const SubmitPolicy&, const SubmitPolicy&) = default;
};

/// The kill switch: nothing that is covered leaves any more.
struct SubmitHalt {
    static constexpr std::string_view kKind = "halt.set";
    [[nodiscard]] Operation operation() const
    {
        return scope == HaltScope::Ticket ? Operation::HaltTicket : Operation::HaltWork;
    }
    HaltScope scope = HaltScope::All;
    std::string name; ///< of the connector or the intent, or the ticket's id; empty for all
    HaltReason reason = HaltReason::Other;

    friend bool operator==(const SubmitHalt&, const SubmitHalt&) = default;
};

/// Lifts what a person set. What the file stops goes on when the file is gone.
struct SubmitLift {
    static constexpr std::string_view kKind = "halt.lift";
    [[nodiscard]] static Operation operation() { return Operation::LiftHalt; }
    HaltScope scope = HaltScope::All;
    std::string name;

    friend bool operator==(const SubmitLift&, const SubmitLift&) = default;
};

using PersonCommand =
    std::variant<SubmitDecision, SubmitErasure, SubmitReview, SubmitReviewWithdrawal, SubmitClaim, SubmitRelease, SubmitRoles,
                 SubmitDisabling, SubmitEnabling, SubmitKey, SubmitKeyRevocation, SubmitPolicy, SubmitHalt, SubmitLift>;

/// What the command asks for, as the table of permissions knows it.
[[nodiscard]] inline Operation operationOf(const PersonCommand& command)
{
    return std::visit([](const auto& one) { return one.operation(); }, command);
}

template <typename Visitor>
void describe(Visitor& visit, SubmitDecision& command)
{
    visit("statement", command.statement);
    visit("signature", command.signature);
    visit("note", command.note);
    visit("code", command.code);
}

template <typename Visitor>
void describe(Visitor& visit, SubmitErasure& command)
{
    visit("person", command.person);
    visit("reason", command.reason);
}

template <typename Visitor>
void describe(Visitor& visit, SubmitReview& command)
{
    visit("ticket", command.ticket);
    visit("classified", command.classified);
    visit("verdict", command.verdict);
    visit("intent", command.intent);
    visit("tag", command.tag);
    visit("note", command.note);
}

template <typename Visitor>
void describe(Visitor& visit, SubmitReviewWithdrawal& command)
{
    visit("ticket", command.ticket);
    visit("review", command.review);
}

template <typename Visitor>
void describe(Visitor& visit, SubmitClaim& command)
{
    visit("ticket", command.ticket);
}

template <typename Visitor>
void describe(Visitor& visit, SubmitRelease& command)
{
    visit("ticket", command.ticket);
}

template <typename Visitor>
void describe(Visitor& visit, SubmitRoles& command)
{
    visit("person", command.person);
    visit("roles", command.roles);
}

template <typename Visitor>
void describe(Visitor& visit, SubmitDisabling& command)
{
    visit("person", command.person);
    visit("reason", command.reason);
}

template <typename Visitor>
void describe(Visitor& visit, SubmitEnabling& command)
{
    visit("person", command.person);
}

template <typename Visitor>
void describe(Visitor& visit, SubmitKey& command)
{
    visit("person", command.person);
    visit("key", command.key);
    visit("possession", command.possession);
    visit("countersigned", command.countersigned);
}

template <typename Visitor>
void describe(Visitor& visit, SubmitKeyRevocation& command)
{
    visit("person", command.person);
    visit("key_id", command.keyId);
    visit("why", command.why);
}

template <typename Visitor>
void describe(Visitor& visit, SubmitPolicy& command)
{
    visit("policy", command.policy);
    visit("editor", command.editor);
    visit("second", command.second);
}

template <typename Visitor>
void describe(Visitor& visit, SubmitHalt& command)
{
    visit("scope", command.scope);
    visit("name", command.name);
    visit("reason", command.reason);
}

template <typename Visitor>
void describe(Visitor& visit, SubmitLift& command)
{
    visit("scope", command.scope);
    visit("name", command.name);
}

} // namespace stillgate::rpc

namespace stillgate {

/// The fields of the command and "kind", which says which one it is.
template <>
struct JsonForm<rpc::PersonCommand> {
    static Json write(const rpc::PersonCommand& command);
    static Result<rpc::PersonCommand> read(const Json& json, const std::string& path);
};

} // namespace stillgate
