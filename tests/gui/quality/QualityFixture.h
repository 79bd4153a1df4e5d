// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <utility>
#include <vector>

#include <QPromise>
#include <QTimeZone>

#include "tests/support/ManualClock.h"
#include "ui/kit/text/Formatting.h"
#include "ui/quality/ReviewFlow.h"

namespace stillgate {

/// 22 November 2026 14:02:04 UTC.
inline constexpr UtcTime kReviewNow{1'795'356'124'000};

class SamplePackets final : public PacketReader {
public:
    std::map<TicketId, Packet> packets;
    std::optional<Error> failure;
    std::vector<TicketId> asked;
    bool isSlow = false; ///< answers wait for answer()

    void answer(); ///< what waits, with what there is now
    QFuture<Result<Packet>> read(const TicketId& ticket) override;

private:
    [[nodiscard]] Result<Packet> packetOf(const TicketId& ticket) const;
    std::vector<std::pair<TicketId, QPromise<Result<Packet>>>> m_waiting;
};

class SampleTaxonomy final : public TaxonomyReader {
public:
    ShownTaxonomy taxonomy;
    QFuture<Result<ShownTaxonomy>> read() override;
};

/// Takes reviews and answers when the test says so.
class SampleReviews final : public ReviewService {
public:
    struct Withdrawal {
        TicketId ticket;
        Sequence review = 0;
    };
    std::vector<ReviewWish> wishes;
    std::vector<Withdrawal> withdrawals;
    std::vector<CommandId> commands; ///< of either, in their order
    std::optional<Error> failure;

    Result<CommandId> record(const ReviewWish& wish) override;
    Result<CommandId> withdraw(const TicketId& ticket, Sequence review) override;

private:
    Result<CommandId> next();
};

class SampleOutbox final : public Outbox {
public:
    [[nodiscard]] std::vector<OutboxEntry> entries() const override;
    [[nodiscard]] std::optional<OutboxEntry> entry(const CommandId& id) const override;
    [[nodiscard]] std::optional<OutboxEntry> decisionOn(const GateId&) const override { return std::nullopt; }
    [[nodiscard]] std::size_t unanswered() const override { return 0; }

    void confirm(const CommandId& id, Sequence event);
    void refuse(const CommandId& id, const std::string& code);
    void put(const OutboxEntry& entry);

private:
    std::map<CommandId, OutboxEntry> m_entries;
};

class SampleLink final : public Link {
public:
    LinkStatus now;
    [[nodiscard]] const LinkStatus& status() const override { return now; }
    void retryNow() override {}
    void go(LinkState state)
    {
        now.state = state;
        emit statusChanged(now);
    }
};

/// What a review works with: five tickets of a sample shop, four of them classified and not reviewed.
struct QualityStand {
    QualityStand();

    ManualClock clock{kReviewNow};
    TicketStore tickets;
    SamplePackets packets;
    SampleTaxonomy taxonomy;
    SampleReviews reviews;
    SampleOutbox outbox;
    SampleLink link;
    Formatting formatting{QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc(), clock};

    [[nodiscard]] QualityParts parts() { return {tickets, packets, taxonomy, reviews, outbox, link, formatting}; }
    [[nodiscard]] static TicketId ticket(int number);
    void addTicket(int number, std::vector<ScoredLabel> labels, Band band, BandReason why = BandReason::Unrecorded);
    /// The ticket moves on: its row as `change` leaves it, in the store and in its packet.
    void move(int number, const std::function<void(TicketRow&)>& change);
    [[nodiscard]] Packet& packet(int number) { return packets.packets.at(ticket(number)); }
    /// Rows alone, without packets.
    void addRows(int count);
};

} // namespace stillgate
