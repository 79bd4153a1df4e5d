// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/EventOpening.h"

#include "core/base/Failpoint.h"
#include "core/domain/Payload.h"
#include "core/ledger/Merkle.h"

namespace stillgate {

Withheld withheldFrom(rpc::Hidden hidden)
{
    switch (hidden) {
    case rpc::Hidden::Erased: return Withheld::Erased;
    case rpc::Hidden::NotYours: return Withheld::NotYours;
    case rpc::Hidden::TooLarge: return Withheld::TooLarge;
    }
    return Withheld::NotYours;
}

ShownEvent shownEvent(const rpc::CarriedHeader& header)
{
    ShownEvent out{header.header(), leafHash(header.bytes()), {}, payloadOf(header.header()).has_value()};
    for (const auto& [field, ref] : out.header.personal) {
        out.values.emplace(field, tl::make_unexpected(Withheld::NotLoaded));
    }
    return out;
}

Result<ShownEvent> shownEvent(const rpc::EventView& event)
{
    ShownEvent out = shownEvent(event.header);
    for (const auto& [field, value] : event.values) {
        const auto place = out.values.find(field);
        if (place == out.values.end()) {
            return fail(ErrorCode::Corrupt, field, "a value came that the header does not commit to");
        }
        if (!value) {
            place->second = tl::make_unexpected(withheldFrom(value.error()));
            continue;
        }
        if (const auto checked = checkOpening(out.header, field, *value);
            !checked && STILLGATE_PROTECTION_ON("client.openings")) {
            return fail(ErrorCode::Corrupt, field, "the value is not the one that the header commits to");
        }
        place->second = UntrustedText(value->value);
    }
    return out;
}

TicketTexts textsFrom(const rpc::TicketTitle& title)
{
    if (title.hidden) {
        const ShownText why = tl::make_unexpected(withheldFrom(*title.hidden));
        return {title.ticket, why, why};
    }
    return {title.ticket, UntrustedText(title.subject), UntrustedText(title.customer)};
}

} // namespace stillgate
