// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/learning/history/Columns.h"
#include "core/learning/history/RowStream.h"

namespace stillgate::history {

/// A row that is no ticket.
struct RejectedTicket {
    std::int64_t line = 0;
    std::uint64_t end = 0; ///< bytes of the file up to its end
    std::string column; ///< as the file names it; empty when it is the row as such
    std::string expected;
    std::string raw; ///< its bytes, without the line end
};

struct HistorySinks {
    /// May be empty. Once, before any row: how the file begins, see HistoryOutline::header.
    std::function<void(RowKind, const std::string& header)> begun;
    std::function<void(PastTicket)> ticket; ///< in the order of the file
    std::function<void(RejectedTicket)> rejected; ///< may be empty
};

/// What a file turned out to hold.
struct HistoryOutline {
    RowKind kind = RowKind::Csv;
    std::string header; ///< of a CSV file, as it stands there, with its line end
    std::map<Field, std::string> columns; ///< the understood ones; of JSONL those that some row had
    std::vector<std::string> passedOver; ///< columns that mean nothing here
    std::uint64_t tickets = 0;
    std::uint64_t rejected = 0;
};

/// Reads past tickets row by row; the file may have any length, at most two rows of the largest size are in memory. CSV (RFC 4180) with a
/// header line, or JSONL with one flat object a line whose members are the columns; UTF-8 in either case. A row needs a text (or a
/// subject); everything else may be missing or empty. Texts are redacted and keys digested before anyone is given them.
/// An error means that the file as a whole cannot be read: it is neither, or has no column for text or label.
[[nodiscard]] Result<HistoryOutline> readHistory(const std::filesystem::path& path, const ColumnMap& map,
                                                 const HistorySinks& sinks);

} // namespace stillgate::history
