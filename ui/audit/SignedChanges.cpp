// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/SignedChanges.h"

#include "core/domain/Display.h"
#include "core/domain/Payload.h"

namespace stillgate {

std::optional<AuditedDecision> auditedDecision(const EventHeader& header)
{
    const auto payload = payloadOf(header);
    const auto* decided = payload ? std::get_if<GateDecided>(&*payload) : nullptr;
    if (decided == nullptr || !header.ticket) {
        return std::nullopt;
    }
    AuditedDecision out;
    out.about = {decided->statement.action, decided->statement.proposal};
    out.proposals.ticket = header.ticket;
    out.proposals.code = std::string(ActionProposed::kCode);
    return out;
}

std::vector<StateChange> changesSigned(const AuditedDecision::About& about, const std::vector<ShownEvent>& events)
{
    for (const ShownEvent& event : events) {
        const auto payload = payloadOf(event.header);
        const auto* proposed = payload ? std::get_if<ActionProposed>(&*payload) : nullptr;
        const auto target = event.header.personal.find("target");
        const auto parameters = event.header.personal.find("parameters");
        const auto end = event.header.personal.end();
        if (proposed == nullptr || proposed->action != about.action || target == end || parameters == end) {
            continue;
        }
        // By the digest over what is here, not by the one that the event says it has.
        if (proposalDigest(*proposed, target->second.commitment, parameters->second.commitment) == about.proposal) {
            return proposed->changes;
        }
    }
    return {};
}

} // namespace stillgate
