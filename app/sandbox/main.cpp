// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <ctime>
#include <iostream>

#include <sys/stat.h>

#include "app/sandbox/Api.h"
#include "app/sandbox/Options.h"
#include "app/sandbox/Seed.h"
#include "core/base/File.h"
#include "core/base/Log.h"
#include "core/base/Secret.h"

namespace stillgate::sandbox {

namespace {

constexpr int kDone = 0;
constexpr int kFoundWrong = 1;
constexpr int kCannotReach = 3;

const Log kMainLog("sandbox");

int exitCodeOf(const Error& error)
{
    return error.code == ErrorCode::Malformed || error.code == ErrorCode::Unsupported ? kFoundWrong : kCannotReach;
}

int endWith(const Error& error)
{
    std::cerr << "stillgate-sandbox: " << error.text() << '\n';
    return exitCodeOf(error);
}

/// The token of the folder, made at the first start.
Result<std::string> tokenOf(const std::filesystem::path& folder)
{
    constexpr std::size_t kMostToken = 1024;
    const std::filesystem::path path = folder / "token";
    auto token = readFile(path, kMostToken);
    if (token || token.error().code != ErrorCode::NotFound) {
        return token;
    }
    std::string fresh = toHex(Secret32::random().view());
    return writeFile(path, fresh).map([&] { return std::move(fresh); });
}

Result<void> seedFrom(const Books& books, const std::optional<std::filesystem::path>& file)
{
    if (!file) {
        return {};
    }
    const auto seeded =
        readFile(*file).and_then([](const std::string& text) { return parseJson(text); }).and_then([&](const Json& seed) {
            return seedBooks(books, seed);
        });
    if (!seeded) {
        Error error = seeded.error();
        error.where = error.where.starts_with(file->string()) ? error.where : file->string() + " " + error.where;
        return tl::make_unexpected(std::move(error));
    }
    kMainLog.info(*seeded ? "seeded" : "seed_skipped");
    return {};
}

Result<void> announce(const Options& options, int port, const std::string& token)
{
    const std::string url = urlOf({options.listen.address, port});
    Json ready;
    ready.set("url", url);
    ready.set("http", url);
    ready.set("token", token);
    ready.set("environment", options.environment);
    return writeFile(options.ready, canonicalJson(ready) + "\n");
}

/// SIGTERM and SIGINT are taken from every thread, so that they wait here.
sigset_t blockEndSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

/// Returns when a signal asks for the end, or when the server has ended by itself (false).
bool waitForEnd(const HttpServer& server, const sigset_t& signals)
{
    constexpr timespec kLook{.tv_sec = 0, .tv_nsec = 200'000'000};
    while (server.isServing()) {
        if (sigtimedwait(&signals, nullptr, &kLook) > 0) {
            return true;
        }
    }
    return false;
}

Result<bool> serve(const Options& options)
{
    const sigset_t signals = blockEndSignals();
    ::umask(S_IRWXG | S_IRWXO);
    if (auto made = makePrivateFolder(options.data); !made) {
        return tl::make_unexpected(made.error());
    }
    const auto lock = FolderLock::take(options.data);
    if (!lock) {
        return tl::make_unexpected(lock.error());
    }
    // A ready file left by a process that was killed would send callers to nobody.
    std::error_code ignored;
    std::filesystem::remove(options.ready, ignored);

    const SystemClock clock;
    const auto token = tokenOf(options.data);
    const auto books =
        token.and_then([&](const std::string&) { return Books::open(options.data / "books.sqlite", clock, options.traits); });
    if (!books) {
        return tl::make_unexpected(books.error());
    }
    if (auto seeded = seedFrom(*books, options.seed); !seeded) {
        return tl::make_unexpected(seeded.error());
    }

    Faults faults;
    Api api(*books, faults, *token);
    HttpServer server;
    api.install(server);
    const auto port = server.start(options.listen.address, options.listen.port);
    if (!port) {
        return tl::make_unexpected(port.error());
    }
    if (auto announced = announce(options, *port, *token); !announced) {
        return tl::make_unexpected(announced.error());
    }
    kMainLog.info("serving", {{"url", urlOf({options.listen.address, *port})}});
    const bool wasAsked = waitForEnd(server, signals);
    std::filesystem::remove(options.ready, ignored);
    faults.stop();
    server.stop();
    kMainLog.info("stopped");
    return wasAsked;
}

} // namespace

} // namespace stillgate::sandbox

int main(int argc, char** argv)
{
    using namespace stillgate;
    const auto options = sandbox::optionsFrom(argc, argv, STILLGATE_VERSION);
    if (!options) {
        return options.error();
    }
    startLog(LogLevel::Info);
    const auto served = sandbox::serve(*options);
    if (!served) {
        return sandbox::endWith(served.error());
    }
    return *served ? sandbox::kDone : sandbox::kCannotReach;
}
