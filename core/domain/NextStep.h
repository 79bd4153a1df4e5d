// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/State.h"

namespace stillgate {

/// What has to happen next for a ticket, read off its state alone: after a restart the same answer sets work going again.
enum class Work {
    Nothing, ///< it is closed, or waits for a person without a time limit
    Gather, ///< read inputs and records for a proposal
    BeginCall, ///< record the intent to call, then call
    SettleCall, ///< find out what became of a call
    Verify, ///< read again and compare
    BeginNotice, ///< record the intent to tell the customer, then send
    SettleNotice, ///< find out what became of a notice
    ExpireGate,
    CloseSilent,
    EndWaiting ///< the customer who was asked has had the time to answer
};

struct NextStep {
    Work work = Work::Nothing;
    UtcTime at; ///< not before this; in the past for work that is due

    friend bool operator==(const NextStep&, const NextStep&) = default;
};

[[nodiscard]] NextStep nextStep(const State& state, const Ticket& ticket);

/// When a clock of the ticket comes to be at risk or breached, or the claim on it ends: the first of these; none while the customer is
/// awaited and nobody claims it. Independent of the work above.
[[nodiscard]] std::optional<UtcTime> nextMoment(const Ticket& ticket);

} // namespace stillgate
