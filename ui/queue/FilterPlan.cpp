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

bool isAssignee(const std::string& name, const std::vector<std::string>& parts, const std::string& self)
{
    return std::ranges::any_of(parts, [&](const std::string& part) {
        if (part == "none") {
            return name.empty();
        }
        return part == "me" ? !name.empty() && name == self : name.find(part) != std::string::npos;
    });
}

std::uint16_t nameNumber(FilterField field, const QueueFacts& facts)
{
    switch (field) {
    case FilterField::Team: return facts.team;
    case FilterField::Assignee: return facts.assignee;
    default: return facts.intent;
    }
}

std::uint8_t listValue(FilterField field, const QueueFacts& facts)
{
    switch (field) {
    case FilterField::Stage: return facts.stage;
    case FilterField::Band: return facts.band;
    case FilterField::Channel: return facts.channel;
    case FilterField::Stakes: return facts.stakes;
    case FilterField::Reason: return facts.reason;
    case FilterField::Priority: return facts.priority;
    case FilterField::Sla: return facts.clock;
    case FilterField::Held: return facts.held;
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
        std::vector<bool> names;
        if (const auto* part = std::get_if<PartTerm>(&term.meaning)) {
            names.resize(tableOf(part->field).size());
            for (std::size_t i = 0; i < names.size(); ++i) {
                names[i] = fits(*part, static_cast<std::uint16_t>(i));
            }
        }
        m_names.push_back(std::move(names));
    }
}

const NameTable& FilterPlan::tableOf(FilterField field) const
{
    switch (field) {
    case FilterField::Team: return m_columns->teams();
    case FilterField::Assignee: return m_columns->assignees();
    default: return m_columns->intents();
    }
}

bool FilterPlan::fits(const PartTerm& term, std::uint16_t name) const
{
    const std::string& text = tableOf(term.field).name(name);
    switch (term.field) {
    case FilterField::Assignee: return isAssignee(text, term.parts, m_columns->self());
    case FilterField::Category: return containsAny(m_columns->categoryOf(text), term.parts);
    default: return containsAny(text, term.parts);
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
    const std::uint16_t name = nameNumber(term.field, facts);
    const std::vector<bool>& known = m_names[number];
    return name < known.size() ? known[name] : fits(term, name); // one that came after the plan was made
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
