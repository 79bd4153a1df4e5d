// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Facts.h"

#include <algorithm>
#include <charconv>
#include <compare>
#include <optional>

namespace stillgate {

namespace {

/// The value of a condition in the type of the fact it is compared with.
std::optional<Fact> asTypeOf(const Fact& fact, std::string_view text)
{
    if (std::holds_alternative<bool>(fact)) {
        return text == "yes" ? std::optional<Fact>(true) : text == "no" ? std::optional<Fact>(false) : std::nullopt;
    }
    if (std::holds_alternative<std::int64_t>(fact)) {
        std::int64_t number = 0;
        const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
        const bool whole = status == std::errc{} && end == text.data() + text.size();
        return whole ? std::optional<Fact>(number) : std::nullopt;
    }
    if (std::holds_alternative<Money>(fact)) {
        const auto money = moneyFromText(text);
        return money ? std::optional<Fact>(*money) : std::nullopt;
    }
    return Fact(std::string(text));
}

std::optional<Fact> otherSide(const Condition& condition, const Fact& fact, const Facts& facts)
{
    if (!condition.value.starts_with('@')) {
        return asTypeOf(fact, condition.value);
    }
    const auto other = facts.find(condition.value.substr(1));
    return other == facts.end() ? std::nullopt : std::optional<Fact>(other->second);
}

bool comparable(const Fact& left, const Fact& right)
{
    const auto* money = std::get_if<Money>(&left);
    return left.index() == right.index() && (money == nullptr || money->currency == std::get<Money>(right).currency);
}

/// By size: numbers and amounts alone have one.
std::partial_ordering compare(const Fact& left, const Fact& right)
{
    if (const auto* number = std::get_if<std::int64_t>(&left)) {
        return *number <=> std::get<std::int64_t>(right);
    }
    if (const auto* money = std::get_if<Money>(&left)) {
        return money->minor <=> std::get<Money>(right).minor;
    }
    return std::partial_ordering::unordered;
}

} // namespace

std::string factText(const Fact& fact)
{
    if (const bool* flag = std::get_if<bool>(&fact)) {
        return *flag ? "yes" : "no";
    }
    if (const auto* number = std::get_if<std::int64_t>(&fact)) {
        return std::to_string(*number);
    }
    if (const auto* money = std::get_if<Money>(&fact)) {
        return moneyText(*money);
    }
    return std::get<std::string>(fact);
}

bool holds(const Condition& condition, const Facts& facts)
{
    const auto fact = facts.find(condition.fact);
    if (condition.op == Operator::Exists) {
        return (fact != facts.end()) == (condition.value != "no");
    }
    if (fact == facts.end()) {
        return false;
    }
    const auto other = otherSide(condition, fact->second, facts);
    if (!other || !comparable(fact->second, *other)) {
        return false;
    }
    const std::partial_ordering order = compare(fact->second, *other);
    switch (condition.op) {
    case Operator::Is: return fact->second == *other;
    case Operator::IsNot: return fact->second != *other;
    case Operator::Over: return std::is_gt(order);
    case Operator::Under: return std::is_lt(order);
    case Operator::AtLeast: return std::is_gteq(order);
    case Operator::AtMost: return std::is_lteq(order);
    case Operator::Exists: break;
    }
    return false;
}

bool holds(const Conditions& conditions, const Facts& facts)
{
    const auto met = [&](const Condition& condition) { return holds(condition, facts); };
    return std::all_of(conditions.all.begin(), conditions.all.end(), met) &&
           (conditions.any.empty() || std::any_of(conditions.any.begin(), conditions.any.end(), met)) &&
           std::none_of(conditions.none.begin(), conditions.none.end(), met);
}

Result<Money> moneyFromText(std::string_view text)
{
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos) {
        return fail(ErrorCode::Malformed, {}, "expected an amount and a currency such as 129.00 EUR");
    }
    return Currency::fromText(text.substr(space + 1)).and_then([&](const Currency& currency) {
        return Money::fromDecimal(text.substr(0, space), currency);
    });
}

std::string moneyText(const Money& money)
{
    return money.decimal() + " " + std::string(money.currency.text());
}

} // namespace stillgate
