// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <QEventLoop>
#include <QFutureWatcher>

#include "app/ctl/ExitCode.h"
#include "core/client/EnvironmentCheck.h"
#include "core/client/ReadyFile.h"
#include "core/client/RpcConnection.h"
#include "core/ledger/Store.h"

/// How a command reaches an orchestrator, or its data where none runs.
namespace stillgate::ctl {

struct ReachOptions {
    std::filesystem::path ready; ///< ready file of a running orchestrator
    std::filesystem::path data; ///< data folder
    std::string url; ///< of one on another machine: "wss://gate.example:4711/rpc"
    std::filesystem::path authority; ///< file of whom to trust there,
    std::string pin; ///< or the digits of its key's SHA-256
    std::optional<Environment> environment; ///< that is meant
    std::filesystem::path
        device; ///< file of a device that somebody signed in from; the ready file's token speaks where it is empty
};

void addReachOptions(CLI::App& command, ReachOptions& options);
/// --as: in whose name.
CLI::Option* addActorOption(CLI::App& command, ReachOptions& options);

/// Where the orchestrator is, and what it has to show; with the ready file's token where there is one.
[[nodiscard]] Result<ServerAccess> accessTo(const ReachOptions& options);
/// Refused when what answers is of another environment than is meant: as somebody said, or as it was before.
[[nodiscard]] Result<LedgerPlace> greet(RpcConnection& connection, const ReachOptions& options,
                                        const LedgerPlace& remembered = {});

/// NotFound when no orchestrator announces itself there.
[[nodiscard]] Result<ReadyFile> readReady(const ReachOptions& options);

/// Runs the event loop of the program until the future ends: a program that does one thing has nothing else to wait for.
template <typename T>
[[nodiscard]] Result<T> await(const QFuture<Result<T>>& future)
{
    QEventLoop loop;
    QFutureWatcher<Result<T>> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!watcher.isFinished()) {
        loop.exec();
    }
    if (future.resultCount() == 0) {
        return fail(ErrorCode::Unavailable, "orchestrator", "the connection ended before the answer");
    }
    return future.result();
}

/// A connection that is open: by the token where one is given, else as the device, else by the ready file's token.
[[nodiscard]] Result<std::unique_ptr<RpcConnection>> connectTo(const ReachOptions& options,
                                                               const std::optional<std::string>& token = {});

/// Answers a query from the running orchestrator, or from the data folder where none runs.
template <rpc::Method M>
[[nodiscard]] Result<typename M::Result> ask(const ReachOptions& options, const typename M::Params& params,
                                             Result<typename M::Result> (*read)(LedgerReader&, const typename M::Params&));

/// A reader beside the orchestrator or without it; never writes.
[[nodiscard]] Result<std::unique_ptr<LedgerReader>> openData(const ReachOptions& options);

template <rpc::Method M>
Result<typename M::Result> ask(const ReachOptions& options, const typename M::Params& params,
                               Result<typename M::Result> (*read)(LedgerReader&, const typename M::Params&))
{
    const auto connection = connectTo(options);
    if (connection) {
        return await<typename M::Result>((*connection)->call<M>(params));
    }
    // In somebody's name it is the orchestrator that answers, or nobody; and what was refused is not looked up behind its back.
    if (options.data.empty() || !options.device.empty() || connection.error().code == ErrorCode::Refused) {
        return tl::make_unexpected(connection.error());
    }
    const auto reader = openData(options);
    return reader ? read(**reader, params) : tl::make_unexpected(reader.error());
}

/// Says an error to a person and what it means for the exit code.
[[nodiscard]] ExitCode report(const Error& error);

} // namespace stillgate::ctl
