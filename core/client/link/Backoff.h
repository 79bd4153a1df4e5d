// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>

#include "core/base/Time.h"

namespace stillgate {

/// Waits between tries: exponential, capped, with full jitter, so that a thousand clients that lost one server do not come back
/// together ("Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
class Backoff {
public:
    static constexpr Duration kFirst{250};
    static constexpr Duration kMost = Duration::seconds(30);

    /// From nothing up to the bound of this try; `random` is any 64 bits.
    [[nodiscard]] Duration next(std::uint64_t random)
    {
        const Duration bound = m_bound;
        m_bound = std::min(Duration{m_bound.ms * 2}, kMost);
        return {static_cast<std::int64_t>(random % static_cast<std::uint64_t>(bound.ms + 1))};
    }
    /// The next try is a first one again.
    void reset() { m_bound = kFirst; }

private:
    Duration m_bound = kFirst;
};

} // namespace stillgate
