// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/base/Secret.h"
#include "core/domain/Payload.h"

namespace stillgate {

/// What the orchestrator gives a command so that deciding it needs neither clock nor random: ids and salts are derived from the
/// seed, which is thrown away with the command.
struct Stamp {
    UtcTime time;
    Secret32 seed;
};

/// Puts events together in sequence: heads, commitments, ids and salts.
class Draft {
public:
    /// `next` is the ledger's next sequence, `floor` the time of its newest event: ledger time never goes back.
    Draft(const Stamp& stamp, Sequence next, UtcTime floor, PersonId actor, std::optional<CommandRef> command);

    /// The time its events carry.
    [[nodiscard]] UtcTime time() const { return m_time; }
    /// The sequence that the next added event will have.
    [[nodiscard]] Sequence next() const { return m_next; }

    template <typename P>
    Sequence add(std::optional<TicketId> ticket, const P& payload)
    {
        EventHeader header = head(ticket);
        setPayload(header, payload);
        return append(std::move(header));
    }

    /// Attaches a personal value to the event added last; returns the commitment.
    Digest value(const PersonId& person, const std::string& field, std::string value);
    /// The same for a value that its author committed to beforehand.
    void committedValue(const PersonId& person, const std::string& field, const Opening& opening, const std::string& context);

    /// Replaces the data of the event added last: for a field that covers the event's own commitments.
    void replaceData(Json data) { m_events.back().header.data = std::move(data); }

    template <typename Identifier>
    [[nodiscard]] Identifier newId()
    {
        return Identifier{uuidV7(m_time, derive("id"))};
    }

    [[nodiscard]] const Event& last() const { return m_events.back(); }
    [[nodiscard]] std::vector<Event> take() { return std::move(m_events); }

private:
    [[nodiscard]] EventHeader head(std::optional<TicketId> ticket) const;
    Sequence append(EventHeader header);
    [[nodiscard]] Digest derive(std::string_view purpose);

    Secret32 m_seed;
    Sequence m_next;
    UtcTime m_time;
    PersonId m_actor;
    std::optional<CommandRef> m_command;
    std::uint64_t m_derived = 0;
    std::vector<Event> m_events;
};

} // namespace stillgate
