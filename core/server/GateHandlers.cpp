// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Handlers.h"

#include <algorithm>

#include "core/ledger/Checkpoint.h"
#include "core/server/EventViews.h"
#include "core/server/FreshRead.h"
#include "core/server/Promised.h"

namespace stillgate {

namespace {

/// A decision is to be made while what was shown is fresh in mind.
constexpr Duration kDecisionTime = Duration::minutes(10);

struct GateAndAction {
    Gate gate;
    Action action;
    UtcTime ledgerTime;
};

/// The gate as the writer has it, brought to the handlers' thread.
QFuture<std::optional<GateAndAction>> lookAt(Orchestrator& orchestrator, const GateId& id)
{
    const auto promise = startedPromise<std::optional<GateAndAction>>();
    orchestrator.inspect([promise, id](const State& state) {
        const auto gate = state.gates.find(id);
        promise->addResult(gate == state.gates.end()
                               ? std::nullopt
                               : std::optional(GateAndAction{gate->second, state.actions.at(gate->second.action), state.time}));
        promise->finish();
    });
    return promise->future();
}

/// By the time that the decision will be judged by: after a clock was set back, its own would give terms that have ended.
rpc::DecisionTerms termsFor(const HandlerParts& parts, const GateAndAction& found, const PersonId& person,
                            const std::string& keyId)
{
    const Gate& gate = found.gate;
    const UtcTime issued = std::max(parts.clock.now(), found.ledgerTime);
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
        result.terms = termsFor(parts, found, caller.person, *params.keyId);
    }
    for (const CountedDecision& decision : found.gate.approvals) {
        result.approvals.push_back({decision.approver, decision.slot, decision.statement, decision.event});
    }
    return result;
}

/// Compares what the gate was opened on with what its system says now. A gate that no longer holds ends: nobody could approve it.
QFuture<Result<rpc::GateReread::Result>> reread(const HandlerParts& parts, QObject& context, const Judged& judged)
{
    return readFresh(parts.effects, judged)
        .then(&context, [parts, judged](const std::optional<Json>& record) -> Result<rpc::GateReread::Result> {
            if (!record) {
                return fail(ErrorCode::Unavailable, "$.gate", "the record cannot be read from its system now");
            }
            rpc::GateReread::Result read{parts.clock.now(), movedFacts(parts.orchestrator.rules(), judged.action, *record)};
            if (!read.moved.empty()) {
                parts.orchestrator.submit({RecheckGate{judged.gate, *record}});
            }
            return read;
        });
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
    addHandler<rpc::GateReread>(handlers, [parts, &context](const Caller&, const rpc::GateReread::Params& params) {
        return judgedOf(parts.orchestrator, params.gate)
            .then(&context,
                  [parts, &context](const std::optional<Judged>& judged) {
                      return judged ? reread(parts, context, *judged)
                                    : QtFuture::makeReadyFuture(Result<rpc::GateReread::Result>(
                                          fail(ErrorCode::NotFound, "$.gate", "there is no such gate")));
                  })
            .unwrap();
    });
}

} // namespace stillgate
