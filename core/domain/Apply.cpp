// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Transition.h"

namespace stillgate {

namespace {

tl::unexpected<Error> impossible(const EventHeader& header, std::string_view why)
{
    return fail(ErrorCode::Conflict, "event " + std::to_string(header.sequence) + " (" + header.code + ")", std::string(why));
}

/// One overload an event. False: not possible in this state, nothing changed.
struct Applier {
    State& state;
    const EventHeader& header;

    [[nodiscard]] Transition on(Move move) const { return {state, header, move}; }

    /// The action of this ticket that is still only proposed.
    [[nodiscard]] Action* proposedAction(const ActionId& id) const
    {
        const auto at = state.actions.find(id);
        const bool fits =
            at != state.actions.end() && at->second.ticket == header.ticket && at->second.status == ActionStatus::Proposed;
        return fits ? &at->second : nullptr;
    }

    [[nodiscard]] const Notice* notice() const
    {
        const auto at = header.ticket ? state.tickets.find(*header.ticket) : state.tickets.end();
        return at != state.tickets.end() && at->second.notice ? &*at->second.notice : nullptr;
    }

    [[nodiscard]] bool isUnderWay(const NoticeId& id) const
    {
        return notice() != nullptr && notice()->id == id && notice()->unsettled;
    }

    bool operator()(const LedgerOpened& event) const
    {
        if (header.sequence != 0) {
            return false;
        }
        state.ledger = event;
        state.packs = event.packs;
        return true;
    }

    bool operator()(const PacksChanged& event) const
    {
        state.packs = event.packs;
        return true;
    }

    bool operator()(const KeyEnrolled& event) const
    {
        state.people[event.person][event.keyId] = EnrolledKey{PublicKey{event.key.bytes}, event.roles};
        return true;
    }

    bool operator()(const TicketOpened& event) const
    {
        if (!header.ticket || state.tickets.contains(*header.ticket)) {
            return false;
        }
        Ticket ticket;
        ticket.id = *header.ticket;
        ticket.customer = event.customer;
        ticket.channel = event.channel;
        ticket.opened = header.sequence;
        ticket.latest = header.sequence;
        ticket.openedAt = header.time;
        ticket.movedAt = header.time;
        state.tickets.emplace(ticket.id, std::move(ticket));
        return true;
    }

    bool operator()(const MessageReceived& event) const
    {
        Transition moves = on(Move::MessageReceived).ticket();
        if (state.messages.contains(event.identity) || !moves.take()) {
            return false;
        }
        Ticket& ticket = moves.theTicket();
        ticket.unread = ticket.messages > 0 && ticket.stage != Stage::Escalated;
        ++ticket.messages;
        state.messages.emplace(event.identity, *header.ticket);
        if (event.thread) {
            state.threads[*event.thread] = *header.ticket;
        }
        return true;
    }

    bool operator()(const TicketClassified& event) const
    {
        Transition moves = on(Move::TicketClassified).ticket();
        if (event.labels.empty() || !moves.take()) {
            return false;
        }
        Ticket& ticket = moves.theTicket();
        ticket.intent = event.labels.front().intent;
        ticket.confidence = event.labels.front().confidence;
        ticket.band = event.band;
        ticket.team = event.team;
        ticket.redFlags = event.redFlags;
        return true;
    }

    bool operator()(const RunbookChosen& event) const
    {
        Transition moves = on(Move::RunbookChosen).ticket();
        if (!moves.take()) {
            return false;
        }
        moves.theTicket().runbook = event.runbook;
        return true;
    }

    bool operator()(const IdentityChecked& event) const
    {
        Transition moves = on(event.result == IdentityResult::Proven ? Move::IdentityProven : Move::IdentityTooWeak).ticket();
        if (!moves.take()) {
            return false;
        }
        moves.theTicket().identityStrength = event.strength;
        ++moves.theTicket().gatherings;
        return true;
    }

