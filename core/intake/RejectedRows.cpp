// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Csv.h"
#include "core/base/File.h"
#include "core/base/Json.h"
#include "core/base/SafeText.h"
#include "core/intake/RowDelivery.h"

namespace stillgate {

namespace {

/// A row that was put right in part and rejected again has its first reason already.
template <typename IsTaken>
std::string freeName(const IsTaken& isTaken)
{
    std::string name = "rejected";
    for (int number = 2; isTaken(name); ++number) {
        name = "rejected_" + std::to_string(number);
    }
    return name;
}

std::string asCsv(const RejectedRows& rejected)
{
    std::string_view header = rejected.header;
    const std::string_view lineEnd = header.ends_with("\r\n") ? "\r\n" : "\n";
    std::string out;
    if (header.starts_with(kByteOrderMark)) {
        out += kByteOrderMark;
        header.remove_prefix(kByteOrderMark.size());
    }
    const auto table = CsvTable::open(header);
    const std::string name = freeName([&](std::string_view taken) { return table && table->column(taken); });
    // The reason stands in front: behind a row whose quotes are open it would be part of the last cell.
    out.append(name).append(",").append(header);
    for (const RejectedRow& row : rejected.rows) {
        out.append(csvField(row.text())).append(",").append(row.raw).append(lineEnd);
    }
    return out;
}

std::string asJsonLine(const RejectedRow& row)
{
    const std::string reason = canonicalJson(row.text());
    const auto json = parseJson(row.raw);
    if (json && json->asObject() != nullptr) {
        const std::size_t inside = row.raw.find('{') + 1;
        const std::string name = freeName([&](std::string_view taken) { return json->find(taken) != nullptr; });
        const std::string_view comma = json->asObject()->empty() ? "" : ", ";
        return row.raw.substr(0, inside).append("\"" + name + "\": ").append(reason).append(comma).append(row.raw, inside);
    }
    if (isValidUtf8(row.raw)) {
        return "{\"rejected\": " + reason + ", \"raw\": " + canonicalJson(row.raw) + "}";
    }
    return "{\"rejected\": " + reason + ", \"raw_base64\": \"" + toBase64(asBytes(row.raw)) + "\"}";
}

std::string asJsonl(const RejectedRows& rejected)
{
    std::string out;
    for (const RejectedRow& row : rejected.rows) {
        out.append(asJsonLine(row)).append("\n");
    }
    return out;
}

} // namespace

std::filesystem::path rejectedPathOf(const std::filesystem::path& path)
{
    std::filesystem::path name = path.stem();
    name += ".rejected";
    name += path.extension();
    return path.parent_path() / name;
}

Result<std::optional<std::filesystem::path>> writeRejected(const std::filesystem::path& path, const RejectedRows& rejected)
{
    std::filesystem::path beside = rejectedPathOf(path);
    if (rejected.rows.empty()) {
        std::error_code error;
        std::filesystem::remove(beside, error);
        if (error) {
            return fail(ErrorCode::Io, beside.string(), error.message());
        }
        return std::nullopt;
    }
    const auto written = writeFile(beside, rejected.kind == FileKind::Csv ? asCsv(rejected) : asJsonl(rejected));
    if (!written) {
        return tl::make_unexpected(written.error());
    }
    return beside;
}

} // namespace stillgate
