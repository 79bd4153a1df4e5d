// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "tests/support/system/Approver.h"
#include "tests/support/system/SampleShop.h"
#include "tests/support/system/Sandbox.h"

namespace stillgate {

/// How an orchestrator dies: at a failpoint of its first start, or so long after each of its first starts.
struct Death {
    std::string name;
    std::string failpoint;
    std::vector<std::chrono::milliseconds> after;
    std::string disabled; ///< protections that are off, for controls
};

struct RunReport {
    std::string name;
    std::string fault; ///< empty when everything ended as it must
    int deaths = 0;
    std::chrono::milliseconds slowestEnd{0}; ///< from the last start until both refunds had come to their end
};

/// Two refunds, one through a gate and one by policy alone, taken to their end by an orchestrator that dies on the way and is
/// started again whenever it died. Its customers and its approver do what callers do: ask again until they are answered.
class TwoRefunds {
public:
    TwoRefunds(const Daemon::Place& place, const Sandbox& sandbox, DoubleCharge gated, DoubleCharge ungated, Death death);

    [[nodiscard]] RunReport run();

private:
    struct Half {
        DoubleCharge charge;
        Json message;
        TicketId ticket;
    };

    bool isUp();
    bool step(const char* what, const std::function<bool()>& done);
    bool takeIn(Half& half);
    bool approve();
    bool isClosed(const Half& half);
    bool acknowledgedStands();
    bool booksAreRight(const Half& half);
    bool fail(const std::string& why);

    Daemon m_daemon;
    const Sandbox& m_sandbox;
    Half m_gated;
    Half m_ungated;
    Death m_death;
    RunReport m_report;
    std::size_t m_starts = 0;
    std::chrono::steady_clock::time_point m_lastStart;
    std::optional<GateId> m_gate;
    std::optional<rpc::SubmitDecision> m_decision;
    CommandId m_decisionId = Approver::newCommandId();
    rpc::CommandSubmit::Result m_decided;
};

/// Runs them a few at a time, each in a thread of its own; the reports come in the same order.
[[nodiscard]] std::vector<RunReport> runAll(const std::vector<std::function<RunReport()>>& runs);

/// The faults of the reports, by name; empty when there are none.
[[nodiscard]] std::string faultsIn(const std::vector<RunReport>& reports);

} // namespace stillgate
