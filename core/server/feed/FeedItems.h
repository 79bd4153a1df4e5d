// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/server/feed/Added.h"

namespace stillgate {

/// A row or a title as it stands in a message: JSON in ASCII.
struct FeedPiece {
    Uuid id; ///< of the ticket or the gate
    std::string json;

    friend bool operator==(const FeedPiece&, const FeedPiece&) = default;
};

/// One event of the feed with what came of it. Of what a commit changed, each row stands with the last event that touched it.
struct FeedItem {
    Sequence sequence = 0;
    std::string header; ///< the stored JSON, in ASCII
    std::vector<FeedPiece> tickets;
    std::vector<FeedPiece> gates;
    std::vector<FeedPiece> titles;
    UtcTime at; ///< when it was committed
    bool erases = false; ///< a person: nothing older may be told under these titles any more

    /// About what it takes in memory and on the wire.
    [[nodiscard]] std::size_t size() const;
};

[[nodiscard]] FeedPiece pieceOf(const ProjectionRow& row);
[[nodiscard]] FeedPiece pieceOf(const rpc::TicketTitle& title);

/// One item an event, in sequence.
[[nodiscard]] std::vector<FeedItem> itemsOf(const Added& added);

} // namespace stillgate
