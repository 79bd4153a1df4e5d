// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>

#include <QPromise>

#include "core/client/link/RpcCaller.h"

namespace stillgate {

/// Calls without a connection. They are answered by `answer`, or wait for the test when there is none.
class FakeCaller final : public RpcCaller {
public:
    using Answer = std::function<Result<Json>(std::string_view method, const Json& params)>;

    struct Waiting {
        std::string method;
        Json params;
        std::shared_ptr<QPromise<Result<Json>>> promise;

        void end(Result<Json> result) const
        {
            promise->addResult(std::move(result));
            promise->finish();
        }
    };

    Answer answer;
    std::deque<Waiting> waiting;
    std::vector<std::string> asked; ///< every method, in order

    using RpcCaller::call;
    [[nodiscard]] QFuture<Result<Json>> call(std::string_view method, const Json& params, Duration) override
    {
        asked.emplace_back(method);
        if (answer) {
            return QtFuture::makeReadyFuture(answer(method, params));
        }
        auto promise = std::make_shared<QPromise<Result<Json>>>();
        promise->start();
        waiting.push_back({std::string(method), params, promise});
        return promise->future();
    }
};

} // namespace stillgate
