// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/Result.h"
#include "core/client/TicketStore.h"

namespace stillgate::bench {

/// What a console remembers of a ledger with so many tickets: every hundredth waits at a gate, the others are closed or with people.
/// Plainly sample data, the same every time.
class Remembered {
public:
    explicit Remembered(int tickets) : m_tickets(tickets) {}

    /// Rows from one number up to another, with their gates and texts.
    [[nodiscard]] StoreChange rows(int from, int until) const;
    /// The row of the nth gate's ticket and the gate, as the feed would bring them after the nth change: the deadline moves.
    [[nodiscard]] StoreChange change(int n) const;
    /// Writes all of it into the memory folder of a console.
    [[nodiscard]] Result<void> write(const std::filesystem::path& folder) const;

private:
    int m_tickets;
};

} // namespace stillgate::bench
