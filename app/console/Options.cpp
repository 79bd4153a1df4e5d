// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/Options.h"

#include <algorithm>
#include <iostream>
#include <map>

#include <CLI/CLI.hpp>
#include <QStandardPaths>

#include "core/base/JsonCodec.h"

namespace stillgate::console {

namespace {

namespace fs = std::filesystem;

constexpr int kUsage = 2;
constexpr int kNarrowest = 640;
constexpr int kLowest = 480;
constexpr int kWidest = 16'384;

/// One for each data folder or orchestrator elsewhere: what a console remembers belongs to one ledger.
fs::path memoryFor(const Options& options)
{
    std::string name = options.url.empty() ? fs::absolute(options.data).lexically_normal().string() : options.url;
    std::replace(name.begin(), name.end(), '/', '_');
    const fs::path own(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation).toStdString());
    return own / "stillgate" / "consoles" / name;
}

/// As they stand on the command line.
struct RemoteWords {
    fs::path authority;
    std::string pin;
    std::string environment;
};

void addRemoteOptions(CLI::App& app, Options& options, RemoteWords& given)
{
    constexpr const char* kRemote = "An orchestrator elsewhere";
    CLI::Option* url = app.add_option("--url", options.url, "Where it is: wss://HOST:PORT/rpc")->group(kRemote);
    app.add_option("--ca", given.authority, "Certificates of whom to trust, in PEM")->group(kRemote)->needs(url);
    app.add_option("--pin", given.pin, "SHA-256 of its key, in place of --ca: the key counts, for whatever host")
        ->group(kRemote)
        ->needs(url);
    app.add_option("--environment", given.environment, "dev, staging or prod: refuse one that is of another")
        ->check(CLI::IsMember({"dev", "staging", "prod"}))
        ->group(kRemote);
}

} // namespace

tl::expected<Options, int> optionsFrom(int argc, const char* const* argv)
{
    Options options;
    const std::map<std::string, SchemeChoice> schemes{
        {"follow", SchemeChoice::Follow}, {"light", SchemeChoice::Light}, {"dark", SchemeChoice::Dark}};
    RemoteWords given;
    bool still = false;
    CLI::App app{"Stillgate's console: see, approve, correct and prove what the orchestrator does", "stillgate"};
    app.set_version_flag("--version", STILLGATE_VERSION);
    app.add_option("--data", options.data, "Data folder of the orchestrator; one is started there when none runs");
    addRemoteOptions(app, options, given);
    app.add_option("--memory", options.memory, "Folder of what this console remembers (default: in the user's state folder)");
    app.add_option("--key", options.key, "Key file of the person who decides here; without one there is no deciding")
        ->check(CLI::ExistingFile);
    app.add_option("--orchestrator", options.orchestrator, "Program to start (default: stillgated beside this one)");
    app.add_option("--theme", options.scheme, "follow the desktop, light or dark")
        ->transform(CLI::CheckedTransformer(schemes, CLI::ignore_case));
    app.add_flag("--reduced-motion", still, "Nothing moves but the hold to sign");
    app.add_option("--width", options.width, "Width of the window at first, in pixels")->check(CLI::Range(kNarrowest, kWidest));
    app.add_option("--height", options.height, "Height of the window at first, in pixels")->check(CLI::Range(kLowest, kWidest));
    app.add_option("--pictures", options.pictures, "Take a picture of each workspace into this folder and end");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return tl::make_unexpected(app.exit(error) == 0 ? 0 : kUsage);
    }
    if (options.data.empty() == options.url.empty()) {
        std::cerr << "stillgate: say where the orchestrator is: --data DIR on this machine, or --url wss://… elsewhere\n";
        return tl::make_unexpected(kUsage);
    }
    if (!options.url.empty()) {
        auto trust = serverTrustFrom(given.authority, given.pin);
        if (!trust) {
            std::cerr << "stillgate: " << trust.error().text() << '\n';
            return tl::make_unexpected(kUsage);
        }
        options.trust = std::move(*trust);
    }
    options.environment = enumNamed<Environment>(given.environment);
    options.motion = still ? Motion::Reduced : Motion::Full;
    if (options.memory.empty()) {
        options.memory = memoryFor(options);
    }
    return options;
}

} // namespace stillgate::console
