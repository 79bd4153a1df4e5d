// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Seed.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/VariadicBind.h>

#include "core/base/JsonCodec.h"

namespace stillgate::sandbox {

namespace {

struct SeedCustomer {
    std::string id;
    std::string name;
    std::string email;
    std::string tier;
};

struct SeedOrder {
    std::string id;
    std::string customer;
    std::string currency;
    std::int64_t totalMinor = 0;
    std::string status;
    std::string createdAt;
};

struct SeedPayment {
    std::string id;
    std::string order;
    std::string customer;
    std::int64_t amountMinor = 0;
    std::string currency;
    std::string capturedAt;
    std::string method;
};

struct SeedRefund {
    std::string id;
    std::string payment;
    std::string order;
    std::int64_t amountMinor = 0;
    std::string currency;
    std::string createdAt;
};

struct SeedAccount {
    std::string customer;
    std::string status;
    std::string plan;
};

struct Seed {
    std::vector<SeedCustomer> customers;
    std::vector<SeedOrder> orders;
    std::vector<SeedPayment> payments;
    std::vector<SeedRefund> refunds;
    std::vector<SeedAccount> accounts;
};

template <typename Visitor>
void describe(Visitor& visit, SeedCustomer& customer)
{
    visit("id", customer.id);
    visit("name", customer.name);
    visit("email", customer.email);
    visit("tier", customer.tier);
}

template <typename Visitor>
void describe(Visitor& visit, SeedOrder& order)
{
    visit("id", order.id);
    visit("customer", order.customer);
    visit("currency", order.currency);
    visit("total_minor", order.totalMinor);
    visit("status", order.status);
    visit("created_at", order.createdAt);
}

template <typename Visitor>
void describe(Visitor& visit, SeedPayment& payment)
{
    visit("id", payment.id);
    visit("order", payment.order);
    visit("customer", payment.customer);
    visit("amount_minor", payment.amountMinor);
    visit("currency", payment.currency);
    visit("captured_at", payment.capturedAt);
    visit("method", payment.method);
}

template <typename Visitor>
void describe(Visitor& visit, SeedRefund& refund)
{
    visit("id", refund.id);
    visit("payment", refund.payment);
    visit("order", refund.order);
    visit("amount_minor", refund.amountMinor);
    visit("currency", refund.currency);
    visit("created_at", refund.createdAt);
}

template <typename Visitor>
void describe(Visitor& visit, SeedAccount& account)
{
    visit("customer", account.customer);
    visit("status", account.status);
    visit("plan", account.plan);
}

template <typename Visitor>
void describe(Visitor& visit, Seed& seed)
{
    visit("customers", seed.customers);
    visit("orders", seed.orders);
    visit("payments", seed.payments);
    visit("refunds", seed.refunds);
    visit("accounts", seed.accounts);
}

/// Checks the seed against itself and writes it, list by list; stops at the first error.
class Filler {
public:
    explicit Filler(SQLite::Database& database) : m_database(database) {}

    Result<void> fill(const Seed& seed)
    {
        each("customers", seed.customers, [&](const SeedCustomer& customer) { addCustomer(customer); });
        each("orders", seed.orders, [&](const SeedOrder& order) { addOrder(order); });
        each("payments", seed.payments, [&](const SeedPayment& payment) { addPayment(payment); });
        each("refunds", seed.refunds, [&](const SeedRefund& refund) { addRefund(refund); });
        each("accounts", seed.accounts, [&](const SeedAccount& account) { addAccount(account); });
        return m_error ? Result<void>(tl::make_unexpected(*m_error)) : Result<void>();
    }

private:
    /// A payment as refunds look at it: what is left of it.
    struct Remaining {
        SeedPayment payment;
        std::int64_t minor = 0;
    };

    template <typename Row, typename Add>
    void each(const std::string& list, const std::vector<Row>& rows, const Add& add)
    {
        for (std::size_t i = 0; i < rows.size() && !m_error; ++i) {
            m_path = "$." + list + "[" + std::to_string(i) + "]";
            add(rows[i]);
        }
    }

    bool demand(bool holds, const std::string& field, const std::string& expected)
    {
        if (!holds && !m_error) {
            m_error = Error{ErrorCode::Malformed, m_path + "." + field, expected};
        }
        return !m_error;
    }

    /// Identifiers stand in paths of addresses, so they are plain.
    bool demandId(const std::string& field, const std::string& id)
    {
        const bool isPlain = std::all_of(id.begin(), id.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
                   c == '.';
        });
        return demand(!id.empty() && id.size() <= 64 && isPlain, field, "expected 1 to 64 letters, digits, '_', '-' or '.'");
    }

    bool demandText(const std::string& field, const std::string& text)
    {
        return demand(!text.empty(), field, "expected a text");
    }

