// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "core/base/JsonCodec.h"
#include "core/domain/Decide.h"
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
    Statement statement;
    Signature signature;
    std::optional<Opening> note; ///< opens the statement's note commitment

    friend bool operator==(const SubmitDecision&, const SubmitDecision&) = default;
};

/// Destroys a person's key, values and attachments.
struct SubmitErasure {
    static constexpr std::string_view kKind = "person.erase";
    PersonId person;
    std::string reason; ///< a code: it stands in the clear

    friend bool operator==(const SubmitErasure&, const SubmitErasure&) = default;
};

/// What the caller makes of the newest label that the model gave a ticket.
struct SubmitReview {
    static constexpr std::string_view kKind = "review.record";
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
    TicketId ticket;
    Sequence review = 0; ///< its classification.reviewed event

    friend bool operator==(const SubmitReviewWithdrawal&, const SubmitReviewWithdrawal&) = default;
};

/// The caller takes a ticket for themselves, for a time; asked again, for longer.
struct SubmitClaim {
    static constexpr std::string_view kKind = "ticket.claim";
    TicketId ticket;

    friend bool operator==(const SubmitClaim&, const SubmitClaim&) = default;
};

/// The caller gives a ticket back; as a supervisor, anybody's.
struct SubmitRelease {
    static constexpr std::string_view kKind = "ticket.release";
    TicketId ticket;

    friend bool operator==(const SubmitRelease&, const SubmitRelease&) = default;
};

using PersonCommand =
    std::variant<SubmitDecision, SubmitErasure, SubmitReview, SubmitReviewWithdrawal, SubmitClaim, SubmitRelease>;

template <typename Visitor>
void describe(Visitor& visit, SubmitDecision& command)
{
    visit("statement", command.statement);
    visit("signature", command.signature);
    visit("note", command.note);
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

} // namespace stillgate::rpc

namespace stillgate {

/// The fields of the command and "kind", which says which one it is.
template <>
struct JsonForm<rpc::PersonCommand> {
    static Json write(const rpc::PersonCommand& command);
    static Result<rpc::PersonCommand> read(const Json& json, const std::string& path);
};

} // namespace stillgate
