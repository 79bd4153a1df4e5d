// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Orders.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "app/sandbox/Sql.h"

namespace stillgate::sandbox {

namespace {

struct Sums {
    std::int64_t paid = 0;
    std::int64_t refunded = 0;
};

Json orderIdsOf(const View& view, const std::string& customer)
{
    Json ids = Json::array();
    SQLite::Statement rows(view.database, "SELECT id FROM orders WHERE customer = ? ORDER BY created_at, id");
    rows.bind(1, customer);
    while (rows.executeStep()) {
        ids.push(rows.getColumn(0).getString());
    }
    return ids;
}

Json accountOf(const View& view, const std::string& customer)
{
    SQLite::Statement row(view.database, "SELECT status, plan, version FROM accounts WHERE customer = ?");
    row.bind(1, customer);
    if (!row.executeStep()) {
        return nullptr;
    }
    Json account;
    account.set("status", row.getColumn(0).getString());
    account.set("plan", row.getColumn(1).getString());
    account.set("version", row.getColumn(2).getInt64());
    return account;
}

/// Adds what counts as refunded to `refunded`.
Json refundsOf(const View& view, const std::string& payment, std::int64_t& refunded)
{
    Json refunds = Json::array();
    SQLite::Statement rows(view.database, "SELECT id, amount_minor, currency, created_at, "
                                          "EXISTS (SELECT 1 FROM recharges WHERE refund = refunds.id) "
                                          "FROM refunds WHERE payment = ? ORDER BY created_at, rowid");
    rows.bind(1, payment);
    while (rows.executeStep()) {
        const bool isRecharged = rows.getColumn(4).getInt() != 0;
        refunded += isRecharged ? 0 : rows.getColumn(1).getInt64();
        Json refund;
        refund.set("id", rows.getColumn(0).getString());
        refund.set("amount", decimalOf(rows.getColumn(1).getInt64(), rows.getColumn(2).getString()));
        refund.set("status", isRecharged ? "recharged" : "succeeded");
        refund.set("created_at", rows.getColumn(3).getString());
        refunds.push(std::move(refund));
    }
    return refunds;
}

Json paymentsOf(const View& view, const std::string& order, Sums& sums)
{
    Json payments = Json::array();
    SQLite::Statement rows(view.database, "SELECT id, amount_minor, currency, method, captured_at FROM payments "
                                          "WHERE \"order\" = ? ORDER BY captured_at, id");
    rows.bind(1, order);
    while (rows.executeStep()) {
        const std::string id = rows.getColumn(0).getString();
        const std::string currency = rows.getColumn(2).getString();
        std::int64_t refunded = 0;
        Json refunds = refundsOf(view, id, refunded);
        Json payment;
        payment.set("id", id);
        payment.set("amount", decimalOf(rows.getColumn(1).getInt64(), currency));
        payment.set("currency", currency);
        payment.set("refunded", decimalOf(refunded, currency));
        payment.set("method", rows.getColumn(3).getString());
        payment.set("captured_at", rows.getColumn(4).getString());
        payment.set("refunds", std::move(refunds));
        payments.push(std::move(payment));
        sums.paid += rows.getColumn(1).getInt64();
        sums.refunded += refunded;
    }
    return payments;
}

} // namespace

Answer findCustomers(const View& view, const std::string& email)
{
    Json customers = Json::array();
    SQLite::Statement rows(view.database, "SELECT id, name, email, tier, version FROM customers WHERE email = ? ORDER BY id");
    rows.bind(1, email);
    while (rows.executeStep()) {
        const std::string id = rows.getColumn(0).getString();
        Json customer;
        customer.set("id", id);
        customer.set("name", rows.getColumn(1).getString());
        customer.set("email", rows.getColumn(2).getString());
        customer.set("tier", rows.getColumn(3).getString());
        customer.set("version", rows.getColumn(4).getInt64());
        customer.set("orders", orderIdsOf(view, id));
        customer.set("account", accountOf(view, id));
        customers.push(std::move(customer));
    }
    Answer answer;
    answer.body.set("customers", std::move(customers));
    return answer;
}

Answer readOrder(const View& view, const std::string& id)
{
    SQLite::Statement row(view.database,
                          "SELECT customer, currency, total_minor, status, version, created_at FROM orders WHERE id = ?");
    row.bind(1, id);
    if (!row.executeStep()) {
        return errorAnswer(404, "not_found", "there is no such order");
    }
    const std::string currency = row.getColumn(1).getString();
    Sums sums;
    Json payments = paymentsOf(view, id, sums);
    Answer answer;
    answer.body.set("id", id);
    answer.body.set("customer", row.getColumn(0).getString());
    answer.body.set("currency", currency);
    answer.body.set("total", decimalOf(row.getColumn(2).getInt64(), currency));
    answer.body.set("paid", decimalOf(sums.paid, currency));
    answer.body.set("refunded", decimalOf(sums.refunded, currency));
    answer.body.set("status", row.getColumn(3).getString());
    answer.body.set("version", row.getColumn(4).getInt64());
    answer.body.set("created_at", row.getColumn(5).getString());
    answer.body.set("payments", std::move(payments));
    return answer;
}

} // namespace stillgate::sandbox
