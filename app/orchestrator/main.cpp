// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>

#include <QCoreApplication>

#include "app/orchestrator/Options.h"
#include "app/orchestrator/Signals.h"
#include "core/base/Failpoint.h"
#include "core/base/File.h"
#include "core/base/JsonCodec.h"
#include "core/base/Log.h"
#include "core/base/Process.h"
#include "core/connectors/sandbox/SandboxConnector.h"
#include "core/ledger/Keys.h"
#include "core/ledger/sqlite/MasterKeyRotation.h"
#include "core/ledger/sqlite/SqliteLedgerReader.h"
#include "core/ledger/sqlite/SqliteLedgerStore.h"
#include "core/server/Service.h"

namespace stillgate::orchestrator {

namespace {

namespace fs = std::filesystem;

constexpr int kFoundWrong = 1;
constexpr int kCannotReach = 3;

int endWith(const Error& error)
{
    std::cerr << "stillgated: " << error.text() << '\n';
    const bool wrong = error.code == ErrorCode::Malformed || error.code == ErrorCode::Unsupported ||
                       error.code == ErrorCode::Corrupt || error.code == ErrorCode::Refused;
    return wrong ? kFoundWrong : kCannotReach;
}

/// The starter pack beside the program: installed, or in a source tree that the program was built in.
fs::path packOf(const Options& options)
{
    if (!options.pack.empty()) {
        return options.pack;
    }
    const fs::path here(QCoreApplication::applicationDirPath().toStdString());
    const fs::path installed = here / "../share/stillgate/packs/starter";
    return fs::exists(installed) ? installed : here / "../../../resources/packs/starter";
}

/// A ready file names url and token; a bare URL takes the token of the sandbox that uses DATA.sandbox.
Result<SandboxAccess> accessToSandbox(const Options& options)
{
    if (!options.sandbox.starts_with("http://")) {
        return readSandboxAccess(options.sandbox);
    }
    fs::path beside = options.data;
    beside += ".sandbox";
    return readSandboxAccess(beside / "ready.json").map([&](SandboxAccess access) {
        access.url = options.sandbox;
        return access;
    });
}

/// Systems of record of one environment are never reached from the data of another.
Result<SandboxAccess> sandboxOf(const Options& options)
{
    return accessToSandbox(options).and_then([&](SandboxAccess&& access) -> Result<SandboxAccess> {
        if (access.environment == options.environment || !STILLGATE_PROTECTION_ON("connector_environment")) {
            return std::move(access);
        }
        return fail(ErrorCode::Refused, "--sandbox",
                    "wrong_environment: this system of record is of " + std::string(nameOf(access.environment)) +
                        " and the data of " + std::string(nameOf(options.environment)) + ": name one of the same");
    });
}

/// What it proves itself with where that was given; needed where it listens off loopback.
Result<std::optional<TlsIdentity>> tlsOf(const Options& options, const ListenAddress& listen, const ListenAddress& http)
{
    const Wire wire = options.tlsCertificate.empty() ? Wire::Plain : Wire::Tls;
    const auto may = mayListen(listen, wire, "--listen").and_then([&] { return mayListen(http, wire, "--http"); });
    if (!may || wire == Wire::Plain) {
        return may ? Result<std::optional<TlsIdentity>>(std::nullopt) : tl::make_unexpected(may.error());
    }
    return readTlsIdentity(options.tlsCertificate, options.tlsKey, SystemClock().now()).map([](TlsIdentity&& identity) {
        return std::optional(std::move(identity));
    });
}

Result<ServiceOptions> serviceOptions(const Options& options, const LoadedPacks& packs)
{
    const auto listen = listenAddressFromText(options.listen);
    const auto http = listenAddressFromText(options.http);
    if (!listen || !http) {
        return tl::make_unexpected(listen ? http.error() : listen.error());
    }
    ServiceOptions out;
    out.listen = *listen;
    out.http = *http;
    auto tls = tlsOf(options, *listen, *http);
    if (!tls) {
        return tl::make_unexpected(tls.error());
    }
    out.tls = std::move(*tls);
    out.founding = Founding{options.origin, options.tenant, options.environment, packs.digests, {}, {}, {Role::Service}};
    out.haltFile = options.data / kHaltFile;
    out.accounts = options.data / kSealedAccounts;
    auto master = masterKey(options.data, MasterKeyUse::MustExist);
    if (!master) {
        return tl::make_unexpected(master.error());
    }
    out.masterKey = *master;
    out.version = STILLGATE_VERSION;
    out.projections = options.projections;
    if (!options.alerts.empty()) {
        auto webhooks = loadAlertWebhooks(options.alerts);
        if (!webhooks) {
            return tl::make_unexpected(webhooks.error());
        }
        out.alerts.webhooks = std::move(*webhooks);
        out.alertFolder = options.data / "alerts";
    }
    out.token = toHex(Secret32::random().view());
    out.tokenPerson = kOperator;
    if (options.people == People::Demonstration) {
        out.founding.operatorRoles = {Role::Admin, Role::Service};
        const auto keys = demonstrationKeys(options.data / "demonstration");
        if (!keys) {
            return tl::make_unexpected(keys.error());
        }
        for (const KeyFile& file : *keys) {
            out.founding.people.push_back({kOrchestrator, file.person, file.roles, std::string(kDemonstration), {}, {}});
            out.founding.keys.push_back({file.person, file.key.publicKey(), file.roles, "demonstration"});
            out.tokens.add(file.token, file.person);
            out.names[file.person] = "Demonstration agent " + std::to_string(out.names.size() + 1);
        }
    }
    return out;
}

Result<void> announce(const fs::path& ready, const Service& service, const std::string& token, const std::optional<Digest>& pin)
{
    Json json = Json::object();
    json.set("url", service.url());
    json.set("http", service.httpUrl());
    json.set("token", token);
    if (pin) {
        json.set("pin", toHex(pin->view()));
    }
    return writeFile(ready, canonicalJson(json) + "\n");
}

LogLevel levelNamed(const std::string& name)
{
    return name == "debug"     ? LogLevel::Debug
           : name == "warning" ? LogLevel::Warning
           : name == "error"   ? LogLevel::Error
                               : LogLevel::Info;
}

UtcTime newestTime(LedgerReader& reader)
{
    UtcTime newest;
    const auto head = reader.head();
    if (head && head->size > 0) {
        // What cannot be read here is reported when the ledger is folded.
        (void)reader.events(head->size - 1, 1, [&](const StoredEvent& event) {
            newest = decodeHeader(event.header).map([](const EventHeader& header) { return header.time; }).value_or(UtcTime{});
            return false;
        });
    }
    return newest;
}

Result<void> run(QCoreApplication& app, const Options& options)
{
    const EndSignals endSignals([&app] { app.quit(); });
    if (auto made = makePrivateFolder(options.data); !made) {
        return made;
    }
    const auto sandbox = sandboxOf(options);
    auto store = sandbox ? SqliteLedgerStore::open(options.data) : tl::make_unexpected(sandbox.error());
    if (!store) {
        return tl::make_unexpected(store.error());
    }
    // A ready file left by a process that was killed would send callers to nobody.
    std::error_code ignored;
    fs::remove(options.ready, ignored);

    auto packs = loadPacks(packOf(options), options.data / "models");
    auto settings = packs ? serviceOptions(options, *packs) : tl::make_unexpected(packs.error());
    if (!settings) {
        return tl::make_unexpected(settings.error());
    }
    const SystemClock wall;
    LedgerClock clock(wall, newestTime((*store)->reader()));
    if (options.clock == SuspectClock::Accept) {
        clock.accept();
    }
    const std::string token = settings->token;
    const auto pin = settings->tls ? std::optional(settings->tls->pin) : std::nullopt;
    const ServiceParts parts{**store, clock,
                             [&options]() -> std::unique_ptr<LedgerReader> {
                                 auto reader = SqliteLedgerReader::open(options.data);
                                 return reader ? std::move(*reader) : nullptr;
                             },
                             [&sandbox] {
                                 std::vector<std::unique_ptr<Connector>> connectors;
                                 connectors.push_back(std::make_unique<SandboxConnector>(*sandbox));
                                 return connectors;
                             }};
    auto service = Service::start(parts, std::move(*packs), std::move(*settings), [&app] { app.quit(); });
    if (!service) {
        return tl::make_unexpected(service.error());
    }
    if (auto remembered = rememberOptions(options); !remembered) {
        return remembered;
    }
    if (auto announced = announce(options.ready, **service, token, pin); !announced) {
        return announced;
    }
    Log("stillgated").info("serving", {{"url", (*service)->url()}, {"http", (*service)->httpUrl()}});
    QCoreApplication::exec();
    fs::remove(options.ready, ignored);
    return {};
}

} // namespace

} // namespace stillgate::orchestrator

int main(int argc, char** argv)
{
    using namespace stillgate;
    using namespace stillgate::orchestrator;
    hardenProcess();
    QCoreApplication app(argc, argv);
    const auto options = optionsFrom(argc, argv);
    if (!options) {
        return options.error();
    }
    startLog(levelNamed(options->logLevel));
    const auto ended = run(app, *options);
    return ended ? 0 : endWith(ended.error());
}
