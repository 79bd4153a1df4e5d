// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/client/ServerAccess.h"

namespace stillgate {

/// What an orchestrator says where it serves: DIR/ready.json, of mode 0600, there while it runs. One that was killed leaves it behind.
struct ReadyFile {
    std::string url; ///< "ws://127.0.0.1:4711/rpc"
    std::string http; ///< "http://127.0.0.1:4712"
    std::string token; ///< for demonstration and first set-up
    std::optional<Digest> pin = {}; ///< of its key, where it serves over TLS

    friend bool operator==(const ReadyFile&, const ReadyFile&) = default;
};

/// Who can read the file needs no other proof of whom to trust.
[[nodiscard]] ServerAccess accessBy(const ReadyFile& ready);
/// The same with a person's own token.
[[nodiscard]] ServerAccess accessBy(const ReadyFile& ready, std::string token, std::shared_ptr<Signer> device = {});

[[nodiscard]] std::filesystem::path readyFileOf(const std::filesystem::path& dataFolder);
/// NotFound when no orchestrator announces itself there; Malformed, Io.
[[nodiscard]] Result<ReadyFile> readReadyFile(const std::filesystem::path& path);

/// Whether a process serves the folder, by its lock; whether it answers is another question.
[[nodiscard]] bool isServed(const std::filesystem::path& dataFolder);
/// The ready file of the one that serves the folder. NotFound too when nobody does: what a killed one left behind may name a port that is
/// somebody else's by now, who is to be sent neither our token nor anybody's.
[[nodiscard]] Result<ReadyFile> readyFileInUse(const std::filesystem::path& dataFolder);

} // namespace stillgate
