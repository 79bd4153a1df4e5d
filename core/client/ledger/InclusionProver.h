// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>

#include "core/client/AuditReader.h"
#include "core/client/Timers.h"
#include "core/client/ledger/FrontierWatch.h"
#include "core/client/link/RpcCaller.h"

namespace stillgate {

/// Asks for proofs that events stand in the tree whose checkpoint the watch compared last. Lives in the UI thread; all it is made from
/// outlives it.
class InclusionProver {
public:
    /// How long an event that is newer than that checkpoint is waited for: the feed brings the next one in a moment.
    static constexpr Duration kPatience = Duration::seconds(2);

    InclusionProver(RpcCaller& calls, FrontierWatch& watch, Timers& timers) : m_calls(calls), m_watch(watch), m_timers(timers)
    {
    }

    /// NotCovered when no checkpoint over the event came in time. Errors are those of the call.
    [[nodiscard]] QFuture<Result<AuditProof>> prove(Sequence sequence, const Digest& leaf);

private:
    class Proof;

    RpcCaller& m_calls;
    FrontierWatch& m_watch;
    Timers& m_timers;
};

} // namespace stillgate
