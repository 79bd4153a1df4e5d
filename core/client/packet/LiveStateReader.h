// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/StateReader.h"
#include "core/client/link/RpcCaller.h"

namespace stillgate {

/// Asks the orchestrator to read the state again.
class LiveStateReader final : public StateReader {
public:
    /// The caller outlives the reader.
    explicit LiveStateReader(RpcCaller& calls) : m_calls(calls) {}

    [[nodiscard]] QFuture<Result<FreshState>> reread(const GateId& gate) override;

private:
    RpcCaller& m_calls;
};

} // namespace stillgate
