// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/TicketStore.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "core/client/tickets/PackedTickets.h"

namespace stillgate {

namespace {

/// Ids in the order they came, each once.
template <typename Id>
class Mentioned {
public:
    void add(const Id& id)
    {
        if (m_seen.insert(id).second) {
            m_ids.push_back(id);
        }
    }
    [[nodiscard]] const std::vector<Id>& ids() const { return m_ids; }

private:
    std::unordered_set<Id> m_seen;
    std::vector<Id> m_ids;
};

} // namespace

class TicketStore::Rows {
public:
    struct Gate {
        GateRow row;
        bool isMarked = false;
    };

    PackedTickets tickets;
    std::unordered_map<GateId, Gate> gates;
    std::unordered_map<TicketId, TicketTexts> waiting; ///< texts that came before their row
    bool isInSnapshot = false;

    /// Whether anything became of it.
    bool take(const TicketRow& row)
    {
        const auto known = tickets.find(row.id);
        if (known && row.latest < tickets.latest(*known)) {
            mark(*known);
            return false;
        }
        const auto number = known.value_or(0);
        known ? tickets.replace(number, row) : add(row);
        mark(known ? number : *tickets.find(row.id));
        return true;
    }

    bool take(const TicketTexts& texts)
    {
        const auto known = tickets.find(texts.ticket);
        if (!known) {
            waiting[texts.ticket] = texts;
            return false;
        }
        tickets.setTexts(*known, texts.subject, texts.customer);
        return true;
    }

    void add(const TicketRow& row)
    {
        const auto number = tickets.add(row);
        if (const auto texts = waiting.extract(row.id); !texts.empty()) {
            tickets.setTexts(number, texts.mapped().subject, texts.mapped().customer);
        }
    }

    void mark(PackedTickets::RowNumber row)
    {
        if (isInSnapshot) {
            tickets.mark(row);
        }
    }

    [[nodiscard]] std::size_t sweepGates()
    {
        const std::size_t gone = std::erase_if(gates, [](const auto& entry) { return !entry.second.isMarked; });
        for (auto& [id, gate] : gates) {
            gate.isMarked = false;
        }
        return gone;
    }
};

TicketStore::TicketStore(QObject* parent) : QObject(parent), m_rows(std::make_unique<Rows>()) {}
TicketStore::~TicketStore() = default;

std::size_t TicketStore::size() const
{
    return m_rows->tickets.size();
}

std::size_t TicketStore::count(Stage stage) const
{
    return m_rows->tickets.count(stage);
}

std::optional<TicketEntry> TicketStore::ticket(const TicketId& id) const
{
    const auto row = m_rows->tickets.find(id);
    if (!row) {
        return std::nullopt;
    }
    TicketEntry entry;
    m_rows->tickets.unpack(*row, entry);
    return entry;
}

void TicketStore::forEachTicket(const std::function<void(const TicketEntry&)>& visit) const
{
    TicketEntry entry;
    for (PackedTickets::RowNumber row = 0; row < m_rows->tickets.size(); ++row) {
        m_rows->tickets.unpack(row, entry);
        visit(entry);
    }
}

std::size_t TicketStore::gateCount() const
{
    return m_rows->gates.size();
}

std::size_t TicketStore::gateCount(GateStatus status) const
{
    return static_cast<std::size_t>(std::count_if(m_rows->gates.begin(), m_rows->gates.end(),
                                                  [&](const auto& entry) { return entry.second.row.status == status; }));
}

std::optional<GateRow> TicketStore::gate(const GateId& id) const
{
    const auto gate = m_rows->gates.find(id);
    return gate == m_rows->gates.end() ? std::nullopt : std::optional(gate->second.row);
}

void TicketStore::forEachGate(const std::function<void(const GateRow&)>& visit) const
{
    for (const auto& [id, gate] : m_rows->gates) {
        visit(gate.row);
    }
}

void TicketStore::apply(StoreChange change)
{
    Mentioned<TicketId> tickets;
    Mentioned<GateId> gates;
    for (const TicketRow& row : change.tickets) {
        if (m_rows->take(row)) {
            tickets.add(row.id);
        }
    }
    for (const TicketTexts& texts : change.texts) {
        if (m_rows->take(texts)) {
            tickets.add(texts.ticket);
        }
    }
    for (GateRow& row : change.gates) {
        const GateId id = row.id;
        m_rows->gates[id] = {std::move(row), m_rows->isInSnapshot};
        gates.add(id);
    }
    if (!tickets.ids().empty()) {
        emit ticketsChanged(tickets.ids());
    }
    if (!gates.ids().empty()) {
        emit gatesChanged(gates.ids());
    }
}

void TicketStore::restore(StoreChange change)
{
    Mentioned<TicketId> tickets;
    Mentioned<GateId> gates;
    for (const TicketRow& row : change.tickets) {
        if (!m_rows->tickets.find(row.id)) {
            m_rows->add(row);
            tickets.add(row.id);
        }
    }
    for (const TicketTexts& texts : change.texts) {
        const auto known = m_rows->tickets.find(texts.ticket);
        if (known && !m_rows->tickets.hasTexts(*known)) {
            m_rows->tickets.setTexts(*known, texts.subject, texts.customer);
            tickets.add(texts.ticket);
        }
    }
    for (GateRow& row : change.gates) {
        const GateId id = row.id;
        if (m_rows->gates.try_emplace(id, Rows::Gate{std::move(row), false}).second) {
            gates.add(id);
        }
    }
    if (!tickets.ids().empty()) {
        emit ticketsChanged(tickets.ids());
    }
    if (!gates.ids().empty()) {
        emit gatesChanged(gates.ids());
    }
}

void TicketStore::beginSnapshot()
{
    m_rows->isInSnapshot = true;
    m_rows->tickets.unmarkAll();
    for (auto& [id, gate] : m_rows->gates) {
        gate.isMarked = false;
    }
}

void TicketStore::endSnapshot()
{
    if (!m_rows->isInSnapshot) {
        return;
    }
    m_rows->isInSnapshot = false;
    const std::size_t gone = m_rows->tickets.sweep() + m_rows->sweepGates();
    m_rows->waiting.clear();
    if (gone > 0) {
        emit reset();
    }
}

void TicketStore::erase(const PersonId& customer)
{
    const ShownText erased = tl::make_unexpected(Withheld::Erased);
    std::vector<TicketId> tickets;
    for (PackedTickets::RowNumber row = 0; row < m_rows->tickets.size(); ++row) {
        if (m_rows->tickets.customer(row) == customer) {
            m_rows->tickets.setTexts(row, erased, erased);
            tickets.push_back(m_rows->tickets.id(row));
        }
    }
    if (!tickets.empty()) {
        emit ticketsChanged(tickets);
    }
}

void TicketStore::clear()
{
    m_rows = std::make_unique<Rows>();
    emit reset();
}

} // namespace stillgate
