// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/HaltFileWatch.h"

#include <chrono>

namespace stillgate {

namespace {

constexpr std::chrono::seconds kBetweenHaltLooks{1};

} // namespace

HaltFileWatch::HaltFileWatch(Orchestrator& orchestrator) : m_orchestrator(orchestrator)
{
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
    m_timer.start(kBetweenHaltLooks);
    look();
}

/// What was recorded already is asked for again until the writer has said so: that leaves no second event.
void HaltFileWatch::look()
{
    const HaltTarget target{HaltScope::All, {}, HaltOrigin::File};
    const HaltBoard& board = m_orchestrator.halts();
    const bool isThere = board.isFileThere();
    if (isThere == board.standing().contains(target)) {
        return;
    }
    Submission submission;
    submission.what =
        isThere ? Command(SetHalt{kOrchestrator, target, HaltReason::Other}) : Command(LiftHalt{kOrchestrator, target});
    m_orchestrator.submit(std::move(submission));
}

} // namespace stillgate
