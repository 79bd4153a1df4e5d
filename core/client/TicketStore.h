// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QObject>

#include "core/client/Values.h"

namespace stillgate {

/// Texts of a ticket that travel beside its row.
struct TicketTexts {
    TicketId ticket;
    ShownText subject = tl::make_unexpected(Withheld::NotLoaded);
    ShownText customer = tl::make_unexpected(Withheld::NotLoaded);

    friend bool operator==(const TicketTexts&, const TicketTexts&) = default;
};

/// Rows that take the place of older ones.
struct StoreChange {
    std::vector<TicketRow> tickets;
    std::vector<GateRow> gates;
    std::vector<TicketTexts> texts;

    friend bool operator==(const StoreChange&, const StoreChange&) = default;
};

/// Every ticket and gate as lists show them, in memory, kept up to date by the feed. Made for a million tickets: rows are packed and
/// unpacked on demand, about 300 bytes each. Lives in the UI thread.
class TicketStore final : public QObject {
    Q_OBJECT

public:
    explicit TicketStore(QObject* parent = nullptr);
    ~TicketStore() override;

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::size_t count(Stage stage) const;
    [[nodiscard]] std::optional<TicketEntry> ticket(const TicketId& id) const;
    /// Calls `visit` with every ticket, in no order. The entry is valid during the call only: copy what is to be kept.
    void forEachTicket(const std::function<void(const TicketEntry&)>& visit) const;

    [[nodiscard]] std::size_t gateCount() const;
    [[nodiscard]] std::size_t gateCount(GateStatus status) const;
    [[nodiscard]] std::optional<GateRow> gate(const GateId& id) const;
    /// In no order; the row is valid during the call only.
    void forEachGate(const std::function<void(const GateRow&)>& visit) const;

    /// A ticket's row is replaced by one whose `latest` is not older, a gate's by whatever comes. Texts of a ticket without a row
    /// wait for it.
    void apply(StoreChange change);
    /// Adds what is not here yet: rows remembered from before, which anything the feed brought outranks.
    void restore(StoreChange change);
    /// Between the two, every row that apply() does not mention counts as gone.
    void beginSnapshot();
    void endSnapshot();
    /// The texts of this customer's tickets become Withheld::Erased.
    void erase(const PersonId& customer);
    void clear();

signals:
    /// Came or changed. Each id once.
    void ticketsChanged(const std::vector<stillgate::TicketId>& tickets);
    void gatesChanged(const std::vector<stillgate::GateId>& gates);
    /// Rows went away: read everything anew.
    void reset();

private:
    class Rows;
    std::unique_ptr<Rows> m_rows;
};

} // namespace stillgate
