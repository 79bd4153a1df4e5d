// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/intake/Message.h"

/// Messages from files of other systems, row by row. A row that is wrong is rejected alone and can be written beside the file.
namespace stillgate {

enum class FileKind { Csv, Jsonl };

/// By the extension, in either case. Unsupported names the extensions that are.
[[nodiscard]] Result<FileKind> fileKindOf(const std::filesystem::path& path);

/// What rows mean that do not say otherwise. By custom the source is the name of the file.
struct ImportDefaults {
    std::string source;
    Channel channel = Channel::Web;
};

struct ImportedMessage {
    std::int64_t line = 0; ///< where its row begins, from 1
    std::uint64_t end = 0; ///< bytes of the file up to the end of its row, to show progress by
    std::uint64_t occurrence = 0; ///< see OccurrenceCounter
    IntakeMessage message;
};

struct RejectedRow {
    std::int64_t line = 0;
    std::string field; ///< column, or path in the JSON of the row; empty when it is the row as such
    std::string expected;
    std::string raw; ///< the bytes of the row, without its line end

    friend bool operator==(const RejectedRow&, const RejectedRow&) = default;

    /// "line 3: customer_email: expected an e-mail address …"
    [[nodiscard]] std::string text() const;
};

struct RejectedRows {
    FileKind kind = FileKind::Csv;
    std::string header; ///< of a CSV file, as it stands there, with its line end
    std::vector<RejectedRow> rows;
};

/// Takes each message in the order of the file. An error ends the reading and becomes its outcome.
using MessageSink = std::function<Result<void>(ImportedMessage)>;

/// Reads a file of UTF-8, with or without byte order mark, line ends LF or CR LF, at most 1 GiB.
/// CSV: RFC 4180 with a header line. The column `text` must be there; id, channel, customer_email, customer_name, thread, subject,
/// received_at, language, device and country may be; an empty cell says nothing; every other column is passed over.
/// JSONL: one message a line as MessageJson.h describes it, source optional; blank lines are passed over.
/// An error means that the file as a whole cannot be read: `where` is the path, with the line for a header.
[[nodiscard]] Result<RejectedRows> readMessages(const std::filesystem::path& path, const ImportDefaults& defaults,
                                                const MessageSink& sink);

/// FILE.rejected.csv beside FILE.csv.
[[nodiscard]] std::filesystem::path rejectedPathOf(const std::filesystem::path& path);

/// Writes the rejected rows of `path` beside it and says where; removes the file of an earlier import when there are none. In CSV
/// the reason is a first column, in JSONL a first member; the bytes of the row follow unchanged, so that it can be put right and
/// imported. A line that is no JSON object stands in the member "raw", or "raw_base64" where it is not UTF-8.
[[nodiscard]] Result<std::optional<std::filesystem::path>> writeRejected(const std::filesystem::path& path,
                                                                         const RejectedRows& rejected);

} // namespace stillgate
