// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Handlers.h"

namespace stillgate {

void addSessionHandlers(RpcHandlers& handlers, const HandlerParts& parts)
{
    addHandler<rpc::SessionHello>(handlers, [parts](const Caller& caller, const rpc::SessionHello::Params&) {
        const auto name = parts.names.find(caller.person);
        const std::vector<Role> roles = parts.roster.rolesOf(caller.person);
        return QtFuture::makeReadyFuture(parts.reader.head().map([&](const TreeHead& head) {
            return rpc::SessionHello::Result{"stillgated",
                                             parts.version,
                                             {"feed"},
                                             parts.founding.origin,
                                             parts.founding.environment,
                                             caller.person,
                                             name == parts.names.end() ? std::string() : name->second,
                                             roles,
                                             operationsOf(roles),
                                             head.size};
        }));
    });
}

} // namespace stillgate
