// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "core/client/RpcConnection.h"
#include "tests/support/system/Waiting.h"

namespace stillgate {

/// One person's connection to an orchestrator, made anew when it was lost. Calls wait for their answer. Belongs to one thread.
class PersonConnection {
public:
    template <rpc::Method M>
    [[nodiscard]] Result<typename M::Result> call(const ServerAccess& access, const typename M::Params& params)
    {
        if (auto open = connect(access); !open) {
            return tl::make_unexpected(open.error());
        }
        auto answer = awaitResult(m_connection->call<M>(params));
        return answer ? std::move(*answer) : fail(ErrorCode::Unavailable, std::string(M::kName), "it never ended");
    }

private:
    [[nodiscard]] Result<void> connect(const ServerAccess& access);

    std::string m_url;
    std::unique_ptr<RpcConnection> m_connection;
};

} // namespace stillgate
