// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/system/SampleShop.h"

#include <filesystem>
#include <sstream>
#include <vector>

#include <QString>

#include "core/base/File.h"

namespace stillgate {

namespace {

constexpr int kFirstOrder = 80'001;

Json payment(const DoubleCharge& charge, const std::string& id, const std::string& time)
{
    Json row;
    row.set("id", id).set("order", charge.order).set("customer", charge.customer).set("amount_minor", charge.amount.minor);
    row.set("currency", charge.amount.currency.text()).set("captured_at", time).set("method", "card ··4242");
    return row;
}

} // namespace

std::string projectFile(const std::string& path)
{
    return readFile(std::filesystem::path(qEnvironmentVariable("STILLGATE_SOURCE").toStdString()) / path).value_or("");
}

SampleShop::SampleShop() : m_books(parseJson(projectFile("resources/packs/sample/books.json")).value_or(Json::object())) {}

void SampleShop::add(std::string_view table, Json row)
{
    const Json* rows = m_books.find(table);
    Json list = rows != nullptr ? *rows : Json::array();
    m_books.set(table, std::move(list.push(std::move(row))));
}

DoubleCharge SampleShop::addDoubleCharge(std::int64_t cents)
{
    const std::string number = std::to_string(kFirstOrder + m_added++);
    const DoubleCharge charge{"ORD-" + number,
                              "C-" + number,
                              "Sample Customer " + number,
                              "customer" + number + "@sample.example",
                              "PAY-" + number + "1",
                              "PAY-" + number + "2",
                              {cents, *Currency::fromText("EUR")}};
    Json customer;
    customer.set("id", charge.customer).set("name", charge.name).set("email", charge.email).set("tier", "standard");
    add("customers", std::move(customer));
    Json order;
    order.set("id", charge.order).set("customer", charge.customer).set("currency", "EUR").set("total_minor", cents);
    order.set("status", "delivered").set("created_at", "2026-02-26T18:02:11Z");
    add("orders", std::move(order));
    add("payments", payment(charge, charge.firstPayment, "2026-02-26T18:02:40Z"));
    add("payments", payment(charge, charge.secondPayment, "2026-02-26T18:03:05Z"));
    return charge;
}

DoubleCharge showcase()
{
    return {"ORD-7719",
            "C-07",
            "Sample Customer 07",
            "customer07@sample.example",
            "PAY-90057",
            "PAY-90058",
            {12'900, *Currency::fromText("EUR")}};
}

Json sampleMessage(std::string_view id)
{
    std::istringstream lines(projectFile("resources/packs/sample/inbox.jsonl"));
    for (std::string line; std::getline(lines, line);) {
        auto message = parseJson(line);
        if (message && message->textAt("id") == id) {
            return std::move(*message);
        }
    }
    return {};
}

Json complaintAbout(const DoubleCharge& charge, const std::string& messageId)
{
    const std::string amount = charge.amount.decimal() + " EUR";
    const std::string both = Money{2 * charge.amount.minor, charge.amount.currency}.decimal() + " EUR";
    Json customer;
    customer.set("email", charge.email).set("name", charge.name);
    Json message;
    message.set("id", messageId).set("channel", "email").set("source", "sample").set("customer", std::move(customer));
    message.set("subject", "Charged twice for order " + charge.order);
    message.set("text", "Hello,\n\nI was charged twice for order " + charge.order + ". It cost " + amount +
                            ", but my card statement shows two payments of " + amount + ", so I have paid " + both +
                            " in total for one coffee grinder. Please refund the second payment to my card.\n\nKind regards\n" +
                            charge.name);
    return message;
}

} // namespace stillgate
