// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "core/protocol/Limits.h"
#include "core/server/feed/FeedItems.h"

/// Puts the messages of the feed together as text. What they are made of is canonical JSON in ASCII already, and so are they: no tree
/// is built, and one text serves every subscriber.
namespace stillgate {

/// Pieces of one list, each id once: a later one takes the place of an earlier one.
class FeedList {
public:
    /// Bytes by which the pieces make the list longer.
    [[nodiscard]] std::int64_t growth(const std::vector<FeedPiece>& pieces) const;
    /// The pieces outlive the list.
    void add(const std::vector<FeedPiece>& pieces);
    void appendTo(std::string& out) const;

private:
    std::vector<const FeedPiece*> m_pieces;
    std::map<Uuid, std::size_t> m_places;
};

/// "feed.events". The items outlive it.
class EventsText {
public:
    explicit EventsText(std::size_t mostBytes = rpc::kMostMessageBytes);

    /// The next event. False when it does not fit any more: the message is to be sent without it. The first one always fits.
    [[nodiscard]] bool add(const FeedItem& item);
    [[nodiscard]] bool isEmpty() const { return m_items.empty(); }
    [[nodiscard]] Sequence next() const { return m_items.back()->sequence + 1; }
    /// `checkpoint` is over all events up to the last one here, or empty.
    [[nodiscard]] std::string write(std::string_view checkpoint, std::uint64_t size) const;

private:
    std::int64_t m_room;
    std::vector<const FeedItem*> m_items;
    FeedList m_tickets;
    FeedList m_gates;
    FeedList m_titles;
};

/// Whether more rows follow.
enum class RowsEnd { More, Last };

/// "feed.rows"
[[nodiscard]] std::string writeRows(const std::vector<FeedPiece>& tickets, const std::vector<FeedPiece>& gates,
                                    const std::vector<FeedPiece>& titles, RowsEnd end);

/// Bytes of a message that are not its pieces, at the most.
inline constexpr std::size_t kFeedEnvelope = 4096;

} // namespace stillgate
