// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/KeyCommands.h"

#include <iostream>
#include <memory>

#include "app/ctl/Device.h"
#include "app/ctl/Submitting.h"
#include "core/base/File.h"
#include "core/protocol/KeyRequest.h"
#include "core/protocol/SealedKeyFile.h"
#include "core/resolution/Packs.h"

namespace stillgate::ctl {

/// A policy that waits for its second signature: handed on as a file.
struct SignedPolicy {
    Policy policy;
    SignedBy editor;
};

template <typename Visitor>
void describe(Visitor& visit, SignedPolicy& policy)
{
    visit("policy", policy.policy);
    visit("editor", policy.editor);
}

namespace {

struct KeyOptions {
    ReachOptions reach;
    std::filesystem::path key;
    std::filesystem::path file;
    std::string person;
    std::string keyId;
    std::string why;
    bool json = false;
};

using SharedKey = std::shared_ptr<KeyOptions>;
constexpr std::size_t kMostFileBytes = 1U << 20U;

Result<SealedKey> openKey(const KeyOptions& options)
{
    return askSecret("Passphrase of " + options.key.string()).and_then([&](const std::string& passphrase) {
        return readSealedKey(options.key, passphrase);
    });
}

template <typename T>
Result<T> readForm(const std::filesystem::path& file)
{
    return readFile(file, kMostFileBytes)
        .and_then([](const std::string& text) { return parseJson(text); })
        .and_then([](const Json& json) { return fromJson<T>(json); });
}

SignedBy signedBy(const SealedKey& key, const std::string& bytes)
{
    return {key.person, keyIdOf(key.key.publicKey()), key.key.sign(asBytes(bytes))};
}

/// What a connection says of its ledger, which every signature names.
Result<rpc::LedgerStatus::Result> ledgerOf(RpcConnection& connection)
{
    return await<rpc::LedgerStatus::Result>(connection.call<rpc::LedgerStatus>({}));
}

ExitCode submitOver(RpcConnection& connection, const rpc::PersonCommand& command, bool json)
{
    return tell(await<rpc::CommandSubmit::Result>(connection.call<rpc::CommandSubmit>({newCommandId(), command})), json);
}

ExitCode makeKey(const KeyOptions& options)
{
    const auto person = PersonId::fromText(options.person);
    const auto passphrase = person ? askSecret("New passphrase (12 characters or more)") : tl::make_unexpected(person.error());
    const SigningKey key = SigningKey::generate();
    const auto written =
        passphrase ? writeSealedKey(options.key, {*person, key}, *passphrase) : tl::make_unexpected(passphrase.error());
    if (!written) {
        return report(written.error());
    }
    std::cout << keyIdOf(key.publicKey()) << '\n';
    return ExitCode::Done;
}

std::string statementBytes(const rpc::LedgerStatus::Result& ledger, const PersonId& person, const PublicKey& key)
{
    return signedBytes(KeyStatement{ledger.origin, ledger.environment, person, Digest{key.bytes}});
}

/// The owner's half, as a file for an admin; of the first admin it is submitted at once.
ExitCode requestKey(const KeyOptions& options)
{
    const auto connection = connectTo(options.reach);
    const auto ledger = connection ? ledgerOf(**connection) : tl::make_unexpected(connection.error());
    const auto key = ledger ? openKey(options) : tl::make_unexpected(ledger.error());
    if (!key) {
        return report(key.error());
    }
    const PublicKey half = key->key.publicKey();
    const KeyRequest request{key->person, half, key->key.sign(asBytes(statementBytes(*ledger, key->person, half)))};
    if (options.file.empty()) {
        return submitOver(**connection, rpc::SubmitKey{request.person, request.key, request.possession, std::nullopt},
                          options.json);
    }
    const auto written = writeFile(options.file, prettyJson(toJson(request)) + "\n");
    return written ? ExitCode::Done : report(written.error());
}

ExitCode countersign(const KeyOptions& options)
{
    const auto request = readForm<KeyRequest>(options.file);
    const auto connection = request ? connectTo(options.reach) : tl::make_unexpected(request.error());
    const auto ledger = connection ? ledgerOf(**connection) : tl::make_unexpected(connection.error());
    const auto key = ledger ? openKey(options) : tl::make_unexpected(ledger.error());
    if (!key) {
        return report(key.error());
    }
    return submitOver(**connection,
                      rpc::SubmitKey{request->person, request->key, request->possession,
                                     signedBy(*key, statementBytes(*ledger, request->person, request->key))},
                      options.json);
}

ExitCode revokeKey(const KeyOptions& options)
{
    const auto person = PersonId::fromText(options.person);
    const auto connection = person ? connectTo(options.reach) : tl::make_unexpected(person.error());
    return connection ? submitOver(**connection, rpc::SubmitKeyRevocation{*person, options.keyId, options.why}, options.json)
                      : report(connection.error());
}

/// The digest of the policy that counts now, which both signatures name.
Result<Digest> policyNow(RpcConnection& connection)
{
    rpc::EventsList::Params params;
    params.order = rpc::SortOrder::NewestFirst;
    params.code = std::string(PolicyPublished::kCode);
    params.most = {1};
    const auto published = await<rpc::EventsList::Result>(connection.call<rpc::EventsList>(params));
    if (published && !published->headers.empty()) {
        return payloadOf(published->headers.front().header()).map([](const Payload& payload) {
            return std::get<PolicyPublished>(payload).digest;
        });
    }
    params.code = "packs.changed";
    const auto packs = await<rpc::EventsList::Result>(connection.call<rpc::EventsList>(params));
    params.code = "ledger.opened";
    const auto opened = await<rpc::EventsList::Result>(connection.call<rpc::EventsList>(params));
    if (!packs || !opened || opened->headers.empty()) {
        return fail(ErrorCode::Unavailable, "policy", "what policy is in force cannot be read");
    }
    const EventHeader& newest = packs->headers.empty() ? opened->headers.front().header() : packs->headers.front().header();
    return payloadOf(newest).map([](const Payload& payload) {
        const auto* changed = std::get_if<PacksChanged>(&payload);
        const auto& digests = changed != nullptr ? changed->packs : std::get<LedgerOpened>(payload).packs;
        const auto policy = digests.find("policy");
        return policy == digests.end() ? Digest{} : policy->second;
    });
}

Result<std::string> policyBytes(RpcConnection& connection, const Policy& policy)
{
    const auto ledger = ledgerOf(connection);
    const auto now = ledger ? policyNow(connection) : tl::make_unexpected(ledger.error());
    return now.map([&](const Digest& replaces) {
        return signedBytes(PolicyStatement{ledger->origin, ledger->environment, digestOf(policy), replaces});
    });
}

/// FILE.toml is signed by its editor into OUT; OUT is signed by the second person and published.
ExitCode publish(const KeyOptions& options)
{
    const bool isDraft = options.file.extension() == ".toml";
    const auto draft = isDraft
                           ? loadPolicy(options.file).map([](Policy&& policy) { return SignedPolicy{std::move(policy), {}}; })
                           : readForm<SignedPolicy>(options.file);
    const auto connection = draft ? connectTo(options.reach) : tl::make_unexpected(draft.error());
    const auto bytes = connection ? policyBytes(**connection, draft->policy) : tl::make_unexpected(connection.error());
    const auto key = bytes ? openKey(options) : tl::make_unexpected(bytes.error());
    if (!key) {
        return report(key.error());
    }
    if (!isDraft) {
        return submitOver(**connection, rpc::SubmitPolicy{draft->policy, draft->editor, signedBy(*key, *bytes)}, options.json);
    }
    std::filesystem::path out = options.file;
    out.replace_extension(".signed.json");
    const auto written = writeFile(out, prettyJson(toJson(SignedPolicy{draft->policy, signedBy(*key, *bytes)})) + "\n");
    if (!written) {
        return report(written.error());
    }
    std::cout << "Signed by its editor. A second person publishes it: stillgatectl policy publish " << out.string() << '\n';
    return ExitCode::Done;
}

CLI::App* addVerb(CLI::App& parent, ExitCode& outcome, const std::string& name, const std::string& help,
                  const SharedKey& options, ExitCode (*run)(const KeyOptions&))
{
    CLI::App* verb = parent.add_subcommand(name, help);
    addReachOptions(*verb, options->reach);
    verb->add_flag("--json", options->json, "Print JSON");
    addActorOption(*verb, options->reach);
    verb->callback([options, &outcome, run] { outcome = run(*options); });
    return verb;
}

} // namespace

void addKeyCommands(CLI::App& app, ExitCode& outcome)
{
    CLI::App* keys = app.add_subcommand("keys", "Keys that people sign decisions with")->require_subcommand(1);
    const auto made = std::make_shared<KeyOptions>();
    CLI::App* verb = addVerb(*keys, outcome, "new", "Make a key file under a passphrase", made, makeKey);
    verb->add_option("PERSON", made->person, "Whose key it is, by pseudonym")->required();
    verb->add_option("--key", made->key, "The file")->required();
    const auto requested = std::make_shared<KeyOptions>();
    verb = addVerb(*keys, outcome, "request", "Ask an admin to enrol a key", requested, requestKey);
    verb->add_option("--key", requested->key, "Key file")->required();
    verb->add_option("--out", requested->file, "The request, for the admin; the first admin leaves it out");
    const auto countersigned = std::make_shared<KeyOptions>();
    verb = addVerb(*keys, outcome, "countersign", "Enrol the key of a request", countersigned, countersign);
    verb->add_option("REQUEST", countersigned->file, "The request")->required();
    verb->add_option("--key", countersigned->key, "Your own key file")->required();
    const auto revoked = std::make_shared<KeyOptions>();
    verb = addVerb(*keys, outcome, "revoke", "The key signs nothing any more; what it signed and has not run is void", revoked,
                   revokeKey);
    verb->add_option("PERSON", revoked->person, "Whose key it is")->required();
    verb->add_option("KEY", revoked->keyId, "Its id")->required();
    verb->add_option("--why", revoked->why, "Reason code; it stands in the clear")->required();

    CLI::App* policy = app.add_subcommand("policy", "The policy in force")->require_subcommand(1);
    const auto published = std::make_shared<KeyOptions>();
    verb = addVerb(*policy, outcome, "publish", "Sign a policy as its editor (.toml), then as the second person (.signed.json)",
                   published, publish);
    verb->add_option("FILE", published->file, "The policy")->required();
    verb->add_option("--key", published->key, "Your key file")->required();
}

} // namespace stillgate::ctl
