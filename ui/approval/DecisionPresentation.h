// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/approval/DecisionFacts.h"
#include "ui/kit/text/Formatting.h"

namespace stillgate {

/// Everything that a card shows of a gate at one instant. Pure: the same facts give the same values. The packet has a gate.
[[nodiscard]] DecisionValues presentDecision(const DecisionFacts& facts, const Formatting& formatting);

/// The parts, each a module of its own.
[[nodiscard]] std::optional<CardOutcome> presentOutcome(const DecisionFacts& facts, DecisionPhase phase,
                                                        const Formatting& formatting);
[[nodiscard]] std::vector<ProgressStep> presentProgress(const DecisionFacts& facts, DecisionPhase phase,
                                                        const Formatting& formatting);
[[nodiscard]] std::optional<DecisionReceipt> presentReceipt(const DecisionFacts& facts, DecisionPhase phase,
                                                            const Formatting& formatting);
[[nodiscard]] QuorumValues presentQuorum(const DecisionFacts& facts, DecisionPhase phase, const Formatting& formatting);

/// How much of a deadline is left: soon in the last quarter, breached when it is over.
[[nodiscard]] DeadlineMark deadlineMark(UtcTime from, UtcTime until, const Formatting& formatting);

} // namespace stillgate
