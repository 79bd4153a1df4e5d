// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/AuditReader.h"
#include "core/client/ledger/InclusionProver.h"

namespace stillgate {

/// Reads over the connection. What it is made from outlives it.
class LiveAuditReader final : public AuditReader {
public:
    LiveAuditReader(RpcCaller& calls, InclusionProver& prover) : m_calls(calls), m_prover(prover) {}

    [[nodiscard]] QFuture<Result<AuditPage>> page(const AuditFilter& filter, AuditOrder order, std::optional<Sequence> from,
                                                  int most) override;
    [[nodiscard]] QFuture<Result<AuditDetail>> detail(Sequence sequence) override;

private:
    class Paging;
    class Detailing;

    RpcCaller& m_calls;
    InclusionProver& m_prover;
    QObject m_context; ///< owns what is under way
};

} // namespace stillgate
