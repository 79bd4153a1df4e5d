// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/State.h"

namespace stillgate {

/// The review of a ticket's newest label that counts.
struct ReviewedRow {
    ReviewVerdict verdict = ReviewVerdict::Accept;
    std::string intent; ///< the right one
    Sequence event = 0; ///< its classification.reviewed event: what a withdrawal names

    friend bool operator==(const ReviewedRow&, const ReviewedRow&) = default;
};

/// What is owed to the customer next.
struct DeadlineRow {
    SlaMetric metric = SlaMetric::FirstResponse;
    SlaState state = SlaState::Running; ///< the worst of the clocks that run
    UtcTime due;
    bool paused = false; ///< the customer is awaited, and `due` moves on

    friend bool operator==(const DeadlineRow&, const DeadlineRow&) = default;
};

/// What lists show of a ticket. No personal value; the subject is opened separately by who may see it.
struct TicketRow {
    TicketId id;
    PersonId customer;
    Channel channel = Channel::Email;
    Stage stage = Stage::Triage;
    Band band = Band::Manual;
    std::string intent; ///< the label in force: the model's, or a person's
    int confidence = 0;
    std::string team;
    std::optional<Sequence> classified; ///< the ticket.classified event that counts: what a review names
    std::optional<ReviewedRow> reviewed;
    Sequence opened = 0;
    Sequence latest = 0;
    UtcTime openedAt;
    UtcTime movedAt;
    int messages = 0;
    std::optional<GateId> gate; ///< the one that is open
    std::optional<Money> amount; ///< of the newest action
    std::string actionStatus;
    std::string artifact;
    std::string reason;
    std::string detail;
    std::string resolution;
    std::string attribution;
    std::optional<Priority> priority; ///< none before triage
    std::optional<int> score; ///< tenths
    std::optional<DeadlineRow> deadline;
    std::optional<PersonId> assignee; ///< of the primary team
    std::optional<HoldReason> held; ///< why nobody of the primary team has it
    std::optional<UtcTime> claimedUntil; ///< the assignee keeps it for themselves until then

    friend bool operator==(const TicketRow&, const TicketRow&) = default;
};

struct GateRow {
    GateId id;
    TicketId ticket;
    ActionId action;
    GateStatus status = GateStatus::Open;
    Stakes stakes = Stakes::Normal;
    std::string rule;
    UtcTime expires;
    Money amount;
    std::string system;
    std::string operation;
    std::vector<QuorumPart> quorum;
    int approvals = 0;
    Sequence opened = 0;

    friend bool operator==(const GateRow&, const GateRow&) = default;
};

[[nodiscard]] TicketRow rowOf(const State& state, const Ticket& ticket);
[[nodiscard]] GateRow rowOf(const State& state, const Gate& gate);

template <typename Visitor>
void describe(Visitor& visit, ReviewedRow& row)
{
    visit("verdict", row.verdict);
    visit("intent", row.intent);
    visit("event", row.event);
}

template <typename Visitor>
void describe(Visitor& visit, DeadlineRow& row)
{
    visit("metric", row.metric);
    visit("state", row.state);
    visit("due", row.due);
    visit("paused", row.paused);
}

template <typename Visitor>
void describe(Visitor& visit, TicketRow& row)
{
    visit("id", row.id);
    visit("customer", row.customer);
    visit("channel", row.channel);
    visit("stage", row.stage);
    visit("band", row.band);
    visit("intent", row.intent);
    visit("confidence", row.confidence);
    visit("team", row.team);
    visit("classified", row.classified);
    visit("reviewed", row.reviewed);
    visit("opened", row.opened);
    visit("latest", row.latest);
    visit("opened_at", row.openedAt);
    visit("moved_at", row.movedAt);
    visit("messages", row.messages);
    visit("gate", row.gate);
    visit("amount", row.amount);
    visit("action_status", row.actionStatus);
    visit("artifact", row.artifact);
    visit("reason", row.reason);
    visit("detail", row.detail);
    visit("resolution", row.resolution);
    visit("attribution", row.attribution);
    visit("priority", row.priority);
    visit("score", row.score);
    visit("deadline", row.deadline);
    visit("assignee", row.assignee);
    visit("held", row.held);
    visit("claimed_until", row.claimedUntil);
}

template <typename Visitor>
void describe(Visitor& visit, GateRow& row)
{
    visit("id", row.id);
    visit("ticket", row.ticket);
    visit("action", row.action);
    visit("status", row.status);
    visit("stakes", row.stakes);
    visit("rule", row.rule);
    visit("expires", row.expires);
    visit("amount", row.amount);
    visit("system", row.system);
    visit("operation", row.operation);
    visit("quorum", row.quorum);
    visit("approvals", row.approvals);
    visit("opened", row.opened);
}

} // namespace stillgate
