// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/Digest.h"
#include "core/domain/HandlingEvents.h"

/// How urgent a ticket is: a score of 0 to 10 in tenths, what it is made of, and the floors that no score goes under.
namespace stillgate::triage {

/// What a priority is made from. Plain values: where they come from is no matter here.
struct PriorityInputs {
    int urgency = 0; ///< 0 to 100, of the newest message
    int sentiment = 0; ///< -100 to 100
    int unanswered = 0; ///< messages since the customer was last written to, the first one included
    std::string category;
    std::string tier; ///< of the customer; empty when unknown
    SlaState sla = SlaState::Met; ///< worst of the clocks that run; Met when none does
    std::vector<std::string> redFlags;

    friend bool operator==(const PriorityInputs&, const PriorityInputs&) = default;
};

/// Something named, and how much it counts of its factor.
struct Share {
    std::string name;
    int percent = 0;

    friend bool operator==(const Share&, const Share&) = default;
};

/// Holds where the category or one of the flags is listed, or where a clock is in the state; then the priority is no less urgent.
struct FloorRule {
    std::string id;
    Priority priority = Priority::P1;
    std::optional<std::vector<std::string>> categories;
    std::optional<std::vector<std::string>> flags;
    std::optional<SlaState> sla;

    friend bool operator==(const FloorRule&, const FloorRule&) = default;
};

struct PriorityWeights {
    int urgency = 0; ///< tenths at 100 percent; so below
    int businessImpact = 0;
    int customerTier = 0;
    int slaRisk = 0;
    int followUps = 0;
    int frustration = 0;

    friend bool operator==(const PriorityWeights&, const PriorityWeights&) = default;
};

/// The least scores of P1 to P3, in tenths, falling.
struct PriorityLevels {
    int p1 = 0;
    int p2 = 0;
    int p3 = 0;

    friend bool operator==(const PriorityLevels&, const PriorityLevels&) = default;
};

struct PriorityBook {
    int format = 1;
    std::string id;
    int version = 1;
    PriorityWeights weights;
    PriorityLevels levels;
    int impactElsewhere = 0; ///< percent, for a category that is not listed
    std::vector<Share> impacts; ///< by category
    std::vector<Share> tiers;
    int atRisk = 0; ///< percent of the SLA risk; a breach counts full
    int fullFollowUps = 1; ///< so many further messages count full
    std::vector<FloorRule> floors;

    friend bool operator==(const PriorityBook&, const PriorityBook&) = default;
};

[[nodiscard]] PrioritySet priorityOf(const PriorityBook& book, const PriorityInputs& inputs);
/// Score and level alone: what says whether anything has changed.
[[nodiscard]] PriorityStanding standingOf(const PriorityBook& book, const PriorityInputs& inputs);

/// Errors name file, line and column.
[[nodiscard]] Result<PriorityBook> loadPriorityBook(const std::filesystem::path& file);
[[nodiscard]] Result<PriorityBook> priorityBookFrom(std::string_view toml, const std::string& name);
[[nodiscard]] Digest digestOf(const PriorityBook& book);

template <typename Visitor>
void describe(Visitor& visit, Share& share)
{
    visit("name", share.name);
    visit("percent", share.percent);
}

template <typename Visitor>
void describe(Visitor& visit, FloorRule& rule)
{
    visit("id", rule.id);
    visit("priority", rule.priority);
    visit("categories", rule.categories);
    visit("flags", rule.flags);
    visit("sla", rule.sla);
}

template <typename Visitor>
void describe(Visitor& visit, PriorityWeights& weights)
{
    visit("urgency", weights.urgency);
    visit("business_impact", weights.businessImpact);
    visit("customer_tier", weights.customerTier);
    visit("sla_risk", weights.slaRisk);
    visit("follow_ups", weights.followUps);
    visit("frustration", weights.frustration);
}

template <typename Visitor>
void describe(Visitor& visit, PriorityLevels& levels)
{
    visit("P1", levels.p1);
    visit("P2", levels.p2);
    visit("P3", levels.p3);
}

template <typename Visitor>
void describe(Visitor& visit, PriorityBook& book)
{
    visit("format", book.format);
    visit("id", book.id);
    visit("version", book.version);
    visit("weights", book.weights);
    visit("levels", book.levels);
    visit("impact_elsewhere", book.impactElsewhere);
    visit("impact", book.impacts);
    visit("tier", book.tiers);
    visit("at_risk", book.atRisk);
    visit("full_follow_ups", book.fullFollowUps);
    visit("floor", book.floors);
}

} // namespace stillgate::triage
