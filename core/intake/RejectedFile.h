// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fstream>

#include "core/intake/FileImport.h"

namespace stillgate {

/// What a line of a file of rejected rows looks like.
class RejectedForm {
public:
    /// `header` as it stands in a CSV file, with its line end.
    RejectedForm(FileKind kind, std::string_view header);

    [[nodiscard]] const std::string& head() const { return m_head; } ///< empty for JSONL
    [[nodiscard]] std::string line(const RejectedRow& row) const;

private:
    FileKind m_kind;
    std::string_view m_lineEnd = "\n";
    std::string m_head;
};

/// The file of rejected rows of `path`, written row by row, so that none of them stays in memory. It takes its place when it is
/// finished; a file of an earlier import is removed when no row was rejected.
class RejectedFile {
public:
    RejectedFile(const std::filesystem::path& path, FileKind kind, std::string_view header);
    ~RejectedFile();
    RejectedFile(const RejectedFile&) = delete;
    RejectedFile& operator=(const RejectedFile&) = delete;

    void add(const RejectedRow& row);
    /// Where it is, or nothing when no row was rejected. Io when it could not be written.
    [[nodiscard]] Result<std::optional<std::filesystem::path>> finish();

private:
    RejectedForm m_form;
    std::filesystem::path m_path;
    std::filesystem::path m_part; ///< while it grows
    std::ofstream m_file;
    bool m_isOpen = false;
};

} // namespace stillgate
