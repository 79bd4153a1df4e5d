// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/feed/FeedTitles.h"

#include <algorithm>

#include "core/base/Log.h"
#include "core/domain/Payload.h"
#include "core/ledger/HeaderScan.h"

namespace stillgate {

namespace {

constexpr std::string_view kBlank = " \t\r\n";
constexpr std::size_t kSearched = 4; ///< the first message stands right behind the opening
constexpr std::size_t kRowsAtOnce = 1000;

/// At most kMostTitle characters (code points) of a text in UTF-8, whole ones.
std::string cut(std::string_view text)
{
    std::size_t characters = 0;
    std::size_t end = 0;
    while (end < text.size()) {
        const bool isContinued = (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U;
        if (!isContinued && characters++ == rpc::kMostTitle) {
            break;
        }
        ++end;
    }
    return std::string(text.substr(0, end));
}

/// The first line that says something.
std::string_view firstLine(std::string_view text)
{
    const std::size_t begin = std::min(text.find_first_not_of(kBlank), text.size());
    text.remove_prefix(begin);
    text = text.substr(0, text.find_first_of("\r\n"));
    return text.substr(0, text.find_last_not_of(kBlank) + 1);
}

std::string_view valueIn(const Event& event, std::string_view field)
{
    const auto at = std::find_if(event.values.begin(), event.values.end(),
                                 [&](const PersonalValue& value) { return value.field == field; });
    return at == event.values.end() ? std::string_view() : std::string_view(at->opening.value);
}

std::vector<TicketId> ticketsOf(const State& state, const PersonId& person)
{
    std::vector<const Ticket*> found;
    for (const auto& [id, ticket] : state.tickets) {
        if (ticket.customer == person) {
            found.push_back(&ticket);
        }
    }
    std::sort(found.begin(), found.end(), [](const Ticket* a, const Ticket* b) { return a->opened < b->opened; });
    std::vector<TicketId> tickets;
    for (const Ticket* ticket : found) {
        tickets.push_back(ticket->id);
    }
    return tickets;
}

/// A value beside an event; nothing when it was erased.
Result<std::optional<std::string>> textAt(LedgerReader& reader, const HeaderView& header, const std::string& field)
{
    const auto committed = std::find_if(header.personal.begin(), header.personal.end(),
                                        [&](const PersonalView& value) { return value.field == field; });
    if (committed == header.personal.end()) {
        return std::optional<std::string>("");
    }
    return reader.value(header.sequence, field).map([](std::optional<Opening>&& value) {
        return value ? std::optional<std::string>(std::move(value->value)) : std::nullopt;
    });
}

rpc::TicketTitle openTitle(LedgerReader& reader, const TicketId& ticket, const std::string& message)
{
    HeaderView header;
    const auto scanned = scanHeader(message, header);
    const auto redacted = scanned.and_then([&] { return textAt(reader, header, "redacted"); });
    const auto name = scanned.and_then([&] { return textAt(reader, header, "name"); });
    if (!redacted || !name) {
        // One broken box must not keep everybody from following: who opens the ticket is told.
        Log("feed").error("title_unreadable", {{"ticket", ticket.text()}});
        return titleOf(ticket, {}, {});
    }
    const bool isErased = !*redacted || !*name;
    return isErased ? hiddenTitle(ticket, rpc::Hidden::Erased) : titleOf(ticket, **redacted, **name);
}

} // namespace

rpc::TicketTitle titleOf(const TicketId& ticket, std::string_view redacted, std::string_view name)
{
    return {ticket, cut(firstLine(redacted)), cut(firstLine(name)), std::nullopt};
}

rpc::TicketTitle hiddenTitle(const TicketId& ticket, rpc::Hidden why)
{
    return {ticket, {}, {}, why};
}

std::vector<TitleAt> titlesOf(const std::vector<Event>& events, const State& state)
{
    std::vector<TitleAt> titles;
    const EventHeader* opening = nullptr;
    for (const Event& event : events) {
        if (event.header.code == TicketOpened::kCode) {
            opening = &event.header;
        } else if (event.header.code == MessageReceived::kCode && opening != nullptr &&
                   opening->ticket == event.header.ticket) {
            titles.emplace_back(opening->sequence,
                                titleOf(*event.header.ticket, valueIn(event, "redacted"), valueIn(event, "name")));
            opening = nullptr;
        } else if (event.header.code == PersonRedacted::kCode) {
            const auto payload = payloadOf(event.header);
            const auto* redacted = payload ? std::get_if<PersonRedacted>(&*payload) : nullptr;
            const auto tickets = redacted != nullptr ? ticketsOf(state, redacted->person) : std::vector<TicketId>{};
            for (std::size_t i = 0; i < std::min(tickets.size(), kMostErasedTitles); ++i) {
                titles.emplace_back(event.header.sequence, hiddenTitle(tickets[i], rpc::Hidden::Erased));
            }
        }
    }
    return titles;
}

Result<rpc::TicketTitle> readTitle(LedgerReader& reader, const TicketId& ticket, Sequence opened)
{
    std::string message;
    HeaderView header;
    const auto read = reader.events(opened, kSearched, [&](const StoredEvent& event) {
        if (scanHeader(event.header, header) && header.code == MessageReceived::kCode && header.ticket == ticket) {
            message = event.header;
        }
        return message.empty();
    });
    if (!read) {
        return tl::make_unexpected(read.error());
    }
    return message.empty() ? titleOf(ticket, {}, {}) : openTitle(reader, ticket, message);
}

Result<std::vector<rpc::TicketTitle>> readErasedTitles(LedgerReader& reader, const PersonId& person)
{
    // Nobody is erased often enough for an index. A row names its customer in one form alone: it is canonical.
    const std::string named = R"("customer":")" + person.text() + '"';
    std::vector<rpc::TicketTitle> titles;
    ProjectionPage page{std::nullopt, std::nullopt, false, kRowsAtOnce};
    for (;;) {
        const auto rows = reader.rows(ProjectionKind::Ticket, page);
        if (!rows) {
            return tl::make_unexpected(rows.error());
        }
        for (const ProjectionRow& row : *rows) {
            if (row.row.find(named) != std::string::npos && titles.size() < kMostErasedTitles) {
                titles.push_back(hiddenTitle(TicketId{row.id}, rpc::Hidden::Erased));
            }
        }
        if (rows->size() < page.most) {
            return titles;
        }
        page.after = rows->back().order;
    }
}

} // namespace stillgate