    bool operator()(const StateObserved&) const { return on(Move::StateObserved).ticket().take(); }

    bool operator()(const ActionProposed& event) const
    {
        Transition moves = on(Move::ActionProposed).ticket();
        if (state.actions.contains(event.action) || !moves.take()) {
            return false;
        }
        Action action;
        action.id = event.action;
        action.ticket = *header.ticket;
        action.runbook = event.runbook;
        action.runbookVersion = event.runbookVersion;
        action.system = event.system;
        action.operation = event.operation;
        action.amount = event.amount;
        action.proposal = event.proposal;
        action.idempotencyKey = event.idempotencyKey;
        action.expectedVersion = event.expectedVersion;
        action.changes = event.changes;
        action.proposed = header.sequence;
        action.observed = event.observed;
        state.actions.emplace(action.id, std::move(action));
        moves.theTicket().action = event.action;
        return true;
    }

    bool operator()(const PolicyDecided& event) const
    {
        Action* action = proposedAction(event.action);
        if (action == nullptr || !on(Move::PolicyDecided).ticket().take()) {
            return false;
        }
        action->decided = header.sequence;
        action->effect = event.effect;
        action->policy = event.policy;
        return true;
    }

    bool operator()(const GateOpened& event) const
    {
        Action* action = proposedAction(event.action);
        const auto planted = header.personal.find("planted");
        if (action == nullptr || planted == header.personal.end() || state.gates.contains(event.gate) ||
            !on(Move::GateOpened).ticket().take()) {
            return false;
        }
        Gate gate;
        gate.id = event.gate;
        gate.ticket = *header.ticket;
        gate.action = event.action;
        gate.proposal = event.proposal;
        gate.display = event.display;
        gate.policy = event.policy;
        gate.planted = planted->second.commitment;
        gate.opened = header.sequence;
        gate.quorum = event.quorum;
        gate.stakes = event.stakes;
        gate.rule = event.rule;
        gate.expires = event.expires;
        state.gates.emplace(gate.id, std::move(gate));
        action->gate = event.gate;
        return true;
    }

    bool operator()(const GateDecided& event) const { return applyDecision(state, header, event); }

    bool operator()(const GateExpired& event) const { return on(Move::GateExpired).ticket().gate(event.gate).take(); }

    bool operator()(const GateVoided& event) const { return on(Move::GateVoided).ticket().gate(event.gate).take(); }

    bool operator()(const ActionHeld& event) const
    {
        Transition moves = on(Move::ActionHeld).ticket().action(event.action);
        if (!moves.take()) {
            return false;
        }
        moves.theAction().due = event.until;
        return true;
    }

    bool operator()(const ActionIntended& event) const
    {
        const auto action = state.actions.find(event.action);
        Transition moves = on(Move::ActionIntended).ticket().action(event.action);
        if (action == state.actions.end() || !hasLeave(state, action->second) || !moves.take()) {
            return false;
        }
        moves.theAction().attempts = event.attempt;
        moves.theAction().unsettled = true;
        moves.theAction().due.reset();
        return true;
    }

    bool operator()(const ActionFailed& event) const
    {
        const bool inDoubt = event.failure == CallFailure::InDoubt;
        Transition moves = on(inDoubt ? Move::ActionInDoubt : Move::ActionFailed).ticket().action(event.action);
        if (!moves.take()) {
            return false;
        }
        moves.theAction().unsettled = inDoubt;
        moves.theAction().due = event.retryAt;
        return true;
    }

    bool operator()(const ActionReconciled& event) const
    {
        Transition moves = on(Move::ActionReconciled).ticket().action(event.action);
        if (!moves.take()) {
            return false;
        }
        moves.theAction().unsettled = false;
        moves.theAction().due = event.retryAt;
        return true;
    }

