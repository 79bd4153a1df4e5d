// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/LedgerClock.h"

#include "core/base/Failpoint.h"

namespace stillgate {

LedgerClock::LedgerClock(const Clock& clock, UtcTime newest)
    : m_clock(clock), m_anchorWall(clock.now()), m_anchorBoot(clock.sinceBoot())
{
    if (newest.ms != 0 && m_anchorWall - newest > kMostAtStart && STILLGATE_PROTECTION_ON("clock")) {
        m_held = true;
        m_anchorWall = newest;
    }
}

UtcTime LedgerClock::read() const
{
    const UtcTime wall = m_clock.now();
    const Duration boot = m_clock.sinceBoot();
    const UtcTime expected = m_anchorWall + (boot - m_anchorBoot);
    if (!m_held && wall - expected > kMostRunning && STILLGATE_PROTECTION_ON("clock")) {
        m_held = true;
    }
    if (m_held) {
        return expected;
    }
    m_anchorWall = wall;
    m_anchorBoot = boot;
    return wall;
}

UtcTime LedgerClock::now() const
{
    const std::lock_guard lock(m_mutex);
    return read();
}

bool LedgerClock::isHeld() const
{
    const std::lock_guard lock(m_mutex);
    (void)read();
    return m_held;
}

void LedgerClock::accept()
{
    const std::lock_guard lock(m_mutex);
    m_held = false;
    m_anchorWall = m_clock.now();
    m_anchorBoot = m_clock.sinceBoot();
}

} // namespace stillgate
