// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Samples.h"

namespace stillgate::samples {

namespace {

PolicyRule rule(std::string id, PolicyEffect effect, Conditions when)
{
    PolicyRule out;
    out.id = std::move(id);
    out.effect = effect;
    out.when = std::move(when);
    return out;
}

PolicyRule approvalOver(std::string id, std::string limit, int people, Stakes stakes)
{
    PolicyRule out = rule(std::move(id), PolicyEffect::RequireApproval,
                          {{condition("action.operation", Operator::Is, "refund.create")},
                           {},
                           {condition("action.amount", Operator::AtMost, limit)}});
    out.quorum = {{Role::L2Agent, people}};
    out.stakes = stakes;
    return out;
}

Json payment(const Books& books, std::string_view id, std::string_view captured)
{
    Json out;
    out.set("id", id).set("amount", books.payment).set("currency", books.currency).set("refunded", "0.00");
    out.set("method", "sample card").set("captured_at", captured);
    return out;
}

} // namespace

PersonId person(int number)
{
    return {uuidV7(kMorning, digest("person " + std::to_string(number)))};
}

Digest digest(std::string_view name)
{
    return sha256(name);
}

Money euro(std::int64_t cents)
{
    return {cents, *Currency::fromText("EUR")};
}

Condition condition(std::string_view fact, Operator op, std::string_view value)
{
    return {std::string(fact), op, std::string(value)};
}

Policy policy()
{
    Policy out;
    out.id = "sample";
    out.holdBack = {Duration::seconds(1), Duration::seconds(10), Duration::seconds(60)};
    out.gateExpiry = Duration::minutes(30);
    out.silence = Duration::minutes(60);
    out.answerWithin = Duration::days(2);
    out.rules = {rule("refunds-allowed", PolicyEffect::Allow,
                      {{condition("action.operation", Operator::Is, "refund.create"),
                        condition("identity.strength", Operator::AtLeast, "2")},
                       {},
                       {}}),
                 approvalOver("refund-over-100", "100.00 EUR", 1, Stakes::Normal),
                 approvalOver("refund-over-1000", "1000.00 EUR", 2, Stakes::High)};
    return out;
}

Runbook runbook()
{
    Runbook out;
    out.id = "refund_double_charge";
    out.intent = "charged_twice";
    out.resolution = "refund_issued";
    out.inputs = {{"order", R"(\bORD-[0-9]{4}\b)"}};
    out.reads = {{"customer", "sandbox", "customer.find", {{"email", "{input.sender}"}}, "customers", {}},
                 {"order", "sandbox", "order.read", {{"order", "{input.order}"}}, "", {"total", "paid", "refunded"}}};
    out.requiredStrength = 2;
    out.identity = {{"email-and-order",
                     2,
                     {condition("customer.email", Operator::Is, "@input.sender"),
                      condition("order.customer", Operator::Is, "@customer.id")}},
                    {"email-alone", 1, {condition("customer.email", Operator::Is, "@input.sender")}}};
    out.selects = {{"duplicate", "repeated_payment", "order", Duration::days(1)}};
    out.preconditions = {condition("duplicate.amount", Operator::AtMost, "@duplicate.excess")};
    out.action = {"sandbox",
                  "refund.create",
                  {{"payment", "{duplicate.id}"}, {"amount", "{duplicate.amount}"}},
                  "duplicate.amount",
                  "{order.id}",
                  Reversibility::Compensable,
                  "refund.find",
                  "refund.recharge",
                  "order.version",
                  5,
                  Duration{500}};
    out.observe = "order";
    out.shown = {"order.total", "order.paid", "order.refunded", "order.status"};
    out.changes = {{"order.refunded", "+@duplicate.amount"}};
    out.notice = {"sandbox",
                  "message.send",
                  "message.find",
                  "{customer.id}",
                  {{"en", "Your refund for order {order.id}", "We refunded {duplicate.amount}: {artifact}."},
                   {"de", "Ihre Erstattung zu Bestellung {order.id}", "Wir haben {duplicate.amount} erstattet: {artifact}."}},
                  {{"en", "A question about order {order.id}", "Before anything is changed: {question}"},
                   {"de", "Eine Frage zu Bestellung {order.id}", "Bevor etwas geschieht: {question}"}}};
    return out;
}

Runbook goodwillRunbook()
{
    Runbook out = runbook();
    out.id = "refund_goodwill";
    out.intent = "refund_request";
    out.resolution = "goodwill_refund";
    return out;
}

std::vector<IntentRoute> intents()
{
    return {{"charged_twice", "billing", "billing", false, {}},
            {"refund_request", "billing", "refunds", false, {}},
            {"delivery_status", "delivery", "logistics", false, {}},
            {"account_takeover", "security", "security", false, {"account_takeover"}},
            {"data_deletion", "sensitive", "privacy", true, {}}};
}

Rulebook rulebook()
{
    return {policy(), {runbook(), goodwillRunbook()}, *Secret32::from(digest("sample nonce key").view()), intents()};
}

Books chargedTwice(const Money& amount)
{
    Books books;
    books.currency = amount.currency.text();
    books.total = amount.decimal();
    books.payment = amount.decimal();
    books.paid = amount.plus(amount)->decimal();
    return books;
}

Json order(const Books& books)
{
    Json out;
    out.set("id", "ORD-1001").set("customer", books.owner).set("currency", books.currency).set("total", books.total);
    out.set("paid", books.paid).set("refunded", books.refunded).set("status", books.status).set("version", books.version);
    out.set("payments",
            Json().push(payment(books, "PAY-1", "2026-03-01T09:00:00Z")).push(payment(books, "PAY-2", "2026-03-01T09:02:00Z")));
    return out;
}

Json customers(const Books& books)
{
    Json customer;
    customer.set("id", "C-07").set("name", "Sample Customer 07").set("email", books.email).set("tier", "gold");
    return Json().set("customers", Json().push(customer));
}

IncomingMessage message(int number, const PersonId& customer)
{
    IncomingMessage out;
    out.identity = digest("message " + std::to_string(number));
    out.customer = customer;
    out.thread = digest("thread of " + customer.text());
    out.sentAt = kMorning;
    out.language = "en";
    out.text = "Sample message " + std::to_string(number) + ": I was charged twice for order ORD-1001.";
    out.redacted = out.text;
    out.redactionVersion = 1;
    out.personal = {{"sender", "customer07@sample.example"}, {"subject", "Charged twice"}};
    return out;
}

Classified classified()
{
    Classified out;
    out.model = digest("sample model");
    out.labels = {{"charged_twice", 9400}, {"refund_request", 400}};
    out.category = "billing";
    out.team = "billing";
    out.band = Band::Auto;
    out.reasons = {{17, 24, 812}};
    out.words = {"charged"};
    return out;
}

RecordGathering gathering(const TicketId& ticket, const Books& books, const std::string& runbook)
{
    return {ticket,
            runbook,
            {{"sender", "customer07@sample.example"}, {"order", "ORD-1001"}},
            {{"customer", customers(books)}, {"order", order(books)}},
            {}};
}

} // namespace stillgate::samples
