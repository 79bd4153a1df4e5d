// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Refunds.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "app/sandbox/Sql.h"
#include "core/base/JsonCodec.h"

namespace stillgate::sandbox {

namespace {

struct RefundForm {
    std::string payment;
    std::string amount;
    std::string currency;
    std::optional<std::int64_t> expectedVersion;
};

template <typename Visitor>
void describe(Visitor& visit, RefundForm& form)
{
    visit("payment", form.payment);
    visit("amount", form.amount);
    visit("currency", form.currency);
    visit("expected_version", form.expectedVersion);
}

struct RechargeForm {
    std::optional<std::int64_t> expectedVersion;
};

template <typename Visitor>
void describe(Visitor& visit, RechargeForm& form)
{
    visit("expected_version", form.expectedVersion);
}

/// A payment with what was given back of it, and the version of its order.
struct PaymentState {
    std::string id;
    std::string order;
    std::int64_t amount = 0;
    std::string currency;
    std::int64_t refunded = 0;
    std::int64_t version = 0;
};

std::optional<PaymentState> paymentState(const View& view, const std::string& id)
{
    SQLite::Statement row(view.database, R"sql(
SELECT p."order", p.amount_minor, p.currency, o.version,
       (SELECT coalesce(sum(amount_minor), 0) FROM refunds WHERE payment = p.id) -
       (SELECT coalesce(sum(c.amount_minor), 0) FROM recharges c JOIN refunds r ON r.id = c.refund WHERE r.payment = p.id)
FROM payments p JOIN orders o ON o.id = p."order" WHERE p.id = ?)sql");
    row.bind(1, id);
    if (!row.executeStep()) {
        return std::nullopt;
    }
    return PaymentState{.id = id,
                        .order = row.getColumn(0).getString(),
                        .amount = row.getColumn(1).getInt64(),
                        .currency = row.getColumn(2).getString(),
                        .refunded = row.getColumn(4).getInt64(),
                        .version = row.getColumn(3).getInt64()};
}

Answer movedAnswer(std::int64_t version)
{
    return errorAnswer(412, "state_moved", "the order has another version", {{"version", version}});
}

bool hasMoved(const Entry& entry, const std::optional<std::int64_t>& expected, std::int64_t version)
{
    return entry.traits.versions == Versions::Compared && expected && *expected != version;
}

/// What the refusal of a request is, if it must be refused.
std::optional<Answer> refusalOf(const Entry& entry, const RefundRequest& request, const PaymentState& payment)
{
    if (hasMoved(entry, request.expectedVersion, payment.version)) {
        return movedAnswer(payment.version);
    }
    if (request.amount.currency.text() != payment.currency) {
        return errorAnswer(422, "currency_mismatch", "the payment was made in another currency");
    }
    const std::int64_t remaining = payment.amount - payment.refunded;
    if (entry.traits.limits == Limits::Enforced && request.amount.minor > remaining) {
        return errorAnswer(422, "amount_over_remaining", "more than what remains of the payment",
                           {{"remaining", decimalOf(remaining, payment.currency)}});
    }
    return std::nullopt;
}

Json stateOf(const PaymentState& payment)
{
    Json state;
    state.set("version", payment.version);
    state.set("refunded", decimalOf(payment.refunded, payment.currency));
    return state;
}

/// Raises the order's version, writes the journal and answers with the artifact and the state before and after.
Answer settle(const Entry& entry, const std::string& operation, const PaymentState& before, Json artifact)
{
    SQLite::Statement raise(entry.database, "UPDATE orders SET version = version + 1 WHERE id = ?");
    raise.bind(1, before.order);
    raise.exec();
    const auto after = paymentState(entry.view(), before.id);
    if (!after) {
        return errorAnswer(500, "internal", "the payment is gone");
    }
    artifact.set("before", stateOf(before));
    artifact.set("after", stateOf(*after));
    entry.journal(operation, std::string(artifact.textAt("id")), artifact);
    return Answer{.status = 201, .body = std::move(artifact)};
}

constexpr const char* kSelectRefund = R"sql(
SELECT r.id, r.payment, r."order", o.customer, r.amount_minor, r.currency, r.idempotency_key, r.created_at,
       (SELECT c.id FROM recharges c WHERE c.refund = r.id ORDER BY c.rowid LIMIT 1)
FROM refunds r JOIN orders o ON o.id = r."order" WHERE )sql";

Json refundOfRow(const SQLite::Statement& row)
{
    const std::string currency = row.getColumn(5).getString();
    Json refund;
    refund.set("id", row.getColumn(0).getString());
    refund.set("payment", row.getColumn(1).getString());
    refund.set("order", row.getColumn(2).getString());
    refund.set("customer", row.getColumn(3).getString());
    refund.set("amount", decimalOf(row.getColumn(4).getInt64(), currency));
    refund.set("currency", currency);
    if (!row.getColumn(6).isNull()) {
        refund.set("idempotency_key", row.getColumn(6).getString());
    }
    refund.set("created_at", row.getColumn(7).getString());
    refund.set("status", row.getColumn(8).isNull() ? "succeeded" : "recharged");
    if (!row.getColumn(8).isNull()) {
        refund.set("recharge", row.getColumn(8).getString());
    }
    return refund;
}

std::optional<Json> refundById(const View& view, const std::string& id)
{
    SQLite::Statement row(view.database, std::string(kSelectRefund) + "r.id = ?");
    row.bind(1, id);
    return row.executeStep() ? std::optional(refundOfRow(row)) : std::nullopt;
}

constexpr const char* kSelectRecharge = R"sql(
SELECT c.id, c.refund, r.payment, r."order", c.amount_minor, c.currency, c.idempotency_key, c.created_at
FROM recharges c JOIN refunds r ON r.id = c.refund WHERE )sql";

