// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/packet/PacketAssembly.h"

#include <algorithm>
#include <set>

#include "core/client/Decisions.h"
#include "core/client/EventOpening.h"
#include "core/client/SignedGate.h"
#include "core/domain/Payload.h"

namespace stillgate {

namespace {

tl::unexpected<Error> wrongGate(std::string detail)
{
    return fail(ErrorCode::Corrupt, "gate", std::move(detail));
}

/// The gate.opened event of a gate among the ticket's own.
std::optional<GateOpened> openingOf(const std::vector<ShownEvent>& events, const GateId& gate)
{
    for (const ShownEvent& event : events) {
        const auto payload = payloadOf(event.header);
        if (payload && std::holds_alternative<GateOpened>(*payload) && std::get<GateOpened>(*payload).gate == gate) {
            return std::get<GateOpened>(*payload);
        }
    }
    return std::nullopt;
}

/// What a gate came with must be what stands in the ticket: that is what was proven.
Result<void> checkAgainstTicket(const rpc::GateGet::Result& gate, const std::vector<ShownEvent>& events)
{
    const auto stands = [&](const rpc::CarriedHeader& header) {
        const ShownEvent shown = shownEvent(header);
        return std::any_of(events.begin(), events.end(), [&](const ShownEvent& event) {
            return event.header.sequence == shown.header.sequence && event.leaf == shown.leaf;
        });
    };
    if (!stands(gate.proposed.header) || !stands(gate.decided) || (gate.observed && !stands(gate.observed->header))) {
        return wrongGate("it came with events that are not the ticket's");
    }
    const auto opened = openingOf(events, gate.row.id);
    if (!opened) {
        return wrongGate("the ticket has no event that opened it");
    }
    const bool fits = opened->action == gate.row.action && opened->proposal == gate.proposal &&
                      opened->display == gate.display && opened->policy == gate.policy && opened->quorum == gate.row.quorum &&
                      opened->stakes == gate.row.stakes && opened->expires == gate.row.expires;
    return fits ? Result<void>() : wrongGate("it is not the one that was opened");
}

/// Of a gate whose personal values are not to be seen: the lines without them. There is nothing to decide on it then.
Result<std::vector<OpenedLine>> clearLines(const rpc::GateGet::Result& gate)
{
    const auto lines = displayLines(gate.proposed.header.header(), gate.decided.header());
    if (!lines || displayDigest(*lines) != gate.display) {
        return wrongGate("what would be shown is not what the gate binds");
    }
    std::vector<OpenedLine> out;
    for (const DisplayLine& line : *lines) {
        if (!line.commitment) {
            out.push_back({line.label, line.detail, UntrustedText(line.value)});
        }
    }
    return out;
}

bool isWithheld(const rpc::GateGet::Result& gate)
{
    const auto& values = gate.proposed.values;
    return std::any_of(values.begin(), values.end(), [](const auto& value) { return !value.second.has_value(); });
}

Result<GateView> viewOf(const rpc::GateGet::Result& gate, const std::vector<ShownEvent>& events)
{
    if (auto checked = checkAgainstTicket(gate, events); !checked) {
        return tl::make_unexpected(std::move(checked.error()));
    }
    const bool withheld = isWithheld(gate);
    auto lines = withheld ? clearLines(gate) : openedLines(gate);
    auto proposed = shownEvent(gate.proposed);
    auto observed = gate.observed
                        ? shownEvent(*gate.observed).map([](ShownEvent&& event) { return std::optional(std::move(event)); })
                        : Result<std::optional<ShownEvent>>(std::nullopt);
    if (!lines || !proposed || !observed) {
        return tl::make_unexpected(!lines ? lines.error() : !proposed ? proposed.error() : observed.error());
    }
    GateView view;
    view.row = gate.row;
    view.lines = std::move(*lines);
    view.observed = std::move(*observed);
    view.proposed = std::move(*proposed);
    view.decided = shownEvent(gate.decided);
    for (const rpc::CountedApproval& approval : gate.approvals) {
        view.approvals.push_back({approval.approver, approval.slot, approval.event});
    }
    view.hasUnknownEvents = std::any_of(events.begin(), events.end(), [](const ShownEvent& event) { return !event.isKnown; });
    if (!withheld) {
        view.termsExpire = gate.terms ? std::optional(gate.terms->expires) : std::nullopt;
        view.basis = std::make_shared<const SignedGate>(SignedGate{gate});
    }
    return view;
}

} // namespace

std::optional<GateId> gateToShow(const TicketRow& row, const std::vector<rpc::EventView>& events)
{
    if (row.gate) {
        return row.gate;
    }
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        const auto payload = payloadOf(event->header.header());
        if (payload && std::holds_alternative<GateOpened>(*payload)) {
            return std::get<GateOpened>(*payload).gate;
        }
    }
    return std::nullopt;
}

Result<Packet> packetFrom(const PacketAnswers& answers)
{
    Packet packet;
    packet.entry.row = answers.row;
    for (const rpc::EventView& event : answers.events) {
        auto shown = shownEvent(event);
        if (!shown) {
            return tl::make_unexpected(std::move(shown.error()));
        }
        if (shown->header.ticket != answers.row.id) {
            return fail(ErrorCode::Corrupt, "ticket", "an event of another ticket came with it");
        }
        packet.events.push_back(std::move(*shown));
    }
    packet.provenSize = answers.provenSize;
    packet.isProven = answers.provenSize > 0;
    if (answers.gate) {
        auto gate = viewOf(*answers.gate, packet.events);
        if (!gate) {
            return tl::make_unexpected(std::move(gate.error()));
        }
        packet.gate = std::move(*gate);
    }
    return packet;
}

std::vector<PersonId> peopleIn(const PacketAnswers& answers)
{
    std::set<PersonId> people{answers.row.customer};
    for (const rpc::EventView& event : answers.events) {
        for (const auto& [field, ref] : event.header.header().personal) {
            people.insert(ref.person);
        }
    }
    return {people.begin(), people.end()};
}

} // namespace stillgate
