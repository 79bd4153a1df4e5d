// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>

#include "core/base/Result.h"
#include "core/client/Values.h"

namespace stillgate {

/// Reads everything about one ticket. The futures end in the UI thread, once: with the packet, with an error, or cancelled at the end
/// of the program.
class PacketReader {
public:
    virtual ~PacketReader() = default;

    /// Opens every value against its commitment and asks for the inclusion of each event in the tree whose checkpoint was compared.
    /// Corrupt when anything does not open, or an event is not in the ledger: then nothing may be shown. NotFound. Unavailable when
    /// there is no connection and no remembered packet.
    [[nodiscard]] virtual QFuture<Result<Packet>> read(const TicketId& ticket) = 0;
};

} // namespace stillgate
