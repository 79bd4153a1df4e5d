// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/Handling.h"

/// Payloads of events about how urgent a ticket is, by when something is owed to the customer, and who works on it. See IntakeEvents.h
/// for the rules they follow.
namespace stillgate {

/// A system of record told which tier the customer is of, after they had proven who they are.
struct CustomerRecognised {
    static constexpr std::string_view kCode = "customer.recognised";
    static constexpr int kVersion = 1;
    std::string tier;

    friend bool operator==(const CustomerRecognised&, const CustomerRecognised&) = default;
};

struct PriorityPart {
    PriorityFactor factor = PriorityFactor::Urgency;
    int points = 0; ///< tenths
    std::string detail; ///< what was found, such as "category:security"

    friend bool operator==(const PriorityPart&, const PriorityPart&) = default;
};

/// The priority is never less urgent than this, whatever the score.
struct PriorityFloor {
    std::string rule;
    Priority priority = Priority::P1;

    friend bool operator==(const PriorityFloor&, const PriorityFloor&) = default;
};

struct PrioritySet {
    static constexpr std::string_view kCode = "priority.set";
    static constexpr int kVersion = 1;
    int score = 0; ///< tenths: 0 to 100
    Priority priority = Priority::P4;
    std::vector<PriorityPart> parts; ///< those that add something
    std::optional<PriorityFloor> floor; ///< the one that raised the priority over its score

    friend bool operator==(const PrioritySet&, const PrioritySet&) = default;
};

/// The ticket's clocks from here on, all of them. They run until the next sla.set, or until the customer is written to.
struct SlaSet {
    static constexpr std::string_view kCode = "sla.set";
    static constexpr int kVersion = 1;
    std::string why; ///< started, customer_wrote, resumed, target_changed
    std::string target;
    std::string calendar;
    std::vector<SlaClock> clocks;

    friend bool operator==(const SlaSet&, const SlaSet&) = default;
};

/// Most of a target is used up.
struct SlaAtRisk {
    static constexpr std::string_view kCode = "sla.at_risk";
    static constexpr int kVersion = 1;
    SlaMetric metric = SlaMetric::FirstResponse;
    UtcTime due;

    friend bool operator==(const SlaAtRisk&, const SlaAtRisk&) = default;
};

struct SlaBreached {
    static constexpr std::string_view kCode = "sla.breached";
    static constexpr int kVersion = 1;
    SlaMetric metric = SlaMetric::FirstResponse;
    UtcTime due; ///< when it was; the event may be later, where nothing ran meanwhile

    friend bool operator==(const SlaBreached&, const SlaBreached&) = default;
};

struct PassedOver {
    std::string team;
    PersonId person;
    PassReason why = PassReason::Full;

    friend bool operator==(const PassedOver&, const PassedOver&) = default;
};

/// Who works on the ticket from here on, and why these.
struct TicketAssigned {
    static constexpr std::string_view kCode = "ticket.assigned";
    static constexpr int kVersion = 1;
    std::string why; ///< triage, needs_person, room, urgent, gave_back, relabelled
    std::string rule; ///< the routing rule; "category" where none held
    std::vector<TeamPart> teams; ///< the primary one first
    std::vector<PassedOver> passedOver; ///< at most kMostPassedOver of them

    friend bool operator==(const TicketAssigned&, const TicketAssigned&) = default;
};
inline constexpr std::size_t kMostPassedOver = 24;

struct TicketClaimed {
    static constexpr std::string_view kCode = "ticket.claimed";
    static constexpr int kVersion = 1;
    PersonId person;
    UtcTime until;

    friend bool operator==(const TicketClaimed&, const TicketClaimed&) = default;
};

struct ClaimReleased {
    static constexpr std::string_view kCode = "claim.released";
    static constexpr int kVersion = 1;
    PersonId person; ///< whose claim it was

    friend bool operator==(const ClaimReleased&, const ClaimReleased&) = default;
};

struct ClaimExpired {
    static constexpr std::string_view kCode = "claim.expired";
    static constexpr int kVersion = 1;
    PersonId person;

    friend bool operator==(const ClaimExpired&, const ClaimExpired&) = default;
};

template <typename Visitor>
void describe(Visitor& visit, CustomerRecognised& event)
{
    visit("tier", event.tier);
}

template <typename Visitor>
void describe(Visitor& visit, PriorityPart& part)
{
    visit("factor", part.factor);
    visit("points", part.points);
    visit("detail", part.detail);
}

template <typename Visitor>
void describe(Visitor& visit, PriorityFloor& floor)
{
    visit("rule", floor.rule);
    visit("priority", floor.priority);
}

template <typename Visitor>
void describe(Visitor& visit, PrioritySet& event)
{
    visit("score", event.score);
    visit("priority", event.priority);
    visit("parts", event.parts);
    visit("floor", event.floor);
}

template <typename Visitor>
void describe(Visitor& visit, SlaSet& event)
{
    visit("why", event.why);
    visit("target", event.target);
    visit("calendar", event.calendar);
    visit("clocks", event.clocks);
}

template <typename Visitor>
void describe(Visitor& visit, SlaAtRisk& event)
{
    visit("metric", event.metric);
    visit("due", event.due);
}

template <typename Visitor>
void describe(Visitor& visit, SlaBreached& event)
{
    visit("metric", event.metric);
    visit("due", event.due);
}

template <typename Visitor>
void describe(Visitor& visit, PassedOver& passed)
{
    visit("team", passed.team);
    visit("person", passed.person);
    visit("why", passed.why);
}

template <typename Visitor>
void describe(Visitor& visit, TicketAssigned& event)
{
    visit("why", event.why);
    visit("rule", event.rule);
    visit("teams", event.teams);
    visit("passed_over", event.passedOver);
}

template <typename Visitor>
void describe(Visitor& visit, TicketClaimed& event)
{
    visit("person", event.person);
    visit("until", event.until);
}

template <typename Visitor>
void describe(Visitor& visit, ClaimReleased& event)
{
    visit("person", event.person);
}

template <typename Visitor>
void describe(Visitor& visit, ClaimExpired& event)
{
    visit("person", event.person);
}

} // namespace stillgate
