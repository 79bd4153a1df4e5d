// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Time.h"

namespace stillgate {

/// A clock that a test moves by hand.
class ManualClock final : public Clock {
public:
    explicit ManualClock(UtcTime start = {}) : m_now(start) {}

    [[nodiscard]] UtcTime now() const override { return m_now; }
    [[nodiscard]] Duration sinceBoot() const override { return m_sinceBoot; }

    /// Time passes: both readings run on.
    void advance(Duration span)
    {
        m_now = m_now + span;
        m_sinceBoot = {m_sinceBoot.ms + span.ms};
    }
    /// Somebody sets the wall clock; the time since boot runs on untouched.
    void setWall(UtcTime time) { m_now = time; }

private:
    UtcTime m_now;
    Duration m_sinceBoot;
};

} // namespace stillgate
