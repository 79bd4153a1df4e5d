// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/feed/FeedPages.h"

#include <set>

#include "core/domain/Payload.h"
#include "core/ledger/Checkpoint.h"
#include "core/protocol/Codec.h"
#include "core/server/feed/FeedText.h"
#include "core/server/feed/FeedTitles.h"

namespace stillgate {

namespace {

constexpr std::size_t kMostEvents = 1000; ///< of one page; bounds the time it takes
constexpr std::size_t kMostRows = 1000;

/// Adds the current row of a ticket or a gate, where there is one.
Result<void> addRow(LedgerReader& reader, ProjectionKind kind, const Uuid& id, std::vector<FeedPiece>& out)
{
    return reader.row(kind, id).map([&](const std::optional<ProjectionRow>& row) {
        if (row) {
            out.push_back(pieceOf(*row));
        }
    });
}

Result<void> addErased(LedgerReader& reader, const EventHeader& header, std::vector<FeedPiece>& out)
{
    const auto payload = payloadOf(header);
    const auto* redacted = payload ? std::get_if<PersonRedacted>(&*payload) : nullptr;
    if (redacted == nullptr) {
        return {};
    }
    return readErasedTitles(reader, redacted->person).map([&](const std::vector<rpc::TicketTitle>& titles) {
        for (const rpc::TicketTitle& title : titles) {
            out.push_back(pieceOf(title));
        }
    });
}

/// Makes items of stored events, newest first: what is told of a ticket or a gate stands with the last event that names it.
class ItemReader {
public:
    explicit ItemReader(LedgerReader& reader) : m_reader(reader) {}

    [[nodiscard]] Result<FeedItem> read(const StoredEvent& event)
    {
        const auto header = decodeHeader(event.header);
        if (!header) {
            return tl::make_unexpected(header.error());
        }
        FeedItem item{event.sequence, rpc::escapedToAscii(event.header), {}, {}, {}, header->time};
        return attach(*header, item).map([&] { return std::move(item); });
    }

private:
    [[nodiscard]] Result<void> attach(const EventHeader& header, FeedItem& item)
    {
        const auto gate = Id<struct AnyGate>::fromText(header.data.textAt("gate"));
        if (gate && m_seen.insert(gate->uuid).second) {
            if (auto added = addRow(m_reader, ProjectionKind::Gate, gate->uuid, item.gates); !added) {
                return added;
            }
        }
        if (header.ticket && m_seen.insert(header.ticket->uuid).second) {
            if (auto added = addRow(m_reader, ProjectionKind::Ticket, header.ticket->uuid, item.tickets); !added) {
                return added;
            }
        }
        if (header.ticket && header.code == TicketOpened::kCode) {
            return readTitle(m_reader, *header.ticket, header.sequence).map([&](const rpc::TicketTitle& title) {
                item.titles.push_back(pieceOf(title));
            });
        }
        return header.code == PersonRedacted::kCode ? addErased(m_reader, header, item.titles) : Result<void>();
    }

    LedgerReader& m_reader;
    std::set<Uuid> m_seen;
};

Result<std::vector<FeedItem>> readItems(LedgerReader& reader, Sequence from, std::size_t mostBytes)
{
    std::vector<StoredEvent> events;
    std::size_t bytes = 0;
    const auto read = reader.events(from, kMostEvents, [&](const StoredEvent& event) {
        bytes += event.header.size();
        // Rows and titles take about as much again.
        const bool fits = bytes <= mostBytes / 2 || events.empty();
        if (fits) {
            events.push_back(event);
        }
        return fits;
    });
    if (!read) {
        return tl::make_unexpected(read.error());
    }
    ItemReader items(reader);
    std::vector<FeedItem> out(events.size());
    for (std::size_t i = events.size(); i-- > 0;) {
        auto item = items.read(events[i]);
        if (!item) {
            return tl::make_unexpected(item.error());
        }
        out[i] = std::move(*item);
    }
    return out;
}

/// The pieces of one page of a snapshot.
struct Rows {
    std::vector<FeedPiece> tickets;
    std::vector<FeedPiece> gates;
    std::vector<FeedPiece> titles;
    std::size_t room = 0;

    /// False when it does not fit any more; the first one always fits.
    bool add(FeedPiece row, std::vector<FeedPiece>& list, std::optional<FeedPiece> title)
    {
        const std::size_t bytes = row.json.size() + 1 + (title ? title->json.size() + 1 : 0);
        if (bytes > room && !(tickets.empty() && gates.empty())) {
            return false;
        }
        room -= std::min(room, bytes);
        list.push_back(std::move(row));
        if (title) {
            titles.push_back(std::move(*title));
        }
        return true;
    }
};

/// Adds rows of one kind until the page is full: returns where it stopped, or nothing when these were all.
Result<std::optional<std::int64_t>> addRows(LedgerReader& reader, const RowsPlace& from, Rows& out)
{
    const auto rows = reader.rows(from.kind, ProjectionPage{std::nullopt, from.after, false, kMostRows});
    if (!rows) {
        return tl::make_unexpected(rows.error());
    }
    std::optional<std::int64_t> last = from.after;
    for (const ProjectionRow& row : *rows) {
        std::optional<FeedPiece> title;
        if (from.kind == ProjectionKind::Ticket) {
            const auto read = readTitle(reader, TicketId{row.id}, static_cast<Sequence>(row.order));
            if (!read) {
                return tl::make_unexpected(read.error());
            }
            title = pieceOf(*read);
        }
        auto& list = from.kind == ProjectionKind::Ticket ? out.tickets : out.gates;
        if (!out.add(pieceOf(row), list, std::move(title))) {
            return last;
        }
        last = row.order;
    }
    return rows->size() == kMostRows ? last : std::nullopt;
}

} // namespace

Result<EventsPage> readEvents(LedgerReader& reader, Sequence from, std::size_t mostBytes)
{
    const auto items = readItems(reader, from, mostBytes);
    if (!items) {
        return tl::make_unexpected(items.error());
    }
    if (items->empty()) {
        return fail(ErrorCode::NotFound, "event " + std::to_string(from), "the ledger does not reach so far");
    }
    EventsText text(mostBytes);
    for (const FeedItem& item : *items) {
        if (!text.add(item)) {
            break;
        }
    }
    const auto note = reader.checkpoint();
    const auto parsed = note.and_then([](const std::string& signedNote) { return parseCheckpoint(signedNote); });
    if (!parsed) {
        return tl::make_unexpected(parsed.error());
    }
    const std::uint64_t size = parsed->checkpoint.head.size;
    return EventsPage{text.write(size == text.next() ? *note : std::string(), size), text.next()};
}

Result<RowsPage> readRows(LedgerReader& reader, const RowsPlace& from, std::size_t mostBytes)
{
    Rows rows;
    rows.room = mostBytes - kFeedEnvelope;
    const auto stopped = addRows(reader, from, rows);
    if (!stopped) {
        return tl::make_unexpected(stopped.error());
    }
    std::optional<RowsPlace> next;
    if (*stopped) {
        next = RowsPlace{from.kind, *stopped};
    } else if (from.kind == ProjectionKind::Ticket) {
        next = RowsPlace{ProjectionKind::Gate, std::nullopt};
    }
    return RowsPage{writeRows(rows.tickets, rows.gates, rows.titles, next ? RowsEnd::More : RowsEnd::Last), next};
}

} // namespace stillgate
