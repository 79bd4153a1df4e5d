// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "core/base/Json.h"

namespace stillgate {

/// A TOML 1.0 document as a JSON value, so that packs are decoded and digested like everything else. Floating-point numbers are
/// refused (packs hold whole numbers only); dates and times become RFC 3339 text. Malformed names file, line and column.
[[nodiscard]] Result<Json> parseToml(std::string_view text, const std::string& name);
[[nodiscard]] Result<Json> readToml(const std::filesystem::path& path);

/// A TOML document that remembers where each value stands, so that what is found wrong later can still name the line.
struct TomlDocument {
    Json json;
    std::map<std::string, std::string> places; ///< by path ("$.target[2].priority"): "sla.toml:34:12"

    /// An error whose `where` is a path of the document, with the place of that value, or of the nearest one that holds it.
    [[nodiscard]] Error placed(Error error) const;
};
[[nodiscard]] Result<TomlDocument> parsePlacedToml(std::string_view text, const std::string& name);
[[nodiscard]] Result<TomlDocument> readPlacedToml(const std::filesystem::path& path);

} // namespace stillgate
