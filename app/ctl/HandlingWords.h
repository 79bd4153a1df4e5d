// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/domain/HandlingEvents.h"
#include "core/domain/IntakeEvents.h"
#include "core/domain/Projection.h"

/// How urgent a ticket is, by when something is owed and who has it, in words.
namespace stillgate::ctl {

[[nodiscard]] std::string wordsOf(SlaMetric metric);
[[nodiscard]] std::string priorityText(const PrioritySet& event);
[[nodiscard]] std::string clocksText(const SlaSet& event);
[[nodiscard]] std::string assignmentText(const TicketAssigned& event);

/// What else was read from the words: why this band, further labels, language, mood and urgency; begins with a blank, empty for nothing.
[[nodiscard]] std::string readingText(const TicketClassified& event);
/// Where the mood of several messages goes; empty for fewer.
[[nodiscard]] std::string trendText(std::span<const int> sentiments);

/// "P2 4.5"; empty before triage.
[[nodiscard]] std::string priorityText(const TicketRow& row);
/// "billing", with a mark where nobody of it has the ticket though somebody should.
[[nodiscard]] std::string teamText(const TicketRow& row);
/// "2026-03-02T10:00:00.000Z at_risk"; empty when nothing is owed.
[[nodiscard]] std::string deadlineText(const TicketRow& row);
/// A line each for priority, deadline and people, as far as they are known.
[[nodiscard]] std::vector<std::string> handlingLines(const TicketRow& row);

} // namespace stillgate::ctl
