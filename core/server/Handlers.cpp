// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Handlers.h"

#include <set>

#include "core/protocol/OpenRpc.h"

namespace stillgate {

Result<void> checkHandlers(const RpcHandlers& handlers)
{
    std::set<std::string, std::less<>> documented;
    for (const rpc::MethodObject& method : rpc::openRpcDocument({}).methods) {
        documented.insert(method.name);
        if (!handlers.contains(method.name)) {
            return fail(ErrorCode::Internal, method.name, "the method has no handler");
        }
    }
    for (const auto& [name, handler] : handlers) {
        if (!documented.contains(name)) {
            return fail(ErrorCode::Internal, name, "the handler is of no method");
        }
    }
    return {};
}

} // namespace stillgate
