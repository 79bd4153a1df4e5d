// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/sandbox/Books.h"

namespace stillgate::sandbox {

struct Endpoint {
    std::string address; ///< without brackets
    int port = 0; ///< 0 picks one

    friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// "127.0.0.1:8080", "[::1]:0"
[[nodiscard]] Result<Endpoint> endpointFromText(const std::string& text);
/// "http://127.0.0.1:8080"
[[nodiscard]] std::string urlOf(const Endpoint& endpoint);

struct Options {
    std::filesystem::path data;
    Endpoint listen;
    std::filesystem::path ready;
    std::optional<std::filesystem::path> seed;
    SystemTraits traits;
    std::string environment = "dev"; ///< that its books are of
};

/// The command line, or the exit code of a run that ends with it (help, version, usage error), after saying why.
[[nodiscard]] tl::expected<Options, int> optionsFrom(int argc, const char* const* argv, const std::string& version);

} // namespace stillgate::sandbox
