// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Failpoint.h"
#include "core/domain/Folding.h"

namespace stillgate {

namespace {

tl::unexpected<Error> impossible(const EventHeader& header, std::string_view why)
{
    return fail(ErrorCode::Conflict, "event " + std::to_string(header.sequence) + " (" + header.code + ")", std::string(why));
}

void advance(State& state, const EventHeader& header)
{
    state.next = header.sequence + 1;
    state.time = header.time;
}

} // namespace

Result<void> apply(State& state, const EventHeader& header)
{
    const bool goesBack = header.time < state.time && STILLGATE_PROTECTION_ON("ledger_time");
    if (header.sequence != state.next || goesBack) {
        return impossible(header, "it does not follow event " + std::to_string(state.next) + " - 1");
    }
    if (header.sequence == 0 && header.code != LedgerOpened::kCode) {
        return impossible(header, "the first event opens the ledger");
    }
    const auto payload = payloadOf(header);
    if (!payload) {
        if (payload.error().code != ErrorCode::Unsupported || header.sequence == 0) {
            return tl::make_unexpected(payload.error());
        }
        state.unknown.push_back(header);
        advance(state, header);
        return {};
    }
    if (!std::visit([&](const auto& event) { return fold(Folding{state, header}, event); }, *payload)) {
        return impossible(header, "it is not possible in this state");
    }
    if (const auto ticket = header.ticket ? state.tickets.find(*header.ticket) : state.tickets.end();
        ticket != state.tickets.end()) {
        recount(state, ticket->second);
    }
    advance(state, header);
    return {};
}

} // namespace stillgate
