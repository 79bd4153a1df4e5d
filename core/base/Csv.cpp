// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Csv.h"

#include <algorithm>

#include "core/base/SafeText.h"

namespace stillgate {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string lineName(std::size_t line)
{
    return "line " + std::to_string(line);
}

} // namespace

CsvReader::CsvReader(std::string_view text, CsvLimits limits)
    : m_text(text), m_limits(limits), m_at(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0)
{
}

bool CsvReader::atLineBreak() const
{
    return m_text.substr(m_at).starts_with('\n') || m_text.substr(m_at).starts_with("\r\n");
}

void CsvReader::skipLineBreak()
{
    m_at += m_text[m_at] == '\r' ? 2 : 1;
    ++m_line;
}

tl::unexpected<Error> CsvReader::failAt(std::size_t line, ErrorCode code, std::string detail) const
{
    return fail(code, lineName(line), std::move(detail));
}

void CsvReader::endRecord()
{
    m_place.raw = m_text.substr(m_place.offset, m_at - m_place.offset);
    if (m_at < m_text.size()) {
        skipLineBreak();
    }
    m_place.end = m_at;
}

void CsvReader::recover()
{
    m_line = m_place.line;
    m_at = std::min(m_text.find('\n', m_place.offset), m_text.size());
    if (m_at > m_place.offset && m_at < m_text.size() && m_text[m_at - 1] == '\r') {
        --m_at;
    }
    endRecord();
}

Result<std::optional<CsvRecord>> CsvReader::next()
{
    while (m_at < m_text.size() && atLineBreak()) {
        skipLineBreak();
    }
    if (m_at >= m_text.size()) {
        return std::nullopt;
    }
    m_place = {m_line, m_at, m_at, {}};
    CsvRecord record;
    for (;;) {
        auto value = field();
        if (value && record.fields.size() == m_limits.fields) {
            value = failAt(m_line, ErrorCode::Limit, "over " + std::to_string(m_limits.fields) + " fields");
        }
        if (!value) {
            recover();
            return tl::make_unexpected(std::move(value.error()));
        }
        record.fields.push_back(std::move(*value));
        if (m_at >= m_text.size() || m_text[m_at] != ',') {
            break;
        }
        ++m_at;
    }
    endRecord();
    record.place = m_place;
    return record;
}

Result<std::string> CsvReader::field()
{
    return m_at < m_text.size() && m_text[m_at] == '"' ? quotedField() : plainField();
}

Result<std::string> CsvReader::plainField()
{
    const std::size_t end = std::min(m_text.find_first_of(",\n\r\"", m_at), m_text.size());
    std::string out(m_text.substr(m_at, end - m_at));
    m_at = end;
    if (out.size() > m_limits.field) {
        return failAt(m_line, ErrorCode::Limit, "a field is over " + std::to_string(m_limits.field) + " bytes");
    }
    if (end < m_text.size() && m_text[end] == '"') {
        return failAt(m_line, ErrorCode::Malformed,
                      "a quote inside a field; expected the whole field in quotes, its own doubled");
    }
    if (end < m_text.size() && m_text[end] == '\r' && !atLineBreak()) {
        return failAt(m_line, ErrorCode::Malformed, "a lone carriage return; expected a line to end in LF or CRLF");
    }
    return out;
}

Result<std::string> CsvReader::quotedField()
{
    const std::size_t firstLine = m_line;
    std::string out;
    ++m_at;
    for (;;) {
        const std::size_t quote = m_text.find('"', m_at);
        if (quote == std::string_view::npos) {
            return failAt(firstLine, ErrorCode::Malformed, "a quoted field has no closing quote");
        }
        const std::string_view piece = m_text.substr(m_at, quote - m_at);
        if (out.size() + piece.size() > m_limits.field) {
            return failAt(firstLine, ErrorCode::Limit, "a field is over " + std::to_string(m_limits.field) + " bytes");
        }
        out.append(piece);
        m_line += static_cast<std::size_t>(std::ranges::count(piece, '\n'));
        m_at = quote + 1;
        if (m_at >= m_text.size() || m_text[m_at] != '"') {
            break;
        }
        out.push_back('"');
        ++m_at;
    }
    if (m_at < m_text.size() && m_text[m_at] != ',' && !atLineBreak()) {
        return failAt(m_line, ErrorCode::Malformed, "expected a comma or the end of the line behind the closing quote");
    }
    return out;
}

Result<CsvTable> CsvTable::open(std::string_view text, CsvLimits limits)
{
    CsvTable table{CsvReader(text, limits)};
    auto header = table.m_reader.next();
    if (!header) {
        return tl::make_unexpected(std::move(header.error()));
    }
    if (!*header) {
        return fail(ErrorCode::Malformed, lineName(1), "the file is empty; expected a line with the names of the columns");
    }
    table.m_header = (*header)->place;
    table.m_columns = std::move((*header)->fields);
    for (auto name = table.m_columns.begin(); name != table.m_columns.end(); ++name) {
        if (name->empty() || !isValidUtf8(*name)) {
            return fail(ErrorCode::Malformed, lineName(table.m_header.line), "a column has no name");
        }
        if (std::find(table.m_columns.begin(), name, *name) != name) {
            return fail(ErrorCode::Malformed, lineName(table.m_header.line), "the column " + *name + " stands twice");
        }
    }
    return table;
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const
{
    const auto found = std::ranges::find(m_columns, name);
    return found != m_columns.end() ? std::optional(static_cast<std::size_t>(found - m_columns.begin())) : std::nullopt;
}

Result<std::optional<CsvRecord>> CsvTable::next()
{
    auto record = m_reader.next();
    if (!record || !*record) {
        return record;
    }
    const std::string line = lineName(place().line);
    const std::vector<std::string>& fields = (*record)->fields;
    if (fields.size() != m_columns.size()) {
        return fail(ErrorCode::Malformed, line,
                    "expected " + std::to_string(m_columns.size()) + " fields as in the header, found " +
                        std::to_string(fields.size()));
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (!isValidUtf8(fields[i])) {
            return fail(ErrorCode::Malformed, line, "the field " + m_columns[i] + " is not UTF-8");
        }
    }
    return record;
}

std::string csvField(std::string_view value)
{
    if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string(value);
    }
    std::string out = "\"";
    for (const char c : value) {
        out.append(c == '"' ? 2 : 1, c);
    }
    out.push_back('"');
    return out;
}

} // namespace stillgate
