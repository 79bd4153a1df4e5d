// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QSocketNotifier>

namespace stillgate::orchestrator {

/// Calls `end` in the event loop when SIGTERM or SIGINT asks for the end. Made before any thread, so that all of them leave the
/// signals to it.
class EndSignals {
public:
    explicit EndSignals(std::function<void()> end);
    ~EndSignals();
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;

private:
    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace stillgate::orchestrator
