// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/feed/FeedText.h"

#include "core/protocol/Codec.h"

namespace stillgate {

namespace {

std::string opening(std::string_view method)
{
    return R"({"jsonrpc":"2.0","method":")" + std::string(method) + R"(","params":{)";
}

/// The next member of an object; keys come in their order (RFC 8785).
void appendKey(std::string& out, std::string_view key)
{
    if (out.back() != '{') {
        out += ',';
    }
    out.append("\"").append(key).append("\":");
}

void appendList(std::string& out, std::string_view key, const FeedList& list)
{
    appendKey(out, key);
    list.appendTo(out);
}

FeedList listOf(const std::vector<FeedPiece>& pieces)
{
    FeedList list;
    list.add(pieces);
    return list;
}

} // namespace

std::int64_t FeedList::growth(const std::vector<FeedPiece>& pieces) const
{
    std::int64_t bytes = 0;
    for (const FeedPiece& piece : pieces) {
        bytes += std::ssize(piece.json) + 1;
        if (const auto known = m_places.find(piece.id); known != m_places.end()) {
            bytes -= std::ssize(m_pieces[known->second]->json) + 1;
        }
    }
    return bytes;
}

void FeedList::add(const std::vector<FeedPiece>& pieces)
{
    for (const FeedPiece& piece : pieces) {
        const auto [place, isNew] = m_places.try_emplace(piece.id, m_pieces.size());
        if (isNew) {
            m_pieces.push_back(&piece);
        } else {
            m_pieces[place->second] = &piece;
        }
    }
}

void FeedList::appendTo(std::string& out) const
{
    out += '[';
    for (const FeedPiece* piece : m_pieces) {
        if (out.back() != '[') {
            out += ',';
        }
        out += piece->json;
    }
    out += ']';
}

EventsText::EventsText(std::size_t mostBytes) : m_room(static_cast<std::int64_t>(mostBytes - kFeedEnvelope)) {}

bool EventsText::add(const FeedItem& item)
{
    const std::int64_t bytes = std::ssize(item.header) + 1 + m_tickets.growth(item.tickets) + m_gates.growth(item.gates) +
                               m_titles.growth(item.titles);
    if (bytes > m_room && !m_items.empty()) {
        return false;
    }
    m_room -= bytes;
    m_items.push_back(&item);
    m_tickets.add(item.tickets);
    m_gates.add(item.gates);
    m_titles.add(item.titles);
    return true;
}

std::string EventsText::write(std::string_view checkpoint, std::uint64_t size) const
{
    std::string out = opening(rpc::FeedEvents::kName);
    if (!checkpoint.empty()) {
        appendKey(out, "checkpoint");
        out += rpc::escapedToAscii(canonicalJson(checkpoint));
    }
    appendKey(out, "committed");
    out += std::to_string(m_items.back()->at.ms);
    appendList(out, "gates", m_gates);
    appendKey(out, "headers");
    out += '[';
    for (const FeedItem* item : m_items) {
        if (out.back() != '[') {
            out += ',';
        }
        out += item->header;
    }
    out += ']';
    appendKey(out, "size");
    out += std::to_string(size);
    appendList(out, "tickets", m_tickets);
    appendList(out, "titles", m_titles);
    return out + "}}";
}

std::string writeRows(const std::vector<FeedPiece>& tickets, const std::vector<FeedPiece>& gates,
                      const std::vector<FeedPiece>& titles, RowsEnd end)
{
    std::string out = opening(rpc::FeedRows::kName);
    appendList(out, "gates", listOf(gates));
    appendKey(out, "last");
    out += end == RowsEnd::Last ? "true" : "false";
    appendList(out, "tickets", listOf(tickets));
    appendList(out, "titles", listOf(titles));
    return out + "}}";
}

} // namespace stillgate
