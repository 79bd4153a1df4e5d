// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/FileImport.h"

#include <algorithm>

#include "core/base/File.h"
#include "core/base/SafeText.h"
#include "core/intake/RowDelivery.h"

namespace stillgate {

Result<FileKind> fileKindOf(const std::filesystem::path& path)
{
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (extension == ".csv") {
        return FileKind::Csv;
    }
    if (extension == ".jsonl") {
        return FileKind::Jsonl;
    }
    return fail(ErrorCode::Unsupported, path.string(), "expected a file that ends in .csv or .jsonl");
}

std::string RejectedRow::text() const
{
    return "line " + std::to_string(line) + ": " + (field.empty() ? "" : field + ": ") + expected;
}

Result<void> RowDelivery::deliver(const FileRow& row, Result<IntakeMessage> message)
{
    // Bytes that are no text are the better reason: what else is wrong with the row may only follow from them.
    if (const auto fault = utf8Fault(row.raw)) {
        message = fail(ErrorCode::Malformed, {},
                       "expected UTF-8, which the file is not at byte offset " + std::to_string(row.offset + *fault));
    }
    if (!message) {
        m_rejected.push_back(
            {row.line, std::move(message.error().where), std::move(message.error().detail), std::string(row.raw)});
        return {};
    }
    const std::uint64_t occurrence = m_occurrences.next(*message);
    return m_sink({row.line, row.offset + row.raw.size(), occurrence, std::move(*message)});
}

Result<RejectedRows> readMessages(const std::filesystem::path& path, const ImportDefaults& defaults, const MessageSink& sink)
{
    const auto kind = fileKindOf(path);
    if (!kind) {
        return tl::make_unexpected(kind.error());
    }
    if (auto usable = validate({.source = defaults.source, .text = "-"}); !usable) {
        return tl::make_unexpected(std::move(usable.error()));
    }
    const auto bytes = readFile(path);
    if (!bytes) {
        return tl::make_unexpected(bytes.error());
    }
    RowDelivery delivery(defaults, sink);
    RejectedRows rejected{.kind = *kind};
    Result<void> done;
    if (*kind == FileKind::Jsonl) {
        done = readJsonl(*bytes, delivery);
    } else if (auto header = readCsv(*bytes, path, delivery)) {
        rejected.header = std::move(*header);
    } else {
        done = tl::make_unexpected(std::move(header.error()));
    }
    if (!done) {
        return tl::make_unexpected(std::move(done.error()));
    }
    rejected.rows = delivery.takeRejected();
    return rejected;
}

} // namespace stillgate
