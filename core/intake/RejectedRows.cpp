// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Csv.h"
#include "core/base/File.h"
#include "core/base/Json.h"
#include "core/base/SafeText.h"
#include "core/intake/RejectedFile.h"
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

/// The reason stands in front: behind a row whose quotes are open it would be part of the last cell.
std::string csvHead(std::string_view header)
{
    std::string out;
    if (header.starts_with(kByteOrderMark)) {
        out += kByteOrderMark;
        header.remove_prefix(kByteOrderMark.size());
    }
    const auto table = CsvTable::open(header);
    const std::string name = freeName([&](std::string_view taken) { return table && table->column(taken); });
    return out.append(name).append(",").append(header);
}

/// Removes what an earlier import left.
Result<void> removeEarlier(const std::filesystem::path& beside)
{
    std::error_code error;
    std::filesystem::remove(beside, error);
    return error ? fail(ErrorCode::Io, beside.string(), error.message()) : Result<void>();
}

} // namespace

RejectedForm::RejectedForm(FileKind kind, std::string_view header) : m_kind(kind)
{
    if (kind == FileKind::Csv) {
        m_lineEnd = header.ends_with("\r\n") ? "\r\n" : "\n";
        m_head = csvHead(header);
    }
}

std::string RejectedForm::line(const RejectedRow& row) const
{
    std::string out = m_kind == FileKind::Csv ? csvField(row.text()).append(",").append(row.raw) : asJsonLine(row);
    return out.append(m_lineEnd);
}

RejectedFile::RejectedFile(const std::filesystem::path& path, FileKind kind, std::string_view header)
    : m_form(kind, header), m_path(rejectedPathOf(path)), m_part(m_path)
{
    m_part += ".part";
}

RejectedFile::~RejectedFile()
{
    if (m_isOpen) {
        std::error_code ignored;
        std::filesystem::remove(m_part, ignored);
    }
}

void RejectedFile::add(const RejectedRow& row)
{
    if (!m_isOpen) {
        m_isOpen = true;
        m_file.open(m_part, std::ios::binary | std::ios::trunc);
        std::error_code ignored;
        using std::filesystem::perms;
        std::filesystem::permissions(m_part, perms::owner_read | perms::owner_write, ignored);
        m_file << m_form.head();
    }
    m_file << m_form.line(row);
}

Result<std::optional<std::filesystem::path>> RejectedFile::finish()
{
    if (!m_isOpen) {
        return removeEarlier(m_path).map([] { return std::optional<std::filesystem::path>(); });
    }
    m_file.close();
    std::error_code error;
    if (m_file) {
        std::filesystem::rename(m_part, m_path, error);
    }
    if (!m_file || error) {
        return fail(ErrorCode::Io, m_path.string(), "the rejected rows cannot be written");
    }
    m_isOpen = false;
    return m_path;
}

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
        return removeEarlier(beside).map([] { return std::optional<std::filesystem::path>(); });
    }
    const RejectedForm form(rejected.kind, rejected.header);
    std::string bytes = form.head();
    for (const RejectedRow& row : rejected.rows) {
        bytes += form.line(row);
    }
    const auto written = writeFile(beside, bytes);
    if (!written) {
        return tl::make_unexpected(written.error());
    }
    return beside;
}

} // namespace stillgate
