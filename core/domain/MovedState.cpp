// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Failpoint.h"
#include "core/domain/Decide.h"
#include "core/domain/Deciding.h"
#include "core/domain/Records.h"

namespace stillgate {

std::vector<StateChange> movedFacts(const Rulebook& rules, const Action& action, const Json& record)
{
    const Runbook* runbook = rules.named(action.runbook, action.runbookVersion);
    const auto found = runbook != nullptr ? shownFacts(*runbook, record)
                                          : Result<Facts>(fail(ErrorCode::NotFound, action.runbook, "no such runbook"));
    if (!found) {
        return {{"record", "as shown", "unreadable"}};
    }
    std::vector<StateChange> moved;
    const auto compare = [&](const std::string& name, const std::string& shown) {
        const auto now = found->find(name);
        const std::string text = now == found->end() ? "absent" : factText(now->second);
        if (text != shown) {
            moved.push_back({name, shown, text});
        }
    };
    for (const StateChange& change : action.changes) {
        compare(change.fact, change.before);
    }
    if (action.expectedVersion) {
        compare(runbook->action.expectVersion, *action.expectedVersion);
    }
    return moved;
}

void Deciding::voidMoved(const Gate& of, const Json& fresh, std::vector<StateChange> moved, std::optional<Refusal> why)
{
    StateObserved seen{Observation::Fresh, findAction(of.action)->system, {}, {}};
    for (const StateChange& fact : moved) {
        seen.facts[fact.fact] = fact.after;
    }
    draft.add(of.ticket, seen);
    draft.value(findTicket(of.ticket)->customer, "record", canonicalJson(fresh));
    if (why) {
        refuseOnRecord(std::move(*why), of.id);
    }
    draft.add(of.ticket, GateVoided{of.id, "state_moved", std::move(moved)});
    draft.add(of.ticket, ActionAbandoned{of.action, "state_moved", Afterwards::GatherAgain});
}

void decideOn(Deciding& deciding, const RecheckGate& command)
{
    const Gate* gate = deciding.findGate(command.gate);
    if (gate == nullptr || gate->status != GateStatus::Open || deciding.draft.time() >= gate->expires ||
        deciding.hasUnknownEvents(*deciding.findTicket(gate->ticket))) {
        return;
    }
    auto moved = movedFacts(deciding.rules, *deciding.findAction(gate->action), command.fresh);
    if (!moved.empty() && STILLGATE_PROTECTION_ON("fresh_state")) {
        deciding.voidMoved(*gate, command.fresh, std::move(moved), {});
    }
}

} // namespace stillgate
