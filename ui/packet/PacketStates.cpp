// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketStates.h"

#include "ui/packet/PacketText.h"

namespace stillgate {

StateWords packetErrorWords(const Error& error)
{
    switch (error.code) {
    case ErrorCode::Corrupt:
        return {
            StateKind::Error, PacketText::tr("What came does not fit the ledger"),
            PacketText::tr("A value did not open its commitment, or an event is not in the ledger. Nothing of it is shown."),
            PacketText::tr("Read again")};
    case ErrorCode::Unavailable:
        return {StateKind::Offline, PacketText::tr("This packet is not on this computer"),
                PacketText::tr("There is no connection, and it was not read here before."), PacketText::tr("Try again")};
    case ErrorCode::NotFound:
        return {StateKind::Error, PacketText::tr("There is no such ticket"),
                PacketText::tr("The orchestrator does not know it. The list may be older than the ledger."),
                PacketText::tr("Read again")};
    case ErrorCode::Refused:
        return {StateKind::Locked,
                PacketText::tr("Not shown to your role"),
                PacketText::tr("The orchestrator does not let you read this ticket."),
                {}};
    default:
        return {StateKind::Error, PacketText::tr("The packet could not be read"),
                PacketText::tr("Nothing was changed. The ticket itself is as it was."), PacketText::tr("Read again")};
    }
}

StateWords packetNothingWords()
{
    return {StateKind::Empty,
            PacketText::tr("No ticket selected"),
            PacketText::tr("Choose one in the list: its decision, its reasons and what happened stand here."),
            {}};
}

} // namespace stillgate
