// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/LedgerSource.h"

namespace stillgate {

Result<OpenedEvent> openEvent(LedgerReader& reader, const StoredEvent& stored)
{
    auto header = decodeHeader(stored.header);
    if (!header) {
        return tl::make_unexpected(header.error());
    }
    OpenedEvent out{std::move(*header), {}};
    for (const auto& [field, ref] : out.header.personal) {
        auto value = reader.value(out.header.sequence, field);
        if (!value) {
            return tl::make_unexpected(value.error());
        }
        if (*value) {
            out.values.emplace(field, std::move(**value));
        }
    }
    return out;
}

Result<std::vector<OpenedEvent>> openTicket(LedgerReader& reader, const TicketId& ticket)
{
    const auto stored = reader.eventsOf(ticket);
    if (!stored) {
        return tl::make_unexpected(stored.error());
    }
    std::vector<OpenedEvent> out;
    out.reserve(stored->size());
    for (const StoredEvent& event : *stored) {
        auto opened = openEvent(reader, event);
        if (!opened) {
            return tl::make_unexpected(opened.error());
        }
        out.push_back(std::move(*opened));
    }
    return out;
}

Result<std::vector<OpenedEvent>> LedgerSource::eventsOf(const TicketId& ticket)
{
    return openTicket(*m_reader, ticket);
}

} // namespace stillgate
