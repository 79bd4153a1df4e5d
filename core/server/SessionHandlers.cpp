// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Handlers.h"

#include <algorithm>

namespace stillgate {

namespace {

/// What the caller may ask for. Who has the ready file makes the first admin, and nobody once there is one.
std::vector<Operation> mayOf(const HandlerParts& parts, const Caller& caller, const std::vector<Role>& roles)
{
    std::vector<Operation> may = operationsOf(roles);
    const bool isAdmin = std::find(roles.begin(), roles.end(), Role::Admin) != roles.end();
    if (caller.person == kOperator && !isAdmin && parts.roster.hasAny(Role::Admin)) {
        std::erase(may, Operation::AskEnrolment);
    }
    return may;
}

} // namespace

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
                                             mayOf(parts, caller, roles),
                                             head.size};
        }));
    });
}

} // namespace stillgate
