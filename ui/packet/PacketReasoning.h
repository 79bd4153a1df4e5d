// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/TaxonomyReader.h"
#include "ui/packet/PacketReading.h"

namespace stillgate {

/// Why the model thinks so, of the newest classification. Thresholds are drawn for intents that the taxonomy has.
[[nodiscard]] PacketReasons packetReasons(const Packet& packet, const std::vector<PacketRead>& events,
                                          const ShownTaxonomy& taxonomy, const PacketSurroundings& around);

/// The parameters of the newest proposal and where each came from.
[[nodiscard]] std::vector<PacketParameter> packetParameters(const std::vector<PacketRead>& events);

} // namespace stillgate
