// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/HaltDesk.h"
#include "core/client/TaxonomyReader.h"
#include "ui/packet/PacketReading.h"

namespace stillgate {

/// Turns a packet into ready values. What the packet does not have is not shown; what is withheld says why.
class PacketPresenter {
public:
    /// The formatting must outlive this. `self`: who is signed in.
    PacketPresenter(const Formatting& formatting, const PersonId& self) : m_around{formatting, self} {}

    void setTaxonomy(ShownTaxonomy taxonomy) { m_taxonomy = std::move(taxonomy); }
    void setSelf(const PersonId& self) { m_around.self = self; }
    /// What the kill switch holds is told beside the stage. Of connectors the packet does not know which ones a ticket will need.
    void setHalts(std::vector<StandingHalt> halts) { m_halts = std::move(halts); }

    [[nodiscard]] PacketValues present(const Packet& packet) const;
    /// What lists know, before the packet is read: without the deadline of one that is at a gate.
    [[nodiscard]] PacketHead head(const TicketEntry& entry) const;

private:
    [[nodiscard]] bool isHalted(const TicketRow& row) const;
    void addDeadline(PacketHead& head, const TicketRow& row, const GateRow* gate) const;
    void addGate(PacketHead& head, const Packet& packet) const;
    void addRead(PacketHead& head, const Packet& packet) const;
    [[nodiscard]] PacketProof proof(const Packet& packet) const;

    PacketSurroundings m_around;
    ShownTaxonomy m_taxonomy;
    std::vector<StandingHalt> m_halts;
};

} // namespace stillgate
