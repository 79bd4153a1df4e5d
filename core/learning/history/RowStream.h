// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/Result.h"

/// Rows of a file of any length, of which a window is in memory.
namespace stillgate::history {

/// A row that takes more is rejected; twice as much is in memory at the most.
inline constexpr std::size_t kMostRowBytes = std::size_t{2} << 20U;

/// The bytes of a file from some place on.
class FileWindow {
public:
    /// NotFound or Io with the path in `where`.
    [[nodiscard]] static Result<FileWindow> open(const std::filesystem::path& path);

    /// What is in memory. Stays where it is until read(), drop() or dropLine().
    [[nodiscard]] std::string_view rest() const { return std::string_view(m_bytes).substr(m_at); }
    [[nodiscard]] bool atEnd() const { return m_atEnd; } ///< nothing comes behind rest()
    [[nodiscard]] std::uint64_t offset() const { return m_offset; } ///< of the first byte of rest() in the file
    [[nodiscard]] std::uint64_t fileSize() const { return m_fileSize; }

    /// Reads on until `least` bytes are in memory, or the file ends. Io when the system refuses.
    [[nodiscard]] Result<void> read(std::size_t least);
    void drop(std::size_t bytes);
    /// Up to and with the next line feed, wherever it is.
    [[nodiscard]] Result<void> dropLine();

private:
    std::filesystem::path m_path;
    std::ifstream m_file;
    std::string m_bytes;
    std::size_t m_at = 0;
    std::uint64_t m_offset = 0;
    std::uint64_t m_fileSize = 0;
    bool m_atEnd = false;
};

/// A row as it stands in the file.
struct Row {
    std::int64_t line = 0; ///< where it begins, from 1
    std::uint64_t offset = 0; ///< of its first byte
    std::uint64_t end = 0; ///< of the byte behind it and its line end
    std::string raw; ///< its bytes without the line end; of a row over kMostRowBytes the beginning
    std::vector<std::string> fields; ///< CSV alone; empty with an error
    std::optional<Error> error; ///< why it is no row; `where` is empty
};

enum class RowKind { Csv, Lines };

/// CSV (RFC 4180), or lines. Blank rows and a byte order mark are passed over. After a row with an error the next line follows.
class RowStream {
public:
    RowStream(FileWindow window, RowKind kind) : m_window(std::move(window)), m_kind(kind) {}

    /// Nothing at the end. An error means that the file cannot be read on.
    [[nodiscard]] Result<std::optional<Row>> next();
    [[nodiscard]] const FileWindow& window() const { return m_window; }

private:
    [[nodiscard]] Result<std::optional<Row>> nextRecord();
    [[nodiscard]] Result<std::optional<Row>> nextLine();
    [[nodiscard]] Result<void> passOverBlank();
    [[nodiscard]] Result<Row> tooLong();
    void take(Row& row, std::size_t bytes);

    FileWindow m_window;
    RowKind m_kind;
    std::int64_t m_line = 1;
    bool m_begun = false;
};

} // namespace stillgate::history
