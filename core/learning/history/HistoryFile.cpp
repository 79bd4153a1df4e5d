// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/history/HistoryFile.h"

#include <algorithm>

#include "core/learning/history/Cells.h"

namespace stillgate::history {

namespace {

/// A member or cell of a row.
struct Cell {
    Field field = Field::Text;
    std::string_view column;
    std::string_view value;
};

/// What a row says before it is put together.
struct Draft {
    PastTicket ticket;
    std::string_view subject;
    std::string_view text;
};

template <auto Member>
Result<void> keep(Draft& draft, std::string_view cell)
{
    draft.ticket.*Member = std::string(cell);
    return {};
}

template <auto Member>
Result<void> keepTime(Draft& draft, std::string_view cell)
{
    return timeOf(cell).map([&](UtcTime time) { draft.ticket.*Member = time; });
}

/// `cell` is trimmed and not empty.
Result<void> put(Draft& draft, Field field, std::string_view cell)
{
    switch (field) {
    case Field::Id: return {};
    case Field::Subject: draft.subject = cell; return {};
    case Field::Text: draft.text = cell; return {};
    case Field::Label: return keep<&PastTicket::label>(draft, cell);
    case Field::Outcome: return keep<&PastTicket::outcome>(draft, cell);
    case Field::ResolutionCode: return keep<&PastTicket::resolutionCode>(draft, cell);
    case Field::Reopened: return reopenedOf(cell).map([&](Reopened value) { draft.ticket.reopened = value; });
    case Field::OpenedAt: return keepTime<&PastTicket::openedAt>(draft, cell);
    case Field::ClosedAt: return keepTime<&PastTicket::closedAt>(draft, cell);
    case Field::CustomerEmail: draft.ticket.email = emailKeyOf(cell); return {};
    case Field::CustomerId: draft.ticket.customer = customerKeyOf(cell); return {};
    case Field::Team: return keep<&PastTicket::team>(draft, cell);
    case Field::Channel: return keep<&PastTicket::channel>(draft, cell);
    case Field::Language: return keep<&PastTicket::language>(draft, cell);
    case Field::Tier: return keep<&PastTicket::tier>(draft, cell);
    }
    return {};
}

/// The ticket that the cells make; the error names the column.
Result<PastTicket> ticketOf(std::span<const Cell> cells)
{
    constexpr std::size_t kLongestLabel = 255;
    Draft draft;
    for (const Cell& cell : cells) {
        const std::string_view value = trimmed(cell.value);
        auto done = value.empty() ? Result<void>() : put(draft, cell.field, value);
        if (!done) {
            return fail(done.error().code, std::string(cell.column), std::move(done.error().detail));
        }
        if (cell.field == Field::Label && value.size() > kLongestLabel) {
            return fail(ErrorCode::Limit, std::string(cell.column),
                        "expected a label of at most " + std::to_string(kLongestLabel) + " bytes");
        }
    }
    if (draft.text.empty() && draft.subject.empty()) {
        return fail(ErrorCode::Malformed, {}, "expected a text or a subject, found neither");
    }
    std::string whole(draft.subject);
    whole.append(draft.subject.empty() || draft.text.empty() ? "" : "\n").append(draft.text);
    draft.ticket.text = triage::redact(whole);
    return std::move(draft.ticket);
}

/// Hands on what became of each row, and counts.
class Delivery {
public:
    Delivery(const HistorySinks& sinks, HistoryOutline& outline) : m_sinks(sinks), m_outline(outline) {}

    void begin()
    {
        if (m_sinks.begun) {
            m_sinks.begun(m_outline.kind, m_outline.header);
        }
    }

