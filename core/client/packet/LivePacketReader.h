// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/client/PacketReader.h"
#include "core/client/Signer.h"
#include "core/client/ledger/InclusionProver.h"
#include "core/client/store/Cache.h"

namespace stillgate {

/// What packets are read with; all of it outlives the reader.
struct PacketParts {
    RpcCaller& calls;
    InclusionProver& prover;
    const TicketStore& tickets;
    Cache& cache;
    const Clock& clock;
    std::shared_ptr<Signer> signer; ///< whose terms gates are asked for; may be none
};

/// Reads packets from the orchestrator and remembers them; without a connection gives what is remembered.
class LivePacketReader final : public PacketReader {
public:
    explicit LivePacketReader(PacketParts parts) : m_parts(std::move(parts)) {}

    [[nodiscard]] QFuture<Result<Packet>> read(const TicketId& ticket) override;

private:
    class Reading;

    PacketParts m_parts;
    QObject m_context; ///< owns the readings under way
};

} // namespace stillgate