Json rechargeOfRow(const SQLite::Statement& row)
{
    const std::string currency = row.getColumn(5).getString();
    Json recharge;
    recharge.set("id", row.getColumn(0).getString());
    recharge.set("refund", row.getColumn(1).getString());
    recharge.set("payment", row.getColumn(2).getString());
    recharge.set("order", row.getColumn(3).getString());
    recharge.set("amount", decimalOf(row.getColumn(4).getInt64(), currency));
    recharge.set("currency", currency);
    if (!row.getColumn(6).isNull()) {
        recharge.set("idempotency_key", row.getColumn(6).getString());
    }
    recharge.set("created_at", row.getColumn(7).getString());
    return recharge;
}

} // namespace

Result<RefundRequest> refundFromJson(const Json& body)
{
    auto form = fromJson<RefundForm>(body);
    if (!form) {
        return tl::make_unexpected(std::move(form.error()));
    }
    const auto currency = atPath(Currency::fromText(form->currency), "$.currency");
    if (!currency) {
        return tl::make_unexpected(currency.error());
    }
    const auto amount = atPath(Money::fromDecimal(form->amount, *currency), "$.amount");
    if (!amount) {
        return tl::make_unexpected(amount.error());
    }
    if (amount->minor <= 0) {
        return fail(ErrorCode::Malformed, "$.amount", "expected more than nothing");
    }
    return RefundRequest{std::move(form->payment), *amount, form->expectedVersion};
}

Answer createRefund(const Entry& entry, const RefundRequest& request)
{
    const auto payment = paymentState(entry.view(), request.payment);
    if (!payment) {
        return errorAnswer(404, "not_found", "there is no such payment");
    }
    if (auto refusal = refusalOf(entry, request, *payment)) {
        return std::move(*refusal);
    }
    const std::string id = newId("rf_");
    SQLite::Statement insert(entry.database, "INSERT INTO refunds (id, payment, \"order\", amount_minor, currency, "
                                             "idempotency_key, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, id);
    insert.bind(2, payment->id);
    insert.bind(3, payment->order);
    insert.bind(4, request.amount.minor);
    insert.bind(5, payment->currency);
    bindOptional(insert, 6, entry.key);
    insert.bind(7, entry.now);
    insert.exec();
    return settle(entry, "refund.create", *payment, refundById(entry.view(), id).value_or(Json()));
}

Result<RechargeRequest> rechargeFromJson(const std::string& refund, const Json& body)
{
    return fromJson<RechargeForm>(body).map(
        [&](const RechargeForm& form) { return RechargeRequest{refund, form.expectedVersion}; });
}

Answer createRecharge(const Entry& entry, const RechargeRequest& request)
{
    SQLite::Statement refund(entry.database, "SELECT payment, amount_minor, currency, "
                                             "EXISTS (SELECT 1 FROM recharges WHERE refund = refunds.id) "
                                             "FROM refunds WHERE id = ?");
    refund.bind(1, request.refund);
    const bool exists = refund.executeStep();
    const auto payment = exists ? paymentState(entry.view(), refund.getColumn(0).getString()) : std::nullopt;
    if (!payment) {
        return errorAnswer(404, "not_found", "there is no such refund");
    }
    if (hasMoved(entry, request.expectedVersion, payment->version)) {
        return movedAnswer(payment->version);
    }
    if (entry.traits.limits == Limits::Enforced && refund.getColumn(3).getInt() != 0) {
        return errorAnswer(422, "already_recharged", "the refund was taken back before");
    }
    const std::int64_t amount = refund.getColumn(1).getInt64();
    const std::string currency = refund.getColumn(2).getString();
    const std::string id = newId("rc_");
    SQLite::Statement insert(entry.database, "INSERT INTO recharges (id, refund, amount_minor, currency, idempotency_key, "
                                             "created_at) VALUES (?, ?, ?, ?, ?, ?)");
    insert.bind(1, id);
    insert.bind(2, request.refund);
    insert.bind(3, amount);
    insert.bind(4, currency);
    bindOptional(insert, 5, entry.key);
    insert.bind(6, entry.now);
    insert.exec();

    SQLite::Statement row(entry.database, std::string(kSelectRecharge) + "c.id = ?");
    row.bind(1, id);
    row.executeStep();
    return settle(entry, "refund.recharge", *payment, rechargeOfRow(row));
}

Answer readRefund(const View& view, const std::string& id)
{
    auto refund = refundById(view, id);
    return refund ? Answer{.body = std::move(*refund)} : errorAnswer(404, "not_found", "there is no such refund");
}

Answer findRefunds(const View& view, const std::string& key)
{
    return listUnderKey(view, "refunds", std::string(kSelectRefund) + "r.idempotency_key = ? ORDER BY r.rowid", key,
                        refundOfRow);
}

Answer findRecharges(const View& view, const std::string& key)
{
    return listUnderKey(view, "recharges", std::string(kSelectRecharge) + "c.idempotency_key = ? ORDER BY c.rowid", key,
                        rechargeOfRow);
}

} // namespace stillgate::sandbox
