// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/feed/FeedItems.h"

#include <map>

#include "core/domain/GateEvents.h"
#include "core/ledger/HeaderScan.h"
#include "core/protocol/Codec.h"

namespace stillgate {

namespace {

std::size_t sizeOf(const std::vector<FeedPiece>& pieces)
{
    std::size_t size = 0;
    for (const FeedPiece& piece : pieces) {
        size += sizeof piece + piece.json.size();
    }
    return size;
}

} // namespace

std::size_t FeedItem::size() const
{
    return sizeof *this + header.size() + sizeOf(tickets) + sizeOf(gates) + sizeOf(titles);
}

FeedPiece pieceOf(const ProjectionRow& row)
{
    return {row.id, rpc::escapedToAscii(row.row)};
}

FeedPiece pieceOf(const rpc::TicketTitle& title)
{
    return {title.ticket.uuid, rpc::escapedToAscii(canonicalJson(toJson(title)))};
}

std::vector<FeedItem> itemsOf(const Added& added)
{
    std::vector<FeedItem> items;
    if (added.events.empty()) {
        return items;
    }
    items.reserve(added.events.size());
    std::map<Uuid, std::size_t> lastOfTicket;
    HeaderView header;
    for (const StoredEvent& event : added.events) {
        // Bytes of our own making; one that could not be read would only have its row later.
        const bool isRead = scanHeader(event.header, header).has_value();
        if (isRead && header.ticket) {
            lastOfTicket[header.ticket->uuid] = items.size();
        }
        FeedItem& item = items.emplace_back();
        item.erases = isRead && header.code == PersonRedacted::kCode;
        item.sequence = event.sequence;
        item.header = rpc::escapedToAscii(event.header);
        item.at = added.at;
    }
    for (const ProjectionRow& row : added.rows) {
        if (row.kind == ProjectionKind::Ticket) {
            const auto last = lastOfTicket.find(row.id);
            (last == lastOfTicket.end() ? items.back() : items[last->second]).tickets.push_back(pieceOf(row));
        } else if (row.kind == ProjectionKind::Gate) {
            items.back().gates.push_back(pieceOf(row));
        }
    }
    for (const auto& [sequence, title] : added.titles) {
        items[sequence - added.events.front().sequence].titles.push_back(pieceOf(title));
    }
    return items;
}

} // namespace stillgate
