// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/FilterPlan.h"

#include <algorithm>

namespace stillgate {

namespace {

bool containsAny(const std::string& name, const std::vector<std::string>& parts)
{
    const std::string folded = foldedText(std::string_view(name));
    return std::ranges::any_of(parts, [&](const std::string& part) { return folded.find(part) != std::string::npos; });
}

std::vector<bool> fitting(const NameTable& table, const std::vector<std::string>& parts)
{
    std::vector<bool> out(table.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = containsAny(table.name(static_cast<std::uint16_t>(i)), parts);
    }
    return out;
}

std::uint8_t listValue(FilterField field, const QueueFacts& facts)
{
    switch (field) {
    case FilterField::Stage: return facts.stage;
    case FilterField::Band: return facts.band;
    case FilterField::Channel: return facts.channel;
    case FilterField::Stakes: return facts.stakes;
    case FilterField::Reason: return facts.reason;
    default: return kNoEnumerator;
    }
}

bool compare(std::int64_t left, Comparison comparison, std::int64_t right)
{
    switch (comparison) {
    case Comparison::Under: return left < right;
    case Comparison::AtMost: return left <= right;
    case Comparison::Over: return left > right;
    case Comparison::AtLeast: return left >= right;
    }
    return false;
}

} // namespace

FilterPlan::FilterPlan(QueueFilter filter, const QueueColumns& columns, FilterMoment moment)
    : m_filter(std::move(filter)), m_columns(&columns), m_moment(moment)
{
    for (const FilterTerm& term : m_filter.terms) {
        const auto* part = std::get_if<PartTerm>(&term.meaning);
        const NameTable& table = part != nullptr && part->field == FilterField::Team ? columns.teams() : columns.intents();
        m_names.push_back(part != nullptr ? fitting(table, part->parts) : std::vector<bool>());
    }
}

bool FilterPlan::matches(Slot slot) const
{
    const QueueFacts& facts = m_columns->facts(slot);
    for (std::size_t i = 0; i < m_filter.terms.size(); ++i) {
        const FilterTerm& term = m_filter.terms[i];
        if (holds(term, i, facts, slot) == (term.sense == TermSense::Negated)) {
            return false;
        }
    }
    return true;
}

bool FilterPlan::holds(const FilterTerm& term, std::size_t number, const QueueFacts& facts, Slot slot) const
{
    if (const auto* list = std::get_if<ListTerm>(&term.meaning)) {
        const std::uint8_t value = listValue(list->field, facts);
        return value != kNoEnumerator && ((list->members >> value) & 1U) != 0;
    }
    if (const auto* size = std::get_if<SizeTerm>(&term.meaning)) {
        return holdsSize(*size, facts);
    }
    if (const auto* part = std::get_if<PartTerm>(&term.meaning)) {
        return holdsPart(*part, number, facts);
    }
    if (const auto* words = std::get_if<WordTerm>(&term.meaning)) {
        return m_columns->text(slot).find(words->words) != std::string_view::npos;
    }
    if (const auto* named = std::get_if<NumberTerm>(&term.meaning)) {
        return facts.opened == named->number;
    }
    return facts.movedAt >= m_moment.midnight.ms;
}

bool FilterPlan::holdsPart(const PartTerm& term, std::size_t number, const QueueFacts& facts) const
{
    const std::uint16_t name = term.field == FilterField::Team ? facts.team : facts.intent;
    const std::vector<bool>& fits = m_names[number];
    if (name < fits.size()) {
        return fits[name];
    }
    // A name that came after the plan was made.
    const NameTable& table = term.field == FilterField::Team ? m_columns->teams() : m_columns->intents();
    return containsAny(table.name(name), term.parts);
}

bool FilterPlan::holdsSize(const SizeTerm& term, const QueueFacts& facts) const
{
    switch (term.field) {
    case FilterField::Confidence: return compare(facts.confidence, term.comparison, term.value);
    case FilterField::Amount: return facts.amount != kNoAmount && compare(facts.amount, term.comparison, term.value);
    case FilterField::Age: return compare(m_moment.now.ms - facts.openedAt, term.comparison, term.value);
    case FilterField::Moved: return compare(m_moment.now.ms - facts.movedAt, term.comparison, term.value);
    case FilterField::Deadline:
        return facts.deadline != kNoTime && compare(facts.deadline - m_moment.now.ms, term.comparison, term.value);
    default: return false;
    }
}

} // namespace stillgate
