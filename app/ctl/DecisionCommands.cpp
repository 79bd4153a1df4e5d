// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/DecisionCommands.h"

#include <iostream>
#include <memory>

#include "app/ctl/Reach.h"
#include "app/ctl/Table.h"
#include "core/client/Decisions.h"
#include "core/protocol/KeyFile.h"

namespace stillgate::ctl {

namespace {

struct DecisionOptions {
    ReachOptions reach;
    std::string id;
    std::filesystem::path key; ///< DATA/demonstration/agent-1.json when empty
    DecisionWish wish;
    bool json = false;
};

CommandId newCommandId()
{
    return {uuidV7(SystemClock().now(), randomFixed<Digest>())};
}

Result<KeyFile> keyOf(const DecisionOptions& options)
{
    if (options.key.empty() && options.reach.data.empty()) {
        return fail(ErrorCode::Malformed, "--key", "say whose key signs: --key FILE (or --data DIR of a demonstration)");
    }
    return readKeyFile(options.key.empty() ? options.reach.data / "demonstration" / "agent-1.json" : options.key);
}

void showLines(const std::vector<OpenedLine>& lines)
{
    Table table({"YOU SIGN", "", ""});
    for (const OpenedLine& line : lines) {
        table.add({line.label, line.detail, line.value});
    }
    table.print(std::cerr);
}

Result<rpc::CommandSubmit::Result> decide(const DecisionOptions& options)
{
    const auto gate = GateId::fromText(options.id);
    const auto key = keyOf(options);
    if (!gate || !key) {
        return tl::make_unexpected(gate ? key.error() : Error{ErrorCode::Malformed, options.id, gate.error().detail});
    }
    const auto connection = connectTo(options.reach, key->token);
    if (!connection) {
        return tl::make_unexpected(connection.error());
    }
    const auto shown = await<rpc::GateGet::Result>((*connection)->call<rpc::GateGet>({*gate, keyIdOf(key->key.publicKey())}));
    const auto lines = shown ? openedLines(*shown) : tl::make_unexpected(shown.error());
    if (!lines) {
        return tl::make_unexpected(lines.error());
    }
    if (!options.json) {
        showLines(*lines);
    }
    KeySigner signer(key->key);
    const auto decision = signDecision(*shown, signer, key->person, key->roles, options.wish);
    if (!decision) {
        return tl::make_unexpected(decision.error());
    }
    return await<rpc::CommandSubmit::Result>((*connection)->call<rpc::CommandSubmit>({newCommandId(), *decision}));
}

ExitCode tell(const Result<rpc::CommandSubmit::Result>& result, bool json)
{
    if (!result) {
        return report(result.error());
    }
    if (json) {
        std::cout << prettyJson(toJson(*result)) << '\n';
    } else if (result->outcome == rpc::CommandOutcome::Accepted) {
        std::cout << "accepted, event " << result->first.value_or(0) << '\n';
    } else {
        std::cout << "refused: " << nameOf(result->refusal->code) << (result->refusal->detail.empty() ? "" : " (")
                  << result->refusal->detail << (result->refusal->detail.empty() ? "" : ")") << '\n';
        for (const StateChange& moved : result->refusal->moved) {
            std::cout << "  " << moved.fact << " was " << moved.before << " when it was shown and is " << moved.after
                      << " now\n";
        }
    }
    return result->outcome == rpc::CommandOutcome::Accepted ? ExitCode::Done : ExitCode::FoundWrong;
}

ExitCode erase(const DecisionOptions& options)
{
    const auto person = PersonId::fromText(options.id);
    const auto connection = connectTo(options.reach);
    if (!person || !connection) {
        return report(person ? connection.error() : Error{ErrorCode::Malformed, options.id, person.error().detail});
    }
    const rpc::SubmitErasure erasure{*person, options.wish.reason};
    return tell(await<rpc::CommandSubmit::Result>((*connection)->call<rpc::CommandSubmit>({newCommandId(), erasure})),
                options.json);
}

ExitCode stop(const DecisionOptions& options)
{
    const auto connection = connectTo(options.reach);
    const auto stopped =
        connection ? await<rpc::Nothing>((*connection)->call<rpc::DaemonStop>({})) : tl::make_unexpected(connection.error());
    return stopped ? ExitCode::Done : report(stopped.error());
}

CLI::App* addVerb(CLI::App& app, const std::string& name, const std::string& help,
                  const std::shared_ptr<DecisionOptions>& options)
{
    CLI::App* verb = app.add_subcommand(name, help);
    addReachOptions(*verb, options->reach);
    verb->add_flag("--json", options->json, "Print JSON");
    return verb;
}

void addDecision(CLI::App& app, ExitCode& outcome, Verdict verdict, const std::string& help)
{
    const auto options = std::make_shared<DecisionOptions>();
    options->wish.verdict = verdict;
    CLI::App* verb = addVerb(app, std::string(nameOf(verdict)), help, options);
    verb->add_option("GATE", options->id, "The gate")->required();
    verb->add_option("--key", options->key, "Key file that signs (default: DATA/demonstration/agent-1.json)");
    verb->add_option("--note", options->wish.note, "Note for those who read the decision later");
    const bool needsReason = verdict == Verdict::Deny || verdict == Verdict::Escalate;
    verb->add_option("--reason", options->wish.reason, "Reason code")->required(needsReason);
    verb->callback([options, &outcome] { outcome = tell(decide(*options), options->json); });
}

} // namespace

void addDecisionCommands(CLI::App& app, ExitCode& outcome)
{
    addDecision(app, outcome, Verdict::Approve, "Sign an approval of exactly what the gate shows");
    addDecision(app, outcome, Verdict::Deny, "Sign a denial; one is enough");
    addDecision(app, outcome, Verdict::Escalate, "Hand the decision to others");
    addDecision(app, outcome, Verdict::Withdraw, "Take an approval back while it has not been executed");

    const auto erasure = std::make_shared<DecisionOptions>();
    CLI::App* verb = addVerb(app, "erase", "Destroy a person's data; every proof still verifies", erasure);
    verb->add_option("PERSON", erasure->id, "The person, by pseudonym")->required();
    verb->add_option("--reason", erasure->wish.reason, "Reason code; it stands in the clear")->required();
    verb->callback([erasure, &outcome] { outcome = erase(*erasure); });

    const auto ending = std::make_shared<DecisionOptions>();
    addVerb(app, "stop", "End the orchestrator", ending)->callback([ending, &outcome] { outcome = stop(*ending); });
}

} // namespace stillgate::ctl
