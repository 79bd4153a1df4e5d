// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <QFuture>

#include "core/base/JsonCodec.h"
#include "core/protocol/Methods.h"

namespace stillgate {

/// Asks the orchestrator over whatever connection there is.
class RpcCaller {
public:
    static constexpr Duration kCallTime = Duration::seconds(30);

    virtual ~RpcCaller() = default;

    /// Ends once: with the result, with the error that was answered, or with Unavailable when there is no connection, it ends, or the
    /// answer takes too long. Cancelled at the end of the program.
    [[nodiscard]] virtual QFuture<Result<Json>> call(std::string_view method, const Json& params, Duration time) = 0;

    template <rpc::Method M>
    [[nodiscard]] QFuture<Result<typename M::Result>> call(const typename M::Params& params, Duration time = kCallTime)
    {
        return call(M::kName, toJson(params), time).then([](const Result<Json>& result) {
            return result.and_then([](const Json& json) { return fromJson<typename M::Result>(json); });
        });
    }
};

} // namespace stillgate
