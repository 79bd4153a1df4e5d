// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>

#include "core/domain/Projection.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/text/Formatting.h"

/// How a ticket is handled, as people read it: what presses next, how urgent it is, who has it.
namespace stillgate {

/// What a ticket's clocks say. While the customer is awaited they stand still, whatever they said before.
enum class ClockState : std::uint8_t { Running, AtRisk, Breached, Paused };
template <>
struct EnumNames<ClockState> {
    static constexpr std::array<std::pair<ClockState, std::string_view>, 4> kNames{{{ClockState::Running, "running"},
                                                                                    {ClockState::AtRisk, "at_risk"},
                                                                                    {ClockState::Breached, "breached"},
                                                                                    {ClockState::Paused, "paused"}}};
};
[[nodiscard]] ClockState clockState(const DeadlineRow& deadline);

/// "First response"
[[nodiscard]] QString metricWords(SlaMetric metric);
/// Why nobody has a ticket that needs a person: "all are full".
[[nodiscard]] QString holdWords(HoldReason reason);

/// When the open gate ends or what is owed to the customer is due, whichever comes first; none while all of it stands still.
/// `gate` is the open one of the ticket, or null; so below.
[[nodiscard]] std::optional<UtcTime> nextDue(const TicketRow& ticket, const GateRow* gate);

struct ShownDeadline {
    DeadlineMark mark;
    QString label; ///< of the clock shown: "Expires", "First response"
    QString state; ///< "at risk", "breached 2 h ago", "paused"; empty while all is calm
    QString tip; ///< each clock there is, and when it is due where the user is

    friend bool operator==(const ShownDeadline&, const ShownDeadline&) = default;
};

/// None where nothing is owed and no gate is open.
[[nodiscard]] std::optional<ShownDeadline> shownDeadline(const TicketRow& ticket, const GateRow* gate,
                                                         const Formatting& formatting);

/// None before triage.
[[nodiscard]] std::optional<PriorityMark> priorityMark(const TicketRow& ticket);
/// "Priority P2, score 6.4 of 10"
[[nodiscard]] QString priorityWords(const TicketRow& ticket, const Formatting& formatting);

/// "you"; "6b13", the end of the pseudonym, as its start is a time; "held" for one that waits for somebody; empty where no person is
/// needed.
[[nodiscard]] QString assigneeName(const TicketRow& ticket, const PersonId& self);
/// The same as a fact, with how long it is claimed for and why it is held: "assigned to you", "held: all are full".
[[nodiscard]] QString assigneeWords(const TicketRow& ticket, const PersonId& self, const Formatting& formatting);

} // namespace stillgate
