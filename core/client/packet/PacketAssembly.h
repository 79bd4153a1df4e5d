// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/Values.h"
#include "core/protocol/Methods.h"

namespace stillgate {

/// The answers that a packet is made from.
struct PacketAnswers {
    TicketRow row;
    std::vector<rpc::EventView> events; ///< all of them, oldest first
    std::optional<rpc::GateGet::Result> gate;
    std::uint64_t provenSize = 0; ///< of the tree that all events were shown to stand in; 0 when they were not

    friend bool operator==(const PacketAnswers&, const PacketAnswers&) = default;
};

template <typename Visitor>
void describe(Visitor& visit, PacketAnswers& answers)
{
    visit("row", answers.row);
    visit("events", answers.events);
    visit("gate", answers.gate);
    visit("proven_size", answers.provenSize);
}

/// The gate that a packet shows: the one that is open, or the newest one.
[[nodiscard]] std::optional<GateId> gateToShow(const TicketRow& row, const std::vector<rpc::EventView>& events);

/// Opens every value and holds the gate to the ticket's own events. Corrupt when anything does not fit. Texts of the entry stay
/// NotLoaded; they come from the store.
[[nodiscard]] Result<Packet> packetFrom(const PacketAnswers& answers);

/// Everyone whose values are in it.
[[nodiscard]] std::vector<PersonId> peopleIn(const PacketAnswers& answers);

} // namespace stillgate
