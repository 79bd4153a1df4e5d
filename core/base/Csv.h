// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/Result.h"

namespace stillgate {

/// Where a record stands in its file.
struct CsvPlace {
    std::size_t line = 0;   ///< where it begins, from 1; a quoted field may span several
    std::size_t offset = 0; ///< bytes in front of it
    std::size_t end = 0;    ///< bytes up to and with its line break
    std::string_view raw;   ///< its own bytes, without the line break
};

/// One record of a CSV file.
struct CsvRecord {
    CsvPlace place;
    std::vector<std::string> fields;
};

struct CsvLimits {
    std::size_t field = 1U << 20U; ///< bytes
    std::size_t fields = 1024;     ///< of a record
};

/// Reads RFC 4180: fields apart by commas, quoted where they hold commas, quotes (doubled) or line breaks; records end in CRLF or LF.
/// A byte order mark at the start and blank lines are passed over. The text must outlive the reader and the places it gives.
class CsvReader {
public:
    explicit CsvReader(std::string_view text, CsvLimits limits = {});

    /// The next record, or nothing at the end. Malformed or Limit name the line and what was expected; the reader then stands at the
    /// next line, so that a caller who takes note of the error may read on.
    [[nodiscard]] Result<std::optional<CsvRecord>> next();

    /// The record that was read last; after an error the line it was about, for a file of rejected rows.
    [[nodiscard]] const CsvPlace& place() const { return m_place; }

private:
    [[nodiscard]] Result<std::string> field();
    [[nodiscard]] Result<std::string> quotedField();
    [[nodiscard]] Result<std::string> plainField();
    [[nodiscard]] bool atLineBreak() const;
    void skipLineBreak();
    [[nodiscard]] tl::unexpected<Error> failAt(std::size_t line, ErrorCode code, std::string detail) const;
    void endRecord();
    void recover();

    std::string_view m_text;
    CsvLimits m_limits;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    CsvPlace m_place;
};

/// A CSV file whose first record names the columns; every other one has as many fields, all of them UTF-8.
class CsvTable {
public:
    /// Malformed when there is no header, a name is empty or one stands twice.
    [[nodiscard]] static Result<CsvTable> open(std::string_view text, CsvLimits limits = {});

    [[nodiscard]] const std::vector<std::string>& columns() const { return m_columns; }
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;

    /// As CsvReader::next().
    [[nodiscard]] Result<std::optional<CsvRecord>> next();
    [[nodiscard]] const CsvPlace& place() const { return m_reader.place(); }
    [[nodiscard]] const CsvPlace& header() const { return m_header; }

private:
    explicit CsvTable(CsvReader reader) : m_reader(std::move(reader)) {}

    CsvReader m_reader;
    CsvPlace m_header;
    std::vector<std::string> m_columns;
};

/// One field as RFC 4180 writes it: quoted where it must be. It is not made safe for spreadsheets.
[[nodiscard]] std::string csvField(std::string_view value);

} // namespace stillgate
