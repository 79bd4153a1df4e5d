// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Records.h"

#include <algorithm>

namespace stillgate {

namespace {

struct Payment {
    std::string id;
    std::string method;
    std::string capturedText;
    UtcTime captured;
    Money amount;
    Money refunded;
};

Result<Currency> currencyOf(const Json& record)
{
    return Currency::fromText(record.textAt("currency"));
}

Result<Payment> paymentFrom(const Json& json)
{
    const auto currency = currencyOf(json);
    const auto captured = utcFromRfc3339(json.textAt("captured_at"));
    if (!currency || !captured) {
        return fail(ErrorCode::Malformed, "payments", "a payment needs currency and captured_at");
    }
    const auto amount = Money::fromDecimal(json.textAt("amount"), *currency);
    const auto refunded = Money::fromDecimal(json.textAt("refunded"), *currency);
    if (!amount || !refunded || json.textAt("id").empty()) {
        return fail(ErrorCode::Malformed, "payments", "a payment needs id, amount and refunded");
    }
    return Payment{std::string(json.textAt("id")),
                   std::string(json.textAt("method")),
                   std::string(json.textAt("captured_at")),
                   *captured,
                   *amount,
                   *refunded};
}

Result<std::vector<Payment>> paymentsOf(const Json& record)
{
    const Json* list = record.find("payments");
    if (list == nullptr || list->asArray() == nullptr) {
        return fail(ErrorCode::Malformed, "payments", "the record has no list of payments");
    }
    std::vector<Payment> out;
    for (const Json& element : *list->asArray()) {
        auto payment = paymentFrom(element);
        if (!payment) {
            return tl::make_unexpected(payment.error());
        }
        out.push_back(std::move(*payment));
    }
    std::stable_sort(out.begin(), out.end(), [](const Payment& a, const Payment& b) { return a.captured < b.captured; });
    return out;
}

Result<Money> excessOf(const Json& record)
{
    const auto currency = currencyOf(record);
    if (!currency) {
        return tl::make_unexpected(currency.error());
    }
    const auto amount = [&](std::string_view member) { return Money::fromDecimal(record.textAt(member), *currency); };
    const auto paid = amount("paid");
    const auto refunded = amount("refunded");
    const auto total = amount("total");
    if (!paid || !refunded || !total) {
        return fail(ErrorCode::Malformed, "record", "needs paid, refunded and total");
    }
    return paid->minus(*refunded).and_then([&](const Money& kept) { return kept.minus(*total); });
}

Result<Payment> repeatedPayment(const std::vector<Payment>& payments, Duration within)
{
    const Payment* found = nullptr;
    for (std::size_t later = 1; later < payments.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            const Payment& a = payments[earlier];
            const Payment& b = payments[later];
            const bool repeated =
                a.amount == b.amount && b.captured - a.captured <= within && a.refunded.minor == 0 && b.refunded.minor == 0;
            if (repeated && found != nullptr) {
                return fail(ErrorCode::Conflict, "payments", "more than one pair of payments is alike");
            }
            found = repeated ? &b : found;
        }
    }
    if (found == nullptr) {
        return fail(ErrorCode::NotFound, "payments", "no two unrefunded payments are alike");
    }
    return *found;
}

/// "+@duplicate.amount" on a money fact, a text template otherwise.
Result<std::string> changed(const ExpectedChange& change, const Facts& facts)
{
    const bool adds = change.after.starts_with("+@");
    if (!adds && !change.after.starts_with("-@")) {
        return render(change.after, facts);
    }
    const auto now = facts.find(change.fact);
    const auto by = facts.find(change.after.substr(2));
    const Money* left = now != facts.end() ? std::get_if<Money>(&now->second) : nullptr;
    const Money* right = by != facts.end() ? std::get_if<Money>(&by->second) : nullptr;
    if (left == nullptr || right == nullptr) {
        return fail(ErrorCode::NotFound, change.fact, "the change needs two amounts");
    }
    return (adds ? left->plus(*right) : left->minus(*right)).map(moneyText);
}

} // namespace

Result<Json> recordOf(const RunbookRead& read, const Json& answer)
{
    if (read.pick.empty()) {
        return answer;
    }
    const Json* list = answer.find(read.pick);
    if (list == nullptr || list->asArray() == nullptr) {
        return fail(ErrorCode::Malformed, read.pick, "the answer has no such list");
    }
    const Json::Array& records = *list->asArray();
    if (records.size() != 1) {
        return fail(records.empty() ? ErrorCode::NotFound : ErrorCode::Conflict, read.pick,
                    std::to_string(records.size()) + " records");
    }
    return records.front();
}

