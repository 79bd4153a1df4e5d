// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "core/server/Orchestrator.h"

namespace stillgate {

/// Has the halt file's coming and going recorded. What it stops does not wait for that. Lives in a thread with an event loop.
class HaltFileWatch {
public:
    /// Looks now and then every second.
    explicit HaltFileWatch(Orchestrator& orchestrator);

private:
    void look();

    Orchestrator& m_orchestrator;
    QTimer m_timer;
};

} // namespace stillgate
