// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/TlsCommands.h"

#include <filesystem>
#include <iostream>
#include <memory>

#include "app/ctl/Reach.h"
#include "core/base/Certificate.h"
#include "core/base/File.h"

namespace stillgate::ctl {

namespace {

namespace fs = std::filesystem;

constexpr int kServerDays = 397;
constexpr int kMostDays = 3650;
constexpr Duration kAuthorityTime = Duration::days(kMostDays);
/// Clocks differ by a little: a certificate is good from a while before it was made.
constexpr Duration kEarlier = Duration::minutes(60);

struct TlsOptions {
    fs::path folder;
    std::vector<std::string> hosts;
    int days = kServerDays;
    bool json = false;
};

struct TlsFiles {
    explicit TlsFiles(const fs::path& folder)
        : authority(folder / "authority.pem")
        , authorityKey(folder / "authority.key")
        , certificate(folder / "server.pem")
        , key(folder / "server.key")
    {
    }
    fs::path authority;
    fs::path authorityKey;
    fs::path certificate;
    fs::path key;
};

UtcTime before(UtcTime now)
{
    return {now.ms - kEarlier.ms};
}

CertificateTerms serverTerms(const TlsOptions& options, UtcTime now)
{
    return {"Stillgate orchestrator", options.hosts, before(now), now + Duration::days(options.days)};
}

ExitCode tellMade(const TlsFiles& files, const std::string& certificate, bool json)
{
    const auto facts = certificateFacts(certificate);
    if (!facts) {
        return report(facts.error());
    }
    const std::string pin = toHex(facts->pin.view());
    if (json) {
        Json out = Json::object();
        out.set("authority", files.authority.string());
        out.set("certificate", files.certificate.string());
        out.set("key", files.key.string());
        out.set("pin", pin);
        out.set("until", toRfc3339(facts->until));
        std::cout << prettyJson(out) << '\n';
        return ExitCode::Done;
    }
    std::cout << "certificate " << files.certificate.string() << "\nkey " << files.key.string() << "\nauthority "
              << files.authority.string() << "\npin " << pin << "\nuntil " << toRfc3339(facts->until)
              << "\nServe with: stillgated --tls-certificate " << files.certificate.string() << " --tls-key "
              << files.key.string() << "\nReach it with --ca " << files.authority.filename().string()
              << " or --pin, told by a way that is already trusted. Keep " << files.authorityKey.filename().string()
              << " where nobody else reads it.\n";
    return ExitCode::Done;
}

Result<std::string> makeAll(const TlsOptions& options, const TlsFiles& files, UtcTime now)
{
    for (const fs::path& file : {files.authority, files.authorityKey, files.certificate, files.key}) {
        std::error_code ignored;
        if (fs::exists(fs::symlink_status(file, ignored))) {
            return fail(ErrorCode::Conflict, file.string(),
                        "it is there already, and nothing is written over; take another folder, or tls renew");
        }
    }
    const auto authority = makeAuthority({"Stillgate private authority", {}, before(now), now + kAuthorityTime});
    const auto server = authority ? makeServerCertificate(*authority, serverTerms(options, now)) : authority;
    if (!server) {
        return tl::make_unexpected(server.error());
    }
    return makePrivateFolder(options.folder)
        .and_then([&] { return writeFile(files.authorityKey, authority->key); })
        .and_then([&] { return writeFile(files.authority, authority->certificate); })
        .and_then([&] { return writeFile(files.key, server->key); })
        .and_then([&] { return writeFile(files.certificate, server->certificate); })
        .map([&] { return server->certificate; });
}

/// For the same key, so that pins still hold.
Result<std::string> renew(const TlsOptions& options, const TlsFiles& files, UtcTime now)
{
    auto authority = readFile(files.authority);
    auto authorityKey = authority ? readFile(files.authorityKey) : tl::make_unexpected(authority.error());
    const auto key = authorityKey ? readFile(files.key) : tl::make_unexpected(authorityKey.error());
    if (!key) {
        return tl::make_unexpected(key.error());
    }
    const auto server =
        makeServerCertificate({std::move(*authority), std::move(*authorityKey)}, serverTerms(options, now), *key);
    const auto written = server ? writeFile(files.certificate, server->certificate) : tl::make_unexpected(server.error());
    return written.map([&] { return server->certificate; });
}

using Make = Result<std::string> (*)(const TlsOptions&, const TlsFiles&, UtcTime);

void addVerb(CLI::App& tls, ExitCode& outcome, const Clock& clock, const std::string& name, const std::string& help, Make make)
{
    const auto options = std::make_shared<TlsOptions>();
    CLI::App* verb = tls.add_subcommand(name, help);
    verb->add_option("--out", options->folder, "Folder of the four files, each readable for its owner alone")->required();
    verb->add_option("--host", options->hosts, "Host name or address that consoles connect to; once for each")->required();
    verb->add_option("--days", options->days, "How long the certificate is good")->check(CLI::Range(1, kMostDays));
    verb->add_flag("--json", options->json, "Print JSON");
    verb->callback([options, &outcome, &clock, make] {
        const TlsFiles files(options->folder);
        const auto made = make(*options, files, clock.now());
        outcome = made ? tellMade(files, *made, options->json) : report(made.error());
    });
}

} // namespace

void addTlsCommands(CLI::App& app, ExitCode& outcome, const Clock& clock)
{
    CLI::App* tls = app.add_subcommand("tls", "What an orchestrator proves itself with")->require_subcommand(1);
    addVerb(*tls, outcome, clock, "init", "Make a private authority and a certificate; prints the pin of its key", makeAll);
    addVerb(*tls, outcome, clock, "renew", "Make the certificate anew for the same key, so that its pin holds", renew);
}

} // namespace stillgate::ctl
