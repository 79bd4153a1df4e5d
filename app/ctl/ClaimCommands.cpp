// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ClaimCommands.h"

#include <memory>

#include "app/ctl/Submitting.h"

namespace stillgate::ctl {

namespace {

struct ClaimOptions {
    ReachOptions reach;
    std::string ticket;
    std::filesystem::path key;
    bool json = false;
};

template <typename Submit>
Result<rpc::CommandSubmit::Result> submitOn(const ClaimOptions& options)
{
    const auto id = TicketId::fromText(options.ticket);
    const auto connection = id ? connectAsActor(options.reach, options.key)
                               : tl::make_unexpected(Error{ErrorCode::Malformed, options.ticket, id.error().detail});
    if (!connection) {
        return tl::make_unexpected(connection.error());
    }
    return await<rpc::CommandSubmit::Result>((*connection)->call<rpc::CommandSubmit>({newCommandId(), Submit{*id}}));
}

template <typename Submit>
void addClaimVerb(CLI::App& app, ExitCode& outcome, const std::string& name, const std::string& help)
{
    const auto options = std::make_shared<ClaimOptions>();
    CLI::App* verb = app.add_subcommand(name, help);
    addReachOptions(*verb, options->reach);
    addActorOption(*verb, options->reach);
    verb->add_option("TICKET", options->ticket, "The ticket")->required();
    verb->add_option("--key", options->key, "Key file of who does it (default: DATA/demonstration/agent-1.json)");
    verb->add_flag("--json", options->json, "Print JSON");
    verb->callback([options, &outcome] { outcome = tell(submitOn<Submit>(*options), options->json); });
}

} // namespace

void addClaimCommands(CLI::App& app, ExitCode& outcome)
{
    addClaimVerb<rpc::SubmitClaim>(app, outcome, "claim", "Take a ticket for yourself, or keep it longer");
    addClaimVerb<rpc::SubmitRelease>(app, outcome, "release", "Give a ticket back that you claimed");
}

} // namespace stillgate::ctl
