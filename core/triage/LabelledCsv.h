// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/Result.h"
#include "core/triage/Training.h"

namespace stillgate::triage {

/// Labelled messages from a CSV file (RFC 4180) with the columns text and label, and split where there is one: train, test, or oos for
/// messages that belong to no label of the model. Other columns are passed over.
struct LabelledMessages {
    std::vector<Example> train; ///< all of them when there is no column split
    std::vector<Example> test;
    std::vector<std::string> outOfScope;
    bool hasSplit = false;
    std::vector<Error> rejected; ///< one for each row that was left out, naming line and field
};

/// Malformed when the columns are missing or nothing can be read; `name` stands in front of each error's line.
[[nodiscard]] Result<LabelledMessages> parseLabelledCsv(std::string_view bytes, const std::string& name);
[[nodiscard]] Result<LabelledMessages> readLabelledCsv(const std::filesystem::path& path);

} // namespace stillgate::triage
