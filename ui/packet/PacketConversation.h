// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/packet/PacketReading.h"

namespace stillgate {

struct PacketTalk {
    std::vector<PacketUtterance> utterances;
    QString channels; ///< "email, 3 messages"
    OutsideFindings findings;
    QString findingsWords;
};

/// Messages in and notices out, oldest first, with the words that the classification rests on pointed out.
[[nodiscard]] PacketTalk packetTalk(const Packet& packet, const std::vector<PacketRead>& events,
                                    const PacketSurroundings& around);

} // namespace stillgate
