// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "core/client/TicketStore.h"
#include "core/client/tickets/Interner.h"
#include "core/client/tickets/TicketIndex.h"

namespace stillgate {

/// Ticket rows and their texts, packed: codes are numbers, what is written freely shares one text. About 300 bytes a ticket with its
/// place in the index.
class PackedTickets {
public:
    using RowNumber = std::uint32_t;

    PackedTickets();
    PackedTickets(const PackedTickets&) = delete;
    PackedTickets& operator=(const PackedTickets&) = delete;

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t count(Stage stage) const { return m_counts[static_cast<std::size_t>(stage)]; }
    [[nodiscard]] std::optional<RowNumber> find(const TicketId& id) const { return m_index.find(id); }

    [[nodiscard]] const TicketId& id(RowNumber row) const { return at(row).id; }
    [[nodiscard]] const PersonId& customer(RowNumber row) const { return at(row).customer; }
    [[nodiscard]] Sequence latest(RowNumber row) const { return at(row).latest; }
    [[nodiscard]] bool hasTexts(RowNumber row) const;
    /// Overwrites all of `out`, whose texts keep their memory.
    void unpack(RowNumber number, TicketEntry& out) const;

    RowNumber add(const TicketRow& row);
    void replace(RowNumber number, const TicketRow& row);
    void setTexts(RowNumber number, const ShownText& subject, const ShownText& customer);

    /// Marks a row as mentioned; sweep() drops those that are not and takes the marks away. Row numbers change then.
    void mark(RowNumber row) { at(row).isMarked = true; }
    void unmarkAll();
    /// How many went.
    std::size_t sweep();
    void clear();

private:
    /// 0 where the text is shown, otherwise one more than the Withheld.
    using TextState = std::uint8_t;

    struct Packed {
        TicketId id;
        PersonId customer;
        GateId gate;
        Sequence opened = 0;
        Sequence latest = 0;
        Sequence classified = 0; ///< 0 for none, as no ledger begins with it; so below
        Sequence reviewed = 0;
        UtcTime openedAt;
        UtcTime movedAt;
        std::int64_t amount = 0;
        std::string texts; ///< subject, customer's name, artifact, detail
        std::uint32_t subjectLength = 0;
        std::uint32_t nameLength = 0;
        std::uint32_t artifactLength = 0;
        std::uint32_t intent = 0;
        std::uint32_t team = 0;
        std::uint32_t actionStatus = 0;
        std::uint32_t reason = 0;
        std::uint32_t resolution = 0;
        std::uint32_t attribution = 0;
        std::uint32_t reviewedIntent = 0;
        std::int32_t confidence = 0;
        std::int32_t messages = 0;
        Currency currency;
        Channel channel = Channel::Email;
        Stage stage = Stage::Triage;
        Band band = Band::Manual;
        ReviewVerdict verdict = ReviewVerdict::Accept;
        TextState subjectState = 0;
        TextState nameState = 0;
        UtcTime dueAt;
        UtcTime claimedUntil; ///< 0 for none
        PersonId assignee; ///< all zero for none
        std::int16_t score = -1; ///< tenths; -1 before triage, and the priority counts for nothing
        Priority priority = Priority::P4;
        SlaMetric metric = SlaMetric::FirstResponse;
        SlaState slaState = SlaState::Running;
        std::uint8_t held = 0; ///< 0 for none, otherwise one more than the HoldReason
        bool hasDeadline = false;
        bool isPaused = false;
        bool hasGate = false;
        bool hasAmount = false;
        bool isMarked = false;
    };
    static constexpr std::size_t kChunk = 1024; ///< rows that are allocated together
    static constexpr std::size_t kStages = EnumNames<Stage>::kNames.size();

    [[nodiscard]] Packed& at(RowNumber row) { return (*m_chunks[row / kChunk])[row % kChunk]; }
    [[nodiscard]] const Packed& at(RowNumber row) const { return (*m_chunks[row / kChunk])[row % kChunk]; }
    void fill(Packed& packed, const TicketRow& row);
    static void fillHandling(Packed& packed, const TicketRow& row);
    static void unpackHandling(const Packed& packed, TicketRow& row);

    std::vector<std::unique_ptr<std::array<Packed, kChunk>>> m_chunks;
    std::size_t m_size = 0;
    std::array<std::size_t, kStages> m_counts{};
    TicketIndex m_index;
    Interner m_codes;
};

} // namespace stillgate
