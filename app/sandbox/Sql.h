// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "app/sandbox/Books.h"

/// Small steps between rows and values, shared by the operations.
namespace stillgate::sandbox {

void bindOptional(SQLite::Statement& statement, int index, const std::optional<std::string>& value);

/// An amount in the books as the decimal string of the wire.
[[nodiscard]] std::string decimalOf(std::int64_t minor, const std::string& currency);

/// {member: [one object a row]} for a query with the key as its one parameter: what was done under a key. 404
/// lookup_not_offered by a system that cannot look up.
[[nodiscard]] Answer listUnderKey(const View& view, std::string_view member, const std::string& query, const std::string& key,
                                  const std::function<Json(const SQLite::Statement&)>& objectOf);

} // namespace stillgate::sandbox
