// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Folding.h"

namespace stillgate {

bool fold(const Folding& folding, const HaltSet& event)
{
    const EventHeader& header = folding.header;
    return folding.state.halts.emplace(event.target, Halt{header.actor, header.time, event.reason, header.sequence}).second;
}

bool fold(const Folding& folding, const HaltLifted& event)
{
    const auto standing = folding.state.halts.find(event.target);
    if (standing == folding.state.halts.end() || standing->second.event != event.set) {
        return false;
    }
    folding.state.halts.erase(standing);
    return true;
}

} // namespace stillgate