    void deliver(const Row& row, Result<PastTicket> ticket)
    {
        if (ticket) {
            ticket->line = row.line;
            ticket->end = row.end;
            ++m_outline.tickets;
            m_sinks.ticket(std::move(*ticket));
            return;
        }
        ++m_outline.rejected;
        if (m_sinks.rejected) {
            m_sinks.rejected({row.line, row.end, std::move(ticket.error().where), std::move(ticket.error().detail), row.raw});
        }
    }

private:
    const HistorySinks& m_sinks;
    HistoryOutline& m_outline;
};

std::string listed(std::span<const std::string> names)
{
    constexpr std::size_t kMostListed = 30;
    std::string out;
    for (const std::string& name : names.first(std::min(names.size(), kMostListed))) {
        out.append(out.empty() ? "" : ", ").append(name);
    }
    return out + (names.size() > kMostListed ? ", …" : "");
}

/// What is wrong with a header that lacks a field, so that a person knows what to do about it.
Error missingColumn(const std::filesystem::path& path, std::string_view field, std::span<const std::string> names)
{
    if (names.size() == 1 && names.front().find_first_of(";\t") != std::string::npos) {
        return {ErrorCode::Malformed, path.string(),
                "the columns seem to be apart by semicolons or tabs; expected commas (RFC 4180)"};
    }
    return {ErrorCode::Malformed, path.string(),
            "found no column for " + std::string(field) + " among " + listed(names) +
                "; name it with --map COLUMN=" + std::string(field)};
}

Result<std::vector<Column>> columnsOf(const Row& header, const std::filesystem::path& path, const ColumnMap& map)
{
    auto columns = understoodColumns(header.fields, map);
    if (!columns) {
        return fail(columns.error().code, path.string() + ", column " + columns.error().where,
                    std::move(columns.error().detail));
    }
    const auto has = [&](Field field) { return std::ranges::find(*columns, field, &Column::field) != columns->end(); };
    if (!has(Field::Text) && !has(Field::Subject)) {
        return tl::make_unexpected(missingColumn(path, nameOf(Field::Text), header.fields));
    }
    if (!has(Field::Label)) {
        return tl::make_unexpected(missingColumn(path, nameOf(Field::Label), header.fields));
    }
    return columns;
}

Result<PastTicket> ticketOfRecord(const Row& row, const std::vector<Column>& columns, std::size_t width)
{
    if (row.error) {
        return tl::make_unexpected(*row.error);
    }
    if (row.fields.size() != width) {
        return fail(ErrorCode::Malformed, {},
                    "expected " + std::to_string(width) + " fields as in the header, found " +
                        std::to_string(row.fields.size()));
    }
    std::vector<Cell> cells;
    cells.reserve(columns.size());
    for (const Column& column : columns) {
        cells.push_back({column.field, column.name, row.fields[column.index]});
    }
    return ticketOf(cells);
}

Result<void> readRecords(RowStream& rows, const std::filesystem::path& path, const ColumnMap& map, HistoryOutline& outline,
                         Delivery& delivery)
{
    const auto header = rows.next();
    if (!header || !*header || (*header)->error) {
        return header && *header ? fail((*header)->error->code, path.string() + ", line 1", (*header)->error->detail)
               : header          ? fail(ErrorCode::Malformed, path.string(), "the file is empty; expected a header line")
                                 : tl::make_unexpected(header.error());
    }
    const auto columns = columnsOf(**header, path, map);
    if (!columns) {
        return tl::make_unexpected(columns.error());
    }
    outline.header = (*header)->raw + "\n";
    for (const Column& column : *columns) {
        outline.columns.emplace(column.field, column.name);
    }
    for (std::size_t i = 0; i < (*header)->fields.size(); ++i) {
        if (std::ranges::find(*columns, i, &Column::index) == columns->end()) {
            outline.passedOver.push_back((*header)->fields[i]);
        }
    }
    delivery.begin();
    for (;;) {
        const auto row = rows.next();
        if (!row || !*row) {
            return row ? Result<void>() : tl::make_unexpected(row.error());
        }
        delivery.deliver(**row, ticketOfRecord(**row, *columns, (*header)->fields.size()));
    }
}

/// The members of one object that can be a cell, as text.
Result<std::vector<std::pair<std::string, std::string>>> membersOf(const Row& row)
{
    if (row.error) {
        return tl::make_unexpected(*row.error);
    }
    const auto json = parseJson(row.raw);
    if (!json || json->asObject() == nullptr) {
        return fail(ErrorCode::Malformed, {}, "expected one JSON object" + (json ? std::string() : ": " + json.error().detail));
    }
    std::vector<std::pair<std::string, std::string>> out;
    for (const Json::Member& member : *json->asObject()) {
        if (const std::string* text = member.value.asString()) {
            out.emplace_back(member.key, *text);
        } else if (member.value.asInteger() != nullptr || member.value.asBool() != nullptr) {
            out.emplace_back(member.key, canonicalJson(member.value));
        } else {
            out.emplace_back(member.key, std::string());
        }
    }
    return out;
}

/// Objects of one file mostly have the same keys: their meaning is worked out once for each set of them.
class MemberColumns {
public:
    explicit MemberColumns(const ColumnMap& map) : m_map(map) {}

