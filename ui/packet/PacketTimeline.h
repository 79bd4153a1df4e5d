// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/packet/PacketReading.h"

namespace stillgate {

/// The ledger of a ticket folded into steps: neighbouring events of one kind are one step, a kind that comes again is a step anew. After
/// them what the ticket waits for, and what is still ahead.
[[nodiscard]] std::vector<PacketStep> packetSteps(const Packet& packet, const std::vector<PacketRead>& events,
                                                  const PacketSurroundings& around);

/// Which step an event belongs to; nothing for one that stays with the step in front of it.
[[nodiscard]] std::optional<PacketStepKind> packetStepOf(const PacketRead& event);
[[nodiscard]] QString packetStepTitle(PacketStepKind kind);

/// Takes one event into its step: summary, facts, rules, blocks, and whether it failed.
void addToPacketStep(PacketStep& step, const PacketRead& event, const PacketSurroundings& around);

} // namespace stillgate
