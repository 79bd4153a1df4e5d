// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "core/base/JsonCodec.h"
#include "core/domain/Ids.h"

/// How a ticket is handled: how urgent it is, by when something is owed to the customer, and who works on it.
namespace stillgate {

/// P1 is the most urgent.
enum class Priority { P1, P2, P3, P4 };
template <>
struct EnumNames<Priority> {
    static constexpr std::array<std::pair<Priority, std::string_view>, 4> kNames{
        {{Priority::P1, "P1"}, {Priority::P2, "P2"}, {Priority::P3, "P3"}, {Priority::P4, "P4"}}};
};

/// What a priority is made of.
enum class PriorityFactor { Urgency, BusinessImpact, CustomerTier, SlaRisk, FollowUps, Frustration };
template <>
struct EnumNames<PriorityFactor> {
    static constexpr std::array<std::pair<PriorityFactor, std::string_view>, 6> kNames{
        {{PriorityFactor::Urgency, "urgency"},
         {PriorityFactor::BusinessImpact, "business_impact"},
         {PriorityFactor::CustomerTier, "customer_tier"},
         {PriorityFactor::SlaRisk, "sla_risk"},
         {PriorityFactor::FollowUps, "follow_ups"},
         {PriorityFactor::Frustration, "frustration"}}};
};

/// What is owed to the customer: a first answer, an answer to what they wrote since, an end.
enum class SlaMetric { FirstResponse, NextResponse, Resolution };
template <>
struct EnumNames<SlaMetric> {
    static constexpr std::array<std::pair<SlaMetric, std::string_view>, 3> kNames{{{SlaMetric::FirstResponse, "first_response"},
                                                                                   {SlaMetric::NextResponse, "next_response"},
                                                                                   {SlaMetric::Resolution, "resolution"}}};
};

enum class SlaState { Running, AtRisk, Breached, Met };
template <>
struct EnumNames<SlaState> {
    static constexpr std::array<std::pair<SlaState, std::string_view>, 4> kNames{{{SlaState::Running, "running"},
                                                                                  {SlaState::AtRisk, "at_risk"},
                                                                                  {SlaState::Breached, "breached"},
                                                                                  {SlaState::Met, "met"}}};
};

/// Why a person was not given a ticket.
enum class PassReason { Away, OffShift, Full, SkillMissing, LanguageMissing, GaveBack, Busier };
template <>
struct EnumNames<PassReason> {
    static constexpr std::array<std::pair<PassReason, std::string_view>, 7> kNames{
        {{PassReason::Away, "away"},
         {PassReason::OffShift, "off_shift"},
         {PassReason::Full, "full"},
         {PassReason::SkillMissing, "skill_missing"},
         {PassReason::LanguageMissing, "language_missing"},
         {PassReason::GaveBack, "gave_back"},
         {PassReason::Busier, "busier"}}};
};

/// Why a ticket that needs a person has none.
enum class HoldReason { AllFull, AllOffShift, NobodyFits };
template <>
struct EnumNames<HoldReason> {
    static constexpr std::array<std::pair<HoldReason, std::string_view>, 3> kNames{{{HoldReason::AllFull, "all_full"},
                                                                                    {HoldReason::AllOffShift, "all_off_shift"},
                                                                                    {HoldReason::NobodyFits, "nobody_fits"}}};
};

/// One clock of a ticket. While the customer is awaited it stands still; what it had used up is then brought into the next sla.set.
struct SlaClock {
    SlaMetric metric = SlaMetric::FirstResponse;
    SlaState state = SlaState::Running;
    Duration target; ///< of working time
    Duration used; ///< working time used up before the clocks were last set
    Duration paused; ///< time it stood still before that, by the wall
    UtcTime started;
    UtcTime atRisk;
    UtcTime due;
    std::optional<UtcTime> ended; ///< when it was met, or answered too late

    friend bool operator==(const SlaClock&, const SlaClock&) = default;
};

/// The clocks of a ticket and what they go by.
struct SlaStanding {
    std::string target; ///< id in the pack
    std::string calendar;
    UtcTime setAt; ///< they run from here on
    std::optional<UtcTime> pausedAt; ///< the customer is awaited since then
    std::vector<SlaClock> clocks;
    Sequence event = 0; ///< the newest sla.set

    friend bool operator==(const SlaStanding&, const SlaStanding&) = default;
};

struct PriorityStanding {
    int score = 0; ///< tenths: 0 to 100
    Priority priority = Priority::P4;
    Sequence event = 0; ///< the newest priority.set

    friend bool operator==(const PriorityStanding&, const PriorityStanding&) = default;
};

/// A team that works on a ticket, and its person where one is needed.
struct TeamPart {
    std::string team;
    std::optional<PersonId> person;
    std::optional<HoldReason> held; ///< needs a person and has none
    bool onCall = false; ///< the person is there because they are on call

    friend bool operator==(const TeamPart&, const TeamPart&) = default;
};

/// A person took the ticket for themselves, for a time.
struct Claim {
    PersonId person;
    UtcTime until;

    friend bool operator==(const Claim&, const Claim&) = default;
};

struct Handling {
    std::string category; ///< of the label in force
    std::vector<std::string> further; ///< labels besides the primary one
    std::string language;
    int urgency = 0; ///< 0 to 100, as the newest message reads
    int sentiment = 0; ///< -100 to 100
    std::string tier; ///< of the customer, once a system of record told
    int unanswered = 0; ///< messages since the customer was last written to
    std::optional<UtcTime> unansweredSince;
    std::optional<PriorityStanding> priority;
    std::optional<SlaStanding> sla;
    std::vector<TeamPart> teams; ///< the primary one first; people only while the ticket needs them, and after its end
    std::optional<Claim> claim;
    std::vector<PersonId> gaveBack; ///< released the ticket, or let a claim expire
    std::vector<PersonId> counted; ///< whose load the ticket is now
    std::vector<std::string> queuedIn; ///< teams in whose queue of held tickets it is
    Priority queuedAs = Priority::P4;

    friend bool operator==(const Handling&, const Handling&) = default;
};

/// A ticket that waits for somebody to have room: more urgent ones first, then older ones.
struct HeldTicket {
    Priority priority = Priority::P4;
    Sequence opened = 0;
    TicketId ticket;

    friend auto operator<=>(const HeldTicket&, const HeldTicket&) = default;
};

[[nodiscard]] constexpr bool hasEnded(const SlaClock& clock)
{
    return clock.ended.has_value();
}

/// The state worst for the customer among the clocks that have not ended; Met when all have.
[[nodiscard]] SlaState worstOf(const SlaStanding& sla);
/// The clock that ends next, and by when; null when none runs.
[[nodiscard]] const SlaClock* nextDeadline(const SlaStanding& sla);

/// The clocks owed an answer end, and the others stand still: the customer was written to.
void answer(SlaStanding& sla, UtcTime at);
/// Every clock ends.
void endAll(SlaStanding& sla, UtcTime at);

template <typename Visitor>
void describe(Visitor& visit, SlaClock& clock)
{
    visit("metric", clock.metric);
    visit("state", clock.state);
    visit("target", clock.target);
    visit("used", clock.used);
    visit("paused", clock.paused);
    visit("started", clock.started);
    visit("at_risk", clock.atRisk);
    visit("due", clock.due);
    visit("ended", clock.ended);
}

template <typename Visitor>
void describe(Visitor& visit, TeamPart& part)
{
    visit("team", part.team);
    visit("person", part.person);
    visit("held", part.held);
    visit("on_call", part.onCall);
}

} // namespace stillgate
