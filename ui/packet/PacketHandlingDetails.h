// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/packet/PacketCallDetails.h"

/// What events about how a ticket is handled add to their steps: its urgency, its clocks, its people, and what people say of its label.
namespace stillgate {

/// The words for any event that is not listed below.
template <typename P>
void addHandlingDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around, const P& payload)
{
    addCallDetails(step, event, around, payload);
}

void addHandlingDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                        const CustomerRecognised& recognised);
void addHandlingDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around, const PrioritySet& set);
void addHandlingDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around, const SlaSet& set);
void addHandlingDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around, const SlaAtRisk& risk);
void addHandlingDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                        const SlaBreached& breached);
void addHandlingDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                        const TicketAssigned& assigned);
void addHandlingDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                        const TicketClaimed& claimed);
void addHandlingDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                        const ClaimReleased& released);
void addHandlingDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                        const ClaimExpired& expired);
void addHandlingDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                        const ClassificationReviewed& reviewed);
void addHandlingDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                        const ReviewWithdrawn& withdrawn);
void addHandlingDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                        const TicketRerouted& rerouted);

} // namespace stillgate
