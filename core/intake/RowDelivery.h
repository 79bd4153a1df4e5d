// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/intake/FileImport.h"
#include "core/intake/Identity.h"

/// Inside of the file import: what the readers of both kinds share.
namespace stillgate {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// One row as it stands in the file.
struct FileRow {
    std::int64_t line = 0;
    std::uint64_t offset = 0; ///< of its first byte in the file
    std::string_view raw; ///< without the line end
};

/// Hands on the messages and keeps the rows that were none.
class RowDelivery {
public:
    RowDelivery(const ImportDefaults& defaults, const MessageSink& sink) : m_defaults(defaults), m_sink(sink) {}

    [[nodiscard]] const ImportDefaults& defaults() const { return m_defaults; }
    /// The error of the message, or of the bytes of the row, rejects the row; only an error of the sink comes back.
    [[nodiscard]] Result<void> deliver(const FileRow& row, Result<IntakeMessage> message);
    [[nodiscard]] std::vector<RejectedRow> takeRejected() { return std::move(m_rejected); }

private:
    const ImportDefaults& m_defaults;
    const MessageSink& m_sink;
    OccurrenceCounter m_occurrences;
    std::vector<RejectedRow> m_rejected;
};

/// `bytes` is the whole file.
[[nodiscard]] Result<void> readJsonl(std::string_view bytes, RowDelivery& delivery);
/// Gives the header line as it stands in the file. `path` is for the error of a header that will not do.
[[nodiscard]] Result<std::string> readCsv(std::string_view bytes, const std::filesystem::path& path, RowDelivery& delivery);

} // namespace stillgate
