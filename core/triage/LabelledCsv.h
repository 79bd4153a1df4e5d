// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/Result.h"
#include "core/triage/Training.h"

namespace stillgate::triage {

/// Labelled messages from a CSV file (RFC 4180) with the columns text and label, and split where there is one: train, test, or oos for
/// messages that belong to no label of the model. Several labels of a message are joined by a bar (|), the primary one first; in a file
/// with such rows a message may have no label. Other columns are passed over.
struct LabelledMessages {
    std::vector<Example> train; ///< all of them when there is no column split
    std::vector<Example> test;
    std::vector<std::string> outOfScope;
    bool hasSplit = false;
    bool hasSeveral = false; ///< some message has more than one label
    std::vector<Error> rejected; ///< one for each row that was left out, naming line and field
};

/// Malformed when the columns are missing or nothing can be read; `name` stands in front of each error's line.
/// With `only`, rows count where each named column has the value that stands there.
[[nodiscard]] Result<LabelledMessages> parseLabelledCsv(std::string_view bytes, const std::string& name,
                                                        const std::map<std::string, std::string>& only = {});
[[nodiscard]] Result<LabelledMessages> readLabelledCsv(const std::filesystem::path& path,
                                                       const std::map<std::string, std::string>& only = {});

} // namespace stillgate::triage
