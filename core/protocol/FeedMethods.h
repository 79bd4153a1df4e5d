// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/Digest.h"
#include "core/domain/Permissions.h"
#include "core/domain/Projection.h"
#include "core/protocol/EventView.h"
#include "core/protocol/WireTypes.h"

/// The feed: every event once, in sequence, from where a client says it stands. The client folds the headers into a Merkle frontier of
/// its own and compares it with the signed checkpoints; rows and titles that come along are told, not proven.
namespace stillgate::rpc {

/// What lists show of a ticket besides its row: redacted text, for who may see it.
struct TicketTitle {
    TicketId ticket;
    std::string subject; ///< first line of the redacted first message, cut to kMostTitle characters
    std::string customer; ///< the name that came with it; empty when none did
    std::optional<Hidden> hidden; ///< why both are empty

    friend bool operator==(const TicketTitle&, const TicketTitle&) = default;
};
inline constexpr std::size_t kMostTitle = 160;

/// How a subscription begins.
enum class FeedStart {
    Events, ///< with the events from `next` on, which the caller lacks
    Snapshot, ///< with the rows as they stand, in "feed.rows"; the events begin at `next`
};

/// Follows the ledger on this connection until it ends; asked a second time it begins anew. The notifications below follow the
/// answer. Conflict when `from` is over the size of the ledger: the caller has seen more than is there.
struct FeedSubscribe {
    static constexpr std::string_view kName = "feed.subscribe";
    static constexpr Operation kOperation = Operation::FollowFeed;

    struct Params {
        std::optional<Sequence> from; ///< the first event that the caller lacks; absent for a snapshot

        friend bool operator==(const Params&, const Params&) = default;
    };

    struct Result {
        FeedStart start = FeedStart::Snapshot;
        Sequence next = 0; ///< of the first event that will come
        std::vector<Digest> frontier; ///< of the tree of `next` leaves, largest subtree first
        std::string checkpoint; ///< newest signed note
        std::uint64_t size = 0; ///< of the ledger, as the checkpoint says

        friend bool operator==(const Result&, const Result&) = default;
    };
};

/// Rows of a snapshot. A row may be newer than the snapshot: of two rows the one with the later `latest` counts, for gates the one
/// that came last.
struct FeedRows {
    static constexpr std::string_view kName = "feed.rows";

    struct Params {
        std::vector<TicketRow> tickets;
        std::vector<GateRow> gates;
        std::vector<TicketTitle> titles;
        bool last = false; ///< of this snapshot

        friend bool operator==(const Params&, const Params&) = default;
    };
};

/// Events without a gap, with the rows that they changed. Carries the newest checkpoint whenever its last event is the newest one.
struct FeedEvents {
    static constexpr std::string_view kName = "feed.events";

    struct Params {
        std::vector<CarriedHeader> headers;
        std::vector<TicketRow> tickets;
        std::vector<GateRow> gates;
        std::vector<TicketTitle> titles; ///< of tickets that were opened or erased here
        std::optional<std::string> checkpoint; ///< over all events up to the last one here
        std::uint64_t size = 0; ///< of the ledger when this was sent: how far behind the last header is
        UtcTime committed; ///< when the newest of these was committed, by the orchestrator's clock

        friend bool operator==(const Params&, const Params&) = default;
    };
};

template <typename Visitor>
void describe(Visitor& visit, TicketTitle& title)
{
    visit("ticket", title.ticket);
    visit("subject", title.subject);
    visit("customer", title.customer);
    visit("hidden", title.hidden);
}

template <typename Visitor>
void describe(Visitor& visit, FeedSubscribe::Params& params)
{
    visit("from", params.from);
}

template <typename Visitor>
void describe(Visitor& visit, FeedSubscribe::Result& result)
{
    visit("start", result.start);
    visit("next", result.next);
    visit("frontier", result.frontier);
    visit("checkpoint", result.checkpoint);
    visit("size", result.size);
}

template <typename Visitor>
void describe(Visitor& visit, FeedRows::Params& params)
{
    visit("tickets", params.tickets);
    visit("gates", params.gates);
    visit("titles", params.titles);
    visit("last", params.last);
}

template <typename Visitor>
void describe(Visitor& visit, FeedEvents::Params& params)
{
    visit("headers", params.headers);
    visit("tickets", params.tickets);
    visit("gates", params.gates);
    visit("titles", params.titles);
    visit("checkpoint", params.checkpoint);
    visit("size", params.size);
    visit("committed", params.committed);
}

} // namespace stillgate::rpc

namespace stillgate {

template <>
struct EnumNames<rpc::FeedStart> {
    static constexpr std::array<std::pair<rpc::FeedStart, std::string_view>, 2> kNames{
        {{rpc::FeedStart::Events, "events"}, {rpc::FeedStart::Snapshot, "snapshot"}}};
};

} // namespace stillgate
