// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Handlers.h"

#include <algorithm>

#include <QPromise>

#include "core/ledger/Checkpoint.h"
#include "core/server/EventViews.h"

namespace stillgate {

namespace {

/// A decision is to be made while what was shown is fresh in mind.
constexpr Duration kDecisionTime = Duration::minutes(10);

struct GateAndAction {
    Gate gate;
    Action action;
};

/// The gate as the writer has it, brought to the handlers' thread.
QFuture<std::optional<GateAndAction>> lookAt(Orchestrator& orchestrator, const GateId& id)
{
    auto promise = std::make_shared<QPromise<std::optional<GateAndAction>>>();
    promise->start();
    orchestrator.inspect([promise, id](const State& state) {
        const auto gate = state.gates.find(id);
        promise->addResult(gate == state.gates.end()
                               ? std::nullopt
                               : std::optional(GateAndAction{gate->second, state.actions.at(gate->second.action)}));
        promise->finish();
    });
    return promise->future();
}

rpc::DecisionTerms termsFor(const HandlerParts& parts, const Gate& gate, const PersonId& person, const std::string& keyId)
{
    const UtcTime issued = parts.clock.now();
    const UtcTime expires = std::min(gate.expires, issued + kDecisionTime);
    const auto used = gate.decisionsBy.find(person);
    const NonceTerms terms{gate.id, person, keyId, used == gate.decisionsBy.end() ? 0 : used->second, issued, expires};
    return {keyId, nonceFor(parts.orchestrator.rules().nonceKey, terms), issued, expires};
}

Result<CheckpointSeen> newestHead(LedgerReader& reader)
{
    return reader.head().map(
        [](const TreeHead& head) { return CheckpointSeen{static_cast<std::int64_t>(head.size), head.root}; });
}

Result<GateRow> storedRow(LedgerReader& reader, const GateId& gate)
{
    const auto row = reader.row(ProjectionKind::Gate, gate.uuid);
    if (!row || !*row) {
        return row ? fail(ErrorCode::NotFound, "$.gate", "there is no such gate") : tl::make_unexpected(row.error());
    }
    return parseJson((*row)->row).and_then([](const Json& json) { return fromJson<GateRow>(json); });
}

Result<rpc::GateGet::Result> describeGate(const HandlerParts& parts, const Caller& caller, const rpc::GateGet::Params& params,
                                          const GateAndAction& found)
{
    LedgerReader& reader = parts.reader;
    const auto row = storedRow(reader, params.gate);
    auto proposed = viewAt(reader, found.action.proposed);
    const auto decided = viewAt(reader, found.action.decided);
    auto observed = viewAt(reader, found.action.observed);
    const auto head = newestHead(reader);
    if (!row || !proposed || !decided || !observed || !head) {
        return fail(ErrorCode::Unavailable, "$.gate", "what the gate is about cannot be read");
    }
    auto lines = displayLines(proposed->header.header(), decided->header.header());
    if (!lines) {
        return tl::make_unexpected(lines.error());
    }
    rpc::GateGet::Result result{*row,
                                std::move(*proposed),
                                decided->header,
                                std::move(*observed),
                                std::move(*lines),
                                found.gate.display,
                                found.gate.proposal,
                                found.gate.policy,
                                std::nullopt,
                                *head,
                                parts.founding.origin,
                                {}};
    if (params.keyId) {
        result.terms = termsFor(parts, found.gate, caller.person, *params.keyId);
    }
    for (const CountedDecision& decision : found.gate.approvals) {
        result.approvals.push_back({decision.approver, decision.slot, decision.statement, decision.event});
    }
    return result;
}

} // namespace

void addGateHandlers(RpcHandlers& handlers, const HandlerParts& parts, QObject& context)
{
    addHandler<rpc::GateGet>(handlers, [parts, &context](const Caller& caller, const rpc::GateGet::Params& params) {
        return lookAt(parts.orchestrator, params.gate)
            .then(&context, [parts, caller, params](const std::optional<GateAndAction>& found) -> Result<rpc::GateGet::Result> {
                if (!found) {
                    return fail(ErrorCode::NotFound, "$.gate", "there is no such gate");
                }
                return describeGate(parts, caller, params, *found);
            });
    });
}

} // namespace stillgate
