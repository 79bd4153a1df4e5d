// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/QueueColumns.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "ui/kit/text/HandlingWords.h"
#include "ui/kit/text/OutsideContent.h"
#include "ui/queue/QueueFilter.h"

namespace stillgate {

namespace {

constexpr std::size_t kLeastWasteToCompact = std::size_t{1} << 20U;

std::int64_t thousandths(const std::optional<Money>& amount)
{
    if (!amount) {
        return kNoAmount;
    }
    std::int64_t out = amount->minor;
    for (int digits = amount->currency.minorDigits(); digits < 3; ++digits) {
        out *= 10;
    }
    return out;
}

std::uint8_t reasonNumber(const std::string& name)
{
    const auto reason = enumNamed<EscalationReason>(name);
    return reason ? static_cast<std::uint8_t>(*reason) : kNoEnumerator;
}

template <typename E>
std::uint8_t numberOrNone(const std::optional<E>& value)
{
    return value ? static_cast<std::uint8_t>(*value) : kNoEnumerator;
}

std::string searchText(const TicketEntry& entry)
{
    std::string out = entry.subject ? foldedText(*entry.subject) : std::string();
    out += '\n';
    if (entry.customer) {
        out += foldedText(*entry.customer);
    }
    return out;
}

} // namespace

std::uint16_t NameTable::numberOf(const std::string& name)
{
    if (const auto known = m_numbers.find(name); known != m_numbers.end()) {
        return known->second;
    }
    // There are a few dozen in any taxonomy; past the range all further ones share the nameless number.
    if (m_names.size() > UINT16_MAX) {
        return 0;
    }
    const auto number = static_cast<std::uint16_t>(m_names.size());
    m_names.push_back(name);
    m_numbers.emplace(name, number);
    return number;
}

QStringList NameTable::sorted() const
{
    QStringList out;
    for (const std::string& name : m_names) {
        if (!name.empty()) {
            out.push_back(outsideLine(name));
        }
    }
    out.sort();
    return out;
}

std::vector<std::uint16_t> NameTable::ranks() const
{
    std::vector<std::uint16_t> order(m_names.size());
    std::iota(order.begin(), order.end(), std::uint16_t{0});
    std::ranges::sort(order, [&](std::uint16_t left, std::uint16_t right) { return m_names[left] < m_names[right]; });
    std::vector<std::uint16_t> ranks(m_names.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        ranks[order[i]] = static_cast<std::uint16_t>(i);
    }
    return ranks;
}

void TextArena::set(Slot slot, std::string_view text)
{
    if (slot >= m_pieces.size()) {
        m_pieces.resize(slot + 1U);
    }
    Piece& piece = m_pieces[slot];
    std::fill_n(m_bytes.begin() + piece.begin, piece.length, '\0');
    if (text.size() > piece.length) {
        m_wasted += piece.length;
        piece.begin = static_cast<std::uint32_t>(m_bytes.size());
        m_bytes.insert(m_bytes.end(), text.begin(), text.end());
    } else {
        m_wasted += piece.length - text.size();
        std::ranges::copy(text, m_bytes.begin() + piece.begin);
    }
    piece.length = static_cast<std::uint32_t>(text.size());
    if (m_wasted > kLeastWasteToCompact && m_wasted > m_bytes.size() / 2) {
        compact();
    }
}

std::string_view TextArena::at(Slot slot) const
{
    const Piece& piece = m_pieces[slot];
    return {m_bytes.data() + piece.begin, piece.length};
}

void TextArena::compact()
{
    std::vector<char> kept;
    kept.reserve(m_bytes.size() - m_wasted);
    for (Piece& piece : m_pieces) {
        const auto begin = static_cast<std::uint32_t>(kept.size());
        kept.insert(kept.end(), m_bytes.begin() + piece.begin, m_bytes.begin() + piece.begin + piece.length);
        piece.begin = begin;
    }
    std::ranges::fill(m_bytes, '\0');
    m_bytes = std::move(kept);
    m_wasted = 0;
}

void TextArena::clear()
{
    std::ranges::fill(m_bytes, '\0');
    m_bytes.clear();
    m_pieces.clear();
    m_wasted = 0;
}

QueueFacts QueueColumns::factsOf(const TicketRow& row, const GateRow* gate)
{
    QueueFacts out;
    out.opened = row.opened;
    out.openedAt = row.openedAt.ms;
    out.movedAt = row.movedAt.ms;
    out.deadline = nextDue(row, gate).value_or(UtcTime{kNoTime}).ms;
    out.amount = thousandths(row.amount);
    out.intent = m_intents.numberOf(row.intent);
    out.team = m_teams.numberOf(row.team);
    out.confidence = static_cast<std::uint16_t>(std::clamp(row.confidence, 0, 10'000));
    out.stage = static_cast<std::uint8_t>(row.stage);
    out.band = static_cast<std::uint8_t>(row.band);
    out.channel = static_cast<std::uint8_t>(row.channel);
    out.stakes = gate != nullptr ? static_cast<std::uint8_t>(gate->stakes) : kNoEnumerator;
    out.reason = reasonNumber(row.reason);
    out.assignee = row.assignee ? m_assignees.numberOf(row.assignee->text()) : std::uint16_t{0};
    out.priority = numberOrNone(row.priority);
    out.clock = row.deadline ? static_cast<std::uint8_t>(clockState(*row.deadline)) : kNoEnumerator;
    out.held = numberOrNone(row.held);
    return out;
}

bool QueueColumns::setSelf(const PersonId& self)
{
    const std::string before = std::exchange(m_self, self.isNull() ? std::string() : self.text());
    return m_self != before;
}

const std::string& QueueColumns::categoryOf(const std::string& intent) const
{
    static const std::string kNone;
    const auto known = m_categories.find(intent);
    return known == m_categories.end() ? kNone : known->second;
}

QStringList QueueColumns::categories() const
{
    QStringList out;
    for (const QString& intent : m_intents.sorted()) {
        out.push_back(outsideLine(categoryOf(intent.toStdString())));
    }
    out.removeAll(QString());
    out.sort();
    out.removeDuplicates();
    return out;
}

QueueColumns::Touched QueueColumns::put(const TicketEntry& entry, const GateRow* gate)
{
    const QueueFacts facts = factsOf(entry.row, gate);
    const std::string text = searchText(entry);
    if (const auto known = m_slots.constFind(entry.row.id); known != m_slots.cend()) {
        const Slot slot = *known;
        const bool moved = m_facts[slot] != facts;
        const bool renamed = m_texts.at(slot) != text;
        m_facts[slot] = facts;
        if (renamed) {
            m_texts.set(slot, text);
        }
        return {slot, false, moved || renamed};
    }
    const auto slot = static_cast<Slot>(m_ids.size());
    m_ids.push_back(entry.row.id);
    m_facts.push_back(facts);
    m_texts.set(slot, text);
    m_slots.insert(entry.row.id, slot);
    return {slot, true, true};
}

std::optional<Slot> QueueColumns::find(const TicketId& id) const
{
    const auto known = m_slots.constFind(id);
    return known == m_slots.cend() ? std::nullopt : std::optional(*known);
}

void QueueColumns::clear()
{
    m_ids.clear();
    m_facts.clear();
    m_texts.clear();
    m_slots.clear();
}

} // namespace stillgate