    bool operator()(const ActionExecuted& event) const
    {
        Transition moves = on(Move::ActionExecuted).ticket().action(event.action);
        if (!moves.take()) {
            return false;
        }
        moves.theAction().unsettled = false;
        moves.theAction().due.reset();
        moves.theAction().artifact = event.artifact;
        return true;
    }

    bool operator()(const ActionVerified& event) const
    {
        return on(event.matches ? Move::ActionVerified : Move::ActionMismatched).ticket().action(event.action).take();
    }

    bool operator()(const ActionAbandoned& event) const
    {
        const bool again = event.afterwards == Afterwards::GatherAgain;
        return on(again ? Move::ActionSuperseded : Move::ActionAbandoned).ticket().action(event.action).take();
    }

    bool operator()(const NoticeIntended& event) const
    {
        Transition moves = on(Move::NoticeIntended).ticket();
        const bool another = notice() != nullptr && (notice()->id != event.notice || notice()->sent);
        if (another || !moves.take()) {
            return false;
        }
        auto& told = moves.theTicket().notice;
        if (!told) {
            told = Notice{};
            told->id = event.notice;
            told->first = header.sequence;
            told->idempotencyKey = event.idempotencyKey;
        }
        told->intended = header.sequence;
        told->attempts = event.attempt;
        told->unsettled = true;
        told->due.reset();
        return true;
    }

    bool operator()(const NoticeFailed& event) const
    {
        Transition moves = on(Move::NoticeFailed).ticket();
        if (!isUnderWay(event.notice) || !moves.take()) {
            return false;
        }
        moves.theTicket().notice->unsettled = false;
        moves.theTicket().notice->due = event.retryAt;
        return true;
    }

    bool operator()(const NoticeSent& event) const
    {
        Transition moves = on(Move::NoticeSent).ticket();
        if (!isUnderWay(event.notice) || !moves.take()) {
            return false;
        }
        Notice& told = *moves.theTicket().notice;
        told.sent = true;
        told.unsettled = false;
        told.due = event.silenceAt;
        return true;
    }

    bool operator()(const TicketEscalated& event) const
    {
        Transition moves = on(Move::TicketEscalated).ticket();
        if (!moves.take()) {
            return false;
        }
        moves.theTicket().reason = event.reason;
        moves.theTicket().detail = event.detail;
        moves.theTicket().team = event.team;
        return true;
    }

    bool operator()(const TicketClosed& event) const
    {
        Transition moves = on(Move::TicketClosed).ticket();
        if (!moves.take()) {
            return false;
        }
        moves.theTicket().resolution = event.resolution;
        moves.theTicket().attribution = event.attribution;
        return true;
    }

    bool operator()(const CommandRefused&) const { return true; }

    bool operator()(const PersonRedacted& event) const { return state.erased.insert(event.person).second; }
};

void advance(State& state, const EventHeader& header)
{
    state.next = header.sequence + 1;
    state.time = header.time;
}

} // namespace

bool hasLeave(const State& state, const Action& action)
{
    if (!action.gate) {
        return action.effect == PolicyEffect::Allow;
    }
    const auto gate = state.gates.find(*action.gate);
    return gate != state.gates.end() && gate->second.status == GateStatus::Approved;
}

Result<void> apply(State& state, const EventHeader& header)
{
    if (header.sequence != state.next || header.time < state.time) {
        return impossible(header, "it does not follow event " + std::to_string(state.next) + " - 1");
    }
    if (header.sequence == 0 && header.code != LedgerOpened::kCode) {
        return impossible(header, "the first event opens the ledger");
    }
    const auto payload = payloadOf(header);
    if (!payload) {
        if (payload.error().code != ErrorCode::Unsupported) {
            return tl::make_unexpected(payload.error());
        }
        state.unknown.push_back(header);
        advance(state, header);
        return {};
    }
    if (!std::visit(Applier{state, header}, *payload)) {
        return impossible(header, "it is not possible in this state");
    }
    advance(state, header);
    return {};
}

} // namespace stillgate
