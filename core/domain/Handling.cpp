// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Handling.h"

namespace stillgate {

namespace {

void end(SlaClock& clock, UtcTime at)
{
    if (hasEnded(clock)) {
        return;
    }
    clock.ended = at;
    if (clock.state != SlaState::Breached) {
        clock.state = SlaState::Met;
    }
}

} // namespace

SlaState worstOf(const SlaStanding& sla)
{
    SlaState worst = SlaState::Met;
    for (const SlaClock& clock : sla.clocks) {
        if (hasEnded(clock)) {
            continue;
        }
        if (clock.state == SlaState::Breached) {
            return SlaState::Breached;
        }
        if (worst == SlaState::Met || clock.state == SlaState::AtRisk) {
            worst = clock.state;
        }
    }
    return worst;
}

const SlaClock* nextDeadline(const SlaStanding& sla)
{
    const SlaClock* next = nullptr;
    for (const SlaClock& clock : sla.clocks) {
        if (!hasEnded(clock) && (next == nullptr || clock.due < next->due)) {
            next = &clock;
        }
    }
    return next;
}

void answer(SlaStanding& sla, UtcTime at)
{
    for (SlaClock& clock : sla.clocks) {
        if (clock.metric != SlaMetric::Resolution) {
            end(clock, at);
        }
    }
    if (!sla.pausedAt) {
        sla.pausedAt = at;
    }
}

void endAll(SlaStanding& sla, UtcTime at)
{
    for (SlaClock& clock : sla.clocks) {
        end(clock, at);
    }
}

} // namespace stillgate
