// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketHandlingDetails.h"

#include "ui/kit/text/HandlingWords.h"
#include "ui/kit/text/TicketWords.h"
#include "ui/packet/PacketText.h"

namespace stillgate {

namespace {

constexpr double kTenths = 10.0;

void addWords(PacketStep& step, const QString& label, const QString& value, Mood mood = Mood::Neutral)
{
    addPacketFact(step, label, packetWords(value), mood);
}

/// A step of another kind keeps its own summary: what happens at a gate matters more than who was given the ticket meanwhile.
void summarise(PacketStep& step, const QString& words)
{
    if (step.kind == PacketStepKind::Routing) {
        step.summary = step.summary.isEmpty() ? words : PacketText::tr("%1, %2").arg(step.summary, words);
    }
}

void addDue(PacketStep& step, const PacketSurroundings& around, SlaMetric metric, UtcTime due, Mood mood)
{
    addWords(step, metricWords(metric), PacketText::tr("due %1").arg(around.formatting.absolute(due)), mood);
}

QString personOf(const TeamPart& part, const PacketSurroundings& around)
{
    if (part.person) {
        const QString person = packetPerson(*part.person, around);
        return part.onCall ? PacketText::tr("%1, on call").arg(person) : person;
    }
    return part.held ? PacketText::tr("held: %1", "a ticket, why").arg(holdWords(*part.held)) : QString();
}

} // namespace

void addHandlingDetails(PacketStep& step, const PacketRead& /*event*/, const PacketSurroundings& /*around*/,
                        const CustomerRecognised& recognised)
{
    addPacketFact(step, PacketText::tr("Tier"), packetCode(recognised.tier));
}

void addHandlingDetails(PacketStep& step, const PacketRead& /*event*/, const PacketSurroundings& around, const PrioritySet& set)
{
    const QString priority = codeWords(nameOf(set.priority));
    summarise(step, priority);
    addWords(
        step, PacketText::tr("Priority"),
        PacketText::tr("%1, score %2 of 10").arg(priority, around.formatting.locale().toString(set.score / kTenths, 'f', 1)));
    for (const PriorityPart& part : set.parts) {
        const QString points = around.formatting.weight(part.points / kTenths);
        addWords(step, codeWords(nameOf(part.factor)),
                 part.detail.empty() ? points : PacketText::tr("%1, %2").arg(points, isolated(packetCode(part.detail).text)));
    }
    if (set.floor) {
        addWords(step, PacketText::tr("Never less urgent than"),
                 PacketText::tr("%1, by %2")
                     .arg(codeWords(nameOf(set.floor->priority)), isolated(packetCode(set.floor->rule).text)));
    }
}

void addHandlingDetails(PacketStep& step, const PacketRead& /*event*/, const PacketSurroundings& around, const SlaSet& set)
{
    addWords(
        step, PacketText::tr("Target"),
        PacketText::tr("%1, calendar %2").arg(isolated(packetCode(set.target).text), isolated(packetCode(set.calendar).text)));
    for (const SlaClock& clock : set.clocks) {
        if (!hasEnded(clock)) {
            addDue(step, around, clock.metric, clock.due, Mood::Neutral);
        }
    }
}

void addHandlingDetails(PacketStep& step, const PacketRead& /*event*/, const PacketSurroundings& around, const SlaAtRisk& risk)
{
    step.summary = PacketText::tr("%1 at risk", "what is owed").arg(metricWords(risk.metric));
    addDue(step, around, risk.metric, risk.due, Mood::Soon);
}

void addHandlingDetails(PacketStep& step, const PacketRead& /*event*/, const PacketSurroundings& around,
                        const SlaBreached& breached)
{
    step.summary = PacketText::tr("%1 breached", "what is owed").arg(metricWords(breached.metric));
    step.state = PacketStepState::Failed;
    addDue(step, around, breached.metric, breached.due, Mood::Harm);
}

void addHandlingDetails(PacketStep& step, const PacketRead& /*event*/, const PacketSurroundings& around,
                        const TicketAssigned& assigned)
{
    if (!assigned.teams.empty()) {
        const TeamPart& first = assigned.teams.front();
        const QString team = isolated(packetCode(first.team).text);
        const QString person = personOf(first, around);
        summarise(step, person.isEmpty() ? team : PacketText::tr("%1, %2").arg(team, person));
    }
    for (const TeamPart& part : assigned.teams) {
        const QString team = isolated(packetCode(part.team).text);
        const QString person = personOf(part, around);
        addWords(step, PacketText::tr("Team"), person.isEmpty() ? team : PacketText::tr("%1: %2").arg(team, person));
    }
    addPacketFact(step, PacketText::tr("Routing rule"), packetCode(assigned.rule));
}

void addHandlingDetails(PacketStep& step, const PacketRead& /*event*/, const PacketSurroundings& around,
                        const TicketClaimed& claimed)
{
    const QString person = packetPerson(claimed.person, around);
    summarise(step, PacketText::tr("claimed by %1").arg(person));
    addWords(step, PacketText::tr("Claimed by"),
             PacketText::tr("%1, until %2").arg(person, around.formatting.absolute(claimed.until)));
}

void addHandlingDetails(PacketStep& step, const PacketRead& /*event*/, const PacketSurroundings& around,
                        const ClaimReleased& released)
{
    summarise(step, PacketText::tr("given back"));
    addWords(step, PacketText::tr("Given back by"), packetPerson(released.person, around));
}

void addHandlingDetails(PacketStep& step, const PacketRead& /*event*/, const PacketSurroundings& around,
                        const ClaimExpired& expired)
{
    summarise(step, PacketText::tr("claim ran out"));
    addWords(step, PacketText::tr("Claim ran out of"), packetPerson(expired.person, around));
}

void addHandlingDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                        const ClassificationReviewed& reviewed)
{
    const QString person = packetPerson(event.shown->header.actor, around);
    const QString intent = isolated(packetCode(reviewed.intent).text);
    step.summary = reviewed.verdict == ReviewVerdict::Accept ? PacketText::tr("%1 found right by %2").arg(intent, person)
                                                             : PacketText::tr("%1, says %2").arg(intent, person);
    if (reviewed.tag) {
        addWords(step, PacketText::tr("Reason"), codeWords(nameOf(*reviewed.tag)));
    }
}

void addHandlingDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around,
                        const ReviewWithdrawn& /*withdrawn*/)
{
    step.summary = PacketText::tr("taken back by %1").arg(packetPerson(event.shown->header.actor, around));
}

void addHandlingDetails(PacketStep& step, const PacketRead& /*event*/, const PacketSurroundings& around,
                        const TicketRerouted& rerouted)
{
    step.summary = packetIntent(rerouted.intent, rerouted.confidence, around.formatting);
    addWords(step, PacketText::tr("Band"), bandWords(rerouted.band));
    addPacketFact(step, PacketText::tr("Team"), packetCode(rerouted.team));
}

} // namespace stillgate
