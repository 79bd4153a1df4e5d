// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/HandlingWords.h"

#include <algorithm>

#include "core/domain/SentimentTrend.h"

namespace stillgate::ctl {

namespace {

/// Tenths as people read them: 45 is 4.5.
std::string tenths(int value)
{
    return std::to_string(value / 10) + "." + std::to_string(value % 10);
}

std::string spanText(Duration span)
{
    const std::int64_t minutes = span.ms / 60'000;
    return minutes % 60 == 0 ? std::to_string(minutes / 60) + " h"
                             : std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

std::string clockText(const SlaClock& clock)
{
    std::string out = wordsOf(clock.metric);
    if (hasEnded(clock)) {
        return out + (clock.state == SlaState::Met ? " was given in time" : " was given too late");
    }
    out += " within " + spanText(clock.target) + ", due at " + toRfc3339(clock.due);
    if (clock.used.ms > 0) {
        out += " (" + spanText(clock.used) + " used up";
        out += clock.paused.ms > 0 ? ", " + spanText(clock.paused) + " paused for the customer)" : ")";
    }
    return out;
}

std::string partText(const TeamPart& part)
{
    if (part.person) {
        return part.team + " (the person " + part.person->text() + (part.onCall ? ", on call)" : ")");
    }
    return part.held ? part.team + " (held: " + std::string(nameOf(*part.held)) + ")" : part.team;
}

} // namespace

std::string wordsOf(SlaMetric metric)
{
    std::string out(nameOf(metric));
    std::ranges::replace(out, '_', ' ');
    return out;
}

std::string priorityText(const PrioritySet& event)
{
    std::string parts;
    for (const PriorityPart& part : event.parts) {
        parts += (parts.empty() ? "" : ", ") + std::string(nameOf(part.factor)) + " " + tenths(part.points) + " (" +
                 part.detail + ")";
    }
    return "Its priority is " + std::string(nameOf(event.priority)) + " with " + tenths(event.score) + " of 10" +
           (parts.empty() ? "" : ": " + parts) +
           (event.floor ? "; the floor " + event.floor->rule + " holds it there" : std::string()) + ".";
}

std::string clocksText(const SlaSet& event)
{
    std::string clocks;
    for (const SlaClock& clock : event.clocks) {
        clocks += (clocks.empty() ? "" : "; ") + clockText(clock);
    }
    return "Its clocks run by the target " + event.target + " in the calendar " + event.calendar + " (" + event.why +
           "): " + clocks + ".";
}

std::string assignmentText(const TicketAssigned& event)
{
    std::string teams;
    for (const TeamPart& part : event.teams) {
        teams += (teams.empty() ? "" : " and ") + partText(part);
    }
    std::string passed;
    for (const PassedOver& over : event.passedOver) {
        passed += (passed.empty() ? " Passed over: " : ", ") + over.person.text() + " (" + std::string(nameOf(over.why)) + ")";
    }
    const std::string by = event.rule == "category" ? "the team of its category" : "the rule " + event.rule;
    return "It went to " + teams + " by " + by + " (" + event.why + ")." + (passed.empty() ? "" : passed + ".");
}

std::string readingText(const TicketClassified& event)
{
    std::vector<std::string> parts;
    if (event.bandReason != BandReason::Unrecorded && event.bandReason != BandReason::Confidence) {
        parts.push_back("its band is for the reason " + std::string(nameOf(event.bandReason)));
    }
    for (const ScoredLabel& further : event.further) {
        parts.push_back("also " + further.intent);
    }
    if (event.language) {
        parts.push_back("language " + *event.language);
    }
    if (event.sentiment) {
        parts.push_back("mood " + std::to_string(*event.sentiment) + " of -100 to 100");
    }
    if (event.urgency) {
        parts.push_back("urgency " + std::to_string(*event.urgency) + " of 100");
    }
    std::string out;
    for (const std::string& part : parts) {
        out += (out.empty() ? " Read besides: " : ", ") + part;
    }
    return out.empty() ? out : out + ".";
}

std::string trendText(std::span<const int> sentiments)
{
    return sentiments.size() < 2
               ? std::string()
               : "The mood of the customer's messages is " + std::string(nameOf(sentimentTrend(sentiments))) + ".";
}

std::string priorityText(const TicketRow& row)
{
    return row.priority ? std::string(nameOf(*row.priority)) + " " + tenths(row.score.value_or(0)) : "";
}

std::string teamText(const TicketRow& row)
{
    return row.held ? row.team + " (held)" : row.team;
}

std::string deadlineText(const TicketRow& row)
{
    if (!row.deadline) {
        return {};
    }
    return row.deadline->paused ? "paused" : toRfc3339(row.deadline->due) + " " + std::string(nameOf(row.deadline->state));
}

std::vector<std::string> handlingLines(const TicketRow& row)
{
    std::vector<std::string> out;
    if (row.priority) {
        out.push_back("Priority " + priorityText(row) + ".");
    }
    if (row.deadline) {
        out.push_back("Next deadline: " + wordsOf(row.deadline->metric) + ", " + deadlineText(row) + ".");
    }
    if (row.assignee) {
        out.push_back("With team " + row.team + ", the person " + row.assignee->text() +
                      (row.claimedUntil ? ", who keeps it until " + toRfc3339(*row.claimedUntil) : "") + ".");
    } else if (!row.team.empty()) {
        out.push_back("With team " + row.team +
                      (row.held ? ", where nobody has it: " + std::string(nameOf(*row.held)) : std::string()) + ".");
    }
    return out;
}

} // namespace stillgate::ctl
