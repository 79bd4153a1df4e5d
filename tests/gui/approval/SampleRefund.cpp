// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/approval/SampleRefund.h"

namespace stillgate {

namespace {

std::string twoDigits(int number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string mailOf(int customer)
{
    return "customer" + twoDigits(customer) + "@sample.example";
}

Json payment(const samples::Books& books, const std::string& method, std::string_view id, std::string_view captured)
{
    Json out;
    out.set("id", id).set("amount", books.payment).set("currency", books.currency).set("refunded", "0.00");
    out.set("method", method).set("captured_at", captured);
    return out;
}

} // namespace

SampleRefund::SampleRefund(Loop& loop, const Money& amount, RefundWords words)
    : m_loop(loop), m_books(samples::chargedTwice(amount)), m_words(std::move(words))
{
    const int number = static_cast<int>(loop.log().size()) * 1000;
    IncomingMessage message = samples::message(number, samples::person(m_words.customer));
    message.text = "I was charged twice for order " + m_words.order + ".";
    message.redacted = message.text;
    message.personal = {{"sender", mailOf(m_words.customer)}, {"subject", m_words.subject}};
    m_id = *loop.submit(ReceiveMessage{message, samples::classified()}).ticket;
    gather();
}

Json SampleRefund::record() const
{
    Json out = samples::order(m_books);
    out.set("id", m_words.order).set("customer", "C-" + twoDigits(m_words.customer));
    out.set("payments", Json()
                            .push(payment(m_books, m_words.method, "PAY-1", "2026-03-01T09:00:00Z"))
                            .push(payment(m_books, m_words.method, "PAY-2", "2026-03-01T09:02:00Z")));
    return out;
}

void SampleRefund::gather()
{
    Json customer;
    customer.set("id", "C-" + twoDigits(m_words.customer)).set("name", "Sample Customer " + twoDigits(m_words.customer));
    customer.set("email", mailOf(m_words.customer)).set("tier", "gold");
    m_loop.submit(RecordGathering{m_id,
                                  m_loop.ticket(m_id).runbook,
                                  {{"sender", mailOf(m_words.customer)}, {"order", m_words.order}},
                                  {{"customer", Json().set("customers", Json().push(customer))}, {"order", record()}},
                                  {}});
}

Outcome SampleRefund::decide(const Agent& agent, Verdict verdict)
{
    return m_loop.submit(m_loop.decision(m_loop.statement(gate().id, agent, verdict), agent, m_books), agent.id);
}

void SampleRefund::beginCall()
{
    if (const auto due = action().due; due && *due > m_loop.clock().now()) {
        m_loop.clock().advance(*due - m_loop.clock().now());
    }
    m_loop.submit(BeginCall{action().id});
}

void SampleRefund::loseCall()
{
    RecordCall command;
    command.action = action().id;
    command.attempt = action().attempts;
    command.failure = CallFailure::InDoubt;
    command.detail = "timeout";
    m_loop.submit(command);
}

void SampleRefund::answer()
{
    const Money refunded = *Money::fromDecimal(m_books.refunded, action().amount.currency);
    m_books.refunded = refunded.plus(action().amount)->decimal();
    ++m_books.version;
    RecordCall command;
    command.action = action().id;
    command.attempt = action().attempts;
    command.answer = Json().set("id", "RF-90311").set("status", "succeeded");
    command.artifact = "RF-90311";
    m_loop.submit(command);
}

void SampleRefund::verify()
{
    m_loop.submit(RecordVerification{action().id, record()});
}

void SampleRefund::tell()
{
    std::map<std::string, std::string> facts;
    const Json json = *parseJson(m_loop.opening(action().proposed, "facts").value);
    for (const Json::Member& member : *json.asObject()) {
        facts[member.key] = *member.value.asString();
    }
    if (m_loop.ticket(m_id).stage == Stage::WaitingCustomer) {
        facts["question"] = m_loop.opening(gate().settled->event, "note").value;
    }
    m_loop.submit(BeginNotice{m_id, facts, "en"});
    RecordNotice command;
    command.ticket = m_id;
    command.notice = m_loop.ticket(m_id).notice->id;
    command.attempt = m_loop.ticket(m_id).notice->attempts;
    command.artifact = "M-1";
    m_loop.submit(command);
}

void SampleRefund::close()
{
    const auto due = m_loop.ticket(m_id).notice->due;
    if (due && *due > m_loop.clock().now()) {
        m_loop.clock().advance(*due - m_loop.clock().now());
    }
    m_loop.submit(CloseSilent{m_id});
}

} // namespace stillgate