Result<void> addFacts(Facts& facts, const RunbookRead& read, const Json& record)
{
    const Json::Object* members = record.asObject();
    if (members == nullptr) {
        return fail(ErrorCode::Malformed, read.name, "the record is no object");
    }
    for (const Json::Member& member : *members) {
        const std::string name = read.name + "." + member.key;
        const bool isMoney = std::find(read.money.begin(), read.money.end(), member.key) != read.money.end();
        if (isMoney) {
            const auto money = currencyOf(record).and_then(
                [&](const Currency& currency) { return Money::fromDecimal(record.textAt(member.key), currency); });
            if (!money) {
                return fail(ErrorCode::Malformed, name, "expected an amount");
            }
            facts[name] = *money;
        } else if (const std::string* text = member.value.asString()) {
            facts[name] = *text;
        } else if (const std::int64_t* number = member.value.asInteger()) {
            facts[name] = *number;
        } else if (const bool* flag = member.value.asBool()) {
            facts[name] = *flag;
        }
    }
    return {};
}

Result<void> addSelected(Facts& facts, const RunbookSelect& select, const Json& record)
{
    if (select.rule != "repeated_payment") {
        return fail(ErrorCode::Unsupported, select.rule, "this build does not know the rule");
    }
    const auto excess = excessOf(record);
    if (!excess) {
        return tl::make_unexpected(excess.error());
    }
    const auto payment =
        paymentsOf(record).and_then([&](const std::vector<Payment>& all) { return repeatedPayment(all, select.within); });
    if (!payment) {
        return tl::make_unexpected(payment.error());
    }
    facts[select.name + ".id"] = payment->id;
    facts[select.name + ".amount"] = payment->amount;
    facts[select.name + ".amount.decimal"] = payment->amount.decimal();
    facts[select.name + ".method"] = payment->method;
    facts[select.name + ".captured_at"] = payment->capturedText;
    facts[select.name + ".excess"] = *excess;
    return {};
}

Result<std::string> render(std::string_view text, const Facts& facts)
{
    std::string out;
    for (;;) {
        const std::size_t open = text.find('{');
        out += text.substr(0, open);
        if (open == std::string_view::npos) {
            return out;
        }
        const std::size_t close = text.find('}', open);
        if (close == std::string_view::npos) {
            return fail(ErrorCode::Malformed, std::string(text), "a brace is not closed");
        }
        const std::string name(text.substr(open + 1, close - open - 1));
        const auto fact = facts.find(name);
        if (fact == facts.end()) {
            return fail(ErrorCode::NotFound, name, "there is no such fact");
        }
        out += factText(fact->second);
        text.remove_prefix(close + 1);
    }
}

Result<Facts> shownFacts(const Runbook& runbook, const Json& answer)
{
    const auto read = std::find_if(runbook.reads.begin(), runbook.reads.end(),
                                   [&](const RunbookRead& candidate) { return candidate.name == runbook.observe; });
    if (read == runbook.reads.end()) {
        return fail(ErrorCode::NotFound, runbook.observe, "the runbook has no such read");
    }
    Facts facts;
    return recordOf(*read, answer).and_then([&](const Json& record) { return addFacts(facts, *read, record); }).map([&] {
        return facts;
    });
}

Result<std::vector<StateChange>> expectedStates(const Runbook& runbook, const Facts& facts)
{
    std::vector<StateChange> out;
    for (const std::string& name : runbook.shown) {
        const auto fact = facts.find(name);
        if (fact == facts.end()) {
            return fail(ErrorCode::NotFound, name, "the record does not show it");
        }
        const std::string before = factText(fact->second);
        const auto change = std::find_if(runbook.changes.begin(), runbook.changes.end(),
                                         [&](const ExpectedChange& candidate) { return candidate.fact == name; });
        auto after = change == runbook.changes.end() ? Result<std::string>(before) : changed(*change, facts);
        if (!after) {
            return tl::make_unexpected(after.error());
        }
        out.push_back({name, before, std::move(*after)});
    }
    return out;
}

} // namespace stillgate
