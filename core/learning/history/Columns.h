// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/learning/history/PastTicket.h"

namespace stillgate::history {

/// What a person said of a column: its field, or nothing when it is to be passed over.
using ColumnMap = std::map<std::string, std::optional<Field>, std::less<>>;

/// "column=field", or "column=" to pass the column over. Malformed names the fields there are.
[[nodiscard]] Result<void> addMapping(ColumnMap& map, std::string_view text);

/// Names that common helpdesks give the column in their exports, in small letters with one _ for each run of other characters; an
/// earlier name goes before a later one. The field's own name is the first.
[[nodiscard]] std::span<const std::string_view> recognisedNames(Field field);

/// A column of a file that was understood.
struct Column {
    Field field = Field::Text;
    std::string name; ///< as it stands in the file
    std::size_t index = 0;

    friend bool operator==(const Column&, const Column&) = default;
};

/// Which columns mean what: those a person mapped, and by their names for the fields left. Of columns with equal names the first counts.
/// In the order of the fields. Malformed: the map names a column that is not there, or two columns for one field.
[[nodiscard]] Result<std::vector<Column>> understoodColumns(std::span<const std::string> names, const ColumnMap& map);

} // namespace stillgate::history