    Result<std::vector<Column>> of(const std::vector<std::string>& names)
    {
        if (names != m_names) {
            // A map may name what this row does not have.
            ColumnMap present;
            for (const auto& entry : m_map) {
                if (std::ranges::find(names, entry.first) != names.end()) {
                    present.insert(entry);
                }
            }
            auto columns = understoodColumns(names, present);
            if (!columns) {
                return columns;
            }
            m_names = names;
            m_columns = std::move(*columns);
        }
        return m_columns;
    }

private:
    const ColumnMap& m_map;
    std::vector<std::string> m_names;
    std::vector<Column> m_columns;
};

Result<PastTicket> ticketOfLine(const Row& row, MemberColumns& meanings, HistoryOutline& outline)
{
    const auto members = membersOf(row);
    if (!members) {
        return tl::make_unexpected(members.error());
    }
    std::vector<std::string> names;
    names.reserve(members->size());
    for (const auto& member : *members) {
        names.push_back(member.first);
    }
    const auto columns = meanings.of(names);
    if (!columns) {
        return tl::make_unexpected(columns.error());
    }
    std::vector<Cell> cells;
    cells.reserve(columns->size());
    for (const Column& column : *columns) {
        outline.columns.emplace(column.field, column.name);
        cells.push_back({column.field, column.name, (*members)[column.index].second});
    }
    return ticketOf(cells);
}

Result<void> readLines(RowStream& rows, const std::filesystem::path& path, const ColumnMap& map, HistoryOutline& outline,
                       Delivery& delivery)
{
    MemberColumns meanings(map);
    delivery.begin();
    for (;;) {
        const auto row = rows.next();
        if (!row) {
            return tl::make_unexpected(row.error());
        }
        if (!*row) {
            break;
        }
        if (!trimmed((*row)->raw).empty()) {
            delivery.deliver(**row, ticketOfLine(**row, meanings, outline));
        }
    }
    for (const auto& entry : map) {
        const bool isMeant = !entry.second || outline.columns.contains(*entry.second);
        if (outline.tickets > 0 && !isMeant) {
            return fail(ErrorCode::Malformed, path.string(), "the map names a member that no row has: " + entry.first);
        }
    }
    if (outline.tickets > 0 && !outline.columns.contains(Field::Label)) {
        return fail(ErrorCode::Malformed, path.string(), "no row has a member for label; name it with --map MEMBER=label");
    }
    return {};
}

Result<RowKind> kindOf(const std::filesystem::path& path)
{
    std::string extension = path.extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (extension == ".csv" || extension == ".jsonl") {
        return extension == ".csv" ? RowKind::Csv : RowKind::Lines;
    }
    return fail(ErrorCode::Unsupported, path.string(), "expected a file that ends in .csv or .jsonl");
}

} // namespace

Result<HistoryOutline> readHistory(const std::filesystem::path& path, const ColumnMap& map, const HistorySinks& sinks)
{
    const auto kind = kindOf(path);
    auto window = kind ? FileWindow::open(path) : tl::make_unexpected(kind.error());
    const auto begun = window ? window->read(2) : tl::make_unexpected(window.error());
    if (!begun) {
        return tl::make_unexpected(begun.error());
    }
    if (window->rest().starts_with("\xFF\xFE") || window->rest().starts_with("\xFE\xFF")) {
        return fail(ErrorCode::Malformed, path.string(), "expected UTF-8, the file is UTF-16; save it as UTF-8");
    }
    HistoryOutline outline;
    outline.kind = *kind;
    Delivery delivery(sinks, outline);
    RowStream rows(std::move(*window), *kind);
    const auto done =
        *kind == RowKind::Csv ? readRecords(rows, path, map, outline, delivery) : readLines(rows, path, map, outline, delivery);
    if (!done) {
        return tl::make_unexpected(done.error());
    }
    return outline;
}

} // namespace stillgate::history
