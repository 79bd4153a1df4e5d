// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/PeopleCommands.h"

#include <iostream>
#include <memory>

#include "app/ctl/Device.h"
#include "app/ctl/Submitting.h"
#include "app/ctl/Table.h"

namespace stillgate::ctl {

namespace {

struct PeopleOptions {
    ReachOptions reach;
    std::string login;
    std::string name;
    std::string person;
    std::string session;
    std::string reason;
    std::vector<std::string> roles;
    bool json = false;
};

using Shared = std::shared_ptr<PeopleOptions>;

Result<std::vector<Role>> rolesNamed(const std::vector<std::string>& names)
{
    std::vector<Role> out;
    for (const std::string& name : names) {
        const auto role = enumNamed<Role>(name);
        if (!role) {
            return fail(ErrorCode::Malformed, name, "it is no role: l2_agent, supervisor, qa, admin, auditor, service");
        }
        out.push_back(*role);
    }
    return out;
}

std::string namesOf(const std::vector<Role>& roles)
{
    std::string out;
    for (const Role role : roles) {
        out.append(out.empty() ? "" : ", ").append(nameOf(role));
    }
    return out;
}

template <rpc::Method M>
Result<typename M::Result> callAs(const PeopleOptions& options, const typename M::Params& params)
{
    const auto connection = connectTo(options.reach);
    return connection ? await<typename M::Result>((*connection)->call<M>(params)) : tl::make_unexpected(connection.error());
}

template <typename T, typename Say>
ExitCode say(const Result<T>& result, bool json, Say words)
{
    if (!result) {
        return report(result.error());
    }
    if (json) {
        std::cout << prettyJson(toJson(*result)) << '\n';
    } else {
        words(*result);
    }
    return ExitCode::Done;
}

ExitCode signIn(const PeopleOptions& options)
{
    auto device = readDevice(options.reach.device);
    const auto password = device ? askSecret("Password") : tl::make_unexpected(device.error());
    const auto code = password ? askSecret("Code") : tl::make_unexpected(password.error());
    if (!code) {
        return report(code.error());
    }
    const SignIn desk(accessOf(options.reach), std::make_shared<KeySigner>(device->key));
    const auto grant = await<rpc::SessionGrant>(desk.signIn(options.login, *password, *code));
    if (!grant) {
        return report(grant.error());
    }
    device->grant = *grant;
    if (auto kept = writeDevice(options.reach.device, *device); !kept) {
        return report(kept.error());
    }
    // What lets in stays in the file.
    if (options.json) {
        std::cout << prettyJson(Json().set("person", grant->person.text()).set("ends", grant->ends.ms)) << '\n';
    } else {
        std::cout << "signed in as " << grant->person.text() << " until " << toRfc3339(grant->ends) << '\n';
    }
    return ExitCode::Done;
}

ExitCode signOut(const PeopleOptions& options)
{
    auto device = readDevice(options.reach.device);
    const auto ended = device ? callAs<rpc::SessionsEnd>(options, {device->grant.person, device->grant.session})
                              : tl::make_unexpected(device.error());
    if (!ended) {
        return report(ended.error());
    }
    device->grant = {};
    const auto kept = writeDevice(options.reach.device, *device);
    return kept ? ExitCode::Done : report(kept.error());
}

ExitCode enrol(const PeopleOptions& options)
{
    const auto roles = rolesNamed(options.roles);
    const auto made =
        roles ? callAs<rpc::PeopleEnrol>(options, {options.login, options.name, *roles}) : tl::make_unexpected(roles.error());
    return say(made, options.json, [&](const rpc::Invitation& invitation) {
        std::cout << "person " << invitation.person.text() << "\ninvitation " << invitation.invitation << "\nuntil "
                  << toRfc3339(invitation.ends) << "\nThey set a password with it: stillgatectl users set-up --login "
                  << options.login << '\n';
    });
}

ExitCode setUp(const PeopleOptions& options)
{
    const auto invitation = askSecret("Invitation");
    const auto password = invitation ? askSecret("New password (12 characters or more)") : invitation;
    if (!password) {
        return report(password.error());
    }
    const SignIn desk(accessOf(options.reach), nullptr);
    return say(await<rpc::SessionSetUp::Result>(desk.setUp(options.login, *invitation, *password)), options.json,
               [](const rpc::SessionSetUp::Result& made) {
                   std::cout << "Give this to an authenticator app; it is told once:\n"
                             << made.secret << '\n'
                             << made.uri << '\n';
               });
}

ExitCode listPeople(const PeopleOptions& options)
{
    return say(callAs<rpc::PeopleList>(options, {}), options.json, [](const rpc::PeopleList::Result& people) {
        Table table({"PERSON", "NAME", "ROLES", "STATUS", "ACCOUNT", "KEYS"});
        for (const rpc::PersonRow& row : people.rows) {
            std::string keys;
            for (const rpc::PersonKeyRow& key : row.keys) {
                keys += (keys.empty() ? "" : ", ") + key.keyId + (key.revoked ? " (revoked)" : "");
            }
            table.add({row.person.text(), row.name, namesOf(row.roles), std::string(nameOf(row.status)),
                       std::string(nameOf(row.account)), keys});
        }
        table.print(std::cout);
    });
}

ExitCode submitAs(const PeopleOptions& options, const rpc::PersonCommand& command)
{
    return tell(callAs<rpc::CommandSubmit>(options, {newCommandId(), command}), options.json);
}

/// Calls `then` with the person that was named.
template <typename Then>
ExitCode withPerson(const PeopleOptions& options, Then then)
{
    const auto person = PersonId::fromText(options.person);
    return person ? then(*person) : report({ErrorCode::Malformed, options.person, person.error().detail});
}

ExitCode listSessions(const PeopleOptions& options)
{
    return say(callAs<rpc::SessionsList>(options, {}), options.json, [](const rpc::SessionsList::Result& sessions) {
        Table table({"SESSION", "PERSON", "SINCE", "TOKEN UNTIL", "UNTIL"});
        for (const rpc::SessionsList::Row& row : sessions.rows) {
            table.add(
                {row.session.text(), row.person.text(), toRfc3339(row.since), toRfc3339(row.tokenEnds), toRfc3339(row.ends)});
        }
        table.print(std::cout);
    });
}

ExitCode endSessions(const PeopleOptions& options)
{
    return withPerson(options, [&](const PersonId& person) {
        rpc::SessionsEnd::Params params{person, std::nullopt};
        if (!options.session.empty()) {
            const auto session = rpc::SessionId::fromText(options.session);
            if (!session) {
                return report(session.error());
            }
            params.session = *session;
        }
        return say(callAs<rpc::SessionsEnd>(options, params), options.json,
                   [](const rpc::SessionsEnd::Result& result) { std::cout << result.ended << " ended\n"; });
    });
}

ExitCode showTable(const PeopleOptions& options)
{
    Json out = Json::object();
    Table table({"ROLE", "MAY"});
    for (const auto& [role, name] : EnumNames<Role>::kNames) {
        Json::Array list;
        std::string words;
        for (const Operation operation : operationsOf(std::array{role})) {
            list.emplace_back(std::string(nameOf(operation)));
            words.append(words.empty() ? "" : ", ").append(nameOf(operation));
        }
        out.set(name, std::move(list));
        table.add({std::string(name), words});
    }
    if (options.json) {
        std::cout << prettyJson(out) << '\n';
    } else {
        table.print(std::cout);
    }
    return ExitCode::Done;
}

enum class As { Device, MustBeDevice, Nobody };

CLI::App* addVerb(CLI::App& parent, ExitCode& outcome, const std::string& name, const std::string& help, const Shared& options,
                  ExitCode (*run)(const PeopleOptions&), As as = As::Device)
{
    CLI::App* verb = parent.add_subcommand(name, help);
    addReachOptions(*verb, options->reach);
    verb->add_flag("--json", options->json, "Print JSON");
    if (as != As::Nobody) {
        addActorOption(*verb, options->reach)->required(as == As::MustBeDevice);
    }
    verb->callback([options, &outcome, run] { outcome = run(*options); });
    return verb;
}

void addUsers(CLI::App& app, ExitCode& outcome)
{
    CLI::App* users = app.add_subcommand("users", "Who works here")->require_subcommand(1);
    const auto first = std::make_shared<PeopleOptions>();
    first->roles = {"admin"};
    CLI::App* verb = addVerb(*users, outcome, "init", "Make the first admin, by the ready file; prints an invitation", first,
                             enrol, As::Nobody);
    verb->add_option("--login", first->login, "What they sign in by")->required();
    verb->add_option("--name", first->name, "How they are called");
    const auto more = std::make_shared<PeopleOptions>();
    verb = addVerb(*users, outcome, "add", "Make a person; prints an invitation to set a password", more, enrol);
    verb->add_option("--login", more->login, "What they sign in by")->required();
    verb->add_option("--name", more->name, "How they are called");
    verb->add_option("--role", more->roles, "Once for each role")->required();
    const auto account = std::make_shared<PeopleOptions>();
    verb = addVerb(*users, outcome, "set-up", "Take an invitation up: asks for it and for a new password", account, setUp,
                   As::Nobody);
    verb->add_option("--login", account->login, "What you sign in by")->required();
    addVerb(*users, outcome, "list", "Everybody, with roles and keys", std::make_shared<PeopleOptions>(), listPeople);
    const auto addOnPerson = [&](const std::string& name, const std::string& help, ExitCode (*run)(const PeopleOptions&)) {
        const auto options = std::make_shared<PeopleOptions>();
        CLI::App* made = addVerb(*users, outcome, name, help, options, run);
        made->add_option("PERSON", options->person, "The person, by pseudonym")->required();
        return std::pair(made, options);
    };
    addOnPerson("invite", "A new invitation: the password of before serves no more", [](const PeopleOptions& options) {
        return withPerson(options, [&](const PersonId& person) {
            return say(callAs<rpc::PeopleInvite>(options, {person}), options.json, [](const rpc::Invitation& invitation) {
                std::cout << "invitation " << invitation.invitation << "\nuntil " << toRfc3339(invitation.ends) << '\n';
            });
        });
    });
    const auto [disable, why] =
        addOnPerson("disable", "They may do nothing any more; their keys are revoked", [](const PeopleOptions& o) {
            return withPerson(o, [&](const PersonId& person) { return submitAs(o, rpc::SubmitDisabling{person, o.reason}); });
        });
    disable->add_option("--reason", why->reason, "Reason code; it stands in the clear")->required();
    addOnPerson("enable", "They may work here again, with new keys", [](const PeopleOptions& options) {
        return withPerson(options, [&](const PersonId& person) { return submitAs(options, rpc::SubmitEnabling{person}); });
    });
}

} // namespace

void addPeopleCommands(CLI::App& app, ExitCode& outcome)
{
    const auto entering = std::make_shared<PeopleOptions>();
    addVerb(app, outcome, "sign-in", "Sign in from this device: asks for password and code", entering, signIn, As::MustBeDevice)
        ->add_option("--login", entering->login, "What you sign in by")
        ->required();
    addVerb(app, outcome, "sign-out", "End this device's session", std::make_shared<PeopleOptions>(), signOut,
            As::MustBeDevice);
    addUsers(app, outcome);

    CLI::App* roles = app.add_subcommand("roles", "Who may do what")->require_subcommand(1);
    addVerb(*roles, outcome, "list", "What each role may do", std::make_shared<PeopleOptions>(), showTable, As::Nobody);
    const auto changed = std::make_shared<PeopleOptions>();
    CLI::App* verb =
        addVerb(*roles, outcome, "set", "Give a person these roles and no others", changed, [](const PeopleOptions& options) {
            return withPerson(options, [&](const PersonId& person) {
                const auto named = rolesNamed(options.roles);
                return named ? submitAs(options, rpc::SubmitRoles{person, *named}) : report(named.error());
            });
        });
    verb->add_option("PERSON", changed->person, "The person, by pseudonym")->required();
    verb->add_option("ROLE", changed->roles, "All of their roles")->required();

    CLI::App* tokens = app.add_subcommand("tokens", "Who is signed in")->require_subcommand(1);
    addVerb(*tokens, outcome, "list", "Every session", std::make_shared<PeopleOptions>(), listSessions);
    const auto revoked = std::make_shared<PeopleOptions>();
    verb = addVerb(*tokens, outcome, "revoke", "End a person's sessions; their connections end within the second", revoked,
                   endSessions);
    verb->add_option("PERSON", revoked->person, "The person, by pseudonym")->required();
    verb->add_option("--session", revoked->session, "This one alone");
}

} // namespace stillgate::ctl
