// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "core/domain/Ids.h"

namespace stillgate {

/// Finds a row by its ticket's id in 8 to 16 bytes a row: open addressing over row numbers, at most half full. The ids themselves stay
/// in the rows. Nothing is ever removed but everything.
class TicketIndex {
public:
    /// Says the id of a row by its number.
    using IdOf = std::function<const TicketId&(std::uint32_t)>;

    explicit TicketIndex(IdOf idOf) : m_idOf(std::move(idOf)) {}

    [[nodiscard]] std::optional<std::uint32_t> find(const TicketId& id) const
    {
        if (m_places.empty()) {
            return std::nullopt;
        }
        const std::uint32_t row = m_places[placeOf(id)];
        return row == kFree ? std::nullopt : std::optional(row);
    }

    /// The id must not be there yet.
    void add(const TicketId& id, std::uint32_t row)
    {
        if ((m_count + 1) * 2 > m_places.size()) {
            grow();
        }
        m_places[placeOf(id)] = row;
        ++m_count;
    }

    void clear()
    {
        m_places = {};
        m_count = 0;
    }

private:
    static constexpr std::uint32_t kFree = 0xFFFFFFFFU;
    static constexpr std::size_t kLeastPlaces = 64;

    /// Where the id stands, or would stand.
    [[nodiscard]] std::size_t placeOf(const TicketId& id) const
    {
        const std::size_t mask = m_places.size() - 1;
        std::size_t place = std::hash<TicketId>{}(id)&mask;
        while (m_places[place] != kFree && m_idOf(m_places[place]) != id) {
            place = (place + 1) & mask;
        }
        return place;
    }

    void grow()
    {
        std::vector<std::uint32_t> old(m_places.empty() ? kLeastPlaces : m_places.size() * 2, kFree);
        old.swap(m_places);
        for (const std::uint32_t row : old) {
            if (row != kFree) {
                m_places[placeOf(m_idOf(row))] = row;
            }
        }
    }

    IdOf m_idOf;
    std::vector<std::uint32_t> m_places; ///< a power of two of them
    std::size_t m_count = 0;
};

} // namespace stillgate
