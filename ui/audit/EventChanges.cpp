// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Payload.h"
#include "ui/audit/EventWords.h"

namespace stillgate {

namespace {

struct ChangesOf {
    std::vector<StateChange> operator()(const ActionProposed& event) const { return event.changes; }
    std::vector<StateChange> operator()(const GateVoided& event) const { return event.moved; }
    std::vector<StateChange> operator()(const CommandRefused& event) const { return event.moved; }
    std::vector<StateChange> operator()(const ActionVerified& event) const { return event.differences; }
    template <typename Other>
    std::vector<StateChange> operator()(const Other&) const
    {
        return {};
    }
};

} // namespace

std::vector<StateChange> eventChanges(const EventHeader& header)
{
    const auto payload = payloadOf(header);
    return payload ? std::visit(ChangesOf{}, *payload) : std::vector<StateChange>{};
}

} // namespace stillgate
