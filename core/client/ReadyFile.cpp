// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/ReadyFile.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/Failpoint.h"
#include "core/base/File.h"
#include "core/base/JsonCodec.h"

namespace stillgate {

namespace {
constexpr std::size_t kMostReadyBytes = 65536;
}

template <typename Visitor>
void describe(Visitor& visit, ReadyFile& ready)
{
    visit("url", ready.url);
    visit("http", ready.http);
    visit("token", ready.token);
    visit("pin", ready.pin);
}

ServerAccess accessBy(const ReadyFile& ready)
{
    return accessBy(ready, ready.token);
}

ServerAccess accessBy(const ReadyFile& ready, std::string token, std::shared_ptr<Signer> device)
{
    return {ready.url, std::move(token), std::move(device), {{}, ready.pin}};
}

std::filesystem::path readyFileOf(const std::filesystem::path& dataFolder)
{
    return dataFolder / "ready.json";
}

/// Shared and for a moment, so that any number of consoles may ask at once; who starts to serve meanwhile tries again (FolderLock).
bool isServed(const std::filesystem::path& dataFolder)
{
    const int descriptor = ::open((dataFolder / "lock").c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    const bool held = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(descriptor);
    return held;
}

Result<ReadyFile> readyFileInUse(const std::filesystem::path& dataFolder)
{
    const std::filesystem::path path = readyFileOf(dataFolder);
    auto ready = readReadyFile(path);
    if (ready && !isServed(dataFolder) && STILLGATE_PROTECTION_ON("client.ready_lock")) {
        return fail(ErrorCode::NotFound, path.string(), "the orchestrator that wrote it has ended");
    }
    return ready;
}

Result<ReadyFile> readReadyFile(const std::filesystem::path& path)
{
    return readFile(path, kMostReadyBytes)
        .and_then([](const std::string& text) { return parseJson(text); })
        .and_then([](const Json& json) { return fromJson<ReadyFile>(json); })
        .map_error([&](Error error) {
            error.where = error.code == ErrorCode::Malformed ? path.string() + " " + error.where : error.where;
            return error;
        });
}

} // namespace stillgate
