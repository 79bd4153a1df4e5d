// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/packet/PacketReading.h"

/// What the events from the hold-back to the end add to their steps. Events without a step of their own add nothing.
namespace stillgate {

/// The words for any event that is not listed below: it stays with its place in the ledger alone.
template <typename P>
void addCallDetails(PacketStep&, const PacketRead&, const PacketSurroundings&, const P&)
{
}

void addCallDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around, const ActionHeld& held);
void addCallDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                    const ActionIntended& intended);
void addCallDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around, const ActionFailed& failed);
void addCallDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                    const ActionReconciled& reconciled);
void addCallDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                    const ActionExecuted& executed);
void addCallDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                    const ActionVerified& verified);
void addCallDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                    const ActionAbandoned& abandoned);
void addCallDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                    const NoticeIntended& intended);
void addCallDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around, const NoticeFailed& failed);
void addCallDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around, const NoticeSent& sent);
void addCallDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                    const TicketEscalated& escalated);
void addCallDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around, const TicketClosed& closed);

} // namespace stillgate
