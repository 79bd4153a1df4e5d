// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Handlers.h"

#include <QPromise>

namespace stillgate {

namespace {

/// The roles of a person as the writer has them, brought to the handlers' thread.
QFuture<std::vector<Role>> lookUpRoles(Orchestrator& orchestrator, const PersonId& person)
{
    auto promise = std::make_shared<QPromise<std::vector<Role>>>();
    promise->start();
    orchestrator.inspect([promise, person](const State& state) {
        promise->addResult(rolesOf(state, person));
        promise->finish();
    });
    return promise->future();
}

} // namespace

void addSessionHandlers(RpcHandlers& handlers, const HandlerParts& parts, QObject& context)
{
    addHandler<rpc::SessionHello>(handlers, [parts, &context](const Caller& caller, const rpc::SessionHello::Params&) {
        return lookUpRoles(parts.orchestrator, caller.person).then(&context, [parts, caller](const std::vector<Role>& roles) {
            const auto name = parts.names.find(caller.person);
            return parts.reader.head().map([&](const TreeHead& head) {
                return rpc::SessionHello::Result{"stillgated",
                                                 parts.version,
                                                 {"feed"},
                                                 parts.founding.origin,
                                                 parts.founding.environment,
                                                 caller.person,
                                                 name == parts.names.end() ? std::string() : name->second,
                                                 roles,
                                                 head.size};
            });
        });
    });
}

} // namespace stillgate
