// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "core/base/Time.h"

namespace stillgate {

/// 64 random bits a call: for spreading, not for secrets.
using RandomSource = std::function<std::uint64_t()>;

/// A call that is to come; destroying it calls it off.
class PendingCall {
public:
    virtual ~PendingCall() = default;
};

/// Where waiting comes from, so that tests need not wait. Calls come in the thread of the event loop.
class Timers {
public:
    virtual ~Timers() = default;
    /// Calls `what` once after `span`, never before this returns.
    [[nodiscard]] virtual std::unique_ptr<PendingCall> after(Duration span, std::function<void()> what) = 0;
};

/// Timers of the thread's event loop.
class QtTimers final : public Timers {
public:
    [[nodiscard]] std::unique_ptr<PendingCall> after(Duration span, std::function<void()> what) override;
};

} // namespace stillgate
