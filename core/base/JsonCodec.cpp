// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/JsonCodec.h"

namespace stillgate {

namespace {

struct MoneyForm {
    std::string amount;
    std::string currency;
};

template <typename Visitor>
void describe(Visitor& visit, MoneyForm& form)
{
    visit("amount", form.amount);
    visit("currency", form.currency);
}

} // namespace

Result<bool> JsonForm<bool>::read(const Json& json, const std::string& path)
{
    const bool* value = json.asBool();
    if (value == nullptr) {
        return fail(ErrorCode::Malformed, path, "expected true or false");
    }
    return *value;
}

Result<std::string> JsonForm<std::string>::read(const Json& json, const std::string& path)
{
    const std::string* value = json.asString();
    if (value == nullptr) {
        return fail(ErrorCode::Malformed, path, "expected a text");
    }
    return *value;
}

Result<std::int64_t> integerFromJson(const Json& json, const std::string& path, std::int64_t least, std::int64_t most)
{
    const std::int64_t* value = json.asInteger();
    if (value == nullptr) {
        return fail(ErrorCode::Malformed, path, "expected a whole number");
    }
    if (*value < least || *value > most) {
        return fail(ErrorCode::Malformed, path,
                    "expected a number from " + std::to_string(least) + " to " + std::to_string(most));
    }
    return *value;
}

Result<UtcTime> JsonForm<UtcTime>::read(const Json& json, const std::string& path)
{
    return fromJson<std::int64_t>(json, path).map([](std::int64_t ms) { return UtcTime{ms}; });
}

Result<Duration> JsonForm<Duration>::read(const Json& json, const std::string& path)
{
    return fromJson<std::int64_t>(json, path).map([](std::int64_t ms) { return Duration{ms}; });
}

Json JsonForm<Money>::write(const Money& value)
{
    return toJson(MoneyForm{value.decimal(), std::string(value.currency.text())});
}

Result<Money> JsonForm<Money>::read(const Json& json, const std::string& path)
{
    const auto form = fromJson<MoneyForm>(json, path);
    if (!form) {
        return tl::make_unexpected(form.error());
    }
    const auto currency = atPath(Currency::fromText(form->currency), path + ".currency");
    if (!currency) {
        return tl::make_unexpected(currency.error());
    }
    return atPath(Money::fromDecimal(form->amount, *currency), path + ".amount");
}

} // namespace stillgate
