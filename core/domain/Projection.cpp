// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Projection.h"

namespace stillgate {

namespace {

void addHandling(TicketRow& row, const Handling& handling)
{
    if (handling.priority) {
        row.priority = handling.priority->priority;
        row.score = handling.priority->score;
    }
    if (const SlaClock* next = handling.sla ? nextDeadline(*handling.sla) : nullptr) {
        row.deadline = DeadlineRow{next->metric, worstOf(*handling.sla), next->due, handling.sla->pausedAt.has_value()};
    }
    if (!handling.teams.empty()) {
        const TeamPart& primary = handling.teams.front();
        row.team = primary.team;
        row.assignee = primary.person;
        row.held = primary.held;
    }
    if (handling.claim) {
        row.claimedUntil = handling.claim->until;
    }
}

} // namespace

TicketRow rowOf(const State& state, const Ticket& ticket)
{
    TicketRow row;
    row.id = ticket.id;
    row.customer = ticket.customer;
    row.channel = ticket.channel;
    row.stage = ticket.stage;
    row.band = ticket.band;
    row.intent = ticket.intent;
    row.confidence = ticket.confidence;
    row.team = ticket.team;
    row.classified = ticket.reading ? std::optional(ticket.reading->event) : std::nullopt;
    if (!ticket.reviews.empty()) {
        const Review& review = ticket.reviews.back();
        row.reviewed = ReviewedRow{review.verdict, review.intent, review.event};
    }
    row.opened = ticket.opened;
    row.latest = ticket.latest;
    row.openedAt = ticket.openedAt;
    row.movedAt = ticket.movedAt;
    row.messages = ticket.messages;
    if (const auto at = ticket.action ? state.actions.find(*ticket.action) : state.actions.end(); at != state.actions.end()) {
        const Action& action = at->second;
        row.amount = action.amount;
        row.actionStatus = nameOf(action.status);
        row.artifact = action.artifact;
        row.gate = ticket.stage == Stage::Gate ? action.gate : std::nullopt;
    }
    row.reason = ticket.reason ? nameOf(*ticket.reason) : std::string_view();
    row.detail = ticket.detail;
    row.resolution = ticket.resolution;
    row.attribution = ticket.attribution ? nameOf(*ticket.attribution) : std::string_view();
    addHandling(row, ticket.handling);
    return row;
}

GateRow rowOf(const State& state, const Gate& gate)
{
    const Action& action = state.actions.at(gate.action);
    return {gate.id,      gate.ticket,   gate.action,   gate.status,      gate.stakes, gate.rule,
            gate.expires, action.amount, action.system, action.operation, gate.quorum, static_cast<int>(gate.approvals.size()),
            gate.opened};
}

} // namespace stillgate
