// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/Json.h"

namespace stillgate {

/// A TOML 1.0 document as a JSON value, so that packs are decoded and digested like everything else. Floating-point numbers are
/// refused (packs hold whole numbers only); dates and times become RFC 3339 text. Malformed names file, line and column.
[[nodiscard]] Result<Json> parseToml(std::string_view text, const std::string& name);
[[nodiscard]] Result<Json> readToml(const std::filesystem::path& path);

} // namespace stillgate
