// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/ReadyFile.h"

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
}

std::filesystem::path readyFileOf(const std::filesystem::path& dataFolder)
{
    return dataFolder / "ready.json";
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
