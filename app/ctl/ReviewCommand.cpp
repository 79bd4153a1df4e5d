// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ReviewCommand.h"

#include <memory>

#include "app/ctl/Submitting.h"

namespace stillgate::ctl {

namespace {

struct ReviewOptions {
    ReachOptions reach;
    std::string ticket;
    std::filesystem::path key;
    bool accept = false;
    bool withdraw = false;
    std::string intent;
    std::string tag;
    std::string note;
    bool json = false;
};

/// The command for the ticket as it stands: the newest label of the model, or the review of it that counts.
Result<rpc::PersonCommand> commandFor(const ReviewOptions& options, const TicketRow& row)
{
    if (options.withdraw) {
        if (!row.reviewed) {
            return fail(ErrorCode::NotFound, options.ticket, "nobody has reviewed its label");
        }
        return rpc::SubmitReviewWithdrawal{row.id, row.reviewed->event};
    }
    if (!row.classified) {
        return fail(ErrorCode::NotFound, options.ticket, "the model gave it no label");
    }
    rpc::SubmitReview review{row.id, *row.classified, ReviewVerdict::Correct, options.intent, std::nullopt, std::nullopt};
    if (options.accept) {
        review.verdict = ReviewVerdict::Accept;
    }
    review.tag = enumNamed<ReviewTag>(options.tag);
    if (!options.note.empty()) {
        review.note = Opening{randomFixed<Salt>(), options.note};
    }
    return review;
}

/// What the model itself said: the row has the label in force, which may be a person's.
Result<std::string> modelsIntent(const rpc::TicketGet::Result& ticket)
{
    for (const rpc::EventView& event : ticket.events) {
        const EventHeader& header = event.header.header();
        const auto payload =
            header.sequence == ticket.row.classified ? payloadOf(header) : Result<Payload>(fail(ErrorCode::NotFound, {}, {}));
        if (const auto* said = payload ? std::get_if<TicketClassified>(&*payload) : nullptr) {
            return said->labels.front().intent;
        }
    }
    return fail(ErrorCode::NotFound, "classified", "the event is not among those of the ticket");
}

Result<rpc::CommandSubmit::Result> review(const ReviewOptions& options)
{
    const auto id = TicketId::fromText(options.ticket);
    const auto connection = id ? connectAsActor(options.reach, options.key)
                               : tl::make_unexpected(Error{ErrorCode::Malformed, options.ticket, id.error().detail});
    if (!connection) {
        return tl::make_unexpected(connection.error());
    }
    const auto ticket = await<rpc::TicketGet::Result>((*connection)->call<rpc::TicketGet>({*id, std::nullopt}));
    auto command = ticket ? commandFor(options, ticket->row) : tl::make_unexpected(ticket.error());
    if (auto* accepting = command && options.accept ? std::get_if<rpc::SubmitReview>(&*command) : nullptr) {
        const auto intent = modelsIntent(*ticket);
        if (!intent) {
            return tl::make_unexpected(intent.error());
        }
        accepting->intent = *intent;
    }
    if (!command) {
        return tl::make_unexpected(command.error());
    }
    return await<rpc::CommandSubmit::Result>((*connection)->call<rpc::CommandSubmit>({newCommandId(), *command}));
}

std::vector<std::string> tagNames()
{
    std::vector<std::string> out;
    out.reserve(EnumNames<ReviewTag>::kNames.size());
    for (const auto& [tag, name] : EnumNames<ReviewTag>::kNames) {
        out.emplace_back(name);
    }
    return out;
}

} // namespace

void addReviewCommand(CLI::App& app, ExitCode& outcome)
{
    const auto options = std::make_shared<ReviewOptions>();
    CLI::App* verb = app.add_subcommand("review", "Say whether the model's label of a ticket is right");
    addReachOptions(*verb, options->reach);
    addActorOption(*verb, options->reach);
    verb->add_option("TICKET", options->ticket, "The ticket")->required();
    CLI::Option_group* what = verb->add_option_group("verdict", "One of these");
    what->add_flag("--accept", options->accept, "The model is right");
    what->add_option("--intent", options->intent, "The right intent; an open ticket goes where that leads");
    what->add_flag("--withdraw", options->withdraw, "Take the review back that counts");
    what->require_option(1);
    verb->add_option("--tag", options->tag, "Why the model erred")->check(CLI::IsMember(tagNames()));
    verb->add_option("--note", options->note, "Note for those who read the review later");
    verb->add_option("--key", options->key, "Key file of the reviewer (default: DATA/demonstration/agent-1.json)");
    verb->add_flag("--json", options->json, "Print JSON");
    verb->callback([options, &outcome] { outcome = tell(review(*options), options->json); });
}

} // namespace stillgate::ctl
