// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/text/HandlingWords.h"

#include <algorithm>

#include "ui/kit/text/KitText.h"

namespace stillgate {

namespace {

constexpr std::int64_t kLongestSoonMs = 3'600'000;
constexpr double kTenths = 10.0;
constexpr int kPseudonymEnd = 4;

double shareLeft(UtcTime begin, UtcTime due, UtcTime now)
{
    const std::int64_t whole = std::max<std::int64_t>(1, due.ms - begin.ms);
    return std::clamp(static_cast<double>(due.ms - now.ms) / static_cast<double>(whole), 0.0, 1.0);
}

ShownDeadline gateDeadline(const TicketRow& ticket, const GateRow& gate, const Formatting& formatting)
{
    ShownDeadline out;
    const std::int64_t left = gate.expires.ms - formatting.now().ms;
    const std::int64_t whole = std::max<std::int64_t>(1, gate.expires.ms - ticket.movedAt.ms);
    out.mark.text = formatting.countdown(gate.expires);
    out.mark.left = shareLeft(ticket.movedAt, gate.expires, formatting.now());
    out.label = KitText::tr("Expires", "a gate");
    out.tip = KitText::tr("Approval: the gate expires %1").arg(formatting.absolute(gate.expires));
    if (left <= 0) {
        out.mark.state = DeadlineState::Breached;
        out.state = KitText::tr("expired %1", "how long ago").arg(formatting.relative(gate.expires));
    } else if (left < std::min(kLongestSoonMs, whole / 4)) {
        out.mark.state = DeadlineState::Soon;
        out.state = KitText::tr("expires soon", "a gate");
    }
    return out;
}

/// Since when the clock runs is not told: an answer has been owed at the latest since the ticket moved, the rest since it came in.
ShownDeadline clockDeadline(const TicketRow& ticket, const DeadlineRow& clock, const Formatting& formatting)
{
    ShownDeadline out;
    out.label = metricWords(clock.metric);
    const UtcTime begin = clock.metric == SlaMetric::NextResponse ? ticket.movedAt : ticket.openedAt;
    const QString due = formatting.absolute(clock.due);
    const bool isPaused = clockState(clock) == ClockState::Paused;
    out.mark.left = shareLeft(begin, clock.due, isPaused ? ticket.movedAt : formatting.now());
    out.mark.text = isPaused ? KitText::tr("paused", "a clock") : formatting.countdown(clock.due);
    if (isPaused) {
        out.mark.state = DeadlineState::Paused;
        out.state = out.mark.text;
        out.tip = KitText::tr("%1: paused while the customer is awaited", "a clock").arg(out.label);
    } else if (clock.state == SlaState::Breached || clock.due <= formatting.now()) {
        out.mark.state = DeadlineState::Breached;
        out.state = KitText::tr("breached %1", "how long ago").arg(formatting.relative(clock.due));
        out.tip = KitText::tr("%1: %2, was due %3", "a clock, breached when").arg(out.label, out.state, due);
    } else if (clock.state == SlaState::AtRisk) {
        out.mark.state = DeadlineState::Soon;
        out.state = KitText::tr("at risk", "a clock");
        out.tip = KitText::tr("%1: at risk, due %2", "a clock").arg(out.label, due);
    } else {
        out.tip = KitText::tr("%1: due %2", "a clock").arg(out.label, due);
    }
    return out;
}

} // namespace

QString metricWords(SlaMetric metric)
{
    switch (metric) {
    case SlaMetric::FirstResponse: return KitText::tr("First response");
    case SlaMetric::NextResponse: return KitText::tr("Next response");
    case SlaMetric::Resolution: return KitText::tr("Resolution");
    }
    return {};
}

QString holdWords(HoldReason reason)
{
    switch (reason) {
    case HoldReason::AllFull: return KitText::tr("all are full");
    case HoldReason::AllOffShift: return KitText::tr("nobody works now");
    case HoldReason::NobodyFits: return KitText::tr("nobody has what it takes");
    }
    return {};
}

ClockState clockState(const DeadlineRow& deadline)
{
    if (deadline.paused) {
        return ClockState::Paused;
    }
    switch (deadline.state) {
    case SlaState::AtRisk: return ClockState::AtRisk;
    case SlaState::Breached: return ClockState::Breached;
    case SlaState::Running:
    case SlaState::Met: break;
    }
    return ClockState::Running;
}

std::optional<UtcTime> nextDue(const TicketRow& ticket, const GateRow* gate)
{
    const auto end = gate != nullptr ? std::optional(gate->expires) : std::nullopt;
    const auto due = ticket.deadline && !ticket.deadline->paused ? std::optional(ticket.deadline->due) : std::nullopt;
    if (end && due) {
        return std::min(*end, *due);
    }
    return end ? end : due;
}

std::optional<ShownDeadline> shownDeadline(const TicketRow& ticket, const GateRow* gate, const Formatting& formatting)
{
    if (gate == nullptr) {
        return ticket.deadline ? std::optional(clockDeadline(ticket, *ticket.deadline, formatting)) : std::nullopt;
    }
    ShownDeadline atGate = gateDeadline(ticket, *gate, formatting);
    if (!ticket.deadline) {
        return atGate;
    }
    ShownDeadline owed = clockDeadline(ticket, *ticket.deadline, formatting);
    const QString tips = atGate.tip + QLatin1Char('\n') + owed.tip;
    if (nextDue(ticket, gate) != gate->expires) {
        owed.tip = tips;
        return owed;
    }
    atGate.tip = tips;
    if (atGate.mark.state == DeadlineState::InTime && owed.mark.state == DeadlineState::Soon) {
        atGate.mark.state = owed.mark.state; // the gate ends first, and with it hardly any time is left to answer
        atGate.state = owed.state;
    }
    return atGate;
}

std::optional<PriorityMark> priorityMark(const TicketRow& ticket)
{
    return ticket.priority ? std::optional(PriorityMark{.level = static_cast<int>(*ticket.priority) + 1}) : std::nullopt;
}

QString priorityWords(const TicketRow& ticket, const Formatting& formatting)
{
    const auto mark = priorityMark(ticket);
    if (!mark) {
        return KitText::tr("No priority before triage");
    }
    return KitText::tr("Priority %1, score %2 of 10")
        .arg(markText(*mark), formatting.locale().toString(ticket.score.value_or(0) / kTenths, 'f', 1));
}

QString assigneeName(const TicketRow& ticket, const PersonId& self)
{
    if (!ticket.assignee) {
        return ticket.held ? KitText::tr("held", "a ticket") : QString();
    }
    return *ticket.assignee == self ? KitText::tr("you", "have the ticket")
                                    : QString::fromStdString(ticket.assignee->text()).right(kPseudonymEnd);
}

QString assigneeWords(const TicketRow& ticket, const PersonId& self, const Formatting& formatting)
{
    if (!ticket.assignee) {
        return ticket.held ? KitText::tr("held: %1", "a ticket, why").arg(holdWords(*ticket.held)) : QString();
    }
    const QString name = assigneeName(ticket, self);
    const QString person = *ticket.assignee == self ? name : KitText::tr("person %1", "the end of a pseudonym").arg(name);
    if (ticket.claimedUntil) {
        return KitText::tr("claimed by %1 until %2").arg(person, formatting.clockTime(*ticket.claimedUntil));
    }
    return KitText::tr("assigned to %1").arg(person);
}

} // namespace stillgate
