// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Draft.h"

#include <algorithm>

#include "core/base/Failpoint.h"

namespace stillgate {

Draft::Draft(const Stamp& stamp, Sequence next, UtcTime floor, PersonId actor, std::optional<CommandRef> command)
    : m_seed(stamp.seed)
    , m_next(next)
    , m_time(STILLGATE_PROTECTION_ON("ledger_time") ? std::max(stamp.time, floor) : stamp.time)
    , m_actor(actor)
    , m_command(command)
{
}

EventHeader Draft::head(std::optional<TicketId> ticket) const
{
    EventHeader header;
    header.time = m_time;
    header.actor = m_actor;
    header.ticket = ticket;
    header.command = m_command;
    return header;
}

Sequence Draft::append(EventHeader header)
{
    header.sequence = m_next++;
    m_events.push_back({std::move(header), {}});
    return m_events.back().header.sequence;
}

Digest Draft::derive(std::string_view purpose)
{
    const std::string label = std::string(purpose) + ":" + std::to_string(m_derived++);
    return hmacSha256(m_seed.view(), asBytes(label));
}

Digest Draft::value(const PersonId& person, const std::string& field, std::string value)
{
    Event& event = m_events.back();
    const Salt salt{derive("salt").bytes};
    const Digest committed = commitment(salt, sequenceContext(event.header.sequence), field, value);
    event.header.personal[field] = PersonalRef{person, committed, std::nullopt};
    event.values.push_back({field, person, {salt, std::move(value)}});
    return committed;
}

void Draft::committedValue(const PersonId& person, const std::string& field, const Opening& opening, const std::string& context)
{
    Event& event = m_events.back();
    const Digest committed = commitment(opening.salt, context, field, opening.value);
    event.header.personal[field] = PersonalRef{person, committed, context};
    event.values.push_back({field, person, opening});
}

} // namespace stillgate
