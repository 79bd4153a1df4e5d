// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "core/base/JsonCodec.h"

namespace stillgate {

/// One thing that rules may ask about.
using Fact = std::variant<bool, std::int64_t, std::string, Money>;
/// Facts by dotted name, such as "action.amount" or "identity.strength".
using Facts = std::map<std::string, Fact>;

/// How a fact reads in a trace: "129.00 EUR", "2", "yes", or its text.
[[nodiscard]] std::string factText(const Fact& fact);

enum class Operator { Is, IsNot, Over, AtLeast, Under, AtMost, Exists };
template <>
struct EnumNames<Operator> {
    static constexpr std::array<std::pair<Operator, std::string_view>, 7> kNames{{{Operator::Is, "is"},
                                                                                  {Operator::IsNot, "is_not"},
                                                                                  {Operator::Over, "over"},
                                                                                  {Operator::AtLeast, "at_least"},
                                                                                  {Operator::Under, "under"},
                                                                                  {Operator::AtMost, "at_most"},
                                                                                  {Operator::Exists, "exists"}}};
};

/// `fact op value`. The value is text ("129.00 EUR", "2", "yes", "gold") or names another fact ("@order.total"). Comparing what
/// cannot be compared (a missing fact, two currencies, a text by size) does not hold; only `is_not` of two comparable values does.
struct Condition {
    std::string fact;
    Operator op = Operator::Is;
    std::string value;

    friend bool operator==(const Condition&, const Condition&) = default;
};

template <typename Visitor>
void describe(Visitor& visit, Condition& condition)
{
    visit("fact", condition.fact);
    visit("op", condition.op);
    visit("value", condition.value);
}

[[nodiscard]] bool holds(const Condition& condition, const Facts& facts);

/// all and any and none: an empty list asks for nothing.
struct Conditions {
    std::vector<Condition> all;
    std::vector<Condition> any;
    std::vector<Condition> none;

    friend bool operator==(const Conditions&, const Conditions&) = default;
};

[[nodiscard]] bool holds(const Conditions& conditions, const Facts& facts);

/// "129.00 EUR"
[[nodiscard]] Result<Money> moneyFromText(std::string_view text);
[[nodiscard]] std::string moneyText(const Money& money);

} // namespace stillgate
