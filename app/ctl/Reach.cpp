// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Reach.h"

#include <iostream>

#include "app/ctl/Device.h"
#include "core/ledger/sqlite/SqliteLedgerReader.h"

namespace stillgate::ctl {

void addReachOptions(CLI::App& command, ReachOptions& options)
{
    command.add_option("--ready", options.ready, "Ready file of a running orchestrator");
    command.add_option("--data", options.data, "Data folder of the orchestrator, running or not");
    constexpr const char* kRemote = "An orchestrator elsewhere";
    CLI::Option* url = command.add_option("--url", options.url, "Where it is: wss://HOST:PORT/rpc")->group(kRemote);
    CLI::Option* authority =
        command.add_option("--ca", options.authority, "Certificates of whom to trust, in PEM")->group(kRemote)->needs(url);
    command.add_option("--pin", options.pin, "SHA-256 of its key, in place of --ca: the key counts, for whatever host")
        ->group(kRemote)
        ->needs(url)
        ->excludes(authority);
    command
        .add_option_function<std::string>(
            "--environment", [&options](const std::string& name) { options.environment = enumNamed<Environment>(name); },
            "dev, staging or prod: refuse one that is of another")
        ->check(CLI::IsMember({"dev", "staging", "prod"}))
        ->group(kRemote);
}

CLI::Option* addActorOption(CLI::App& command, ReachOptions& options)
{
    return command.add_option("--as", options.device, "Device file of who acts (see sign-in)");
}

Result<ReadyFile> readReady(const ReachOptions& options)
{
    if (options.ready.empty() && options.data.empty() && !options.url.empty()) {
        return fail(ErrorCode::Unsupported, "--url", "this needs the folder of the orchestrator: --data DIR or --ready FILE");
    }
    if (options.ready.empty() && options.data.empty()) {
        return fail(ErrorCode::Malformed, "--data", "say where the orchestrator is: --data DIR or --ready FILE");
    }
    return options.ready.empty() ? readyFileInUse(options.data) : readReadyFile(options.ready);
}

Result<ServerAccess> accessTo(const ReachOptions& options)
{
    if (options.url.empty()) {
        return readReady(options).map([](const ReadyFile& ready) { return accessBy(ready); });
    }
    // On loopback in the clear nobody needs to be trusted; elsewhere the connection refuses it.
    if (options.url.starts_with("ws://") && options.authority.empty() && options.pin.empty()) {
        return ServerAccess{options.url, {}, {}};
    }
    return serverTrustFrom(options.authority, options.pin).map([&](ServerTrust&& trust) {
        return ServerAccess{options.url, {}, {}, std::move(trust)};
    });
}

Result<LedgerPlace> greet(RpcConnection& connection, const ReachOptions& options, const LedgerPlace& remembered)
{
    return await<rpc::SessionHello::Result>(connection.call<rpc::SessionHello>({"stillgatectl", STILLGATE_VERSION, {}}))
        .and_then([&](const rpc::SessionHello::Result& hello) {
            LedgerPlace answered{hello.origin, hello.environment};
            return checkEnvironment(answered, options.environment, remembered).map([&] { return std::move(answered); });
        });
}

Result<std::unique_ptr<RpcConnection>> connectTo(const ReachOptions& options, const std::optional<std::string>& token)
{
    if (!token && !options.device.empty()) {
        return connectFromDevice(options);
    }
    auto access = accessTo(options);
    if (!access) {
        return tl::make_unexpected(access.error());
    }
    access->token = token.value_or(access->token);
    if (access->token.empty()) {
        return fail(ErrorCode::Malformed, "--as",
                    "an orchestrator elsewhere wants to know who asks: --as DEVICE (see sign-in)");
    }
    auto connection = std::make_unique<RpcConnection>(std::move(*access));
    if (auto opened = await<void>(connection->open()); !opened) {
        return tl::make_unexpected(opened.error());
    }
    // Who acts from a device is greeted once the device has proven itself.
    if (options.device.empty() && options.environment) {
        if (const auto greeted = greet(*connection, options); !greeted) {
            return tl::make_unexpected(greeted.error());
        }
    }
    return connection;
}

Result<std::unique_ptr<LedgerReader>> openData(const ReachOptions& options)
{
    return SqliteLedgerReader::open(options.data).map([](std::unique_ptr<SqliteLedgerReader>&& reader) {
        return std::unique_ptr<LedgerReader>(std::move(reader));
    });
}

ExitCode report(const Error& error)
{
    std::cerr << "stillgatectl: " << error.text() << '\n';
    return exitCodeOf(error.code);
}

} // namespace stillgate::ctl
