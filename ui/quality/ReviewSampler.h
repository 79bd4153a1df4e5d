// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include <QObject>

#include "core/client/TicketStore.h"

namespace stillgate {

/// Which tickets come up for review, and in which order.
enum class Sampler {
    LeastConfident, ///< not reviewed yet, the least sure first
    Manual, ///< of these, those that the model left to people
    Reviewed, ///< reviewed already, the newest review first
};
inline constexpr std::size_t kSamplers = 3;

/// Keeps the classified tickets of a store in the order of each sampler. Reads the store once and follows its changes from then on: a
/// change costs a look-up, whatever the number of tickets.
class ReviewSampler final : public QObject {
    Q_OBJECT

public:
    explicit ReviewSampler(TicketStore& tickets, QObject* parent = nullptr);

    [[nodiscard]] std::size_t count(Sampler sampler) const;
    [[nodiscard]] std::optional<TicketId> first(Sampler sampler) const;
    /// The neighbours of a ticket, which itself may have left the sampler meanwhile.
    [[nodiscard]] std::optional<TicketId> after(Sampler sampler, const TicketId& ticket) const;
    [[nodiscard]] std::optional<TicketId> before(Sampler sampler, const TicketId& ticket) const;

    /// Out of every sampler until it is brought back: somebody decided about it here, and the answer is under way.
    void setAside(const TicketId& ticket);
    void bringBack(const TicketId& ticket);

signals:
    void countsChanged();

private:
    struct Candidate {
        int confidence = 0;
        Band band = Band::Manual;
        Sequence opened = 0;
        std::optional<Sequence> reviewed;
    };
    struct Key {
        std::int64_t rank = 0;
        Sequence opened = 0;
        TicketId ticket;

        friend auto operator<=>(const Key&, const Key&) = default;
    };
    using Order = std::set<Key>;

    void load();
    void onTicketsChanged(const std::vector<TicketId>& tickets);
    void take(const TicketRow& row);
    void drop(const TicketId& ticket);
    void enter(const TicketId& ticket, const Candidate& candidate);
    [[nodiscard]] std::optional<Key> keyOf(Sampler sampler, const TicketId& ticket) const;
    [[nodiscard]] Order& order(Sampler sampler) { return m_orders[static_cast<std::size_t>(sampler)]; }
    [[nodiscard]] const Order& order(Sampler sampler) const { return m_orders[static_cast<std::size_t>(sampler)]; }
    [[nodiscard]] static std::optional<Candidate> candidateOf(const TicketRow& row);
    [[nodiscard]] static bool belongs(Sampler sampler, const Candidate& candidate);
    [[nodiscard]] static Key key(Sampler sampler, const TicketId& ticket, const Candidate& candidate);

    TicketStore& m_tickets;
    std::array<Order, kSamplers> m_orders;
    std::unordered_map<TicketId, Candidate> m_candidates;
    std::unordered_set<TicketId> m_aside;
};

} // namespace stillgate
