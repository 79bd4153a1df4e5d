// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/Store.h"
#include "core/protocol/Methods.h"

/// Answers that are read from the ledger alone: the orchestrator gives them to its clients, and a tool can give them beside it or
/// without it.
namespace stillgate {

[[nodiscard]] Result<rpc::TicketsList::Result> listTickets(LedgerReader& reader, const rpc::TicketsList::Params& params);
[[nodiscard]] Result<rpc::TicketsCounts::Result> countTickets(LedgerReader& reader);
[[nodiscard]] Result<rpc::TicketGet::Result> getTicket(LedgerReader& reader, const rpc::TicketGet::Params& params);
[[nodiscard]] Result<rpc::GatesList::Result> listGates(LedgerReader& reader, const rpc::GatesList::Params& params);

/// Events that one call of events.list looks at.
inline constexpr std::size_t kMostLooked = 20'000;
[[nodiscard]] Result<rpc::EventsList::Result> listEvents(LedgerReader& reader, const rpc::EventsList::Params& params,
                                                         std::size_t mostLooked = kMostLooked);

} // namespace stillgate
