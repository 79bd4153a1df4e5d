// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Decide.h"

#include <algorithm>

#include "core/domain/Deciding.h"
#include "core/domain/StageTable.h"

namespace stillgate {

namespace {

template <typename Map, typename Key>
const typename Map::mapped_type* findIn(const Map& map, const Key& key)
{
    const auto at = map.find(key);
    return at == map.end() ? nullptr : &at->second;
}

struct KindOf {
    std::string operator()(const DecideGate&) const { return "gate.decide"; }
    std::string operator()(const ErasePerson&) const { return "person.erase"; }
    std::string operator()(const RecordReview&) const { return "review.record"; }
    std::string operator()(const WithdrawReview&) const { return "review.withdraw"; }
    std::string operator()(const ClaimTicket&) const { return "ticket.claim"; }
    std::string operator()(const ReleaseTicket&) const { return "ticket.release"; }
    std::string operator()(const EnrolPerson&) const { return "person.enrol"; }
    std::string operator()(const ChangeRoles&) const { return "person.roles"; }
    std::string operator()(const DisablePerson&) const { return "person.disable"; }
    std::string operator()(const EnablePerson&) const { return "person.enable"; }
    std::string operator()(const CountersignKey&) const { return "key.enrol"; }
    std::string operator()(const RevokeKey&) const { return "key.revoke"; }
    std::string operator()(const PublishPolicy&) const { return "policy.publish"; }
    std::string operator()(const SetHalt&) const { return "halt.set"; }
    std::string operator()(const LiftHalt&) const { return "halt.lift"; }
    template <typename C>
    std::string operator()(const C&) const
    {
        return "orchestrator";
    }
};

} // namespace

const Runbook* Rulebook::forIntent(std::string_view intent) const
{
    const auto at = std::find_if(runbooks.begin(), runbooks.end(), [&](const Runbook& r) { return r.intent == intent; });
    return at == runbooks.end() ? nullptr : &*at;
}

const IntentRoute* Rulebook::route(std::string_view intent) const
{
    const auto at = std::find_if(intents.begin(), intents.end(), [&](const IntentRoute& r) { return r.intent == intent; });
    return at == intents.end() ? nullptr : &*at;
}

const Runbook* Rulebook::named(std::string_view id, int version) const
{
    const auto at =
        std::find_if(runbooks.begin(), runbooks.end(), [&](const Runbook& r) { return r.id == id && r.version == version; });
    return at == runbooks.end() ? nullptr : &*at;
}

const Policy& policyInForce(const State& state, const Rulebook& rules)
{
    return state.published ? state.published->policy : rules.policy;
}

const Ticket* Deciding::findTicket(const TicketId& id) const
{
    return findIn(state.tickets, id);
}

const Action* Deciding::findAction(const ActionId& id) const
{
    return findIn(state.actions, id);
}

const Gate* Deciding::findGate(const GateId& id) const
{
    return findIn(state.gates, id);
}

bool Deciding::hasUnknownEvents(const Ticket& of) const
{
    return std::any_of(state.unknown.begin(), state.unknown.end(),
                       [&](const EventHeader& header) { return header.ticket == of.id; });
}

void Deciding::refuse(RefusalCode code, std::string detail)
{
    refusal = Refusal{code, std::move(detail), {}, {}};
}

void Deciding::refuseOnRecord(Refusal why, const std::optional<GateId>& gate)
{
    draft.add(ticket, CommandRefused{kind, why.code, why.detail, gate, why.moved, why.decided});
    refusal = std::move(why);
}

void Deciding::escalate(const Ticket& of, Stage from, EscalationReason reason, std::string detail, Tier tier)
{
    draft.add(of.id, TicketEscalated{reason, std::move(detail), tier, of.team, from});
}

void routeTicket(Deciding& deciding, const Ticket& ticket, const RoutedLabel& label)
{
    Ticket routed = ticket;
    routed.team = label.team;
    const Runbook* runbook = label.intent.empty() ? nullptr : deciding.rules.forIntent(label.intent);
    const auto stop = [&](EscalationReason reason, std::string detail) {
        deciding.escalate(routed, Stage::Triage, reason, std::move(detail));
    };
    if (!label.redFlags.empty()) {
        stop(EscalationReason::RedFlag, label.redFlags.front());
    } else if (label.bandReason == BandReason::AlwaysManual) {
        stop(EscalationReason::PolicyBlock, "category_manual:" + label.category);
    } else if (label.intent.empty() || label.band == Band::Manual) {
        const bool foreign = label.bandReason == BandReason::OutOfScope;
        stop(EscalationReason::LowConfidence, foreign ? "out_of_scope" : "below_threshold");
    } else if (runbook == nullptr) {
        stop(EscalationReason::PolicyBlock, "no_runbook");
    } else {
        deciding.draft.add(ticket.id, RunbookChosen{runbook->id, runbook->version, digestOf(*runbook)});
    }
}

void Deciding::withdrawProposal(const Ticket& of, const std::string& why, Afterwards afterwards)
{
    const Action* action = of.action ? findAction(*of.action) : nullptr;
    if (action == nullptr || !next(action->status, Move::ActionAbandoned)) {
        return;
    }
    if (action->gate && next(findGate(*action->gate)->status, Move::GateVoided)) {
        draft.add(of.id, GateVoided{*action->gate, why, {}});
    }
    draft.add(of.id, ActionAbandoned{action->id, why, afterwards});
}

Duration backOff(const Runbook* runbook, int attempt, std::optional<Duration> atLeast)
{
    constexpr int kMostDoublings = 10;
    const Duration first = runbook != nullptr ? runbook->action.backOff : Duration::seconds(1);
    const Duration wait = first * (std::int64_t{1} << std::min(attempt - 1, kMostDoublings));
    return std::max(wait, atLeast.value_or(Duration{}));
}

void decideOn(Deciding& deciding, const OpenLedger& command)
{
    if (deciding.state.next != 0) {
        deciding.refuse(RefusalCode::NotInThisStage, "the ledger is open");
        return;
    }
    deciding.draft.add({}, command.ledger);
}

void decideOn(Deciding& deciding, const ChangePacks& command)
{
    if (command.packs != deciding.state.packs) {
        deciding.draft.add({}, PacksChanged{command.packs});
    }
}

void decideOn(Deciding& deciding, const ExpireGate& command)
{
    const Gate* gate = deciding.findGate(command.gate);
    if (gate == nullptr || gate->status != GateStatus::Open || deciding.draft.time() < gate->expires) {
        deciding.refuse(gate == nullptr ? RefusalCode::UnknownGate : RefusalCode::GateNotOpen);
        return;
    }
    deciding.ticket = gate->ticket;
    deciding.draft.add(gate->ticket, GateExpired{gate->id});
    deciding.draft.add(gate->ticket, ActionAbandoned{gate->action, "gate_expired", Afterwards::Nothing});
    deciding.escalate(deciding.state.tickets.at(gate->ticket), Stage::Gate, EscalationReason::PolicyBlock, "gate_expired");
}

void decideOn(Deciding& deciding, const GiveUp& command)
{
    const Ticket* ticket = deciding.findTicket(command.ticket);
    if (ticket == nullptr || ticket->stage == Stage::Closed || ticket->stage == Stage::Escalated) {
        deciding.refuse(ticket == nullptr ? RefusalCode::UnknownTicket : RefusalCode::NotInThisStage);
        return;
    }
    deciding.ticket = ticket->id;
    deciding.withdrawProposal(*ticket, command.detail, Afterwards::Nothing);
    deciding.escalate(*ticket, ticket->stage, command.reason, command.detail, command.tier);
}

Outcome decide(const State& state, const Rulebook& rules, const Command& command, const CommandContext& context)
{
    Deciding deciding{state,
                      rules,
                      Draft(context.stamp, state.next, state.time, context.actor, context.command),
                      std::visit(KindOf{}, command),
                      std::nullopt,
                      std::nullopt};
    if (state.next == 0 && !std::holds_alternative<OpenLedger>(command)) {
        deciding.refuse(RefusalCode::NotInThisStage, "the ledger is not open");
    } else {
        std::visit([&](const auto& one) { decideOn(deciding, one); }, command);
    }
    return {deciding.draft.take(), std::move(deciding.refusal), deciding.ticket};
}

} // namespace stillgate
