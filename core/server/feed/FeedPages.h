// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/Limits.h"
#include "core/server/feed/FeedItems.h"

/// Messages of the feed made from the ledger, for who is further behind than what is kept in memory.
namespace stillgate {

/// "feed.events" from one event on.
struct EventsPage {
    std::string text; ///< in ASCII
    Sequence next = 0; ///< of the event behind the page
};

/// With the rows of the tickets and gates it touches as they stand now, later than its events. NotFound when there is no such event.
[[nodiscard]] Result<EventsPage> readEvents(LedgerReader& reader, Sequence from,
                                            std::size_t mostBytes = rpc::kMostMessageBytes);

/// How far a snapshot has come.
struct RowsPlace {
    ProjectionKind kind = ProjectionKind::Ticket;
    std::optional<std::int64_t> after;
};

/// "feed.rows" from one place on.
struct RowsPage {
    std::string text; ///< in ASCII
    std::optional<RowsPlace> next; ///< nothing behind the last page
};

[[nodiscard]] Result<RowsPage> readRows(LedgerReader& reader, const RowsPlace& from,
                                        std::size_t mostBytes = rpc::kMostMessageBytes);

} // namespace stillgate
