// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/DecisionCommands.h"

#include <iostream>
#include <memory>

#include "app/ctl/Device.h"
#include "app/ctl/Submitting.h"
#include "app/ctl/Table.h"
#include "core/client/Decisions.h"
#include "core/domain/Reasons.h"
#include "core/protocol/SealedKeyFile.h"

namespace stillgate::ctl {

namespace {

struct DecisionOptions {
    ReachOptions reach;
    std::string id;
    std::filesystem::path key; ///< DATA/demonstration/agent-1.json when empty
    DecisionWish wish;
    bool json = false;
};

void showLines(const std::vector<OpenedLine>& lines)
{
    Table table({"YOU SIGN", "", ""});
    for (const OpenedLine& line : lines) {
        table.add({line.label, line.detail, line.value.unescaped()});
    }
    table.print(std::cerr);
}

/// Who decides: a key, what they may sign as, and a connection in their name.
struct Hand {
    PersonId person;
    std::vector<Role> roles;
    SigningKey key;
    std::unique_ptr<RpcConnection> connection;
};

Result<Hand> demonstrationHand(const DecisionOptions& options)
{
    auto key = keyOf(options.reach, options.key);
    auto connection = key ? connectTo(options.reach, key->token) : tl::make_unexpected(key.error());
    return std::move(connection).map([&](std::unique_ptr<RpcConnection>&& open) {
        return Hand{key->person, key->roles, std::move(key->key), std::move(open)};
    });
}

Result<Hand> signedInHand(const DecisionOptions& options)
{
    auto connection = connectTo(options.reach);
    const auto hello =
        connection
            ? await<rpc::SessionHello::Result>((*connection)->call<rpc::SessionHello>({"stillgatectl", STILLGATE_VERSION, {}}))
            : tl::make_unexpected(connection.error());
    const auto passphrase = hello ? askSecret("Passphrase of " + options.key.string()) : tl::make_unexpected(hello.error());
    auto key = passphrase ? readSealedKey(options.key, *passphrase) : tl::make_unexpected(passphrase.error());
    return std::move(key).map(
        [&](SealedKey&& opened) { return Hand{hello->person, hello->roles, std::move(opened.key), std::move(*connection)}; });
}

Result<rpc::CommandSubmit::Result> decide(const DecisionOptions& options)
{
    const auto gate = GateId::fromText(options.id);
    const auto key = options.reach.device.empty() ? demonstrationHand(options) : signedInHand(options);
    if (!gate || !key) {
        return tl::make_unexpected(gate ? key.error() : Error{ErrorCode::Malformed, options.id, gate.error().detail});
    }
    RpcConnection& connection = *key->connection;
    const auto shown = await<rpc::GateGet::Result>(connection.call<rpc::GateGet>({*gate, keyIdOf(key->key.publicKey())}));
    const auto may = await<rpc::GateMay::Result>(connection.call<rpc::GateMay>({*gate, keyIdOf(key->key.publicKey())}));
    const auto lines = shown ? openedLines(*shown) : tl::make_unexpected(shown.error());
    if (!lines) {
        return tl::make_unexpected(lines.error());
    }
    if (!options.json) {
        showLines(*lines);
    }
    KeySigner signer(key->key);
    auto decision = signDecision(*shown, signer, key->person, key->roles, options.wish);
    if (!decision) {
        return tl::make_unexpected(decision.error());
    }
    if (may && may->stepUp && options.wish.verdict == Verdict::Approve) {
        auto code = askSecret("Code");
        if (!code) {
            return tl::make_unexpected(code.error());
        }
        decision->code = std::move(*code);
    }
    return await<rpc::CommandSubmit::Result>(connection.call<rpc::CommandSubmit>({newCommandId(), *decision}));
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
    addActorOption(*verb, options->reach);
    verb->add_flag("--json", options->json, "Print JSON");
    return verb;
}

/// The codes of a closed list, for a help text.
template <NamedEnum E>
std::string codesOf()
{
    std::string out;
    for (const auto& [value, name] : EnumNames<E>::kNames) {
        out.append(out.empty() ? "" : ", ").append(name);
    }
    return out;
}

void addQuestion(CLI::App& app, ExitCode& outcome)
{
    const auto options = std::make_shared<DecisionOptions>();
    options->wish.verdict = Verdict::AskCustomer;
    CLI::App* verb = addVerb(app, "ask", "Sign a question to the customer in place of a decision", options);
    verb->add_option("GATE", options->id, "The gate")->required();
    verb->add_option("--key", options->key,
                     "Key file that signs; with --as one under a passphrase (default: DATA/demonstration/agent-1.json)");
    verb->add_option("--text", options->wish.note, "What is asked; the runbook puts it into a message")->required();
    verb->callback([options, &outcome] { outcome = tell(decide(*options), options->json); });
}

void addDecision(CLI::App& app, ExitCode& outcome, Verdict verdict, const std::string& help)
{
    const auto options = std::make_shared<DecisionOptions>();
    options->wish.verdict = verdict;
    CLI::App* verb = addVerb(app, std::string(nameOf(verdict)), help, options);
    verb->add_option("GATE", options->id, "The gate")->required();
    verb->add_option("--key", options->key,
                     "Key file that signs; with --as one under a passphrase (default: DATA/demonstration/agent-1.json)");
    verb->add_option("--note", options->wish.note, "Note for those who read the decision later");
    const bool needsReason = verdict == Verdict::Deny || verdict == Verdict::Escalate;
    if (needsReason) {
        const std::string codes = verdict == Verdict::Deny ? codesOf<DenyReason>() : codesOf<EscalateReason>();
        verb->add_option("--reason", options->wish.reason, "One of " + codes + "; other needs a note")->required();
    }
    verb->callback([options, &outcome] { outcome = tell(decide(*options), options->json); });
}

} // namespace

void addDecisionCommands(CLI::App& app, ExitCode& outcome)
{
    addDecision(app, outcome, Verdict::Approve, "Sign an approval of exactly what the gate shows");
    addDecision(app, outcome, Verdict::Deny, "Sign a denial; one is enough");
    addDecision(app, outcome, Verdict::Escalate, "Hand the decision to others");
    addQuestion(app, outcome);
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
