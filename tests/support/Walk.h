// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/Loop.h"

namespace stillgate {

/// One sample ticket on its way, with the books of its order. Each step does what the orchestrator's edge would do at that point; the
/// books change when the call takes effect.
class Walk {
public:
    /// A message of the customer, classified and routed.
    Walk(Loop& loop, samples::Books books, int customer = 7);

    [[nodiscard]] const TicketId& id() const { return m_id; }
    [[nodiscard]] const Ticket& ticket() const { return m_loop.ticket(m_id); }
    [[nodiscard]] const Action& action() const { return m_loop.action(m_id); }
    [[nodiscard]] const Gate& gate() const { return m_loop.gate(m_id); }
    [[nodiscard]] samples::Books& books() { return m_books; }

    Outcome gather();
    Outcome decide(const Agent& agent, Verdict verdict = Verdict::Approve);
    /// Asks the customer in place of deciding.
    Outcome ask(const Agent& agent, const std::string& question = "Which of the two orders do you mean?");
    /// Lets the hold-back or the wait before another call pass, and begins the call.
    Outcome beginCall();
    /// The call took effect: the books change, and the answer comes.
    Outcome answer();
    /// The call took effect, and its answer was lost.
    Outcome loseAnswer();
    Outcome fail(CallFailure failure, std::optional<Duration> retryAfter = {});
    /// A read by the idempotency key: finds what took effect.
    Outcome lookUp();
    Outcome verify();
    Outcome beginNotice(std::string language = "en");
    Outcome noticeSent();
    Outcome noticeFailed(CallFailure failure, std::optional<Duration> retryAfter = {});
    Outcome closeSilent();
    /// Lets the time for an answer pass.
    Outcome endWaiting();
    Outcome write(int number, std::vector<std::string> redFlags = {});
    /// Accepts the model's label, or corrects it to another one.
    Outcome accept(const Agent& agent);
    Outcome correct(const Agent& agent, const std::string& intent);
    /// Takes the review back that counts.
    Outcome takeBack(const Agent& agent);

private:
    void takeEffect();
    void waitForSilence();

    Loop& m_loop;
    samples::Books m_books;
    PersonId m_customer;
    TicketId m_id;
    std::string m_artifact; ///< of the effect in the books; empty before
};

} // namespace stillgate
