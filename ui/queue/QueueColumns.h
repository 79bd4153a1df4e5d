// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <QHash>
#include <QStringList>

#include "core/client/Values.h"

namespace stillgate {

/// Where a ticket stands in the columns. Never given to another one until clear().
using Slot = std::uint32_t;

inline constexpr std::int64_t kNoTime = INT64_MAX;
inline constexpr std::int64_t kNoAmount = INT64_MIN;
inline constexpr std::uint8_t kNoEnumerator = 0xff;

[[nodiscard]] inline std::size_t qHash(const TicketId& id, std::size_t seed) noexcept
{
    return std::hash<TicketId>{}(id) ^ seed;
}

/// What filters and sorting ask of one ticket.
struct QueueFacts {
    Sequence opened = 0;
    std::int64_t openedAt = 0;
    std::int64_t movedAt = 0;
    std::int64_t deadline = kNoTime; ///< see nextDue()
    std::int64_t amount = kNoAmount; ///< in thousandths, of the newest action
    std::uint16_t intent = 0;        ///< see QueueColumns::intents()
    std::uint16_t team = 0;
    std::uint16_t confidence = 0; ///< of 10000
    std::uint16_t assignee = 0;   ///< see QueueColumns::assignees()
    std::uint8_t stage = 0;
    std::uint8_t band = 0;
    std::uint8_t channel = 0;
    std::uint8_t stakes = kNoEnumerator; ///< of the open gate
    std::uint8_t reason = kNoEnumerator;
    std::uint8_t priority = kNoEnumerator;
    std::uint8_t clock = kNoEnumerator; ///< a ClockState
    std::uint8_t held = kNoEnumerator;

    friend bool operator==(const QueueFacts&, const QueueFacts&) = default;
};
static_assert(sizeof(QueueFacts) == 56, "there may be a million of them");

/// Names that many rows share, by number.
class NameTable {
public:
    [[nodiscard]] std::uint16_t numberOf(const std::string& name);
    [[nodiscard]] const std::string& name(std::uint16_t number) const { return m_names[number]; }
    [[nodiscard]] std::size_t size() const { return m_names.size(); }
    /// In the order of their names.
    [[nodiscard]] QStringList sorted() const;
    /// The place of each number in the order of the names.
    [[nodiscard]] std::vector<std::uint16_t> ranks() const;

private:
    std::vector<std::string> m_names{std::string()};
    std::unordered_map<std::string, std::uint16_t> m_numbers{{std::string(), 0}};
};

/// Case-folded texts, one for each slot, in one piece of memory. A text that is replaced is wiped.
class TextArena {
public:
    void set(Slot slot, std::string_view text);
    [[nodiscard]] std::string_view at(Slot slot) const;
    void clear();
    [[nodiscard]] std::size_t bytes() const { return m_bytes.size(); }

private:
    struct Piece {
        std::uint32_t begin = 0;
        std::uint32_t length = 0;
    };
    void compact();

    std::vector<char> m_bytes;
    std::vector<Piece> m_pieces;
    std::size_t m_wasted = 0;
};

/// Every ticket as the queue sorts and filters it, column by column; made for a million.
class QueueColumns {
public:
    struct Touched {
        Slot slot = 0;
        bool isNew = false;
        bool hasChanged = false; ///< anything that is filtered or sorted by

        friend bool operator==(const Touched&, const Touched&) = default;
    };

    /// `gate` is the open one of the ticket.
    Touched put(const TicketEntry& entry, const GateRow* gate);
    /// All tickets; names and what goes with them stay.
    void clear();
    /// The category of each intent that has one.
    void setCategories(std::unordered_map<std::string, std::string> categories) { m_categories = std::move(categories); }
    /// Whom "me" means. Whether that is somebody else now.
    bool setSelf(const PersonId& self);

    [[nodiscard]] std::size_t size() const { return m_ids.size(); }
    [[nodiscard]] std::optional<Slot> find(const TicketId& id) const;
    [[nodiscard]] const TicketId& id(Slot slot) const { return m_ids[slot]; }
    [[nodiscard]] const QueueFacts& facts(Slot slot) const { return m_facts[slot]; }
    /// Subject, a line feed, customer.
    [[nodiscard]] std::string_view text(Slot slot) const { return m_texts.at(slot); }
    [[nodiscard]] const NameTable& intents() const { return m_intents; }
    [[nodiscard]] const NameTable& teams() const { return m_teams; }
    /// Pseudonyms.
    [[nodiscard]] const NameTable& assignees() const { return m_assignees; }
    /// Empty for an intent without one.
    [[nodiscard]] const std::string& categoryOf(const std::string& intent) const;
    /// Those of the intents that are there, sorted.
    [[nodiscard]] QStringList categories() const;
    [[nodiscard]] const std::string& self() const { return m_self; }

private:
    [[nodiscard]] QueueFacts factsOf(const TicketRow& row, const GateRow* gate);

    std::vector<TicketId> m_ids;
    std::vector<QueueFacts> m_facts;
    TextArena m_texts;
    NameTable m_intents;
    NameTable m_teams;
    NameTable m_assignees;
    std::unordered_map<std::string, std::string> m_categories;
    std::string m_self;
    QHash<TicketId, Slot> m_slots;
};

} // namespace stillgate
