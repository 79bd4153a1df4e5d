// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include <tl/expected.hpp>

#include "core/domain/Words.h"
#include "core/server/Service.h"

namespace stillgate::orchestrator {

enum class People { Enrolled, Demonstration };
enum class SuspectClock { Hold, Accept };

struct Options {
    std::filesystem::path data;
    std::string listen = "127.0.0.1:0"; ///< WebSocket
    std::string http = "127.0.0.1:0"; ///< intake and health
    std::filesystem::path tlsCertificate; ///< in PEM; everything is served over TLS with it
    std::filesystem::path tlsKey;
    std::string sandbox; ///< URL of stillgate-sandbox, or the ready file it wrote
    std::filesystem::path ready; ///< DIR/ready.json when empty
    std::filesystem::path pack; ///< folder; the starter pack beside the program when empty
    std::string tenant = "local";
    std::string origin; ///< made from the tenant when empty
    Environment environment = Environment::Dev;
    People people = People::Enrolled;
    SuspectClock clock = SuspectClock::Hold;
    Projections projections = Projections::Keep;
    std::filesystem::path alerts; ///< file of webhooks; nobody is told when empty
    std::string logLevel = "info";
};

/// The command line over what the data folder was served with before, or the exit code of a run that ends with it (help, version, usage error), after saying why.
[[nodiscard]] tl::expected<Options, int> optionsFrom(int argc, const char* const* argv);

/// Leaves DATA/stillgated.toml at the first start, so that a console can start the same orchestrator again with the folder's name alone.
[[nodiscard]] Result<void> rememberOptions(const Options& options);

} // namespace stillgate::orchestrator
