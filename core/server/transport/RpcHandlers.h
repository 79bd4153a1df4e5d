// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include <QFuture>

#include "core/base/JsonCodec.h"
#include "core/domain/Ids.h"
#include "core/protocol/Methods.h"
#include "core/server/transport/MessageSource.h"

namespace stillgate {

/// What a connection has to show before its calls are those of its person.
struct Attest {
    Standing standing = Standing::Nobody;
    rpc::SessionId session; ///< of the token; null for nobody
    PublicKey device; ///< that the token is bound to
    rpc::Challenge challenge; ///< asked for and not answered yet; null otherwise
};

/// Who calls. The person comes from the token of the connection and never from a payload.
struct Caller {
    PersonId person;
    std::uint64_t connection = 0; ///< number of the connection, unique while the process runs
    Subscriber* subscriber = nullptr; ///< the connection itself; there until the handler returns
    std::shared_ptr<Attest> attest = {}; ///< of the connection; none where the token alone says who it is

    friend bool operator==(const Caller&, const Caller&) = default;
};

/// Answers one call. It is called in the thread of the connections and must not block; the future may end in any thread, and is
/// ignored when the connection is gone by then. `params` are the object or array that was sent; an empty object when there was
/// none. A future that is cancelled, dropped or ends without a value is answered as Unavailable. Handlers do not throw.
using RpcHandler = std::function<QFuture<Result<Json>>(const Caller& caller, const Json& params)>;

/// By the name of the method.
using RpcHandlers = std::map<std::string, RpcHandler, std::less<>>;

template <rpc::Method M>
using TypedHandler = std::function<QFuture<Result<typename M::Result>>(const Caller& caller, const typename M::Params& params)>;

/// Adds the handler of a method. Parameters that are not the method's are answered with the path before the handler is asked.
template <rpc::Method M>
void addHandler(RpcHandlers& handlers, TypedHandler<M> handler)
{
    handlers[std::string(M::kName)] = [typed = std::move(handler)](const Caller& caller, const Json& params) {
        const auto decoded = fromJson<typename M::Params>(params);
        if (!decoded) {
            return QtFuture::makeReadyFuture(Result<Json>(tl::make_unexpected(decoded.error())));
        }
        return typed(caller, *decoded).then([](const Result<typename M::Result>& result) {
            return result.map([](const typename M::Result& value) { return toJson(value); });
        });
    };
}

} // namespace stillgate
