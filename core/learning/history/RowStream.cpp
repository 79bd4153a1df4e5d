// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/history/RowStream.h"

#include <algorithm>

#include "core/base/Csv.h"
#include "core/base/SafeText.h"

namespace stillgate::history {

namespace {

constexpr std::size_t kBlock = std::size_t{256} << 10U;
constexpr std::size_t kKeptOfTooLong = 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::int64_t linesIn(std::string_view bytes)
{
    return std::ranges::count(bytes, '\n');
}

std::string_view withoutLineEnd(std::string_view line)
{
    if (line.ends_with('\n')) {
        line.remove_suffix(1);
    }
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

} // namespace

Result<FileWindow> FileWindow::open(const std::filesystem::path& path)
{
    FileWindow out;
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        return fail(ErrorCode::NotFound, path.string(), "there is no such file");
    }
    out.m_fileSize = std::filesystem::file_size(path, error);
    out.m_path = path;
    out.m_file.open(path, std::ios::binary);
    if (!out.m_file) {
        return fail(ErrorCode::Io, path.string(), "the file cannot be read");
    }
    return out;
}

Result<void> FileWindow::read(std::size_t least)
{
    if (m_bytes.size() - m_at >= least || m_atEnd) {
        return {};
    }
    m_bytes.erase(0, m_at);
    m_at = 0;
    while (m_bytes.size() < least && !m_atEnd) {
        const std::size_t before = m_bytes.size();
        m_bytes.resize(before + kBlock);
        m_file.read(m_bytes.data() + before, static_cast<std::streamsize>(kBlock));
        m_bytes.resize(before + static_cast<std::size_t>(m_file.gcount()));
        m_atEnd = m_file.eof();
        if (!m_atEnd && !m_file) {
            return fail(ErrorCode::Io, m_path.string(), "the file cannot be read on");
        }
    }
    return {};
}

void FileWindow::drop(std::size_t bytes)
{
    m_at += bytes;
    m_offset += bytes;
}

Result<void> FileWindow::dropLine()
{
    for (;;) {
        const std::size_t feed = rest().find('\n');
        if (feed != std::string_view::npos) {
            drop(feed + 1);
            return {};
        }
        drop(rest().size());
        if (m_atEnd) {
            return {};
        }
        if (auto more = read(kBlock); !more) {
            return more;
        }
    }
}

void RowStream::take(Row& row, std::size_t bytes)
{
    row.line = m_line;
    row.offset = m_window.offset();
    m_line += linesIn(m_window.rest().substr(0, bytes));
    m_window.drop(bytes);
    row.end = m_window.offset();
    if (const auto fault = row.error ? std::nullopt : utf8Fault(row.raw)) {
        row.error = Error{ErrorCode::Malformed,
                          {},
                          "expected UTF-8, which the file is not at byte offset " + std::to_string(row.offset + *fault)};
        row.fields.clear();
    }
}

Result<Row> RowStream::tooLong()
{
    Row row;
    row.line = m_line++;
    row.offset = m_window.offset();
    row.raw = m_window.rest().substr(0, kKeptOfTooLong);
    row.error = Error{
        ErrorCode::Limit, {}, "the row is over " + std::to_string(kMostRowBytes) + " bytes; its beginning alone stands here"};
    if (auto dropped = m_window.dropLine(); !dropped) {
        return tl::make_unexpected(std::move(dropped.error()));
    }
    row.end = m_window.offset();
    return row;
}

Result<void> RowStream::passOverBlank()
{
    for (;;) {
        if (auto more = m_window.read(kBlock / 4); !more) {
            return more;
        }
        const std::string_view rest = m_window.rest();
        if (!m_begun && rest.starts_with(kByteOrderMark)) {
            m_window.drop(kByteOrderMark.size());
        }
        m_begun = true;
        const std::size_t blank = std::min(m_window.rest().find_first_not_of("\r\n"), m_window.rest().size());
        if (blank == 0) {
            return {};
        }
        m_line += linesIn(m_window.rest().substr(0, blank));
        m_window.drop(blank);
    }
}

Result<std::optional<Row>> RowStream::next()
{
    if (auto passed = passOverBlank(); !passed) {
        return tl::make_unexpected(std::move(passed.error()));
    }
    if (m_window.rest().empty()) {
        return std::nullopt;
    }
    return m_kind == RowKind::Csv ? nextRecord() : nextLine();
}

Result<std::optional<Row>> RowStream::nextRecord()
{
    for (;;) {
        const std::string_view rest = m_window.rest();
        CsvReader reader(rest);
        auto record = reader.next();
        const CsvPlace& place = reader.place();
        // What ends where the window ends may go on behind it, and a quote that seems open may be closed there.
        const bool isCertain = m_window.atEnd() || (record && place.end < rest.size());
        if (!isCertain && rest.size() < kMostRowBytes) {
            if (auto more = m_window.read(2 * kMostRowBytes); !more) {
                return tl::make_unexpected(std::move(more.error()));
            }
            continue;
        }
        if (!m_window.atEnd() && place.end == rest.size()) {
            return tooLong().map([](Row row) { return std::optional(std::move(row)); });
        }
        Row row;
        row.raw = place.raw;
        if (record) {
            row.fields = std::move((*record)->fields);
        } else {
            row.error = Error{record.error().code, {}, std::move(record.error().detail)};
        }
        take(row, place.end);
        return row;
    }
}

Result<std::optional<Row>> RowStream::nextLine()
{
    for (;;) {
        const std::string_view rest = m_window.rest();
        const std::size_t feed = rest.find('\n');
        if (feed == std::string_view::npos && !m_window.atEnd()) {
            if (rest.size() >= kMostRowBytes) {
                return tooLong().map([](Row row) { return std::optional(std::move(row)); });
            }
            if (auto more = m_window.read(2 * kMostRowBytes); !more) {
                return tl::make_unexpected(std::move(more.error()));
            }
            continue;
        }
        const std::size_t length = feed == std::string_view::npos ? rest.size() : feed + 1;
        Row row;
        row.raw = withoutLineEnd(rest.substr(0, length));
        take(row, length);
        return row;
    }
}

} // namespace stillgate::history
