// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QObject>
#include <QThread>

#include "core/server/Dispatcher.h"

namespace stillgate {

/// The thread in which jobs run: connectors, dispatcher and resolver live and die in it.
class Effects {
public:
    /// What the thread owns. Made in the thread itself, since network objects belong to the thread that makes them.
    struct Parts {
        std::unique_ptr<TicketSource> source;
        std::vector<std::unique_ptr<Connector>> connectors;
    };

    /// Clock and halts outlive it.
    Effects(std::function<Parts()> make, const LedgerClock& clock, const HaltBoard& halts, Dispatcher::Submit submit);
    ~Effects();

    /// Runs `task` in the thread, after what was posted before it. Any thread.
    void post(std::function<void(Dispatcher&)> task);
    /// Gives up what is under way and ends the thread. The ledger's state says what to settle at the next start.
    void stop();

private:
    QThread m_thread;
    std::unique_ptr<QObject> m_context; ///< lives in the thread
    Parts m_parts;
    std::unique_ptr<Dispatcher> m_dispatcher;
};

} // namespace stillgate
