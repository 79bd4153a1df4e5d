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
}

CLI::Option* addActorOption(CLI::App& command, ReachOptions& options)
{
    return command.add_option("--as", options.device, "Device file of who acts (see sign-in)");
}

Result<ReadyFile> readReady(const ReachOptions& options)
{
    if (options.ready.empty() && options.data.empty()) {
        return fail(ErrorCode::Malformed, "--data", "say where the orchestrator is: --data DIR or --ready FILE");
    }
    return options.ready.empty() ? readyFileInUse(options.data) : readReadyFile(options.ready);
}

Result<std::unique_ptr<RpcConnection>> connectTo(const ReachOptions& options, const std::optional<std::string>& token)
{
    if (!token && !options.device.empty()) {
        return connectFromDevice(options);
    }
    const auto ready = readReady(options);
    if (!ready) {
        return tl::make_unexpected(ready.error());
    }
    auto connection = std::make_unique<RpcConnection>(ServerAccess{ready->url, token.value_or(ready->token)});
    if (auto opened = await<void>(connection->open()); !opened) {
        return tl::make_unexpected(opened.error());
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
