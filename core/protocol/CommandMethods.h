// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/domain/Permissions.h"
#include "core/protocol/Errors.h"
#include "core/protocol/PersonCommand.h"
#include "core/protocol/WireTypes.h"

namespace stillgate::rpc {

/// What became of a command. A refused one is an outcome and not an error of the call.
enum class CommandOutcome { Accepted, Refused };

/// Asks for a change. The caller mints the id: the same id with the same command gives the same answer again, with another command
/// it is a Conflict.
struct CommandSubmit {
    static constexpr std::string_view kName = "command.submit";
    static constexpr Operation kOperation = Operation::SubmitCommand;

    struct Params {
        CommandId id;
        PersonCommand command;

        friend bool operator==(const Params&, const Params&) = default;
    };

    struct Result {
        CommandOutcome outcome = CommandOutcome::Refused;
        std::optional<Refusal> refusal; ///< of a refused one
        std::optional<Sequence> first; ///< of the events it left; a refused one may leave some too
        std::optional<Sequence> last;

        friend bool operator==(const Result&, const Result&) = default;
    };
};

/// What became of one message: exactly one of `ticket` and `error` is there.
struct IntakeReceipt {
    std::optional<TicketId> ticket;
    bool duplicate = false; ///< the message was known; nothing was added
    std::optional<ErrorData> error;

    friend bool operator==(const IntakeReceipt&, const IntakeReceipt&) = default;
};

/// Brings messages in, in the JSON that the HTTP endpoint takes. One bad message does not hold up the others. What does not fit
/// into one message of the protocol, such as a large attachment, goes over HTTP.
struct IntakeSubmit {
    static constexpr std::string_view kName = "intake.submit";
    static constexpr Operation kOperation = Operation::SubmitIntake;

    struct Params {
        std::vector<Json> messages;

        friend bool operator==(const Params&, const Params&) = default;
    };

    struct Result {
        std::vector<IntakeReceipt> results; ///< one for each message, in their order

        friend bool operator==(const Result&, const Result&) = default;
    };
};

template <typename Visitor>
void describe(Visitor& visit, CommandSubmit::Params& params)
{
    visit("id", params.id);
    visit("command", params.command);
}

template <typename Visitor>
void describe(Visitor& visit, CommandSubmit::Result& result)
{
    visit("outcome", result.outcome);
    visit("refusal", result.refusal);
    visit("first", result.first);
    visit("last", result.last);
}

template <typename Visitor>
void describe(Visitor& visit, IntakeReceipt& receipt)
{
    visit("ticket", receipt.ticket);
    visit("duplicate", receipt.duplicate);
    visit("error", receipt.error);
}

template <typename Visitor>
void describe(Visitor& visit, IntakeSubmit::Params& params)
{
    visit("messages", params.messages);
}

template <typename Visitor>
void describe(Visitor& visit, IntakeSubmit::Result& result)
{
    visit("results", result.results);
}

} // namespace stillgate::rpc

namespace stillgate {

template <>
struct EnumNames<rpc::CommandOutcome> {
    static constexpr std::array<std::pair<rpc::CommandOutcome, std::string_view>, 2> kNames{
        {{rpc::CommandOutcome::Accepted, "accepted"}, {rpc::CommandOutcome::Refused, "refused"}}};
};

} // namespace stillgate
