// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/Loop.h"

namespace stillgate {

struct RefundWords {
    int customer = 7; ///< "Sample Customer 07"
    std::string order = "ORD-7719";
    std::string method = "card ··4242";
    std::string subject = "Charged twice for ORD-7719";
};

/// A ticket of somebody who was charged twice, brought to its gate and beyond by the real rules.
class SampleRefund {
public:
    SampleRefund(Loop& loop, const Money& amount, RefundWords words);

    [[nodiscard]] const TicketId& ticket() const { return m_id; }
    [[nodiscard]] const Gate& gate() const { return m_loop.gate(m_id); }
    [[nodiscard]] const Action& action() const { return m_loop.action(m_id); }
    /// What the system of record has: change it, and what was shown no longer holds.
    [[nodiscard]] samples::Books& books() { return m_books; }

    void gather();
    Outcome decide(const Agent& agent, Verdict verdict);
    void beginCall();
    void loseCall();
    void answer();
    void verify();
    void tell();
    void close();

private:
    [[nodiscard]] Json record() const;

    Loop& m_loop;
    samples::Books m_books;
    RefundWords m_words;
    TicketId m_id;
};

} // namespace stillgate
