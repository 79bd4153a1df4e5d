// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Queries.h"

#include <algorithm>

#include "core/server/EventViews.h"

namespace stillgate {

namespace {

template <typename Row>
Result<std::vector<Row>> decodeRows(const std::vector<ProjectionRow>& stored)
{
    std::vector<Row> rows;
    for (const ProjectionRow& row : stored) {
        auto decoded = parseJson(row.row).and_then([](const Json& json) { return fromJson<Row>(json); });
        if (!decoded) {
            return tl::make_unexpected(decoded.error());
        }
        rows.push_back(std::move(*decoded));
    }
    return rows;
}

/// One page of a projection; `next` is set when there may be more.
template <typename M, typename Row>
Result<typename M::Result> listRows(LedgerReader& reader, ProjectionKind kind, std::optional<std::string> group,
                                    const typename M::Params& params)
{
    ProjectionPage page;
    page.group = std::move(group);
    page.descending = params.order == rpc::SortOrder::NewestFirst;
    page.most = static_cast<std::size_t>(params.most.value);
    if (params.after) {
        page.after = static_cast<std::int64_t>(*params.after);
    }
    const auto stored = reader.rows(kind, page);
    if (!stored) {
        return tl::make_unexpected(stored.error());
    }
    return decodeRows<Row>(*stored).map([&](std::vector<Row>&& rows) {
        typename M::Result result{std::move(rows), std::nullopt};
        if (stored->size() == page.most) {
            result.next = static_cast<Sequence>(stored->back().order);
        }
        return result;
    });
}

} // namespace

Result<rpc::TicketsList::Result> listTickets(LedgerReader& reader, const rpc::TicketsList::Params& params)
{
    auto group = params.stage ? std::optional(std::string(nameOf(*params.stage))) : std::nullopt;
    return listRows<rpc::TicketsList, TicketRow>(reader, ProjectionKind::Ticket, std::move(group), params);
}

Result<rpc::GatesList::Result> listGates(LedgerReader& reader, const rpc::GatesList::Params& params)
{
    auto group = params.status ? std::optional(std::string(nameOf(*params.status))) : std::nullopt;
    return listRows<rpc::GatesList, GateRow>(reader, ProjectionKind::Gate, std::move(group), params);
}

Result<rpc::TicketsCounts::Result> countTickets(LedgerReader& reader)
{
    return reader.counts(ProjectionKind::Ticket).map([](const auto& counts) {
        rpc::TicketsCounts::Result result;
        for (const auto& [stage, count] : counts) {
            result.stages[stage] = count;
            result.total += count;
        }
        return result;
    });
}

Result<rpc::TicketGet::Result> getTicket(LedgerReader& reader, const rpc::TicketGet::Params& params)
{
    const auto stored = reader.row(ProjectionKind::Ticket, params.ticket.uuid);
    if (!stored || !*stored) {
        return stored ? fail(ErrorCode::NotFound, "$.ticket", "there is no such ticket") : tl::make_unexpected(stored.error());
    }
    const auto rows = decodeRows<TicketRow>({**stored});
    const auto events = reader.eventsOf(params.ticket);
    if (!rows || !events) {
        return tl::make_unexpected(rows ? events.error() : rows.error());
    }
    rpc::TicketGet::Result result{rows->front(), {}, std::nullopt};
    std::size_t room = kRoomForEvents;
    for (const StoredEvent& event : *events) {
        if (params.after && event.sequence <= *params.after) {
            continue;
        }
        auto view = viewOf(reader, event);
        if (!view) {
            return tl::make_unexpected(view.error());
        }
        const std::size_t size = sizeOf(*view);
        if (size > room && !result.events.empty()) {
            result.next = result.events.back().header.header().sequence;
            break;
        }
        room -= std::min(room, size);
        result.events.push_back(std::move(*view));
    }
    return result;
}

} // namespace stillgate
