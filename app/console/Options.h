// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <tl/expected.hpp>

#include "core/client/tls/ServerTrust.h"
#include "core/domain/Words.h"
#include "ui/kit/theme/Appearance.h"

namespace stillgate::console {

struct Options {
    std::filesystem::path data; ///< of the orchestrator on this machine; empty for one elsewhere
    std::string url; ///< of one elsewhere
    ServerTrust trust; ///< what that one has to show
    std::optional<Environment> environment; ///< that is meant
    std::filesystem::path memory; ///< of this console: cache and outbox
    std::filesystem::path key; ///< who decides here; view only when empty
    std::filesystem::path orchestrator; ///< program that is started when none runs; stillgated beside this one when empty
    SchemeChoice scheme = SchemeChoice::Follow;
    Motion motion = Motion::Full;
    int width = 1440; ///< of the window at first
    int height = 900;
    std::filesystem::path pictures; ///< take pictures into this folder and end; empty: be there for a person
};

/// The command line, or the exit code of a run that ends with it (help, version, usage error), after saying why.
[[nodiscard]] tl::expected<Options, int> optionsFrom(int argc, const char* const* argv);

} // namespace stillgate::console
