// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/State.h"
#include "core/server/feed/FeedItems.h"

/// Titles of tickets: from what is being committed, and from the ledger. Both give the same.
namespace stillgate {

/// Tickets of one erased person that are named with the erasure, at the most, so that it fits into a message. Whoever keeps titles
/// drops all of the person's in any case: the rows say whose they are.
inline constexpr std::size_t kMostErasedTitles = 2000;

/// `redacted` is the redacted first message, `name` what the sender is called.
[[nodiscard]] rpc::TicketTitle titleOf(const TicketId& ticket, std::string_view redacted, std::string_view name);
[[nodiscard]] rpc::TicketTitle hiddenTitle(const TicketId& ticket, rpc::Hidden why);

/// Of the tickets that these events open, and of those of people whom they erase. `state` is the one after them.
[[nodiscard]] std::vector<TitleAt> titlesOf(const std::vector<Event>& events, const State& state);

/// Of the ticket that was opened at this event. What cannot be opened is an empty title, and is logged.
[[nodiscard]] Result<rpc::TicketTitle> readTitle(LedgerReader& reader, const TicketId& ticket, Sequence opened);
/// Hidden titles of all tickets of a person, in the order they were opened.
[[nodiscard]] Result<std::vector<rpc::TicketTitle>> readErasedTitles(LedgerReader& reader, const PersonId& person);

} // namespace stillgate