    bool demandMoney(const std::string& currency, const std::string& amountField, std::int64_t minor, std::int64_t least)
    {
        return demand(Currency::fromText(currency).has_value(), "currency", "expected an ISO 4217 currency such as EUR") &&
               demand(minor >= least, amountField, "expected at least " + std::to_string(least));
    }

    /// The time as the books write it.
    std::string demandTime(const std::string& field, const std::string& text)
    {
        const auto time = utcFromRfc3339(text);
        demand(time.has_value(), field, "expected an RFC 3339 time such as 2026-03-02T09:12:04Z");
        return time ? toRfc3339(*time) : std::string();
    }

    template <typename... Values>
    void insert(const std::string& statement, const Values&... values)
    {
        if (!m_error) {
            SQLite::Statement row(m_database, "INSERT INTO " + statement);
            SQLite::bind(row, values...);
            row.exec();
        }
    }

    void addCustomer(const SeedCustomer& customer)
    {
        demandId("id", customer.id);
        demandText("name", customer.name);
        demandText("email", customer.email);
        demandText("tier", customer.tier);
        demand(m_customers.insert(customer.id).second, "id", "is there twice");
        insert("customers (id, name, email, tier) VALUES (?, ?, ?, ?)", customer.id, customer.name, customer.email,
               customer.tier);
    }

    void addOrder(const SeedOrder& order)
    {
        demandId("id", order.id);
        demand(m_customers.contains(order.customer), "customer", "there is no such customer");
        demandMoney(order.currency, "total_minor", order.totalMinor, 0);
        demandText("status", order.status);
        const std::string time = demandTime("created_at", order.createdAt);
        demand(m_orders.emplace(order.id, order).second, "id", "is there twice");
        insert("orders (id, customer, currency, total_minor, status, created_at) VALUES (?, ?, ?, ?, ?, ?)", order.id,
               order.customer, order.currency, order.totalMinor, order.status, time);
    }

    void addPayment(const SeedPayment& payment)
    {
        demandId("id", payment.id);
        const auto order = m_orders.find(payment.order);
        if (!demand(order != m_orders.end(), "order", "there is no such order")) {
            return;
        }
        demand(order->second.customer == payment.customer, "customer", "is not the customer of the order");
        demandMoney(payment.currency, "amount_minor", payment.amountMinor, 1);
        demand(order->second.currency == payment.currency, "currency", "is not the currency of the order");
        const std::string time = demandTime("captured_at", payment.capturedAt);
        demandText("method", payment.method);
        demand(m_payments.emplace(payment.id, Remaining{payment, payment.amountMinor}).second, "id", "is there twice");
        insert("payments (id, \"order\", customer, amount_minor, currency, method, captured_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
               payment.id, payment.order, payment.customer, payment.amountMinor, payment.currency, payment.method, time);
    }

    void addRefund(const SeedRefund& refund)
    {
        demandId("id", refund.id);
        const auto payment = m_payments.find(refund.payment);
        if (!demand(payment != m_payments.end(), "payment", "there is no such payment")) {
            return;
        }
        demand(payment->second.payment.order == refund.order, "order", "is not the order of the payment");
        demandMoney(refund.currency, "amount_minor", refund.amountMinor, 1);
        demand(payment->second.payment.currency == refund.currency, "currency", "is not the currency of the payment");
        demand(refund.amountMinor <= payment->second.minor, "amount_minor", "is more than what remains of the payment");
        const std::string time = demandTime("created_at", refund.createdAt);
        demand(m_refunds.insert(refund.id).second, "id", "is there twice");
        insert("refunds (id, payment, \"order\", amount_minor, currency, created_at) VALUES (?, ?, ?, ?, ?, ?)", refund.id,
               refund.payment, refund.order, refund.amountMinor, refund.currency, time);
        payment->second.minor -= refund.amountMinor;
    }

    void addAccount(const SeedAccount& account)
    {
        demand(m_customers.contains(account.customer), "customer", "there is no such customer");
        demandText("status", account.status);
        demandText("plan", account.plan);
        demand(m_accounts.insert(account.customer).second, "customer", "has an account before");
        insert("accounts (customer, status, plan) VALUES (?, ?, ?)", account.customer, account.status, account.plan);
    }

    SQLite::Database& m_database;
    std::string m_path;
    std::optional<Error> m_error;
    std::set<std::string> m_customers;
    std::map<std::string, SeedOrder> m_orders;
    std::map<std::string, Remaining> m_payments;
    std::set<std::string> m_refunds;
    std::set<std::string> m_accounts;
};

} // namespace

Result<bool> seedBooks(const Books& books, const Json& seed)
{
    const auto decoded = fromJson<Seed>(seed);
    if (!decoded) {
        return tl::make_unexpected(decoded.error());
    }
    return books.fill([&](SQLite::Database& database) { return Filler(database).fill(*decoded); });
}

} // namespace stillgate::sandbox
