// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Walk.h"

namespace stillgate {

namespace {

std::map<std::string, std::string> factsOf(const Loop& loop, const Action& action)
{
    std::map<std::string, std::string> out;
    const Json facts = *parseJson(loop.opening(action.proposed, "facts").value);
    for (const Json::Member& member : *facts.asObject()) {
        out[member.key] = *member.value.asString();
    }
    return out;
}

Json effectOf(const std::string& artifact)
{
    return Json().set("id", artifact).set("status", "succeeded");
}

} // namespace

Walk::Walk(Loop& loop, samples::Books books, int customer)
    : m_loop(loop), m_books(std::move(books)), m_customer(samples::person(customer))
{
    const int number = static_cast<int>(loop.log().size()) * 1000;
    m_id = *loop.submit(ReceiveMessage{samples::message(number, m_customer), samples::classified()}).ticket;
}

Outcome Walk::gather()
{
    return m_loop.submit(samples::gathering(m_id, m_books, ticket().runbook));
}

Outcome Walk::decide(const Agent& agent, Verdict verdict)
{
    const Statement statement = m_loop.statement(gate().id, agent, verdict);
    return m_loop.submit(m_loop.decision(statement, agent, m_books), agent.id);
}

Outcome Walk::ask(const Agent& agent, const std::string& question)
{
    const Statement statement = m_loop.statement(gate().id, agent, Verdict::AskCustomer);
    return m_loop.submit(m_loop.notedDecision(statement, agent, m_books, question), agent.id);
}

Outcome Walk::beginCall()
{
    if (const auto due = action().due; due && *due > m_loop.clock().now()) {
        m_loop.clock().advance(*due - m_loop.clock().now());
    }
    return m_loop.submit(BeginCall{action().id});
}

void Walk::takeEffect()
{
    if (m_artifact.empty()) {
        const Money refunded = *Money::fromDecimal(m_books.refunded, action().amount.currency);
        m_books.refunded = refunded.plus(action().amount)->decimal();
        ++m_books.version;
        m_artifact = "R-1";
    }
}

Outcome Walk::answer()
{
    takeEffect();
    RecordCall command;
    command.action = action().id;
    command.attempt = action().attempts;
    command.answer = effectOf(m_artifact);
    command.artifact = m_artifact;
    return m_loop.submit(command);
}

Outcome Walk::loseAnswer()
{
    takeEffect();
    return fail(CallFailure::InDoubt);
}

Outcome Walk::fail(CallFailure failure, std::optional<Duration> retryAfter)
{
    RecordCall command;
    command.action = action().id;
    command.attempt = action().attempts;
    command.failure = failure;
    command.detail = "sample";
    command.retryAfter = retryAfter;
    return m_loop.submit(command);
}

Outcome Walk::lookUp()
{
    RecordLookup command{action().id, action().attempts, std::nullopt, m_artifact};
    if (!m_artifact.empty()) {
        command.found = effectOf(m_artifact);
    }
    return m_loop.submit(command);
}

Outcome Walk::verify()
{
    return m_loop.submit(RecordVerification{action().id, order(m_books)});
}

Outcome Walk::beginNotice(std::string language)
{
    auto facts = factsOf(m_loop, action());
    if (ticket().stage == Stage::WaitingCustomer) {
        facts["question"] = m_loop.opening(gate().settled->event, "note").value;
    }
    return m_loop.submit(BeginNotice{m_id, std::move(facts), std::move(language)});
}

Outcome Walk::noticeSent()
{
    RecordNotice command;
    command.ticket = m_id;
    command.notice = ticket().notice->id;
    command.attempt = ticket().notice->attempts;
    command.artifact = "M-1";
    return m_loop.submit(command);
}

Outcome Walk::noticeFailed(CallFailure failure, std::optional<Duration> retryAfter)
{
    RecordNotice command;
    command.ticket = m_id;
    command.notice = ticket().notice->id;
    command.attempt = ticket().notice->attempts;
    command.failure = failure;
    command.retryAfter = retryAfter;
    return m_loop.submit(command);
}

void Walk::waitForSilence()
{
    if (const auto& notice = ticket().notice; notice && notice->due && *notice->due > m_loop.clock().now()) {
        m_loop.clock().advance(*notice->due - m_loop.clock().now());
    }
}

Outcome Walk::closeSilent()
{
    waitForSilence();
    return m_loop.submit(CloseSilent{m_id});
}

Outcome Walk::endWaiting()
{
    waitForSilence();
    return m_loop.submit(EndWaiting{m_id});
}

Outcome Walk::write(int number, std::vector<std::string> redFlags)
{
    Classified classified = samples::classified();
    classified.redFlags = std::move(redFlags);
    return m_loop.submit(ReceiveMessage{samples::message(number, m_customer), classified});
}

Outcome Walk::accept(const Agent& agent)
{
    const Reading& said = *ticket().reading;
    return m_loop.submit(
        RecordReview{agent.id, m_id, said.event, ReviewVerdict::Accept, said.intent, std::nullopt, std::nullopt}, agent.id);
}

Outcome Walk::correct(const Agent& agent, const std::string& intent)
{
    const Sequence said = ticket().reading->event;
    return m_loop.submit(
        RecordReview{agent.id, m_id, said, ReviewVerdict::Correct, intent, ReviewTag::PlainError, "Sample note"}, agent.id);
}

Outcome Walk::takeBack(const Agent& agent)
{
    return m_loop.submit(WithdrawReview{agent.id, m_id, ticket().reviews.back().event}, agent.id);
}

} // namespace stillgate
