// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/orchestrator/Options.h"

#include <iostream>

#include <CLI/CLI.hpp>

#include "core/base/File.h"

namespace stillgate::orchestrator {

namespace {

namespace fs = std::filesystem;

constexpr int kUsage = 2;

/// The folder alone: what it was served with before stands in it.
fs::path dataOf(int argc, const char* const* argv)
{
    fs::path data;
    CLI::App app;
    app.allow_extras();
    app.set_help_flag();
    app.add_option("--data", data);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError&) {
        return {}; // the whole parse says what is wrong
    }
    return data;
}

fs::path settingsFile(const fs::path& data)
{
    return data / "stillgated.toml";
}

void addLine(std::string& out, std::string_view name, std::string_view value)
{
    out.append(name).append(" = \"").append(value).append("\"\n");
}

} // namespace

tl::expected<Options, int> optionsFrom(int argc, const char* const* argv)
{
    Options options;
    std::string environment = "dev";
    bool demonstration = false;
    bool acceptClock = false;
    bool rebuild = false;
    CLI::App app{"Stillgate's orchestrator: takes tickets in, decides, executes, proves", "stillgated"};
    app.set_version_flag("--version", STILLGATE_VERSION);
    const fs::path data = dataOf(argc, argv);
    if (!data.empty()) {
        app.set_config("--config", settingsFile(data).string(),
                       "What this folder is served with (default: DATA/stillgated.toml)");
    }
    app.add_option("--data", options.data, "Folder of the ledger; made when it is not there")->required();
    app.add_option("--listen", options.listen, "Where consoles connect (WebSocket), ADDR:PORT; port 0 picks one");
    app.add_option("--http", options.http, "Intake and health over HTTP, ADDR:PORT; port 0 picks one");
    CLI::Option* certificate = app.add_option("--tls-certificate", options.tlsCertificate,
                                              "Certificate in PEM: both are served over TLS 1.3 (see tls init)");
    CLI::Option* key = app.add_option("--tls-key", options.tlsKey, "Its private key in PEM, which not everybody may read");
    certificate->needs(key);
    key->needs(certificate);
    app.add_option("--sandbox", options.sandbox, "URL of stillgate-sandbox, or the ready file it wrote")->required();
    app.add_option("--ready", options.ready, "File written when it serves (default: DATA/ready.json)");
    app.add_option("--pack", options.pack, "Folder of taxonomy, policy and runbooks (default: the starter pack)");
    app.add_option("--tenant", options.tenant, "Whose tickets these are");
    app.add_option(
        "--origin", options.origin,
        "Name of the ledger in checkpoints (default: stillgate.local/TENANT, in others than dev led by the environment)");
    app.add_option("--environment", environment, "dev, staging or prod; a ledger never changes it")
        ->check(CLI::IsMember({"dev", "staging", "prod"}));
    app.add_flag("--demonstration", demonstration, "Make demonstration keys in DATA/demonstration; refused in prod");
    app.add_flag("--accept-clock", acceptClock, "Believe a clock that is far ahead of the newest event");
    app.add_flag("--rebuild-projections", rebuild, "Make the lists anew from the events before serving");
    app.add_option("--alerts", options.alerts, "File of webhooks that are told of P1, at risk, breached and held tickets");
    app.add_option("--log", options.logLevel, "debug, info, warning or error")
        ->check(CLI::IsMember({"debug", "info", "warning", "error"}));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return tl::make_unexpected(app.exit(error) == 0 ? 0 : kUsage);
    }
    options.environment = enumNamed<Environment>(environment).value_or(Environment::Dev);
    options.people = demonstration ? People::Demonstration : People::Enrolled;
    options.clock = acceptClock ? SuspectClock::Accept : SuspectClock::Hold;
    options.projections = rebuild ? Projections::Rebuild : Projections::Keep;
    if (options.ready.empty()) {
        options.ready = options.data / "ready.json";
    }
    if (options.origin.empty()) {
        // No two environments share a name by default: a statement that was signed for one is none of the other.
        const std::string where = options.environment == Environment::Dev ? "" : environment + ".";
        options.origin = where + "stillgate.local/" + options.tenant;
    }
    if (demonstration && options.environment == Environment::Prod) {
        std::cerr << "stillgated: --demonstration makes keys that anyone on this machine could use; it is refused in prod\n";
        return tl::make_unexpected(kUsage);
    }
    return options;
}

Result<void> rememberOptions(const Options& options)
{
    const fs::path file = settingsFile(options.data);
    if (fs::exists(file)) {
        return {};
    }
    std::string text =
        "# What this folder is served with when nothing else is said. Written at the first start; edit it freely.\n";
    addLine(text, "sandbox", options.sandbox.starts_with("http://") ? options.sandbox : fs::absolute(options.sandbox).string());
    if (!options.pack.empty()) {
        addLine(text, "pack", fs::absolute(options.pack).string());
    }
    addLine(text, "tenant", options.tenant);
    addLine(text, "origin", options.origin);
    addLine(text, "environment", nameOf(options.environment));
    text += options.people == People::Demonstration ? "demonstration = true\n" : "";
    return writeFile(file, text);
}

} // namespace stillgate::orchestrator
