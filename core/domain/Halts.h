// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/domain/Decide.h"
#include "core/domain/NextStep.h"

/// The kill switch: what it covers. Reading goes on under it, so that what became of calls under way is still found out; nothing new
/// leaves for a system of record or a customer.
namespace stillgate {

/// A call or a message on its way out.
struct Leaving {
    TicketId ticket;
    std::string intent; ///< in force on the ticket; may be empty
    std::string system; ///< the connector that would carry it

    friend bool operator==(const Leaving&, const Leaving&) = default;
};

/// Whether a halt of this target stops it.
[[nodiscard]] bool covers(const HaltTarget& target, const Leaving& leaving);
/// The widest of the halts that stop it; none where it may leave.
[[nodiscard]] std::optional<HaltTarget> haltOver(const Halts& halts, const Leaving& leaving);

/// What the work would send, of a ticket as it stands; nothing for work that sends nothing.
[[nodiscard]] std::optional<Leaving> leavingOf(const State& state, const Rulebook& rules, const Ticket& ticket, Work work);

/// nextStep(), but nothing while a halt stands over what it would send.
[[nodiscard]] NextStep nextStepUnlessHalted(const State& state, const Rulebook& rules, const Ticket& ticket);

} // namespace stillgate
