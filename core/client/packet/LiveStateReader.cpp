// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/packet/LiveStateReader.h"

#include "core/protocol/GateMethods.h"

namespace stillgate {

QFuture<Result<FreshState>> LiveStateReader::reread(const GateId& gate)
{
    return m_calls.call<rpc::GateReread>({gate}).then([](const Result<rpc::GateReread::Result>& result) {
        return result.map([](const rpc::GateReread::Result& read) { return FreshState{read.at, read.moved}; });
    });
}

} // namespace stillgate
