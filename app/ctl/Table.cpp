// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Table.h"

#include <algorithm>
#include <ostream>

#include "core/base/SafeText.h"

namespace stillgate::ctl {

namespace {

/// Characters, not bytes; good enough for what these tables hold.
std::size_t widthOf(const std::string& text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

} // namespace

Table::Table(std::vector<std::string> head)
{
    m_rows.push_back(std::move(head));
}

void Table::add(std::vector<std::string> row)
{
    for (std::string& cell : row) {
        cell = displaySafe(cell, LineBreaks::Show);
    }
    m_rows.push_back(std::move(row));
}

void Table::print(std::ostream& out) const
{
    std::vector<std::size_t> widths(m_rows.front().size());
    for (const auto& row : m_rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], widthOf(row[i]));
        }
    }
    for (const auto& row : m_rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i] + std::string(i + 1 < row.size() ? widths[i] - widthOf(row[i]) + 2 : 0, ' ');
        }
        out << line << '\n';
    }
}

} // namespace stillgate::ctl
