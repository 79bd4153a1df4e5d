// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/HaltCommands.h"

#include <cerrno>
#include <iostream>
#include <memory>

#include <fcntl.h>
#include <unistd.h>

#include "app/ctl/Submitting.h"
#include "app/ctl/Table.h"

namespace stillgate::ctl {

namespace {

struct HaltOptions {
    ReachOptions reach;
    bool all = false;
    bool file = false;
    bool json = false;
    std::string connector;
    std::string intent;
    std::string ticket;
    std::string reason{nameOf(HaltReason::Other)};
    std::string words;
};

using Shared = std::shared_ptr<HaltOptions>;

std::filesystem::path haltFileOf(const HaltOptions& options)
{
    return options.reach.data / kHaltFile;
}

Result<void> checkFolder(const HaltOptions& options)
{
    std::error_code ignored;
    return std::filesystem::is_directory(options.reach.data, ignored)
               ? Result<void>()
               : fail(ErrorCode::NotFound, "--data", "say whose work it is: --data DIR, a data folder");
}

/// Its being there is what counts: the words may fail, as on a full disk.
Result<void> putFile(const HaltOptions& options)
{
    const int file = ::open(haltFileOf(options).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (file < 0) {
        return fail(ErrorCode::Io, haltFileOf(options).string(), std::generic_category().message(errno));
    }
    const std::string words = options.words.empty() ? std::string() : options.words + "\n";
    if (::write(file, words.data(), words.size()) < 0) {
        std::cerr << "the words were not kept; the halt stands\n";
    }
    ::close(file);
    return {};
}

ExitCode haltByFile(const HaltOptions& options)
{
    if (const auto put = checkFolder(options).and_then([&] { return putFile(options); }); !put) {
        return report(put.error());
    }
    std::cout << "everything is halted while " << haltFileOf(options).string() << " is there\n";
    return ExitCode::Done;
}

ExitCode liftFile(const HaltOptions& options)
{
    if (const auto folder = checkFolder(options); !folder) {
        return report(folder.error());
    }
    if (::unlink(haltFileOf(options).c_str()) != 0 && errno != ENOENT) {
        return report({ErrorCode::Io, haltFileOf(options).string(), std::generic_category().message(errno)});
    }
    std::cout << "the file is gone\n";
    return ExitCode::Done;
}

/// What exactly one of the options names.
Result<HaltTarget> targetOf(const HaltOptions& options)
{
    std::vector<HaltTarget> named;
    if (options.all) {
        named.push_back({HaltScope::All, {}, HaltOrigin::Person});
    }
    for (const auto& [scope, name] :
         {std::pair(HaltScope::Connector, options.connector), std::pair(HaltScope::Intent, options.intent),
          std::pair(HaltScope::Ticket, options.ticket)}) {
        if (!name.empty()) {
            named.push_back({scope, name, HaltOrigin::Person});
        }
    }
    if (named.size() != 1) {
        return fail(ErrorCode::Malformed, "halt", "say what: one of --all, --connector X, --intent Y, --ticket Z, --file");
    }
    return named.front();
}

template <typename Submit>
ExitCode submitAs(const HaltOptions& options, const Submit& command)
{
    const auto connection = connectTo(options.reach);
    if (!connection) {
        return report(connection.error());
    }
    return tell(await<rpc::CommandSubmit::Result>((*connection)->call<rpc::CommandSubmit>({newCommandId(), command})),
                options.json);
}

ExitCode halt(const HaltOptions& options)
{
    if (options.file) {
        return haltByFile(options);
    }
    const auto target = targetOf(options);
    const auto reason = enumNamed<HaltReason>(options.reason);
    if (!target || !reason) {
        return report(target ? Error{ErrorCode::Malformed, options.reason, "it is no reason; see --help"} : target.error());
    }
    return submitAs(options, rpc::SubmitHalt{target->scope, target->name, *reason});
}

ExitCode lift(const HaltOptions& options)
{
    if (options.file) {
        return liftFile(options);
    }
    const auto target = targetOf(options);
    return target ? submitAs(options, rpc::SubmitLift{target->scope, target->name}) : report(target.error());
}

void tellHalts(const rpc::HaltsList::Result& result)
{
    Table table({"SCOPE", "OF", "REASON", "SINCE", "BY"});
    for (const rpc::HaltView& row : result.halts) {
        const bool isFile = row.target.origin == HaltOrigin::File;
        table.add({std::string(nameOf(row.target.scope)), row.target.name.empty() ? "-" : row.target.name,
                   isFile ? "-" : std::string(nameOf(row.reason)), toRfc3339(row.at), isFile ? "the file" : row.by.text()});
    }
    table.print(std::cout);
    if (result.file) {
        std::cout << "the file is there: nothing leaves until it is removed\n";
    }
    if (result.halts.empty() && !result.file) {
        std::cout << "nothing is halted\n";
    }
}

/// 0 while nothing is halted, 1 while something is. Without an orchestrator, what the file says.
ExitCode status(const HaltOptions& options)
{
    const auto connection = connectTo(options.reach);
    const auto told = connection ? await<rpc::HaltsList::Result>((*connection)->call<rpc::HaltsList>({}))
                                 : Result<rpc::HaltsList::Result>(tl::make_unexpected(connection.error()));
    if (!told) {
        std::error_code ignored;
        const bool isThere =
            !options.reach.data.empty() &&
            std::filesystem::symlink_status(haltFileOf(options), ignored).type() != std::filesystem::file_type::not_found;
        std::cout << (isThere ? "the file is there: nothing leaves until it is removed\n" : "");
        return isThere ? ExitCode::FoundWrong : report(told.error());
    }
    if (options.json) {
        std::cout << prettyJson(toJson(*told)) << '\n';
    } else {
        tellHalts(*told);
    }
    return told->halts.empty() && !told->file ? ExitCode::Done : ExitCode::FoundWrong;
}

void addTargets(CLI::App& verb, HaltOptions& options)
{
    addReachOptions(verb, options.reach);
    addActorOption(verb, options.reach);
    verb.add_flag("--all", options.all, "Everything");
    verb.add_option("--connector", options.connector, "What goes through one connector");
    verb.add_option("--intent", options.intent, "What tickets of one intent ask for");
    verb.add_option("--ticket", options.ticket, "One ticket");
    verb.add_flag("--file", options.file, "Everything, by a file in the data folder: needs no orchestrator");
    verb.add_flag("--json", options.json, "Print JSON");
}

} // namespace

void addHaltCommands(CLI::App& app, ExitCode& outcome)
{
    const auto stops = std::make_shared<HaltOptions>();
    CLI::App* verb = app.add_subcommand("halt", "Stop what leaves for systems of record and customers, before the next call");
    addTargets(*verb, *stops);
    verb->add_option("--reason", stops->reason,
                     "suspected_attack, wrong_effects, system_fault, maintenance, drill or other (default)");
    verb->add_option("--words", stops->words, "With --file: words for whoever finds it; nothing personal");
    const auto lifts = std::make_shared<HaltOptions>();
    CLI::App* liftVerb = verb->add_subcommand("lift", "Let it go on where it stood");
    addTargets(*liftVerb, *lifts);
    const auto asks = std::make_shared<HaltOptions>();
    CLI::App* statusVerb = verb->add_subcommand("status", "What is halted; ends with 1 where something is");
    addReachOptions(*statusVerb, asks->reach);
    addActorOption(*statusVerb, asks->reach);
    statusVerb->add_flag("--json", asks->json, "Print JSON");
    liftVerb->callback([lifts, &outcome] { outcome = lift(*lifts); });
    statusVerb->callback([asks, &outcome] { outcome = status(*asks); });
    verb->callback([verb, stops, &outcome] {
        if (verb->get_subcommands().empty()) {
            outcome = halt(*stops);
        }
    });
}

} // namespace stillgate::ctl
