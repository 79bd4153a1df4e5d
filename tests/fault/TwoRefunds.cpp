// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/TwoRefunds.h"

#include <csignal>

#include <QThreadPool>

#include "tests/support/system/LedgerFaults.h"

namespace stillgate {

namespace {

constexpr int kAtATime = 6;

} // namespace

TwoRefunds::TwoRefunds(const Daemon::Place& place, const Sandbox& sandbox, DoubleCharge gated, DoubleCharge ungated,
                       Death death)
    : m_daemon(place)
    , m_sandbox(sandbox)
    , m_gated{gated, complaintAbout(gated, "gated"), {}}
    , m_ungated{ungated, complaintAbout(ungated, "ungated"), {}}
    , m_death(std::move(death))
{
    m_report.name = m_death.name;
}

RunReport TwoRefunds::run()
{
    const bool ended = step("the messages", [&] { return takeIn(m_gated) && takeIn(m_ungated); }) &&
                       step("the approval", [&] { return approve(); }) &&
                       step("the closures", [&] { return isClosed(m_gated) && isClosed(m_ungated); });
    m_report.slowestEnd = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_lastStart);
    if (ended && step("what was acknowledged", [&] { return acknowledgedStands(); })) {
        const int code = m_daemon.program().terminate();
        const std::string ledger = ledgerFaults(m_daemon.data());
        if (code != 0 && code != -SIGKILL) {
            fail("it ended with " + std::to_string(code));
        } else if (!ledger.empty()) {
            fail(ledger);
        } else if (booksAreRight(m_gated)) {
            booksAreRight(m_ungated);
        }
    }
    return m_report;
}

bool TwoRefunds::fail(const std::string& why)
{
    m_report.fault = why;
    return false;
}

/// Starts it when it is not running. Only what was ordered may have ended it.
bool TwoRefunds::isUp()
{
    if (m_daemon.program().isRunning()) {
        return true;
    }
    if (m_starts > 0) {
        const int code = m_daemon.program().waitForEnd();
        if (code != -SIGKILL) {
            return fail("it ended by itself, with " + std::to_string(code));
        }
        ++m_report.deaths;
    }
    const bool killed = m_starts < m_death.after.size();
    const Faults faults{m_starts == 0 ? m_death.failpoint : "", m_death.disabled};
    const auto killAfter = killed ? std::optional(m_death.after[m_starts]) : std::nullopt;
    ++m_starts;
    m_lastStart = std::chrono::steady_clock::now();
    return m_daemon.start(faults, killAfter);
}

bool TwoRefunds::step(const char* what, const std::function<bool()>& done)
{
    const bool ended = becomes([&] { return !m_report.fault.empty() || (isUp() && done()); });
    if (!ended) {
        return fail(std::string("never came: ") + what);
    }
    return m_report.fault.empty();
}

/// Delivers the message until it is answered; the ticket once acknowledged is the message's for good.
bool TwoRefunds::takeIn(Half& half)
{
    const auto ticket = m_daemon.takeIn(half.message);
    if (ticket && !half.ticket.isNull() && half.ticket != *ticket) {
        return fail("a message became another ticket than was acknowledged");
    }
    half.ticket = ticket.value_or(half.ticket);
    return ticket.has_value();
}

bool TwoRefunds::approve()
{
    if (!m_gate) {
        const auto ticket = m_daemon.ticket(m_gated.ticket);
        m_gate = ticket ? ticket->row.gate : std::nullopt;
    }
    const Approver agent(m_daemon, m_daemon.agent(1));
    if (m_gate && !m_decision) {
        if (const auto shown = agent.look(*m_gate)) {
            m_decision = agent.sign(agent.statement(*shown, Verdict::Approve));
        }
    }
    const auto result = m_decision ? agent.submit(*m_decision, m_decisionId) : tl::make_unexpected(Error{});
    if (result && result->outcome == rpc::CommandOutcome::Refused) {
        return fail("the approval was refused: " + verdictOn(result));
    }
    m_decided = result.value_or(m_decided);
    return result.has_value();
}

bool TwoRefunds::isClosed(const Half& half)
{
    const auto ticket = m_daemon.ticket(half.ticket);
    if (ticket && ticket->row.stage == Stage::Escalated) {
        return fail("a ticket was escalated: " + ticket->row.detail);
    }
    return ticket && ticket->row.stage == Stage::Closed;
}

/// Both messages are known under the tickets that were acknowledged, and the approval under its events.
bool TwoRefunds::acknowledgedStands()
{
    const auto decided = Approver(m_daemon, m_daemon.agent(1)).submit(*m_decision, m_decisionId);
    if (decided && !(*decided == m_decided)) {
        return fail("the approval is answered otherwise than it was acknowledged");
    }
    const auto ticket = m_daemon.ticket(m_gated.ticket);
    if (ticket && payloadsOf<GateDecided>(*ticket).size() != 1) {
        return fail("the approval does not stand in the ledger once");
    }
    return decided && ticket && takeIn(m_gated) && takeIn(m_ungated);
}

bool TwoRefunds::booksAreRight(const Half& half)
{
    const Books books = m_sandbox.books();
    const auto refunds = books.refundsOf(half.charge.order);
    const auto mails = books.messagesTo(half.charge.customer);
    if (refunds.size() != 1 || mails.size() != 1) {
        return fail(std::to_string(refunds.size()) + " refunds and " + std::to_string(mails.size()) + " messages");
    }
    const Json* amount = refunds.front().find("amount_minor");
    const bool right = amount != nullptr && *amount == Json(half.charge.amount.minor) &&
                       refunds.front().textAt("payment") == half.charge.secondPayment;
    return right || fail("another refund than was approved");
}

std::vector<RunReport> runAll(const std::vector<std::function<RunReport()>>& runs)
{
    std::vector<RunReport> reports(runs.size());
    QThreadPool pool;
    pool.setMaxThreadCount(kAtATime);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        pool.start([&reports, &runs, i] { reports[i] = runs[i](); });
    }
    pool.waitForDone();
    return reports;
}

std::string faultsIn(const std::vector<RunReport>& reports)
{
    std::string faults;
    for (const RunReport& report : reports) {
        faults += report.fault.empty() ? "" : report.name + ": " + report.fault + "\n";
    }
    return faults;
}

} // namespace stillgate
