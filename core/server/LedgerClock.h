// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>

#include "core/base/Time.h"

namespace stillgate {

/// The time the orchestrator works by. A wall clock that jumps far ahead is not believed until a person accepts it: until then
/// time goes on from the last good reading by the boot clock, and isHeld() tells that timers and execution wait. A clock that goes
/// back needs no care: ledger time never does.
class LedgerClock final : public Clock {
public:
    static constexpr Duration kMostAtStart = Duration::days(30);
    static constexpr Duration kMostRunning = Duration::minutes(5);

    /// `newest` is the time of the ledger's newest event; zero for an empty one.
    LedgerClock(const Clock& clock, UtcTime newest);

    [[nodiscard]] UtcTime now() const override;
    [[nodiscard]] Duration sinceBoot() const override { return m_clock.sinceBoot(); }

    /// Whether the wall clock is held as suspect, as of now.
    [[nodiscard]] bool isHeld() const;
    /// A person says that the wall clock is right.
    void accept();

private:
    [[nodiscard]] UtcTime read() const;

    const Clock& m_clock;
    mutable std::mutex m_mutex;
    mutable bool m_held = false;
    mutable UtcTime m_anchorWall;
    mutable Duration m_anchorBoot;
};

} // namespace stillgate
