// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/Failpoint.h"
#include "core/domain/Deciding.h"
#include "core/domain/Permissions.h"

namespace stillgate {

namespace {

/// An open ticket, or a refusal.
const Ticket* openTicket(Deciding& deciding, const TicketId& id)
{
    const Ticket* ticket = deciding.findTicket(id);
    if (ticket == nullptr || ticket->stage == Stage::Closed) {
        deciding.refuse(ticket == nullptr ? RefusalCode::UnknownTicket : RefusalCode::NotInThisStage);
        return nullptr;
    }
    deciding.ticket = id;
    return ticket;
}

/// The clocks that have come to be at risk or breached. One that was not looked at in between is breached at once.
bool passClocks(Deciding& deciding, const Ticket& ticket)
{
    const auto& sla = ticket.handling.sla;
    bool passed = false;
    if (!sla || sla->pausedAt) {
        return passed;
    }
    const UtcTime now = deciding.draft.time();
    for (const SlaClock& clock : sla->clocks) {
        if (hasEnded(clock) || clock.state == SlaState::Breached) {
            continue;
        }
        if (now >= clock.due) {
            deciding.draft.add(ticket.id, SlaBreached{clock.metric, clock.due});
            passed = true;
        } else if (clock.state == SlaState::Running && now >= clock.atRisk) {
            deciding.draft.add(ticket.id, SlaAtRisk{clock.metric, clock.due});
            passed = true;
        }
    }
    return passed;
}

/// A person's command on a ticket: refusals stand on record.
const Ticket* personsTicket(Deciding& deciding, const PersonId& actor, const TicketId& id, Operation operation)
{
    const Ticket* ticket = deciding.findTicket(id);
    const auto refuse = [&](RefusalCode code, std::string detail = {}) {
        deciding.refuseOnRecord({code, std::move(detail), {}, {}});
        return nullptr;
    };
    if (ticket == nullptr) {
        return refuse(RefusalCode::UnknownTicket);
    }
    deciding.ticket = id;
    if (deciding.hasUnknownEvents(*ticket)) {
        return refuse(RefusalCode::UnknownEvent, "the ticket has events this build does not know");
    }
    const std::vector<Role> roles = rolesOf(deciding.state, actor);
    if (deciding.state.erased.contains(actor) || !isPermitted(operation, roles)) {
        return refuse(RefusalCode::RoleMissing, "l2_agent or supervisor");
    }
    return ticket;
}

} // namespace

void decideOn(Deciding& deciding, const SetPriority& command)
{
    if (openTicket(deciding, command.ticket) != nullptr) {
        deciding.draft.add(command.ticket, command.priority);
    }
}

void decideOn(Deciding& deciding, const SetClocks& command)
{
    if (openTicket(deciding, command.ticket) != nullptr) {
        deciding.draft.add(command.ticket, command.clocks);
    }
}

void decideOn(Deciding& deciding, const AssignTicket& command)
{
    if (command.assigned.teams.empty()) {
        deciding.refuse(RefusalCode::NotInThisStage, "no team");
    } else if (openTicket(deciding, command.ticket) != nullptr) {
        deciding.draft.add(command.ticket, command.assigned);
    }
}

void decideOn(Deciding& deciding, const PassMoment& command)
{
    const Ticket* ticket = openTicket(deciding, command.ticket);
    if (ticket == nullptr) {
        return;
    }
    bool passed = passClocks(deciding, *ticket);
    const auto& claim = ticket->handling.claim;
    if (claim && deciding.draft.time() >= claim->until) {
        deciding.draft.add(ticket->id, ClaimExpired{claim->person});
        passed = true;
    }
    if (!passed) {
        deciding.refuse(RefusalCode::NotInThisStage, "no moment has come");
    }
}

void decideOn(Deciding& /*deciding*/, const RecallHeld& /*command*/) {}

void decideOn(Deciding& deciding, const ClaimTicket& command)
{
    const Ticket* ticket = personsTicket(deciding, command.actor, command.ticket, Operation::ClaimTicket);
    if (ticket == nullptr) {
        return;
    }
    const auto& claim = ticket->handling.claim;
    if (!needsPerson(*ticket)) {
        deciding.refuseOnRecord({RefusalCode::NotInThisStage, "the ticket needs no person", {}, {}});
    } else if (claim && claim->person != command.actor && deciding.draft.time() < claim->until &&
               STILLGATE_PROTECTION_ON("claim")) {
        deciding.refuseOnRecord({RefusalCode::AlreadyClaimed, {}, {}, {}});
    } else {
        deciding.draft.add(ticket->id, TicketClaimed{command.actor, deciding.draft.time() + deciding.rules.claim});
    }
}

void decideOn(Deciding& deciding, const ReleaseTicket& command)
{
    const Ticket* ticket = personsTicket(deciding, command.actor, command.ticket, Operation::ReleaseTicket);
    if (ticket == nullptr) {
        return;
    }
    const auto& claim = ticket->handling.claim;
    if (!claim) {
        deciding.refuseOnRecord({RefusalCode::NotClaimed, {}, {}, {}});
    } else if (claim->person != command.actor &&
               !isPermitted(Operation::ReleaseOthersTicket, rolesOf(deciding.state, command.actor))) {
        deciding.refuseOnRecord({RefusalCode::RoleMissing, "supervisor", {}, {}});
    } else {
        deciding.draft.add(ticket->id, ClaimReleased{claim->person});
    }
}

} // namespace stillgate
