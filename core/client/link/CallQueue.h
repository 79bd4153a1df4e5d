// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <memory>
#include <string>

#include <QObject>
#include <QPromise>

#include "core/client/RpcConnection.h"
#include "core/client/link/RpcCaller.h"

namespace stillgate {

/// Calls over whatever connection there is at the moment. At most kMostCalls are under way at once and more wait here, since the
/// orchestrator refuses what is over its own bound.
class CallQueue final : public RpcCaller {
public:
    static constexpr std::size_t kMostCalls = rpc::kMostInFlight - 16;

    ~CallQueue() override = default;

    /// Calls go over this connection, which is open, until leave().
    void use(RpcConnection& connection);
    /// Calls that wait end as Unavailable; those under way end with their connection.
    void leave();

    using RpcCaller::call;
    [[nodiscard]] QFuture<Result<Json>> call(std::string_view method, const Json& params, Duration time) override;

private:
    struct Waiting {
        std::string method;
        Json params;
        Duration time;
        std::shared_ptr<QPromise<Result<Json>>> promise;
    };

    void sendWaiting();

    RpcConnection* m_connection = nullptr;
    std::uint64_t m_use = 0; ///< number of the connection
    std::deque<Waiting> m_waiting;
    std::size_t m_inFlight = 0;
    QObject m_context; ///< answers are followed as long as it lives
};

} // namespace stillgate
