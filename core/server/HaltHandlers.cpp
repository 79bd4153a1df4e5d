// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "core/server/Handlers.h"

namespace stillgate {

namespace {

std::vector<std::string> connectorsIn(const Rulebook& rules)
{
    std::set<std::string> out;
    for (const Runbook& runbook : rules.runbooks) {
        out.insert({runbook.action.system, runbook.notice.system});
    }
    return {out.begin(), out.end()};
}

} // namespace

void addHaltHandlers(RpcHandlers& handlers, const HandlerParts& parts)
{
    addHandler<rpc::HaltsList>(handlers,
                               [&board = parts.orchestrator.halts(),
                                connectors = connectorsIn(parts.orchestrator.rules())](const Caller&, const rpc::Nothing&) {
                                   rpc::HaltsList::Result out;
                                   const Halts standing = board.standing();
                                   out.halts.reserve(standing.size());
                                   for (const auto& [target, halt] : standing) {
                                       out.halts.push_back({target, halt.reason, halt.by, halt.at, halt.event});
                                   }
                                   out.file = board.isFileThere();
                                   out.connectors = connectors;
                                   return QtFuture::makeReadyFuture(Result<rpc::HaltsList::Result>(std::move(out)));
                               });
}

} // namespace stillgate
