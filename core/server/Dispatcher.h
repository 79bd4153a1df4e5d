// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <set>
#include <unordered_map>

#include <QTimer>

#include "core/resolution/Resolver.h"
#include "core/server/LedgerClock.h"
#include "core/server/Orchestrator.h"

namespace stillgate {

/// Turns where tickets stand into work: jobs for the resolver, and commands when a time has come. One job a ticket at a time; what
/// it brought goes back to the writer, whose next step for the ticket ends it. Lives in the thread of its event loop.
class Dispatcher {
public:
    using Submit = std::function<void(Submission)>;

    Dispatcher(TicketSource& source, Resolver::Connectors connectors, const LedgerClock& clock, const HaltBoard& halts,
               Submit submit);

    /// Where tickets stand after a commit, in the order of commits.
    void take(const std::vector<TicketStep>& steps);
    /// When tickets are to be looked at for their clocks and claims, whatever work they have besides. A newer moment of a ticket takes
    /// the place of an older one.
    void takeMoments(const std::vector<TicketMoment>& moments, std::optional<UtcTime> recallAt);
    [[nodiscard]] Resolver& resolver() { return m_resolver; }

private:
    void act(const TicketStep& step);
    void begin(const TicketStep& step, JobKind kind);
    void send(const TicketId& ticket, Command command);
    void wait(const TicketStep& step);
    void arm();
    void wake();
    void wakeMoments(UtcTime now);

    const LedgerClock& m_clock;
    Submit m_submit;
    Resolver m_resolver;
    std::unordered_map<TicketId, std::optional<TicketStep>> m_busy; ///< with the newest step that came meanwhile
    std::unordered_map<TicketId, TicketStep> m_later;
    std::set<std::pair<UtcTime, TicketId>> m_due;
    std::unordered_map<TicketId, UtcTime> m_moments;
    std::set<std::pair<UtcTime, TicketId>> m_momentsDue;
    std::optional<UtcTime> m_recallAt;
    QTimer m_timer;
};

} // namespace stillgate
