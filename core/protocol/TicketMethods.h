// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/Permissions.h"
#include "core/domain/Projection.h"
#include "core/protocol/EventView.h"
#include "core/protocol/WireTypes.h"

namespace stillgate::rpc {

/// Tickets in the order they were opened.
struct TicketsList {
    static constexpr std::string_view kName = "tickets.list";
    static constexpr Operation kOperation = Operation::ReadTickets;

    struct Params {
        std::optional<Stage> stage; ///< all stages when absent
        std::optional<Sequence> after; ///< only what lies behind this, in the order asked for
        SortOrder order = SortOrder::NewestFirst;
        PageSize most;

        friend bool operator==(const Params&, const Params&) = default;
    };

    struct Result {
        std::vector<TicketRow> rows;
        std::optional<Sequence> next; ///< `after` of the next page; absent on the last one

        friend bool operator==(const Result&, const Result&) = default;
    };
};

struct TicketsCounts {
    static constexpr std::string_view kName = "tickets.counts";
    static constexpr Operation kOperation = Operation::ReadTickets;
    using Params = Nothing;

    struct Result {
        std::map<std::string, std::int64_t> stages; ///< those that have tickets
        std::int64_t total = 0;

        friend bool operator==(const Result&, const Result&) = default;
    };
};

/// One ticket with its events, oldest first.
struct TicketGet {
    static constexpr std::string_view kName = "ticket.get";
    static constexpr Operation kOperation = Operation::ReadTickets;

    struct Params {
        TicketId ticket;
        std::optional<Sequence> after; ///< only the events behind this one

        friend bool operator==(const Params&, const Params&) = default;
    };

    struct Result {
        TicketRow row;
        std::vector<EventView> events;
        std::optional<Sequence> next; ///< `after` for the events that did not fit; absent when these are all

        friend bool operator==(const Result&, const Result&) = default;
    };
};

/// A piece of an attachment.
struct AttachmentRead {
    static constexpr std::string_view kName = "attachment.read";
    static constexpr Operation kOperation = Operation::ReadAttachment;

    struct Params {
        BlobId blob;
        std::uint64_t offset = 0;
        PieceLength length;

        friend bool operator==(const Params&, const Params&) = default;
    };

    struct Result {
        Base64 content; ///< fewer bytes than asked for at the end; the whole size stands in the message.received event

        friend bool operator==(const Result&, const Result&) = default;
    };
};

template <typename Visitor>
void describe(Visitor& visit, TicketsList::Params& params)
{
    visit("stage", params.stage);
    visit("after", params.after);
    visit("order", params.order);
    visit("most", params.most);
}

template <typename Visitor>
void describe(Visitor& visit, TicketsList::Result& result)
{
    visit("rows", result.rows);
    visit("next", result.next);
}

template <typename Visitor>
void describe(Visitor& visit, TicketsCounts::Result& result)
{
    visit("stages", result.stages);
    visit("total", result.total);
}

template <typename Visitor>
void describe(Visitor& visit, TicketGet::Params& params)
{
    visit("ticket", params.ticket);
    visit("after", params.after);
}

template <typename Visitor>
void describe(Visitor& visit, TicketGet::Result& result)
{
    visit("row", result.row);
    visit("events", result.events);
    visit("next", result.next);
}

template <typename Visitor>
void describe(Visitor& visit, AttachmentRead::Params& params)
{
    visit("blob", params.blob);
    visit("offset", params.offset);
    visit("length", params.length);
}

template <typename Visitor>
void describe(Visitor& visit, AttachmentRead::Result& result)
{
    visit("content_base64", result.content);
}

} // namespace stillgate::rpc
