// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace stillgate {

/// The waits of a policy, as packs write them.
struct Pauses {
    std::string holdBack = "200ms";
    std::string silence = "200ms";
    std::string gateExpiry = "30m";
};

/// Writes a pack that has the starter's rules and these waits; returns its folder.
[[nodiscard]] std::filesystem::path writePack(const std::filesystem::path& folder, const Pauses& pauses);

} // namespace stillgate
