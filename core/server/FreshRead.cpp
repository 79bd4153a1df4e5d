// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/FreshRead.h"

#include "core/server/Promised.h"

namespace stillgate {

QFuture<std::optional<Judged>> judgedOf(Orchestrator& orchestrator, const GateId& gate)
{
    const auto promise = startedPromise<std::optional<Judged>>();
    orchestrator.inspect([promise, gate, &orchestrator](const State& state) {
        std::optional<Judged> found;
        if (const auto at = state.gates.find(gate); at != state.gates.end()) {
            const Action& action = state.actions.at(at->second.action);
            found = Judged{gate, at->second.ticket, action, at->second.opened,
                           orchestrator.runbook(action.runbook, action.runbookVersion)};
        }
        promise->addResult(std::move(found));
        promise->finish();
    });
    return promise->future();
}

QFuture<std::optional<Json>> readFresh(Effects& effects, const Judged& judged)
{
    const auto promise = startedPromise<std::optional<Json>>();
    if (!judged.runbook) {
        promise->addResult(std::nullopt);
        promise->finish();
        return promise->future();
    }
    effects.post(
        [promise, ticket = judged.ticket, action = judged.action.id, runbook = judged.runbook](Dispatcher& dispatcher) {
            dispatcher.resolver().readFresh(ticket, action, runbook).then([promise](const std::optional<Json>& record) {
                promise->addResult(record);
                promise->finish();
            });
        });
    return promise->future();
}

} // namespace stillgate
