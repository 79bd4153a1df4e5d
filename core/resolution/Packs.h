// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "core/domain/Policy.h"
#include "core/domain/Runbook.h"

namespace stillgate {

/// Loads the parts of a pack that decisions are made by. Strict: errors name the file, and the line or the field and what was
/// expected; a member that means nothing is refused, so that a slip of the pen changes no outcome. Durations are texts ("10s").
[[nodiscard]] Result<Policy> loadPolicy(const std::filesystem::path& file);
[[nodiscard]] Result<Runbook> loadRunbook(const std::filesystem::path& file);
/// Every *.toml of the folder, by name. Two runbooks for one intent are refused.
[[nodiscard]] Result<std::vector<Runbook>> loadRunbooks(const std::filesystem::path& folder);

/// The folders of a pack, most particular first: a file is taken from the first that has it.
class PackFolders {
public:
    /// Follows `extends = "NAME"` of FOLDER/pack.toml, where there is one, to its sibling folders.
    [[nodiscard]] static Result<PackFolders> open(const std::filesystem::path& folder);
    /// The starter pack of an installed program, or of the source tree that it was built in.
    [[nodiscard]] static std::filesystem::path starterBeside(const std::filesystem::path& programFolder);
    /// NotFound when no folder has it.
    [[nodiscard]] Result<std::filesystem::path> find(const std::string& name) const;

private:
    std::vector<std::filesystem::path> m_folders;
};

} // namespace stillgate
