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

using PersonCommand = std::variant<SubmitDecision, SubmitErasure>;

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

} // namespace stillgate::rpc

namespace stillgate {

/// The fields of the command and "kind", which says which one it is.
template <>
struct JsonForm<rpc::PersonCommand> {
    static Json write(const rpc::PersonCommand& command);
    static Result<rpc::PersonCommand> read(const Json& json, const std::string& path);
};

} // namespace stillgate
